import { onTestFinished } from 'vitest';
import { registrationCommand } from '../../server/http/registration-command.ts';
import { type ImportDesk, openImportDesk } from '../../server/ledger/import-desk.ts';
import type { Office } from './office.ts';

let imports = 0;

/** Where this run of the office reads ledgers in; another one after each restart. One that dies is never stopped. */
export function importDeskOf(
  office: Pick<Office, 'store' | 'execute' | 'now'>,
  how?: 'dies',
): ImportDesk {
  const desk = openImportDesk({
    store: office.store,
    execute: office.execute,
    clock: office.now,
    commandOf: registrationCommand,
    newId: () => {
      imports += 1;
      return `import-${imports}`;
    },
    log: {
      error(_, event) {
        throw new Error(event);
      },
    },
  });
  if (how !== 'dies') onTestFinished(desk.stop);
  return desk;
}

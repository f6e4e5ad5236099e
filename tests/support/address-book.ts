import { onTestFinished } from 'vitest';
import { loadWording } from '../../db/seed-wording.ts';
import { connectDingTalk } from '../../server/dingtalk/dingtalk.ts';
import type { StaffId } from '../../server/domain/directory.ts';
import { SECOND } from '../../server/domain/time.ts';
import { type AddressBookWatch, watchAddressBook } from '../../server/jobs/address-book.ts';
import { type Sandbox, startSandbox } from '../../server/sandbox/sandbox.ts';
import { type Api, openApi } from './api.ts';
import { conversationId, credentials } from './dingtalk.ts';

export interface AddressBookOffice extends Api {
  readonly sandbox: Sandbox;
  readonly watch: AddressBookWatch;
  /** What the watch said in its log. */
  readonly warnings: readonly string[];
  /** What was asked so far, as last parts of the paths. */
  asked(): readonly string[];
  /** At this time the jobs look whether anything is due. */
  lookAt(time: string): Promise<void>;
  /** The watch forgets what it did not write down. */
  restartWatch(): void;
  /** Active in the office's directory. */
  works(id: StaffId): Promise<boolean>;
}

/** The API on an office whose people are in the embedded DingTalk, each in a department of the unit's name. */
export async function openAddressBookOffice(
  at: string,
  { timeoutMs }: { readonly timeoutMs?: number } = {},
): Promise<AddressBookOffice> {
  const api = await openApi({ at });
  const { office } = api;
  const { staff, units } = await office.store.directory();
  const unitIds = [...units.keys()];
  const departmentOf = (unitId: string | undefined) =>
    unitId === undefined ? 1 : 2 + unitIds.indexOf(unitId);
  const elapsed = playedSeconds();
  const sandbox = await startSandbox({
    clock: office.now,
    elapsed,
    people: [...staff.values()].map(({ id, name, title, unitId }) => ({
      userId: id,
      name,
      title,
      departmentIds: [departmentOf(unitId)],
    })),
    departments: [
      ...[...units.values()].map(({ id, name }) => ({
        departmentId: departmentOf(id),
        name,
        parentId: 1,
      })),
      { departmentId: CANTEEN, name: '机关食堂', parentId: 1 },
    ],
    groups: [],
    credentials,
  });
  onTestFinished(() => sandbox.stop());
  const { apiBase, oapiBase } = sandbox;
  const book = connectDingTalk(
    { ...credentials, groupConversationId: conversationId, apiBase, oapiBase },
    {
      clock: office.now,
      random: () => 0,
      onCall: () => {},
      wait: async () => {},
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    },
  );
  const warnings: string[] = [];
  const given = {
    store: office.store,
    clock: office.now,
    calendar: () => office.calendar,
    wording: loadWording(),
    book,
    log: { info() {}, warn: (_: object, event: string) => void warnings.push(event), error() {} },
  };
  let watch = watchAddressBook(given);
  return {
    ...api,
    sandbox,
    warnings,
    get watch() {
      return watch;
    },
    asked: () => sandbox.record().map(({ path }) => path.split('/').at(-1) ?? ''),
    async lookAt(time) {
      office.skipTo(time);
      await watch.run(office.now());
      await office.jobs.settle();
    },
    restartWatch() {
      watch = watchAddressBook(given);
    },
    works: async (id) => (await office.store.directory()).staff.get(id)?.active === true,
  };
}

/** A department of DingTalk's that the office does not have. */
export const CANTEEN = 90;

/** The office's clock stands still, so each call is given a second of its own. */
function playedSeconds(): () => number {
  let elapsed = 0;
  return () => {
    elapsed += SECOND;
    return elapsed;
  };
}

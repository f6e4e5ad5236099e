import type { Submission } from '../domain/command.ts';
import type { StaffId } from '../domain/directory.ts';
import type { Execute } from '../execute.ts';
import type { ImportRow, LedgerImport } from '../store/import-store.ts';
import type { Answer, Store } from '../store/store.ts';
import { type RowReading, readRow } from './import-row.ts';

export interface ImportRunParts {
  readonly store: Store;
  readonly execute: Execute;
  readonly log: { error(object: object, event: string): void };
}

/** Registers what has been started, a few rows at a time, so that nobody's command waits for a whole ledger. */
export function openImportRun(
  { store, execute, log }: ImportRunParts,
  readingOf: (content: RowReading['content'], staffId: StaffId) => Promise<RowReading>,
) {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  /**
   * The command id names import and row, so a batch repeated after a crash gets its first answers; and by its lasting
   * key a petition that any import or person has registered before is refused, however long ago.
   */
  async function register(given: LedgerImport, row: ImportRow, reading: RowReading) {
    const read = readRow(row.cells, reading);
    if (!read.ok) return { ...row, outcome: 'faulty' as const, faults: read.faults };
    const answer = await attempt({
      commandId: `import-${given.id}-${row.row}`,
      by: given.staffId,
      command: read.command,
      onlyOnce: true,
    });
    if (!answer) return { ...row, outcome: 'refused' as const, faults: [{ message: BROKEN }] };
    if (answer.ok) {
      return { ...row, outcome: 'registered' as const, petitionId: answer.value.petitionId };
    }
    const { refusal } = answer;
    return refusal.code === 'alreadyRegistered'
      ? { ...row, outcome: 'known' as const, petitionId: refusal.petitionId }
      : { ...row, outcome: 'refused' as const, faults: [{ refusal }] };
  }

  /** A row that breaks something must not hold up the others; the store itself breaking stops them all. */
  async function attempt(submission: Submission): Promise<Answer | null> {
    try {
      return await execute(submission);
    } catch (error) {
      log.error({ err: error, command: submission.commandId }, 'importRowFailed');
      return null;
    }
  }

  async function runOne(given: LedgerImport): Promise<void> {
    const reading = await readingOf(given.content, given.staffId);
    while (!stopped) {
      const rows = await store.importRows(given.id, {
        outcomes: ['ready'],
        after: 0,
        limit: BATCH,
      });
      const now = await store.findImport(given.id);
      if (now?.state !== 'running') return;
      if (rows.length === 0) {
        await store.moveImport(given.id, ['running'], 'done');
        return;
      }
      const settled = await Promise.all(rows.map((row) => register(given, row, reading)));
      await store.settleImportRows(given.id, settled);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async function runAll(): Promise<void> {
    try {
      while (again && !stopped) {
        again = false;
        for (const each of await store.runningImports()) await runOne(each);
      }
    } catch (error) {
      log.error({ err: error }, 'importFailed');
    } finally {
      // Nothing is awaited since `again` was looked at, so no waking can be lost between the two.
      running = null;
    }
  }

  function wake(): void {
    again = true;
    running ??= runAll();
  }

  wake();
  return {
    wake,
    async settled(): Promise<void> {
      while (running !== null) await running;
    },
    /** The batch under way is finished. */
    async stop(): Promise<void> {
      stopped = true;
      await running;
    },
  };
}

const BATCH = 25;
const BROKEN =
  '系统内部出错，这一行没有登记。请下载未导入的行，稍后重新导入；多次出现请告知管理员。';

import { type ImportColumns, MOST_IMPORT_ROWS } from '../contract/import.ts';
import { directoryOf, officeIn, type StaffId, type StaffMember } from '../domain/directory.ts';
import { officeOf } from '../domain/office.ts';
import { regimeInForce } from '../domain/regime-in-force.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { ImportContent, LedgerImport } from '../store/import-store.ts';
import { findHeader } from './import-columns.ts';
import { readRows } from './import-reading.ts';
import type { CommandOf, RowReading } from './import-row.ts';
import { type ImportRunParts, openImportRun } from './import-run.ts';
import { readSheet } from './import-sheet.ts';
import { correctionSheet, templateSheet } from './import-workbooks.ts';

export interface ImportDeskParts extends ImportRunParts {
  readonly clock: () => Instant;
  readonly commandOf: CommandOf;
  /** Unguessable, for the id of an import. */
  readonly newId: () => string;
}

/** Reads ledgers of other programs in, row by row through the one command path. */
export type ImportDesk = ReturnType<typeof openImportDesk>;

/** What was still running when the server stopped goes on at once. */
export function openImportDesk(parts: ImportDeskParts) {
  const { store, clock, newId } = parts;

  /** By the people and the regulation of the office whose ledger it is. */
  async function officeAround(staffId: StaffId): Promise<Omit<RowReading, 'content'>> {
    const everybody = await store.directory();
    const officeId = officeOf(everybody.staff.get(staffId) ?? {});
    const directory = directoryOf(everybody, officeId);
    const now = clock();
    const { regimeId } = officeIn(everybody, officeId);
    const regime = regimeInForce(await store.regimes(), regimeId, now);
    return { directory, regime, now, commandOf: parts.commandOf };
  }

  async function readingOf(content: RowReading['content'], staffId: StaffId): Promise<RowReading> {
    return { content, ...(await officeAround(staffId)) };
  }

  const run = openImportRun(parts, readingOf);

  /** Reads the workbook and keeps a preview of it. A refusal is a sentence for the person. */
  async function upload(
    bytes: Buffer,
    name: string,
    person: StaffMember,
  ): Promise<Result<string, string>> {
    const sheet = await readSheet(bytes, MOST_IMPORT_ROWS);
    if (!sheet.ok) return sheet;
    const around = await officeAround(person.id);
    const { rows, ...head } = findHeader(sheet.value, around.regime);
    if (rows.length === 0) return refuse('表头下面没有内容，请确认台账的第一个工作表。');
    if (rows.length > MOST_IMPORT_ROWS) {
      return refuse(`一次最多导入${MOST_IMPORT_ROWS}行，请把台账拆分后分次导入。`);
    }
    const content = { name, sheet: sheet.value.name, ...head, defaults: {}, late: 0 };
    const read = await readRows(rows, { content, ...around }, store, person.id);
    const late = read.filter((row) => row.late).length;
    const id = newId();
    const created = { id, staffId: person.id, createdAt: clock(), content: { ...content, late } };
    await store.createImport(created, read);
    return ok(id);
  }

  /** Reads the preview again with other columns. False when it has been started meanwhile. */
  async function reread(
    { id, content, staffId }: LedgerImport,
    { fields, defaults }: ImportColumns,
  ): Promise<boolean> {
    const changed: ImportContent = {
      ...content,
      fields: content.headers.map((_, index) => fields[index] ?? null),
      defaults: Object.fromEntries(Object.entries(defaults).filter(([, value]) => value !== '')),
    };
    const kept = await store.importRows(id, { after: 0, limit: MOST_IMPORT_ROWS });
    const read = await readRows(kept, await readingOf(changed, staffId), store, staffId);
    const late = read.filter((row) => row.late).length;
    return store.rereadImport({ id, content: { ...changed, late } }, read);
  }

  return {
    upload,
    reread,
    /** False when it is no preview any more. */
    async start(id: string): Promise<boolean> {
      const started = await store.moveImport(id, ['preview'], 'running');
      if (started) run.wake();
      return started;
    },
    /** What has been registered stays. False when there is nothing left to cancel. */
    cancel: (id: string): Promise<boolean> =>
      store.moveImport(id, ['preview', 'running'], 'cancelled'),
    template: templateSheet,
    corrections: correctionSheet,
    /** Resolves when nothing is running. */
    settled: run.settled,
    stop: run.stop,
  };
}

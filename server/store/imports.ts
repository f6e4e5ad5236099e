import type { RegisterPetition } from '../domain/command.ts';
import type { StaffId } from '../domain/directory.ts';
import { instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import type { ImportContent, ImportRow, ImportShelf, LedgerImport } from './import-store.ts';
import type { AtOnce } from './promised.ts';
import type { RegistrationKeys } from './registration-keys.ts';

interface ImportLine {
  readonly line: number;
  readonly outcome: ImportRow['outcome'];
  readonly petition_id: string | null;
  readonly content: Buffer;
}

interface ImportRecord {
  readonly id: string;
  readonly staff_id: string;
  readonly state: LedgerImport['state'];
  readonly created_at: number;
  readonly content: Buffer;
}

/** Also forgets those of before; the petitions registered from them and their keys stay. */
export interface ImportTable extends AtOnce<ImportShelf> {
  readonly forgetBefore: (at: number) => number;
}

export function openImports(base: Base, keys: RegistrationKeys): ImportTable {
  const { sqlite, sealing } = base;
  const statements = prepare(base);
  const lines = openLines(base);

  const asImport = ({ id, staff_id, state, created_at, content }: ImportRecord): LedgerImport => ({
    id,
    staffId: staff_id,
    state,
    createdAt: instant(created_at),
    content: JSON.parse(sealing.openSealed(content, placeOf(id))) as ImportContent,
  });
  const sealedContent = ({ id, content }: Pick<LedgerImport, 'id' | 'content'>) =>
    sealing.seal(JSON.stringify(content), placeOf(id));

  return {
    createImport: sqlite.transaction(
      (created: Omit<LedgerImport, 'state'>, rows: readonly ImportRow[]) => {
        const { id, staffId, createdAt } = created;
        statements.insert.run(id, staffId, createdAt, sealedContent(created));
        lines.write(id, rows);
      },
    ).immediate,
    findImport(id) {
      const record = statements.find.get(id);
      return record ? asImport(record) : null;
    },
    importsOf: (staffId) => statements.ofStaff.all(staffId).map(asImport),
    runningImports: () => statements.running.all().map(asImport),
    rereadImport: sqlite.transaction(
      (changed: Pick<LedgerImport, 'id' | 'content'>, rows: readonly ImportRow[]) => {
        if (statements.reread.run(sealedContent(changed), changed.id).changes === 0) return false;
        lines.write(changed.id, rows);
        return true;
      },
    ).immediate,
    moveImport: (id, from, to) => statements.move.run(to, id, JSON.stringify(from)).changes === 1,
    importRows: lines.read,
    importCounts: lines.counts,
    settleImportRows: sqlite.transaction((id: string, rows: readonly ImportRow[]) =>
      lines.write(id, rows),
    ).immediate,
    registeredAs: (commands: readonly RegisterPetition[], by: StaffId) =>
      commands.map((command) => keys.find(command, by)),
    forgetBefore: sqlite.transaction((at: number) => {
      statements.forgetLines.run(at);
      return statements.forget.run(at).changes;
    }).immediate,
  };
}

function prepare({ sqlite }: Base) {
  return {
    insert: sqlite.prepare("INSERT INTO imports VALUES (?, ?, 'preview', ?, ?)"),
    find: sqlite.prepare<[string], ImportRecord>('SELECT * FROM imports WHERE id = ?'),
    ofStaff: sqlite.prepare<[string], ImportRecord>(
      'SELECT * FROM imports WHERE staff_id = ? ORDER BY created_at DESC, id LIMIT 20',
    ),
    running: sqlite.prepare<[], ImportRecord>(
      "SELECT * FROM imports WHERE state = 'running' ORDER BY created_at, id",
    ),
    reread: sqlite.prepare("UPDATE imports SET content = ? WHERE id = ? AND state = 'preview'"),
    move: sqlite.prepare(
      `UPDATE imports SET state = ?
       WHERE id = ? AND state IN (SELECT value FROM json_each(?))`,
    ),
    forgetLines: sqlite.prepare(
      `DELETE FROM import_rows WHERE import_id IN
         (SELECT id FROM imports WHERE created_at < ? AND state <> 'running')`,
    ),
    forget: sqlite.prepare("DELETE FROM imports WHERE created_at < ? AND state <> 'running'"),
  };
}

function openLines({ sqlite, sealing }: Base) {
  const upsert = sqlite.prepare(
    `INSERT INTO import_rows VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET outcome = excluded.outcome, petition_id = excluded.petition_id,
       content = excluded.content`,
  );
  const select = sqlite.prepare<[string, number, string, number], ImportLine>(
    `SELECT line, outcome, petition_id, content FROM import_rows
     WHERE import_id = ? AND line > ? AND outcome IN (SELECT value FROM json_each(?))
     ORDER BY line LIMIT ?`,
  );
  const count = sqlite.prepare<[string], { outcome: ImportRow['outcome']; rows: number }>(
    'SELECT outcome, count(*) AS rows FROM import_rows WHERE import_id = ? GROUP BY outcome',
  );
  return {
    write(id: string, rows: readonly ImportRow[]): void {
      for (const { row, outcome, petitionId, ...content } of rows) {
        const blob = sealing.seal(JSON.stringify(content), rowPlace(id, row));
        upsert.run(id, row, outcome, petitionId ?? null, blob);
      }
    },
    read(...[id, { outcomes = OUTCOMES, after, limit }]: Parameters<ImportShelf['importRows']>) {
      return select.all(id, after, JSON.stringify(outcomes), limit).map(
        ({ line, outcome, petition_id, content }): ImportRow => ({
          row: line,
          outcome,
          ...(petition_id === null ? {} : { petitionId: petition_id }),
          ...(JSON.parse(sealing.openSealed(content, rowPlace(id, line))) as Pick<
            ImportRow,
            'cells' | 'late' | 'faults'
          >),
        }),
      );
    },
    counts(id: string) {
      const counted = Object.fromEntries(count.all(id).map(({ outcome, rows }) => [outcome, rows]));
      return { ready: 0, faulty: 0, known: 0, registered: 0, refused: 0, ...counted };
    },
  };
}

const OUTCOMES: readonly ImportRow['outcome'][] = [
  'ready',
  'faulty',
  'known',
  'registered',
  'refused',
];

function placeOf(id: string): string {
  return `imports|content|${id}`;
}

function rowPlace(id: string, row: number): string {
  return `import_rows|content|${id}/${row}`;
}

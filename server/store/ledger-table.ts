import type { Petition, PetitionId } from '../domain/petition.ts';
import type { Base } from './base.ts';
import { LEDGER_EDITION, type LedgerEntry, ledgerEntry } from './ledger-entry.ts';
import { isConfidential, type PetitionRow, type PetitionTable } from './petitions.ts';
import type { RegimeShelf } from './regimes.ts';

/** The rows of the ledger on disk; an accusation has none. */
export interface LedgerTable {
  /** What has become of `before`, or a new one; part of the transaction that records it. */
  keep(before: Petition | null, petition: Petition): void;
  /** Ids of petitions kept since this was last asked, some perhaps in vain: what was undone is still named. */
  takeChanged(): readonly PetitionId[];
  find(id: PetitionId): LedgerRow | null;
  /** Rows after this one, in their order. */
  page(after: number, limit: number): readonly LedgerRow[];
  /**
   * Computes the rows of petitions recorded before there was a ledger, or by an edition that computed them otherwise.
   * May be interrupted: it goes on where it was.
   */
  fill(progress: (done: number, of: number) => void): void;
}

export type LedgerRow = Readonly<Record<keyof LedgerEntry, string | number | null>> & {
  readonly row: number;
};

export function openLedgerTable(
  { sqlite }: Base,
  petitions: PetitionTable,
  regimes: RegimeShelf,
): LedgerTable {
  const upsert = sqlite.prepare(UPSERT);
  const find = sqlite.prepare<[string], LedgerRow>(
    `SELECT ${READ} FROM ledger WHERE petition_id = ?`,
  );
  // As bare values: with so many columns, naming each of them takes the driver three times as long as reading them.
  const page = sqlite
    .prepare<[number, number], (string | number | null)[]>(
      `SELECT ${READ} FROM ledger WHERE row > ? ORDER BY row LIMIT ?`,
    )
    .raw();
  let changed = new Set<PetitionId>();

  function write(petition: Petition, textVersion: number | null): void {
    const entry = ledgerEntry(petition, regimes.pinned(petition.regime));
    const marks = Object.fromEntries(MARKS.map((mark) => [mark, entry[mark] ? 1 : 0]));
    upsert.run({ ...entry, ...marks, id: petition.id, textVersion });
    changed.add(petition.id);
  }

  return {
    keep(before, petition) {
      if (isConfidential(petition)) return;
      write(petition, changesWording(before, petition) ? petition.version : null);
    },
    takeChanged() {
      const taken = [...changed];
      changed = new Set();
      return taken;
    },
    find: (id) => find.get(id) ?? null,
    page: (after, limit) => page.all(after, limit).map(named),
    fill: openFill(sqlite, (row) => write(petitions.read(row), row.version)),
  };
}

/** Facts change as a whole when what was registered is corrected, and its wording with them. */
function changesWording(before: Petition | null, petition: Petition): boolean {
  return (
    before === null ||
    before.facts !== petition.facts ||
    before.replies !== petition.replies ||
    before.number !== petition.number ||
    before.visitNumber !== petition.visitNumber
  );
}

function openFill(sqlite: Base['sqlite'], write: (row: PetitionRow) => void) {
  const state = sqlite.prepare<[], { edition: number; filled_to: string | null }>(
    'SELECT edition, filled_to FROM ledger_edition',
  );
  const next = sqlite.prepare<[string], PetitionRow>(
    `SELECT id, version, state FROM petitions WHERE id > ? AND confidential = 0
     ORDER BY id LIMIT ${FILL_STEP}`,
  );
  const reach = sqlite.prepare('UPDATE ledger_edition SET edition = ?, filled_to = ?');
  const count = sqlite
    .prepare<[], number>('SELECT count(*) FROM petitions WHERE confidential = 0')
    .pluck();
  const step = sqlite.transaction((after: string) => {
    const rows = next.all(after);
    rows.forEach(write);
    const last = rows.at(-1)?.id;
    if (last === undefined) reach.run(LEDGER_EDITION, null);
    // Half a new edition is none: until the end the old one stands beside how far the new one has come.
    else reach.run(-LEDGER_EDITION, last);
    return { last, rows: rows.length };
  });
  return (progress: (done: number, of: number) => void): void => {
    const { edition, filled_to } = state.get() ?? { edition: 0, filled_to: null };
    if (edition === LEDGER_EDITION) return;
    const total = count.get() ?? 0;
    let after = edition === -LEDGER_EDITION ? (filled_to ?? '') : '';
    for (let done = 0; ; ) {
      const { last, rows } = step.immediate(after);
      if (last === undefined) return;
      after = last;
      done += rows;
      progress(done, total);
    }
  };
}

const FILL_STEP = 1000;

const MARKS = [
  'ended',
  'repeated',
  'returned',
  'extended',
  'inVerification',
  'supervised',
  'consultation',
  'lettered',
] as const satisfies readonly (keyof LedgerEntry)[];

/** Column by field. */
const COLUMNS = {
  office: 'office',
  flow: 'flow',
  stage: 'stage',
  node: 'node',
  unit: 'unit',
  caseworker: 'caseworker',
  category: 'category',
  appealType: 'appeal_type',
  source: 'source',
  channel: 'channel',
  outcome: 'outcome',
  ended: 'ended',
  repeated: 'repeated',
  returned: 'returned',
  extended: 'extended',
  inVerification: 'in_verification',
  supervised: 'supervised',
  consultation: 'consultation',
  lettered: 'lettered',
  dueAt: 'due_at',
  dueOrder: 'due_order',
  overdueAfter: 'overdue_after',
  receivedAt: 'received_at',
  registeredAt: 'registered_at',
  concludedAt: 'concluded_at',
  peopleCount: 'people_count',
  number: 'number',
  platformNumber: 'platform_number',
} as const satisfies Readonly<Record<keyof LedgerEntry, string>>;

const READ = `row, ${Object.entries(COLUMNS)
  .map(([field, column]) => `${column} AS ${field}`)
  .join(', ')}`;

const FIELDS = ['row', ...Object.keys(COLUMNS)];

function named(values: readonly (string | number | null)[]): LedgerRow {
  const row: Record<string, string | number | null> = {};
  for (const [index, field] of FIELDS.entries()) row[field] = values[index] ?? null;
  return row as LedgerRow;
}

/** `textVersion` is null where the wording stays as it is. */
const UPSERT = `
  INSERT INTO ledger (petition_id, text_version, ${Object.values(COLUMNS).join(', ')})
  VALUES (@id, coalesce(@textVersion, 0), ${Object.keys(COLUMNS)
    .map((field) => `@${field}`)
    .join(', ')})
  ON CONFLICT (petition_id) DO UPDATE SET
    text_version = coalesce(@textVersion, text_version),
    ${Object.values(COLUMNS)
      .map((column) => `${column} = excluded.${column}`)
      .join(', ')}`;

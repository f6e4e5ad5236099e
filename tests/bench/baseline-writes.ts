import { type Database, openDatabase } from '../../db/open.ts';
import type { PetitionId } from '../../server/domain/petition.ts';

/**
 * What one accepted petition writes, row by row, taken from the database itself: so the server it is compared with
 * writes as many rows of the same size into the same tables and indexes, whatever our own comes to write later.
 */
export interface Write {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** A constant, or what differs from one command to the next. `plus` counts on within one command. */
export type Value =
  | { readonly is: string | number | null }
  | { readonly bytes: string }
  | { readonly next: 'event' | 'message'; readonly plus: number }
  | { readonly the: 'petition' | 'command' | 'seenVersion' | 'dedupe'; readonly plus?: number };

type Cell = string | number | null | Buffer;
type Row = Readonly<Record<string, Cell>>;

interface Table {
  readonly name: string;
  readonly key: readonly string[];
  /** Picks the petition's rows. */
  readonly where: string;
}

const OF_PETITION = 'petition_id = @petition';
const TABLES: readonly Table[] = [
  { name: 'petitions', key: ['id'], where: 'id = @petition' },
  { name: 'events', key: ['sequence'], where: OF_PETITION },
  { name: 'timers', key: ['petition_id', 'clock', 'instance', 'warning'], where: OF_PETITION },
  { name: 'waiting', key: ['petition_id', 'staff_id'], where: OF_PETITION },
  { name: 'participants', key: ['petition_id', 'staff_id'], where: OF_PETITION },
  { name: 'assigned_units', key: ['petition_id', 'unit_id'], where: OF_PETITION },
  { name: 'messages', key: ['id'], where: OF_PETITION },
  {
    name: 'recipients',
    key: ['message_id', 'staff_id'],
    where: `message_id IN (SELECT id FROM messages WHERE ${OF_PETITION})`,
  },
  { name: 'answers', key: ['command_id'], where: 'command_id = @command' },
];

/** The differences that the change made to the petition's rows, as statements. */
export async function writesOf(
  path: string,
  petition: PetitionId,
  command: string,
  change: () => Promise<void>,
): Promise<readonly Write[]> {
  const before = snapshot(path, petition, command);
  await change();
  const after = snapshot(path, petition, command);
  const first = firstOf(before, after);
  return TABLES.flatMap((table) =>
    differences(table, before.get(table.name) ?? new Map(), after.get(table.name) ?? new Map()),
  ).map(({ sql, row, columns }) => ({
    sql,
    values: columns.map((column) =>
      parameterFor(column, row[column] ?? null, { petition, command, first }),
    ),
  }));
}

type Snapshot = ReadonlyMap<string, ReadonlyMap<string, Row>>;

function snapshot(path: string, petition: PetitionId, command: string): Snapshot {
  const database: Database = openDatabase(path);
  try {
    return new Map(
      TABLES.map(({ name, key, where }) => {
        const rows = database
          .prepare<object[], Row>(`SELECT * FROM ${name} WHERE ${where}`)
          .all({ petition, command });
        return [
          name,
          new Map(rows.map((row) => [JSON.stringify(key.map((column) => row[column])), row])),
        ];
      }),
    );
  } finally {
    database.close();
  }
}

interface Difference {
  readonly sql: string;
  readonly row: Row;
  /** Whose values the statement takes, in this order. */
  readonly columns: readonly string[];
}

function differences(
  { name, key }: Table,
  before: ReadonlyMap<string, Row>,
  after: ReadonlyMap<string, Row>,
): readonly Difference[] {
  const where = key.map((column) => `${column} = ?`).join(' AND ');
  const deleted = [...before].flatMap(([id, row]): Difference[] =>
    after.has(id) ? [] : [{ sql: `DELETE FROM ${name} WHERE ${where}`, row, columns: key }],
  );
  const written = [...after].flatMap(([id, row]): Difference[] => {
    const old = before.get(id);
    const columns = Object.keys(row);
    if (!old) {
      const marks = columns.map(() => '?').join(', ');
      return [
        { sql: `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${marks})`, row, columns },
      ];
    }
    const changed = columns.filter((column) => !same(old[column], row[column]));
    if (changed.length === 0) return [];
    const set = changed.map((column) => `${column} = ?`).join(', ');
    const checked = name === 'petitions';
    return [
      {
        sql: `UPDATE ${name} SET ${set} WHERE ${where}${checked ? ' AND version = ?' : ''}`,
        row,
        columns: [...changed, ...key, ...(checked ? [SEEN] : [])],
      },
    ];
  });
  return [...deleted, ...written];
}

/** Not a column: the version the command was given. */
const SEEN = 'seen version';

function same(left: Cell | undefined, right: Cell | undefined): boolean {
  return Buffer.isBuffer(left) && Buffer.isBuffer(right) ? left.equals(right) : left === right;
}

interface Particular {
  readonly petition: PetitionId;
  readonly command: string;
  readonly first: { readonly event: number; readonly message: number };
}

function parameterFor(
  column: string,
  value: Cell,
  { petition, command, first }: Particular,
): Value {
  if (column === SEEN) return { the: 'seenVersion' };
  if (value === petition) return { the: 'petition' };
  if (value === command) return { the: 'command' };
  if (column === 'sequence') return { next: 'event', plus: Number(value) - first.event };
  if (column === 'dedupe') return { the: 'dedupe', plus: Number(String(value).split(':').at(-1)) };
  if (column === 'message_id' || (column === 'id' && typeof value === 'number')) {
    return { next: 'message', plus: Number(value) - first.message };
  }
  return Buffer.isBuffer(value) ? { bytes: value.toString('base64') } : { is: value };
}

function firstOf(before: Snapshot, after: Snapshot): Particular['first'] {
  const lowestNew = (table: string, column: string) => {
    const rows = [...(after.get(table) ?? [])].filter(([id]) => !before.get(table)?.has(id));
    return Math.min(...rows.map(([, row]) => Number(row[column])));
  };
  return { event: lowestNew('events', 'sequence'), message: lowestNew('messages', 'id') };
}

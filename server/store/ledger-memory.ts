import {
  GROUP_SIZE,
  type LedgerCodes,
  type LedgerEntry,
  type LedgerMarks,
  numberOrder,
} from './ledger-entry.ts';

/**
 * The ledger by columns, in memory: a filter over a million rows, its counts and any page of it take milliseconds,
 * which no index does for every combination of filters. About 100 bytes a row.
 */
export interface LedgerMemory {
  /** The highest row; they count from 1. */
  readonly rows: () => number;
  put(row: number, entry: LedgerEntry): void;
  readonly code: (column: keyof LedgerCodes) => CodeColumn;
  readonly moment: (column: MomentColumn) => Float64Array;
  /** Bits of `MARK_BITS`. */
  readonly marks: () => Uint16Array;
}

export type MomentColumn =
  | 'dueAt'
  | 'dueOrder'
  | 'overdueAfter'
  | 'receivedAt'
  | 'registeredAt'
  | 'concludedAt'
  | 'numberOrder';

/** A column in which a number stands for each different text. */
export interface CodeColumn {
  readonly values: Uint16Array | Uint32Array;
  /** By number. */
  readonly texts: readonly string[];
}

export const MARK_BITS = {
  ended: 1,
  repeated: 2,
  returned: 4,
  extended: 8,
  inVerification: 16,
  supervised: 32,
  consultation: 64,
  group: 128,
  /** The row is there: of a file that was meddled with, one may be missing. */
  present: 256,
  lettered: 512,
} as const satisfies Readonly<Record<keyof LedgerMarks | 'group' | 'present', number>>;

export function createLedgerMemory(capacity: number): LedgerMemory {
  let rows = 0;
  const codes = new Map(CODES.map((column) => [column, codeColumn(column, capacity + 1)]));
  const moments = new Map(MOMENTS.map((column) => [column, new Float64Array(capacity + 1)]));
  let marks = new Uint16Array(capacity + 1);

  function grow(row: number): void {
    const size = Math.max(row + 1, marks.length * 2);
    marks = grown(marks, new Uint16Array(size));
    for (const [column, values] of moments) {
      moments.set(column, grown(values, new Float64Array(size)));
    }
    for (const column of codes.values()) column.grow(size);
  }

  return {
    rows: () => rows,
    put(row, entry) {
      if (row >= marks.length) grow(row);
      rows = Math.max(rows, row);
      marks[row] = marksOf(entry);
      for (const [column, kept] of codes) kept.put(row, entry[column]);
      for (const [column, values] of moments) values[row] = momentOf[column](entry);
    },
    code: (column) => of(codes, column),
    moment: (column) => of(moments, column),
    marks: () => marks,
  };
}

const momentOf = {
  dueAt: (entry) => entry.dueAt,
  dueOrder: (entry) => entry.dueOrder,
  // Nothing is later than what never happens, and NaN is on neither side of any day.
  overdueAfter: (entry) => entry.overdueAfter ?? Number.POSITIVE_INFINITY,
  receivedAt: (entry) => entry.receivedAt,
  registeredAt: (entry) => entry.registeredAt,
  concludedAt: (entry) => entry.concludedAt ?? Number.NaN,
  numberOrder: (entry) => numberOrder(entry.number),
} as const satisfies Record<MomentColumn, (entry: LedgerEntry) => number>;

const MOMENTS = Object.keys(momentOf) as readonly MomentColumn[];

/** Whether people write it as they like, so that more than 65,535 different ones may come together. */
const CODE_COLUMNS = {
  office: false,
  flow: false,
  stage: false,
  node: false,
  unit: false,
  caseworker: true,
  category: true,
  appealType: false,
  source: false,
  channel: false,
  outcome: false,
} as const satisfies Readonly<Record<keyof LedgerCodes, boolean>>;

const CODES = Object.keys(CODE_COLUMNS) as readonly (keyof LedgerCodes)[];

const MARKS = [
  'ended',
  'repeated',
  'returned',
  'extended',
  'inVerification',
  'supervised',
  'consultation',
  'lettered',
] as const satisfies readonly (keyof LedgerMarks)[];

function marksOf(entry: LedgerEntry): number {
  const group = entry.peopleCount >= GROUP_SIZE ? MARK_BITS.group : 0;
  return MARKS.reduce(
    (bits, mark) => (entry[mark] ? bits | MARK_BITS[mark] : bits),
    group | MARK_BITS.present,
  );
}

function codeColumn(column: keyof LedgerCodes, size: number) {
  const make = (length: number) =>
    CODE_COLUMNS[column] ? new Uint32Array(length) : new Uint16Array(length);
  let values = make(size);
  const texts: string[] = [];
  const numbers = new Map<string, number>();
  return {
    get values() {
      return values;
    },
    texts,
    put(row: number, text: string): void {
      const known = numbers.get(text);
      if (known !== undefined) {
        values[row] = known;
        return;
      }
      values[row] = texts.push(text) - 1;
      numbers.set(text, texts.length - 1);
    },
    grow(length: number): void {
      values = grown(values, make(length));
    },
  };
}

function grown<Values extends Uint16Array | Uint32Array | Float64Array>(
  from: Values,
  to: Values,
): Values {
  to.set(from);
  return to;
}

function of<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the ledger has no column ${String(key)}`);
  return value;
}

import { COUNTED, type Conditions, type Counted, type Test } from './ledger-conditions.ts';
import type { LedgerMemory } from './ledger-memory.ts';

export interface Scanned {
  /** In the order asked for. */
  readonly rows: Uint32Array;
  readonly counts: Readonly<Record<Counted, ReadonlyMap<string, number>>>;
  readonly overdue: number;
}

/**
 * One walk over the rows, ascending by the order or descending. A row that fails nothing is a match and counted
 * everywhere; one that fails only the filter of a counted column is counted there: so many there would be if that
 * were chosen instead.
 */
export function scan(
  memory: LedgerMemory,
  order: Uint32Array,
  descending: boolean,
  conditions: Conditions,
): Scanned {
  const { always, counted, overdue } = conditions;
  const filters = COUNTED.map((column) => counted[column]);
  const columns = COUNTED.map((column) => memory.code(column));
  const counts = columns.map(({ texts }) => new Uint32Array(texts.length));
  const rows = new Uint32Array(order.length);
  let found = 0;
  let late = 0;

  function count(row: number, only: number | null): void {
    for (const [index, column] of columns.entries()) {
      if (only !== null && only !== index) continue;
      const tally = counts[index];
      const code = column.values[row] ?? 0;
      if (tally) tally[code] = (tally[code] ?? 0) + 1;
    }
  }

  for (let index = 0; index < order.length; index++) {
    const row = order[descending ? order.length - 1 - index : index] ?? 0;
    if (!passes(row, always)) continue;
    const failed = failedOf(row, filters);
    if (failed === SEVERAL) continue;
    count(row, failed);
    if (failed !== null) continue;
    rows[found++] = row;
    if (overdue(row)) late += 1;
  }
  const named = Object.fromEntries(
    COUNTED.map((column, index) => [column, byText(columns[index]?.texts ?? [], counts[index])]),
  ) as Record<Counted, ReadonlyMap<string, number>>;
  return { rows: rows.subarray(0, found), counts: named, overdue: late };
}

const SEVERAL = -1;

function passes(row: number, tests: readonly Test[]): boolean {
  for (const test of tests) if (!test(row)) return false;
  return true;
}

/** The place of the only filter it fails, null when it fails none. */
function failedOf(row: number, filters: readonly (Test | null)[]): number | null {
  let failed: number | null = null;
  for (let index = 0; index < filters.length; index++) {
    const filter = filters[index];
    if (!filter || filter(row)) continue;
    if (failed !== null) return SEVERAL;
    failed = index;
  }
  return failed;
}

function byText(
  texts: readonly string[],
  counts: Uint32Array | undefined,
): ReadonlyMap<string, number> {
  const entries = texts.map((text, code) => [text, counts?.[code] ?? 0] as const);
  return new Map(entries.filter(([text, count]) => text !== '' && count > 0));
}

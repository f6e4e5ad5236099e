import type { OfficeId } from '../domain/office.ts';
import type { LedgerCodes } from './ledger-entry.ts';
import { type LedgerMemory, MARK_BITS, type MomentColumn } from './ledger-memory.ts';
import type { LedgerQuery, Range } from './ledger-reads.ts';

export type Test = (row: number) => boolean;

/** What a row must fulfil; the filters that are also counted by stand apart. */
export interface Conditions {
  readonly always: readonly Test[];
  readonly counted: Readonly<Record<Counted, Test | null>>;
  readonly overdue: Test;
}

export const COUNTED = ['stage', 'node', 'unit', 'category'] as const;
export type Counted = (typeof COUNTED)[number];

/** Of one office's petitions. `now` decides what is overdue: one millisecond after the deadline, not at it. */
export function conditionsOf(
  query: LedgerQuery,
  memory: LedgerMemory,
  { officeId, now }: { readonly officeId: OfficeId; readonly now: number },
): Conditions {
  const isOneOf = (column: keyof LedgerCodes, texts: readonly string[] | undefined) =>
    texts === undefined ? null : codeTest(memory, column, texts);
  const overdueAfter = memory.moment('overdueAfter');
  const overdue: Test = (row) => (overdueAfter[row] ?? 0) < now;
  const tests: readonly (Test | null)[] = [
    isOneOf('office', [officeId]),
    markTest(memory, 'ended', query.scope === 'all' ? undefined : query.scope === 'ended'),
    query.overdue === undefined ? null : query.overdue ? overdue : (row) => !overdue(row),
    ...PLAIN_CODES.map((column) => isOneOf(column, query[column])),
    isOneOf(
      'outcome',
      query.outcome?.map((outcome) => (outcome === 'unrated' ? '' : outcome)),
    ),
    ...MARKS.map((mark) => markTest(memory, mark, query[mark])),
    rangeTest(memory, 'receivedAt', query.received),
    rangeTest(memory, 'registeredAt', query.registered),
    rangeTest(memory, 'concludedAt', query.concluded),
    rangeTest(memory, 'dueAt', query.due),
  ];
  return {
    always: tests.filter((test) => test !== null),
    counted: {
      stage: isOneOf('stage', query.stage),
      node: isOneOf('node', query.node),
      unit: isOneOf('unit', query.unit),
      category: isOneOf('category', query.category),
    },
    overdue,
  };
}

const PLAIN_CODES = ['flow', 'caseworker', 'appealType', 'source', 'channel'] as const;

const MARKS = [
  'repeated',
  'group',
  'returned',
  'extended',
  'inVerification',
  'supervised',
  'consultation',
  'lettered',
] as const;

function codeTest(memory: LedgerMemory, column: keyof LedgerCodes, texts: readonly string[]): Test {
  const { values, texts: known } = memory.code(column);
  const wanted = new Uint8Array(known.length);
  for (const [number, text] of known.entries()) if (texts.includes(text)) wanted[number] = 1;
  return (row) => wanted[values[row] ?? 0] === 1;
}

function markTest(
  memory: LedgerMemory,
  mark: keyof typeof MARK_BITS,
  wanted: boolean | undefined,
): Test | null {
  if (wanted === undefined) return null;
  const marks = memory.marks();
  const bit = MARK_BITS[mark];
  const expected = wanted ? bit : 0;
  return (row) => ((marks[row] ?? 0) & bit) === expected;
}

function rangeTest(
  memory: LedgerMemory,
  column: MomentColumn,
  range: Range | undefined,
): Test | null {
  if (!range) return null;
  const values = memory.moment(column);
  const { from = Number.NEGATIVE_INFINITY, before = Number.POSITIVE_INFINITY } = range;
  // What has no such moment is NaN and in no range.
  return (row) => {
    const value = values[row] ?? Number.NaN;
    return value >= from && value < before;
  };
}

import type { Readable } from 'node:stream';
import type { Instant } from '../domain/time.ts';

/** Writes a workbook while its rows are read; nobody holds the whole. Destroying the stream ends both. */
export type WriteLedgerBook = (book: LedgerBook) => Readable;

export interface LedgerBook {
  readonly title: string;
  /** Below the title: what is in it and as of when. */
  readonly subtitle: string;
  readonly columns: readonly BookColumn[];
  readonly rows: AsyncIterable<readonly BookRow[]>;
}

/** `moment` stands there as the Beijing wall clock shows it; `text` stays text, however much it looks like a number. */
export interface BookColumn {
  readonly title: string;
  readonly kind: 'text' | 'moment' | 'count';
  /** In characters. */
  readonly width: number;
}

export interface BookRow {
  /** One for each column. */
  readonly cells: readonly (string | number | Instant | null)[];
  /** Stands out in red: overdue. */
  readonly alarming: boolean;
}

import type { RegisterPetition } from '../domain/command.ts';
import type { StaffId } from '../domain/directory.ts';
import type { PetitionId } from '../domain/petition.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Instant } from '../domain/time.ts';

/** Ledgers that are being read in: sealed as they came, with what has become of every row. */
export interface ImportShelf {
  createImport(created: Omit<LedgerImport, 'state'>, rows: readonly ImportRow[]): Promise<void>;
  findImport(id: string): Promise<LedgerImport | null>;
  /** Newest first, at most 20. */
  importsOf(staffId: StaffId): Promise<readonly LedgerImport[]>;
  runningImports(): Promise<readonly LedgerImport[]>;
  /** Replaces a preview by one read in another way. False when it is no longer a preview. */
  rereadImport(
    changed: Pick<LedgerImport, 'id' | 'content'>,
    rows: readonly ImportRow[],
  ): Promise<boolean>;
  /** False when it is in none of the states it may leave. */
  moveImport(
    id: string,
    from: readonly LedgerImport['state'][],
    to: LedgerImport['state'],
  ): Promise<boolean>;
  /** In their order. */
  importRows(id: string, query: ImportRowQuery): Promise<readonly ImportRow[]>;
  importCounts(id: string): Promise<Readonly<Record<ImportRow['outcome'], number>>>;
  settleImportRows(id: string, rows: readonly ImportRow[]): Promise<void>;
  /** What these were registered as before, as far as `by` may know; null where they were not. */
  registeredAs(
    commands: readonly RegisterPetition[],
    by: StaffId,
  ): Promise<readonly (PetitionId | null)[]>;
}

export interface ImportRowQuery {
  readonly outcomes?: readonly ImportRow['outcome'][];
  /** The row before; 0 for the beginning. */
  readonly after: number;
  readonly limit: number;
}

export interface LedgerImport {
  readonly id: string;
  readonly staffId: StaffId;
  /** Cancelled and done ones never run again; the ledger is read in anew instead. */
  readonly state: 'preview' | 'running' | 'cancelled' | 'done';
  readonly createdAt: Instant;
  readonly content: ImportContent;
}

export interface ImportContent {
  readonly name: string;
  readonly sheet: string;
  readonly headerRow: number;
  readonly headers: readonly string[];
  /** The field of each column; null leaves it out. */
  readonly fields: readonly (string | null)[];
  /** What holds where a cell is empty, by field. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly late: number;
}

export interface ImportRow {
  /** As the spreadsheet numbers it. */
  readonly row: number;
  readonly outcome: 'ready' | 'faulty' | 'known' | 'registered' | 'refused';
  readonly petitionId?: PetitionId;
  readonly cells: readonly string[];
  /** Past its external deadline when it was read. */
  readonly late: boolean;
  readonly faults: readonly ImportFault[];
}

/** A sentence about a field, or what the decision itself answered. */
export type ImportFault =
  | { readonly field?: string; readonly message: string }
  | { readonly refusal: Refusal };

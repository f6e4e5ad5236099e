import type { ImportColumns } from '../contract/import.ts';
import type { StaffMember } from '../domain/directory.ts';
import type { Regime } from '../domain/regime.ts';
import type { Result } from '../domain/result.ts';
import type { ImportContent, ImportRow, LedgerImport } from '../store/import-store.ts';

/** Whoever reads and writes workbooks and registers their rows one after the other. */
export interface ImportDesk {
  /** The id of the preview; a refusal is a sentence for the person. */
  upload(bytes: Buffer, name: string, person: StaffMember): Promise<Result<string, string>>;
  /** False when it is no preview any more. */
  reread(given: LedgerImport, columns: ImportColumns): Promise<boolean>;
  start(id: string): Promise<boolean>;
  cancel(id: string): Promise<boolean>;
  /** An empty ledger with the columns that the regulation wants. */
  template(regime: Regime): Promise<Buffer>;
  corrections(
    content: Pick<ImportContent, 'headers'>,
    rows: readonly (Pick<ImportRow, 'row' | 'cells'> & { readonly why: string })[],
  ): Promise<Buffer>;
}

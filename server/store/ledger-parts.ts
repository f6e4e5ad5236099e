import type { DirectoryShelf } from './directory.ts';
import type { LedgerTable } from './ledger-table.ts';
import type { Accusations } from './lists.ts';
import type { ParticularsTable } from './particulars.ts';
import type { PetitionTable } from './petitions.ts';
import type { RegimeShelf } from './regimes.ts';
import type { TextSearch } from './search.ts';
import type { SearchIndex } from './search-index.ts';
import type { Postings } from './search-postings.ts';
import type { Visibility } from './visibility.ts';

/** What the ledger is made from. */
export interface LedgerParts {
  readonly table: LedgerTable;
  readonly petitions: PetitionTable;
  readonly particulars: ParticularsTable;
  readonly regimes: RegimeShelf;
  readonly directory: DirectoryShelf;
  readonly visibility: Visibility;
  readonly accusations: Accusations;
  readonly postings: Postings;
  readonly search: TextSearch;
  readonly index: SearchIndex;
}

import type { Directory } from './directory.ts';
import type { PetitionId } from './petition.ts';
import type { Regime } from './regime.ts';
import type { Notice } from './sanctions/notice.ts';

/** Everything a paper that is not of one petition is made from. */
export interface OfficePaperFile {
  readonly notice: Notice;
  readonly regime: Regime;
  readonly directory: Directory;
  /** Of the petitions the reader may know of; another is shown without its number. */
  readonly numbers: ReadonlyMap<PetitionId, string>;
}

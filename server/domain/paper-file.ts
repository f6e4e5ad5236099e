import type { Directory } from './directory.ts';
import type { PetitionEvent } from './event.ts';
import type { Particulars, Petition } from './petition.ts';
import type { Regime } from './regime.ts';

/** A petition's whole file at one moment: everything a paper is made from, and nothing else. */
export interface PaperFile {
  readonly petition: Petition;
  readonly particulars: Particulars;
  /** In the order recorded, up to that moment. */
  readonly events: readonly PetitionEvent[];
  readonly regime: Regime;
  /** The people as they were then. */
  readonly directory: Directory;
  /** SVG path data by the handwriting's id. */
  readonly handwriting: ReadonlyMap<string, string>;
}

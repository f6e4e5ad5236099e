import type { ClockId, RegimeId } from '../domain/clock-rule.ts';
import type { StaffId, UnitId } from '../domain/directory.ts';
import type { PetitionEvent } from '../domain/event.ts';
import type { Particulars, Petition, PetitionId } from '../domain/petition.ts';
import type { StageId } from '../domain/regime.ts';
import type { Instant } from '../domain/time.ts';

/** What can be read of petitions. Only `toDo` and `list` know who is looking; for the others the caller asks `maySee`. */
export interface PetitionReads {
  petition(id: PetitionId): Promise<Petition | null>;
  /** Everyone who has acted on the petition, been pushed to or been waited for: the third argument of `maySee`. */
  participants(id: PetitionId): Promise<ReadonlySet<StaffId>>;
  /** As registered or last amended, in the clear. Showing them unmasked is an act of its own: `reveal`. */
  particulars(id: PetitionId): Promise<Particulars | null>;
  /** In the order recorded. */
  events(id: PetitionId): Promise<readonly PetitionEvent[]>;
  /** SVG path data. */
  handwriting(id: string): Promise<string | null>;
  /** Petitions waiting for this person, urgent ones first, then by their deadline, those without one last. */
  toDo(staffId: StaffId): Promise<readonly Petition[]>;
  /** What this person may see of the register; for a person who is unknown or has left, nothing. */
  list(query: ListQuery, viewer: StaffId, now: Instant): Promise<PetitionPage>;
  /** Every open petition of which a reminder may speak; never an accusation. Urgent ones first, then by their deadline. */
  openForDigest(): Promise<readonly OpenPetition[]>;
  /** Open petitions with a deadline that reaches into a year whose calendar was not loaded. */
  withProvisionalDeadline(): Promise<readonly PetitionId[]>;
  /** Ordinary petitions with exactly this number, of whichever office; never an accusation. */
  ordinaryWithNumber(number: string): Promise<readonly PetitionId[]>;
  /**
   * Ordinary petitions brought under exactly this telephone, identity number or full name, newest first, for noticing
   * a repeated petition. Accusations are never found this way. Empty texts match nothing.
   */
  broughtBy(petitioner: Partial<Particulars['petitioner']>): Promise<readonly PetitionId[]>;
}

export interface ListQuery {
  readonly scope: 'open' | 'ended' | 'all';
  /** The unit now in charge. */
  readonly unitId?: UnitId;
  readonly stage?: StageId;
  /** The beginning, or all, of the petition's number or the superior's. */
  readonly number?: string;
  /** Only those past (true) or not past (false) a deadline that counts. */
  readonly overdue?: boolean;
  /** `nextCursor` of the page before. One that cannot be read starts from the beginning. */
  readonly cursor?: string;
  /** 1–100 */
  readonly limit: number;
}

/** Open petitions come urgent ones first and then by their deadline, ended and all newest first. */
export interface PetitionPage {
  readonly items: readonly Petition[];
  /** On all pages together. */
  readonly total: number;
  readonly nextCursor?: string;
}

/** The line of a digest, without anything personal. */
export interface OpenPetition {
  readonly id: PetitionId;
  readonly number: string;
  readonly regime: { readonly id: RegimeId; readonly version: number };
  readonly stage: StageId;
  readonly unitId?: UnitId;
  /** The running clock that falls due first. */
  readonly next?: {
    readonly clock: ClockId;
    readonly dueAt: Instant;
    readonly nominalDueAt: Instant;
  };
  /** The earliest running deadline that counts as overdue once it is past. */
  readonly overdueAfter?: Instant;
  /** 急事急办 */
  readonly urgent?: true;
}

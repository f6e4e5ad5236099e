import type { FollowUpOutcome } from '../domain/act-input.ts';
import type { ClockId } from '../domain/clock-rule.ts';
import type { StaffId, UnitId } from '../domain/directory.ts';
import type { Particulars, Petition, PetitionId } from '../domain/petition.ts';
import type { AppealType, PetitionChannel, PetitionSource } from '../domain/petition-kinds.ts';
import type { FlowId, NodeId, StageId } from '../domain/regime.ts';
import type { Instant } from '../domain/time.ts';

/** The ledger (清单) as one person sees it, and what is found by its text. */
export interface LedgerReads {
  /**
   * What matches at this moment, in order. Whom the viewer may not see is neither in it nor counted in it; for a
   * person who is unknown or has left it is empty.
   */
  ledger(query: LedgerQuery, viewer: StaffId, now: Instant): Promise<LedgerSnapshot>;
  /** Petitions this person may see that resemble the text or were brought by the same person, the nearest first. */
  similar(to: SimilarTo, viewer: StaffId): Promise<readonly SimilarPetition[]>;
  /**
   * Does a piece of what makes the ledger and its text search quick, outside the commands' transactions. Returns how
   * many petitions cannot yet be found by their latest wording; 0 when there is nothing left to do.
   */
  prepareLedger(): Promise<number>;
}

/** Several values of one field: any of them. Ranges run from `from` until just before `before`. */
export interface LedgerQuery {
  readonly scope: 'open' | 'ended' | 'all';
  /** Words; all of them, wherever they stand. */
  readonly text?: string;
  /** The beginning, or all, of the petition's number or the superior's. */
  readonly number?: string;
  readonly flow?: readonly FlowId[];
  readonly stage?: readonly StageId[];
  readonly node?: readonly NodeId[];
  readonly unit?: readonly UnitId[];
  readonly caseworker?: readonly StaffId[];
  readonly category?: readonly string[];
  readonly appealType?: readonly AppealType[];
  readonly source?: readonly PetitionSource[];
  readonly channel?: readonly PetitionChannel[];
  readonly outcome?: readonly (FollowUpOutcome | 'unrated')[];
  readonly received?: Range;
  readonly registered?: Range;
  readonly concluded?: Range;
  readonly due?: Range;
  readonly overdue?: boolean;
  readonly repeated?: boolean;
  readonly group?: boolean;
  readonly returned?: boolean;
  readonly extended?: boolean;
  readonly inVerification?: boolean;
  readonly supervised?: boolean;
  readonly consultation?: boolean;
  /** A 联系函 was ever sent. */
  readonly lettered?: boolean;
  readonly sort: LedgerSort;
  readonly descending: boolean;
}

export interface Range {
  readonly from?: Instant;
  readonly before?: Instant;
}

export type LedgerSort = 'due' | 'registered' | 'received' | 'number';

export interface LedgerSnapshot {
  readonly total: number;
  readonly counts: LedgerCounts;
  /** The accusations among them: whoever speaks of the whole to others must leave these out. */
  readonly accusations: readonly PetitionId[];
  /** Petitions whose latest wording a text search did not know. */
  readonly searchBehind: number;
  /** The place right behind a row that was read before; one that cannot be read means the beginning. */
  placeAfter(cursor: string): number;
  /** From this place on, as they are when read. Whoever may no longer be seen by then is left out. */
  read(from: number, limit: number): Promise<readonly LedgerItem[]>;
}

/** How many there would be of each, all other filters unchanged; ids are of stages, nodes, units, and categories. */
export interface LedgerCounts {
  readonly stage: ReadonlyMap<string, number>;
  readonly node: ReadonlyMap<string, number>;
  readonly unit: ReadonlyMap<string, number>;
  readonly category: ReadonlyMap<string, number>;
  /** Of the matches themselves. */
  readonly overdue: number;
}

export interface LedgerItem {
  readonly petition: Petition;
  readonly particulars: Particulars;
  /** The running clock whose deadline the order by deadline follows. */
  readonly nextClock?: ClockId;
  readonly overdue: boolean;
  /** For `placeAfter`. */
  readonly cursor: string;
}

export interface SimilarTo {
  readonly petitioner: Partial<Particulars['petitioner']>;
  readonly title: string;
  readonly body: string;
  /** Not to be found similar to itself. */
  readonly except?: PetitionId;
}

export interface SimilarPetition {
  readonly petition: Petition;
  readonly particulars: Particulars;
  readonly samePetitioner: readonly ('name' | 'phone' | 'idNumber')[];
  /** Of the texts, 0–100. */
  readonly similarity: number;
}

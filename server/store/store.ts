import type { Submission } from '../domain/command.ts';
import type { Circumstances, Decision } from '../domain/decision.ts';
import type { Directory, StaffId } from '../domain/directory.ts';
import type { PetitionEvent } from '../domain/event.ts';
import type { Office, OfficeId } from '../domain/office.ts';
import type { Petition, PetitionId } from '../domain/petition.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Regime } from '../domain/regime.ts';
import type { Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { AuditTrail, Sessions } from './access-store.ts';
import type { AddressBookShelf } from './address-book-store.ts';
import type { Administration } from './administration-store.ts';
import type { Approvals } from './approval-store.ts';
import type { ArrivalShelf } from './arrival-store.ts';
import type { Attachments } from './attachment-store.ts';
import type { Duties } from './duty-store.ts';
import type { FigureReads } from './figure-store.ts';
import type { PetitionFiles } from './file-store.ts';
import type { ImportShelf } from './import-store.ts';
import type { LedgerReads } from './ledger-reads.ts';
import type { JobRuns, Outbox } from './message-store.ts';
import type { PetitionReads } from './petition-reads.ts';
import type { Readings } from './reading-store.ts';
import type { Reports } from './report-store.ts';
import type { RuleChanges } from './rule-change-store.ts';
import type { Sanctions } from './sanction-store.ts';
import type { SavedFilters } from './saved-filter-store.ts';
import type { Specimens } from './specimen-store.ts';
import type { StepFollowers } from './step-store.ts';

/**
 * Everything the office keeps. Answers are promises because the data may live on another machine; an implementation
 * may answer at once. Expected outcomes are values; a rejected promise is a bug or a broken machine.
 */
export interface Store
  extends CommandLog,
    PetitionReads,
    LedgerReads,
    SavedFilters,
    Outbox,
    StepFollowers,
    Approvals,
    JobRuns,
    Sessions,
    AuditTrail,
    OfficeDirectory,
    Administration,
    AddressBookShelf,
    ArrivalShelf,
    Attachments,
    ImportShelf,
    FigureReads,
    PetitionFiles,
    Duties,
    Readings,
    Reports,
    RuleChanges,
    Sanctions,
    Specimens,
    Verification {
  /**
   * The same store as one office knows it: its own people, petitions, figures, reports, messages and jobs. Without it,
   * what an office has of its own is the main one's, while people and petitions by their id are everybody's.
   */
  ofOffice(officeId: OfficeId): Store;
  /** After this no other method may be called. */
  close(): Promise<void>;
}

export interface CommandLog {
  /**
   * Carries out submissions in their order in one durable transaction and answers once it is on disk. Each stands
   * alone: a refused one leaves only its answer, one that throws leaves nothing, the others are recorded. A command id
   * seen before gets its first answer again.
   */
  executeBatch(
    batch: readonly Submission[],
    now: Instant,
    decideOne: DecideOne,
  ): Promise<readonly Settled[]>;
  /** Timers that should have fired by now, earliest first. Executing the `submission` of one marks it done. */
  dueTimers(now: Instant, limit: number): Promise<readonly DueTimer[]>;
  /** When the next timer fires; null when none is planned. */
  nextTimerAt(): Promise<Instant | null>;
  /**
   * Forgets command answers, unused uploads and arrivals older than seven days, and sessions that are over. Returns how
   * many it forgot.
   */
  forgetExpired(now: Instant): Promise<number>;
}

/** The same for every repetition of a command id. */
export type Answer = Result<Recorded, Refusal>;

export interface Recorded {
  readonly petitionId: PetitionId;
  /** The petition's version after the command. */
  readonly version: number;
}

/** A `bug` is whatever was thrown while deciding or recording; nothing of that submission was kept. */
export type Settled = { readonly answer: Answer } | { readonly bug: unknown };

/** The pure decision, called inside the transaction: it may not await, and what it returns is what is written. */
export type DecideOne = (
  petition: Petition | null,
  submission: Submission,
  held: HeldCircumstances,
) => Decision;

/** The circumstances the store holds; the command path adds the clock and the calendar. */
export type HeldCircumstances = Omit<Circumstances, 'now' | 'by' | 'calendar'>;

export interface DueTimer {
  readonly fireAt: Instant;
  /** Ready to execute. Its command id names petition, clock, warning and the planned instant: it can act only once. */
  readonly submission: Submission;
}

export interface OfficeDirectory {
  directory(): Promise<Directory>;
  /** Every office of the installation, whoever asks; of it no more than its name and its regulation. */
  offices(): Promise<readonly Office[]>;
  /**
   * Puts new people and units in force and asks again, for every open petition, whom it waits for. The same people
   * and units as before change nothing. Returns the directory now in force.
   */
  replaceDirectory(
    people: Omit<Directory, 'version'>,
    now: Instant,
    waitingFor: (petition: Petition, regime: Regime, directory: Directory) => readonly StaffId[],
  ): Promise<Directory>;
  /** Every version of every regime that is loaded or to which a petition is pinned. */
  regimes(): Promise<readonly Regime[]>;
}

export interface Verification {
  /** Recomputes the chains from their seeds. With an earlier `heads` it also notices a tail that was cut off. */
  verifyChains(heads?: ChainHeads): Promise<ChainVerdict>;
  /** The last entry of the two chains that all else is noted in: kept elsewhere, it proves later that nothing was cut off or rolled back. */
  chainHeads(): Promise<ChainHeads>;
  /** Folds the events of every petition and compares the result with the petition as stored. */
  verifyFolds(
    evolve: (petition: Petition | null, event: PetitionEvent) => Petition,
    progress?: (checked: number) => void,
  ): Promise<FoldVerdict>;
}

export interface ChainHeads {
  readonly events: ChainHead;
  readonly audit: ChainHead;
}
export interface ChainHead {
  /** 0 for an empty chain. */
  readonly sequence: number;
  /** Hexadecimal. */
  readonly mac: string;
}

export type ChainVerdict =
  | {
      readonly ok: true;
      readonly events: number;
      readonly audit: number;
      /** What happened to the office's notices. */
      readonly notices: number;
    }
  /** The first entry that is changed, missing or out of place. */
  | { readonly ok: false; readonly chain: ChainName; readonly brokenAt: number };

export type ChainName = 'events' | 'audit' | 'notices';

export type FoldVerdict =
  | { readonly ok: true; readonly petitions: number }
  | { readonly ok: false; readonly petitionId: PetitionId };

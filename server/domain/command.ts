import type { ActInput } from './act-input.ts';
import type { AttachmentId } from './attachment.ts';
import type { CalendarChange } from './calendar-change.ts';
import type { ClockId } from './clock-rule.ts';
import type { StaffId } from './directory.ts';
import type { Accused, FiledReading, Particulars, PetitionFacts, PetitionId } from './petition.ts';
import type { Answers } from './record.ts';
import type { ActId, FlowId } from './regime.ts';

/** What may be asked of a petition. */
export type Command =
  | RegisterPetition
  | TakeAct
  | FireWarning
  | RecalculateDeadline
  | AdoptRegime
  | FileReading
  | RatePetition;

export interface RegisterPetition {
  readonly type: 'registerPetition';
  readonly flow: FlowId;
  readonly facts: PetitionFacts;
  readonly accused: Accused;
  /** Sealed by the store; decisions only check that it is complete. */
  readonly particulars: Particulars;
  /** Photos of the letter and the like, uploaded before there was a petition. */
  readonly attachments?: readonly AttachmentId[];
  /** The answers to the regulation's `registration` record. */
  readonly answers?: Answers;
}

export interface TakeAct {
  readonly type: 'takeAct';
  readonly act: ActId;
  readonly input: ActInput;
  /** SVG path data of the handwriting; the store keeps it and hands its id to the event. */
  readonly handwriting?: string;
  /** The answers to the record that the act asks for. */
  readonly answers?: Answers;
  /** With `amend`: the corrected registration. */
  readonly amendment?: {
    readonly facts: PetitionFacts;
    readonly accused: Accused;
    readonly particulars: Particulars;
    readonly answers?: Answers;
  };
}

/** A stored timer came due. Only the system submits it. */
export interface FireWarning {
  readonly type: 'fireWarning';
  readonly clock: ClockId;
  readonly instance: number;
  /** Index of the warning, or -1 for the deadline itself. */
  readonly warning: number;
}

/**
 * A year has been loaded that a provisional deadline reaches into; or the office has signed a change of its calendar
 * (`ordered`) that moves this deadline, provisional or not. Only the system submits it.
 */
export interface RecalculateDeadline {
  readonly type: 'recalculateDeadline';
  readonly clock: ClockId;
  readonly instance: number;
  readonly ordered?: CalendarChange['kind'];
}

/**
 * A reading that has this petition in it was put before a leader or, with `read`, has come back from him. Only the
 * system submits it, for each petition of the reading.
 */
export interface FileReading {
  readonly type: 'fileReading';
  readonly reading: FiledReading;
}

/** A version of its regulation that the office has signed for open petitions. Only the system submits it. */
export interface AdoptRegime {
  readonly type: 'adoptRegime';
  readonly version: number;
  /** What the office changed, as the file says it. */
  readonly why: string;
}

/** What the petitioner himself chose. Only the system submits it, once he has shown that the petition is his. */
export interface RatePetition {
  readonly type: 'ratePetition';
  readonly rating: string;
}

/** Who asks. `system` is the tick. */
export type Submitter = StaffId | 'system';

export interface Submission {
  /** Made once by the client before sending, kept on retry: the same id gets the same answer. */
  readonly commandId: string;
  /** Absent when registering. */
  readonly petitionId?: PetitionId;
  /** The version the person was looking at; a different one is refused as `changedMeanwhile`. */
  readonly seenVersion?: number;
  readonly by: Submitter;
  readonly command: Command;
  /** A registration copied from elsewhere: refused when the same petition is registered already, however long ago. */
  readonly onlyOnce?: true;
}

import type { ActInput } from './act-input.ts';
import type { AttachmentFact } from './attachment.ts';
import type { ClockId, RegimeId } from './clock-rule.ts';
import type { StaffId } from './directory.ts';
import type { OfficeId } from './office.ts';
import type { Accused, FiledReading, PetitionFacts, PetitionId, RunningClock } from './petition.ts';
import type { Answers, RecordId } from './record.ts';
import type { ActId, FlowId, SlotId, StageId } from './regime.ts';
import type { Instant } from './time.ts';

/** What has happened to a petition. Append-only; the petition is the fold of its events. */
export type PetitionEvent =
  | PetitionRegistered
  | ActTaken
  | ClockStarted
  | ClockStopped
  | DeadlinePassed
  | DeadlineMoved
  | RegimeAdopted
  | ReminderDue
  | ReadingGiven
  | PetitionerRated
  | ReadingAnswered;

export interface PetitionRegistered {
  readonly type: 'petitionRegistered';
  readonly at: Instant;
  readonly by: StaffId;
  readonly id: PetitionId;
  readonly number: string;
  readonly visitNumber?: string;
  readonly regime: { readonly id: RegimeId; readonly version: number };
  /** Absent: of the main office. */
  readonly officeId?: OfficeId;
  readonly flow: FlowId;
  readonly stage: StageId;
  readonly facts: PetitionFacts;
  readonly accused: Accused;
  readonly attachments?: readonly AttachmentFact[];
  /** What the regulation asks beside the engine's own facts. */
  readonly answers?: Answers;
}

/** A person did what the regime allows. `input` is what was entered, `outcome` what the engine added to it. */
export interface ActTaken {
  readonly type: 'actTaken';
  readonly at: Instant;
  readonly by: StaffId;
  readonly act: ActId;
  readonly title: string;
  readonly from: StageId;
  readonly to: StageId;
  readonly input: ActInput;
  readonly outcome: ActOutcome;
  readonly signature?: {
    readonly slot: SlotId;
    readonly title: string;
    readonly handwriting: string;
  };
  readonly voids: readonly SlotId[];
  readonly record?: { readonly record: RecordId; readonly answers: Answers };
}

/** Facts fixed when the act was decided, so that folding the event needs neither regime nor directory. */
export interface ActOutcome {
  /** A number allocated with the act (联系函、督办函、核实件). */
  readonly number?: string;
  /** The petition's number in the flow it enters. */
  readonly petitionNumber?: string;
  /** Who was told of the assignment. */
  readonly recipients?: readonly StaffId[];
  /** The same in events written before a regulation could name others than two liaisons. */
  readonly liaisons?: readonly StaffId[];
  readonly binding?: boolean;
  readonly late?: boolean;
  readonly lateByMs?: number;
  /** The return pending on the present assignment is settled by this act. */
  readonly settlesReturn?: 'upheld' | 'rejected';
  /** 信访办初核意见 on a pending late return. */
  readonly officeOpinion?: true;
  readonly closesVerification?: true;
  /** The flow entered from another one (来访转办理), with its `petitionNumber`. */
  readonly flow?: FlowId;
  /** Corrected registration facts (补正). */
  readonly facts?: PetitionFacts;
  readonly accused?: Accused;
  /** The files that the act put on the file. */
  readonly attachments?: readonly AttachmentFact[];
}

export interface ClockStarted {
  readonly type: 'clockStarted';
  readonly at: Instant;
  readonly clock: RunningClock;
}

export interface ClockStopped {
  readonly type: 'clockStopped';
  readonly at: Instant;
  readonly clock: ClockId;
  readonly instance: number;
}

/** Dated at the deadline itself, however late the server noticed. */
export interface DeadlinePassed {
  readonly type: 'deadlinePassed';
  readonly at: Instant;
  readonly clock: ClockId;
  readonly instance: number;
}

export interface DeadlineMoved {
  readonly type: 'deadlineMoved';
  readonly at: Instant;
  readonly clock: ClockId;
  readonly instance: number;
  readonly dueAt: Instant;
  readonly nominalDueAt: Instant;
  readonly provisional: boolean;
  readonly explanation: readonly string[];
  readonly why: string;
}

/** The office has signed that another version of the regulation is to hold for the petition as well. */
export interface RegimeAdopted {
  readonly type: 'regimeAdopted';
  readonly at: Instant;
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

/** A warning of a clock fell due and its messages were written. `warning` is the index in the regime's list. */
export interface ReminderDue {
  readonly type: 'reminderDue';
  readonly at: Instant;
  readonly clock: ClockId;
  readonly instance: number;
  readonly warning: number;
}

/** The petitioner rated by himself, without a login. */
export interface PetitionerRated {
  readonly type: 'petitionerRated';
  readonly at: Instant;
  readonly record: RecordId;
  readonly answers: Answers;
}

/** The petition was put before a leader, alone or with others (呈送批阅). */
export interface ReadingGiven {
  readonly type: 'readingGiven';
  readonly at: Instant;
  readonly reading: Omit<FiledReading, 'read'>;
}

/** The leader has read it; what he wrote on it is for whoever handles the petition (批示). */
export interface ReadingAnswered {
  readonly type: 'readingAnswered';
  readonly at: Instant;
  readonly by: StaffId;
  readonly reading: string;
  /** Empty where he asks for nothing. */
  readonly instruction: string;
}

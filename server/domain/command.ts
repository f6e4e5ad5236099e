import type { ActInput } from './act-input.ts';
import type { StaffId } from './directory.ts';
import type { Accused, Particulars, PetitionFacts, PetitionId } from './petition.ts';
import type { ActId, ClockId, FlowId } from './regime.ts';

/** What may be asked of a petition. */
export type Command = RegisterPetition | TakeAct | FireWarning | RecalculateDeadline;

export interface RegisterPetition {
  readonly type: 'registerPetition';
  readonly flow: FlowId;
  readonly facts: PetitionFacts;
  readonly accused: Accused;
  /** Sealed by the store; decisions only check that it is complete. */
  readonly particulars: Particulars;
}

export interface TakeAct {
  readonly type: 'takeAct';
  readonly act: ActId;
  readonly input: ActInput;
  /** SVG path data of the handwriting; the store keeps it and hands its id to the event. */
  readonly handwriting?: string;
  /** With `amend`: the corrected registration. */
  readonly amendment?: {
    readonly facts: PetitionFacts;
    readonly accused: Accused;
    readonly particulars: Particulars;
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

/** A year has been loaded that a provisional deadline reaches into. Only the system submits it. */
export interface RecalculateDeadline {
  readonly type: 'recalculateDeadline';
  readonly clock: ClockId;
  readonly instance: number;
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
}

import type { AttachmentId, UploadedFile } from './attachment.ts';
import type { Calendar } from './calendar.ts';
import type { ClockId } from './clock-rule.ts';
import type { Submitter } from './command.ts';
import type { Directory, StaffId } from './directory.ts';
import type { PetitionEvent } from './event.ts';
import type { Petition, PetitionId } from './petition.ts';
import type { Refusal } from './refusal.ts';
import type { Regime, SeriesId } from './regime.ts';
import type { Result } from './result.ts';
import type { Instant } from './time.ts';

/** Everything a decision may look at besides the petition and the command. Taken once per command. */
export interface Circumstances {
  readonly now: Instant;
  readonly by: Submitter;
  readonly calendar: Calendar;
  readonly directory: Directory;
  /** The version the petition is pinned to; on registration the one in force. */
  readonly regime: Regime;
  /** Another version of the same regulation, where the office has it. */
  readonly otherVersion?: (version: number) => Regime | undefined;
  /** Id for a new petition. */
  readonly newId: PetitionId;
  /** Id under which the store keeps the handwriting sent along, if any. */
  readonly handwriting?: string;
  /**
   * The next gap-free number of a series in the year of `now`. Each call takes one; the store takes them all back
   * when the decision is a refusal.
   */
  readonly nextNumber: (series: SeriesId) => string;
  /** Whether an open petition with this number exists and may be named by the actor. */
  readonly isOpenNumber: (number: string) => boolean;
  /**
   * An upload of the actor's own for this petition (on registration: for none yet) that is on no file; null when there
   * is no such thing.
   */
  readonly upload: (id: AttachmentId) => UploadedFile | null;
}

/** What the store writes, all or nothing. */
export interface Decided {
  readonly events: readonly PetitionEvent[];
  /** The petition after the events. */
  readonly petition: Petition;
  readonly messages: readonly PlannedMessage[];
  /** Timers of every clock started or moved here; timers of a stopped clock are dropped by the store. */
  readonly timers: readonly Timer[];
  /** Who can take the step the petition now waits for. */
  readonly waitingFor: readonly StaffId[];
}

export type Decision = Result<Decided, Refusal>;

/** A work notice, worded once. `{notice}` in the text is where the store puts the message's own number. */
export interface PlannedMessage {
  /** Name of the template, kept for the message log. */
  readonly template: string;
  readonly to: readonly StaffId[];
  readonly title: string;
  readonly text: string;
  /** Too late to be useful after this instant: then it ends as `expired`, never in silence. */
  readonly expiresAt: Instant;
  /** A reminder of this clock is superseded once the clock has stopped. */
  readonly clock?: { readonly clock: ClockId; readonly instance: number };
}

/** A moment at which a `fireWarning` command must be submitted. */
export interface Timer {
  readonly clock: ClockId;
  readonly instance: number;
  /** Index in the clock rule's warnings, or -1 for the deadline itself. */
  readonly warning: number;
  readonly fireAt: Instant;
}

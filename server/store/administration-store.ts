import type { CalendarChange } from '../domain/calendar-change.ts';
import type { DeadlineMove } from '../domain/calendar-preview.ts';
import type { AbsenceReason, Directory, StaffId } from '../domain/directory.ts';
import type { Petition } from '../domain/petition.ts';
import type { Regime } from '../domain/regime.ts';
import type { Result } from '../domain/result.ts';
import type { Instant, LocalDay } from '../domain/time.ts';
import type { AuditEntry } from './access-store.ts';

/** As `replaceDirectory` asks. */
type WaitingFor = (petition: Petition, regime: Regime, directory: Directory) => readonly StaffId[];

/** What the office keeps of itself beside its petitions. */
export interface Administration {
  /**
   * Like `replaceDirectory`, with the audit entry in the same transaction; null and nothing written when the directory
   * is no longer the version that was looked at.
   */
  changeDirectory(
    change: {
      readonly people: Omit<Directory, 'version'>;
      readonly seenVersion: number;
      readonly entry: AuditEntry;
    },
    now: Instant,
    waitingFor: WaitingFor,
  ): Promise<Directory | null>;

  /** Absences that are not withdrawn and not over before this day, earliest first. */
  absences(from: LocalDay): Promise<readonly Absence[]>;
  /** Answers its id. */
  enterAbsence(absence: Omit<Absence, 'id'>, by: StaffId, now: Instant): Promise<number>;
  /** False when there is none, or no longer. */
  withdrawAbsence(id: number, by: StaffId, now: Instant): Promise<boolean>;
  /**
   * Makes the directory say who is out today, and asks again whom petitions wait for. Changes nothing when it says so
   * already.
   */
  putAbsencesInForce(today: LocalDay, now: Instant, waitingFor: WaitingFor): Promise<Directory>;

  /** In the order in which they were signed. */
  calendarChanges(): Promise<readonly CalendarEntry[]>;
  /** With its audit entry. A command id seen before changes nothing. */
  recordCalendarChange(entry: NewCalendarEntry, now: Instant): Promise<void>;
  /** Moves that were signed and are not recorded on all their petitions yet. */
  movesToCarryOut(): Promise<readonly OrderedMoves[]>;
  noteCarriedOut(id: number, now: Instant): Promise<void>;

  /** Every open petition this person may see; to the system, every one. */
  openPetitions(viewer: StaffId | 'system'): Promise<readonly Petition[]>;
  /**
   * Writes the message anew, with a number of its own, to those it has not reached; with an audit entry. A command id
   * seen before is answered with the message it wrote.
   */
  resendMessage(
    id: number,
    by: { readonly staffId: StaffId; readonly commandId: string },
    now: Instant,
  ): Promise<Result<{ readonly id: number }, ResendRefusal>>;
}

export interface Absence {
  readonly id: number;
  readonly staffId: StaffId;
  readonly from: LocalDay;
  /** Inclusive. */
  readonly to: LocalDay;
  readonly why: AbsenceReason;
}

export interface CalendarEntry {
  readonly id: number;
  readonly commandId: string;
  readonly change: CalendarChange;
  readonly at: Instant;
  readonly by: StaffId;
  readonly reason: string;
  /** Id of the signature. */
  readonly handwriting: string;
  /** When every deadline it moves had been recorded on its petition. */
  readonly carriedOutAt?: Instant;
}

export interface NewCalendarEntry {
  readonly commandId: string;
  readonly change: CalendarChange;
  readonly by: StaffId;
  readonly reason: string;
  /** SVG path data. */
  readonly handwriting: string;
  readonly moves: readonly DeadlineMove[];
}

export interface OrderedMoves {
  readonly id: number;
  readonly kind: CalendarChange['kind'];
  readonly moves: readonly DeadlineMove[];
}

/** `delivered`: nobody is left whom it has not reached; `pending`: its outcome is not known yet. */
export type ResendRefusal = 'notFound' | 'delivered' | 'pending' | 'superseded' | 'nobodyLeft';

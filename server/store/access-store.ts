import type { StaffId } from '../domain/directory.ts';
import type { Particulars, PetitionId } from '../domain/petition.ts';
import type { Instant } from '../domain/time.ts';

/** Only a hash of the token is kept. */
export interface Sessions {
  createSession(session: NewSession): Promise<void>;
  /** Null when unknown, idle too long or expired. */
  findSession(token: string, now: Instant): Promise<Session | null>;
  /** Keeps it from falling idle; it still ends at `expiresAt`. */
  keepSession(token: string, idleUntil: Instant): Promise<void>;
  deleteSession(token: string): Promise<void>;
  /** On leaving the office or a change of role. */
  deleteSessionsOf(staffId: StaffId): Promise<void>;
}

export interface Session {
  readonly staffId: StaffId;
  readonly createdAt: Instant;
  readonly idleUntil: Instant;
  readonly expiresAt: Instant;
}

export interface NewSession extends Session {
  /** At least 32 random bytes as text; given to the browser and never stored. */
  readonly token: string;
}

/** Who did what beside the events: logins, reveals, exports, what was not permitted. Append-only and chained. */
export interface AuditTrail {
  recordAudit(entry: AuditEntry): Promise<void>;
  /**
   * The particulars in the clear, with the entry that says who looked and why written first, in the same transaction.
   * Null when there is no such petition. The caller has asked `maySee` and the right to reveal.
   */
  reveal(
    id: PetitionId,
    by: StaffId,
    reason: string,
    now: Instant,
  ): Promise<Particulars['petitioner'] | null>;
  /** Newest first, with a smaller sequence than `before`. Entries about petitions the viewer may not see are left out. */
  auditTrail(query: AuditQuery, viewer: StaffId): Promise<readonly AuditedEntry[]>;
}

export interface AuditQuery {
  readonly actor?: StaffId;
  readonly action?: AuditedAction;
  /** From this instant on. */
  readonly from?: Instant;
  /** Before this instant. */
  readonly until?: Instant;
  readonly before?: number;
  readonly limit: number;
}

export type AuditedAction =
  | 'login'
  | 'logout'
  | 'reveal'
  | 'export'
  | 'print'
  /** A command that was not permitted to this person. */
  | 'refused'
  | 'directoryChanged'
  | 'handedOver'
  | 'absenceEntered'
  /** Found to have left DingTalk's address book. */
  | 'staffLeft'
  /** What DingTalk's address book says was taken over or set aside. */
  | 'addressBookDecided'
  | 'calendarChanged'
  | 'rulesChanged'
  /** Something happened to a notice (通报、约谈、问责). */
  | 'sanction'
  | 'resent'
  | 'signingChosen'
  | 'specimenKept'
  | 'specimenWithdrawn'
  /** The chains were recomputed. */
  | 'verified';

export interface AuditEntry {
  readonly at: Instant;
  /** Absent when nobody is known, as with a failed login. */
  readonly actor?: StaffId;
  readonly action: AuditedAction;
  /** The petition concerned. */
  readonly petitionId?: PetitionId;
  readonly ok: boolean;
  /** Why, or what exactly; kept sealed. Never a petitioner's data. */
  readonly detail?: string;
}

export interface AuditedEntry extends AuditEntry {
  readonly sequence: number;
}

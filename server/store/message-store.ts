import type { Directory, StaffId } from '../domain/directory.ts';
import type { PetitionId } from '../domain/petition.ts';
import type { Instant, LocalDay } from '../domain/time.ts';
import type { OpenPetition } from './petition-reads.ts';

/**
 * Messages worded inside the transaction that caused them and sent later, at least once. Every one ends in a named
 * state with a reason: delivered, blocked, dead, expired or superseded. Accepted is not delivered.
 */
export interface Outbox {
  /**
   * Marks the messages due now as `sending` and hands them out, oldest first. People who may no longer see the
   * petition are taken off; a message nobody is left for becomes `superseded`. What an earlier process left in
   * `sending` is due again, with `ambiguous` set.
   */
  claimDueMessages(now: Instant, limit: number): Promise<readonly OutgoingMessage[]>;
  /** DingTalk took it. Without `pollAt` nobody asks for the result and it stays accepted. */
  recordAccepted(
    id: number,
    accepted: {
      readonly taskId: string;
      readonly pollAt?: Instant;
    },
    now: Instant,
  ): Promise<void>;
  recordFailure(id: number, failure: SendFailure, now: Instant): Promise<void>;
  /** Before it goes out as a card: from then on one may lie on the phones. */
  beginCard(
    id: number,
    /** Written when the petition had this version. */
    card: { readonly track: string; readonly version: number },
    now: Instant,
  ): Promise<void>;
  /** DingTalk certainly has no such card: the message may go out another way. */
  withoutCard(id: number): Promise<void>;
  /** Every queued message of the channel that is due now waits until then instead. Returns how many. */
  postponeDue(kind: Channel['kind'], until: Instant, reason: string, now: Instant): Promise<number>;
  /** Accepted messages whose result should be asked for by now. */
  messagesToPoll(now: Instant, limit: number): Promise<readonly PolledMessage[]>;
  /**
   * What became of it, person by person; people not named stay pending. With nobody pending the message is delivered,
   * or blocked when it reached nobody.
   */
  recordResult(
    id: number,
    results: readonly RecipientResult[],
    next: AfterResult,
    now: Instant,
  ): Promise<void>;
  /** The person has opened what the message points at: he has read it. Nothing unless it was addressed to him. */
  noticeOpened(id: number, staffId: StaffId, now: Instant): Promise<void>;
  /** When the next message is to be sent, asked after or given up; null when nothing is planned. */
  nextMessageAt(): Promise<Instant | null>;
  /** Ends queued messages that are too late to be useful. Returns how many. */
  expireOverdue(now: Instant): Promise<number>;
  /** Counts one call against the month (`2026-09`). */
  countCall(month: string, api: string, billable: boolean): Promise<void>;
  calls(month: string): Promise<readonly CallCount[]>;
  messageCounts(): Promise<Readonly<Record<MessageState, number>>>;
  /** When the oldest message still waiting to be sent was written; null when none waits. */
  oldestQueuedAt(): Promise<Instant | null>;
  /** Newest first. Messages of petitions the viewer may not see are left out. */
  messageLog(query: MessageQuery, viewer: StaffId): Promise<readonly LoggedMessage[]>;
  /** All messages of a petition, oldest first. The caller asks `maySee`. */
  messagesOf(petitionId: PetitionId): Promise<readonly LoggedMessage[]>;
}

export type MessageState =
  | 'queued'
  | 'sending'
  | 'accepted'
  | 'delivered'
  | 'blocked'
  | 'dead'
  | 'expired'
  | 'superseded';

export type Channel =
  | { readonly kind: 'people'; readonly staffIds: readonly StaffId[] }
  | { readonly kind: 'group' };

export interface OutgoingMessage {
  /** Also the notice number inside its text. */
  readonly id: number;
  readonly petitionId?: PetitionId;
  readonly template: string;
  readonly title: string;
  readonly text: string;
  /** Path inside the mini-app; absent: the petition's page, or the first page. */
  readonly link?: string;
  /** Only those who have not got it yet. */
  readonly channel: Channel;
  /** Asks for the step the petition waits for, and may be a card; otherwise it only informs. */
  readonly asksForStep: boolean;
  /** Reminds of a clock. */
  readonly reminds: boolean;
  /** This one included. */
  readonly attempts: number;
  /** An earlier attempt may have reached DingTalk; the same text on the same day cannot show twice. */
  readonly ambiguous: boolean;
  /** Where an earlier attempt may have arrived, the only way that cannot show it twice. */
  readonly onlyAs?: 'card' | 'notice';
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** `reason` is a short code or an official sentence, never something a person typed. */
export type SendFailure =
  | {
      readonly retryAt: Instant;
      readonly reason: string;
      /** The request may have been carried out. */
      readonly ambiguous: boolean;
      /** Throttled before anything happened: does not count as an attempt. */
      readonly spared?: boolean;
    }
  | { readonly state: 'blocked' | 'dead' | 'superseded'; readonly reason: string };

export interface PolledMessage {
  readonly id: number;
  readonly taskId: string;
  /** Results asked for so far. */
  readonly polls: number;
  readonly ambiguous: boolean;
  readonly acceptedAt: Instant;
  readonly pending: readonly StaffId[];
}

export interface RecipientResult {
  readonly staffId: StaffId;
  readonly state: 'delivered' | 'read' | 'blocked';
  readonly reason?: string;
}

/** What to do about people still pending: ask again, send to them again, or leave it `accepted` as unconfirmed. */
export type AfterResult =
  | { readonly pollAt: Instant }
  | { readonly resendAt: Instant; readonly reason: string }
  | 'unconfirmed';

export interface CallCount {
  readonly api: string;
  readonly billable: boolean;
  readonly calls: number;
}

export interface MessageQuery {
  readonly states?: readonly MessageState[];
  readonly staffId?: StaffId;
  readonly petitionId?: PetitionId;
  /** Written from this instant on. */
  readonly from?: Instant;
  /** Written before this instant. */
  readonly until?: Instant;
  /** Only messages with a smaller id: the page after the last one seen. */
  readonly before?: number;
  readonly limit: number;
}

/** `failed`: it was never started, or what it answered could not be used. */
export type ApprovalProgress =
  | 'starting'
  | 'running'
  | 'agreed'
  | 'refused'
  | 'withdrawn'
  | 'failed';

export interface LoggedMessage {
  readonly id: number;
  readonly petitionId?: PetitionId;
  readonly template: string;
  readonly title: string;
  readonly text: string;
  readonly state: MessageState;
  readonly reason?: string;
  readonly group: boolean;
  readonly attempts: number;
  readonly createdAt: Instant;
  /** Sent as an OA approval. */
  readonly approval?: { readonly state: ApprovalProgress; readonly reason?: string };
  readonly recipients: readonly {
    readonly staffId: StaffId;
    readonly state: 'pending' | RecipientResult['state'];
    readonly reason?: string;
  }[];
}

/** Scheduled work by local day: recorded once, together with the messages it writes. */
export interface JobRuns {
  /**
   * Runs `make` unless the job has already been recorded for the day, and records the run with its messages in one
   * transaction. Null when it had been recorded before. `make` is pure and does not await.
   */
  runJobOnce(
    job: string,
    day: LocalDay,
    now: Instant,
    make: (reads: JobReads) => JobOutcome,
  ): Promise<JobRun | null>;
  /** The latest day recorded; null for a job never seen. */
  lastJobRun(job: string): Promise<JobRun | null>;
  /** Newest first. */
  jobRuns(limit: number): Promise<readonly JobRun[]>;
  /** The latest instant anything was recorded. A clock that reads earlier than this has been moved back. */
  latestRecordedAt(): Promise<Instant | null>;
}

export interface JobReads {
  readonly open: readonly OpenPetition[];
  readonly directory: Directory;
  /** Whether a message under this name was written before: a job that looks daily tells of one thing once. */
  readonly isTold: (dedupe: string) => boolean;
}

export interface JobOutcome {
  readonly status: JobStatus;
  readonly messages: readonly JobMessage[];
  /** Why it is late or was missed: a short code or a sentence for the office. */
  readonly reason?: string;
}

/** `late`: caught up within its window; `missed`: too late to be useful. */
export type JobStatus = 'done' | 'late' | 'missed';

export interface JobMessage {
  /** One message for ever under this name, e.g. `digest:2026-09-28:group`. */
  readonly dedupe: string;
  readonly channel: Channel;
  readonly template: string;
  readonly title: string;
  /** `{notice}` is replaced by the message's own number. */
  readonly text: string;
  /** Path inside the mini-app. */
  readonly link?: string;
  /** Not before this instant; absent: at once. */
  readonly sendAt?: Instant;
  readonly expiresAt: Instant;
}

export interface JobRun {
  readonly job: string;
  readonly day: LocalDay;
  readonly status: JobStatus;
  readonly at: Instant;
  /** How many messages it wrote. */
  readonly messages: number;
  readonly reason?: string;
}

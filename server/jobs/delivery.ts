import type { Instant } from '../domain/time.ts';

/**
 * What the jobs need of DingTalk. No method throws, none retries, and a failure says by its class what is to be done
 * about it.
 */
export interface Delivery {
  /** One billable call for up to 100 people. A task id means accepted, never delivered. */
  sendWorkNotice(notice: {
    readonly userIds: readonly string[];
    readonly title: string;
    readonly markdown: string;
    readonly link: string;
    readonly linkTitle: string;
  }): Promise<Outcome<{ readonly taskId: string }>>;
  /** What became of a notice, person by person; known for 24 hours. Billable. */
  fetchNoticeResult(taskId: string): Promise<Outcome<NoticeResult>>;
  sendGroupMessage(message: {
    /** The same when the message is tried again. */
    readonly messageId: string;
    readonly title: string;
    readonly markdown: string;
    readonly link: string;
    readonly linkTitle: string;
  }): Promise<Outcome<{ readonly receipt: string }>>;
  /** Null where the office has no card template: then notices with a link ask for steps. */
  readonly cards: CardDelivery | null;
  /** Null where nobody is named in whose name to-dos are made. */
  readonly toDos: ToDoDelivery | null;
  /** Null where the office has no approval template, or nobody in whose name approvals are started. */
  readonly approvals: ApprovalDelivery | null;
  readonly urging: UrgingDelivery;
}

/** Interactive cards, one billable call each for delivery and change. */
export interface CardDelivery {
  /** To at most 20 people. Repeated under the same track it shows nothing new. */
  deliverCard(card: {
    readonly outTrackId: string;
    readonly userIds: readonly string[];
    readonly variables: Readonly<Record<string, string>>;
    /** More variables: absolute addresses of pages. */
    readonly pages: Readonly<Record<string, string>>;
    readonly summary: string;
  }): Promise<Outcome<{ readonly refused: NoticeResult['refused'] }>>;
  updateCard(change: {
    readonly outTrackId: string;
    readonly variables: Readonly<Record<string, string>>;
  }): Promise<Outcome<null>>;
}

/** To-dos. People are named by union id, which `person` answers for nothing. */
export interface ToDoDelivery {
  /** User id of the person in whose name to-dos are made. */
  readonly operator: string;
  person(userId: string): Promise<Outcome<{ readonly unionId: string } | null>>;
  createToDo(toDo: {
    readonly sourceId: string;
    readonly creator: string;
    readonly executors: readonly string[];
    readonly subject: string;
    readonly dueAt?: Instant;
    readonly urgent: boolean;
    readonly link: string;
  }): Promise<Outcome<{ readonly taskId: string }>>;
  updateToDo(change: {
    readonly taskId: string;
    readonly creator: string;
    readonly executors?: readonly string[];
    readonly subject?: string;
    readonly dueAt?: Instant;
    readonly done?: boolean;
  }): Promise<Outcome<null>>;
}

/** OA approvals: every call but `person` is billable. */
export interface ApprovalDelivery {
  /** User id of the person in whose name approvals are started. */
  readonly operator: string;
  person(userId: string): Promise<Outcome<{ readonly departmentIds: readonly number[] } | null>>;
  /** After `unknown` it may run: DingTalk has no key against starting twice. */
  startApproval(start: {
    readonly originator: string;
    readonly departmentId: number;
    readonly approver: string;
    readonly fields: Readonly<Record<string, string>>;
  }): Promise<Outcome<{ readonly instanceId: string }>>;
  approval(instanceId: string): Promise<Outcome<ApprovalAnswer>>;
  approvalsStarted(span: {
    readonly from: Instant;
    readonly until: Instant;
  }): Promise<Outcome<{ readonly instanceIds: readonly string[] }>>;
  /** Not within its first fifteen seconds. */
  endApproval(end: {
    readonly instanceId: string;
    readonly by: string;
    readonly remark: string;
  }): Promise<Outcome<null>>;
}

export interface ApprovalAnswer {
  readonly status: 'running' | 'completed' | 'terminated';
  readonly result: 'agree' | 'refuse' | null;
  readonly fields: Readonly<Record<string, string>>;
  /** User id of whoever decided last. */
  readonly decidedBy?: string;
  /** Free text. */
  readonly remark?: string;
}

/** Ways to reach somebody who has not looked at a notice; null where the office does not have them. */
export interface UrgingDelivery {
  readonly ding:
    | ((ding: {
        readonly userIds: readonly string[];
        readonly content: string;
      }) => Promise<Outcome<{ readonly failed: readonly string[] }>>)
    | null;
  readonly mentionInGroup:
    | ((mention: {
        readonly messageId: string;
        readonly userIds: readonly string[];
        readonly title: string;
        readonly markdown: string;
      }) => Promise<Outcome<{ readonly receipt: string }>>)
    | null;
}

export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: DeliveryFailure };

export interface DeliveryFailure {
  readonly class: FailureClass;
  readonly code: string;
  /** For the office, in Chinese. */
  readonly explanation: string;
  readonly retryAfterMs?: number;
}

/**
 * `soon` back off · `slow` throttled, nothing happened · `ban` and `quota` nothing may be sent for a time · `token`
 * and `config` nothing passes until an administrator acts · `unknown` it may have been carried out · `person` these
 * people cannot be reached · `content` this text is refused for good.
 */
export type FailureClass =
  | 'soon'
  | 'slow'
  | 'ban'
  | 'quota'
  | 'token'
  | 'unknown'
  | 'person'
  | 'content'
  | 'config';

export interface NoticeResult {
  readonly readUserIds: readonly string[];
  readonly unreadUserIds: readonly string[];
  readonly refused: readonly {
    readonly userId: string;
    readonly code: string;
    /** `same`: shown this text today already. */
    readonly class: FailureClass | 'same';
    readonly explanation: string;
  }[];
  /** May be sent again. */
  readonly failedUserIds: readonly string[];
}

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

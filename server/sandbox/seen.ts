import type { Instant } from '../domain/time.ts';

/** What a message shows. */
export interface Card {
  readonly title: string;
  readonly markdown: string;
  /** The page to open, out of its `dingtalk://` wrapping; null when there is none. */
  readonly link: string | null;
  readonly linkTitle: string | null;
}

export interface DeliveredNotice extends Card {
  readonly taskId: string;
  readonly sentAt: Instant;
  readonly readAt: Instant | null;
}

export interface GroupPost extends Card {
  readonly conversationId: string;
  readonly by: 'robot' | 'webhook' | 'person';
  /** Who wrote it, when a person did. */
  readonly personId?: string;
  /** Who is called by name (@) in it. */
  readonly mentions?: readonly string[];
  readonly sentAt: Instant;
}

/** One message of a person's conversation with the robot. */
export interface ChatMessage extends Card {
  readonly from: 'person' | 'robot';
  readonly sentAt: Instant;
  /** When the person opened it; null also for what the person wrote. */
  readonly readAt: Instant | null;
}

/** An interactive card as it now stands on one person's phone. */
export interface DeliveredCard {
  readonly outTrackId: string;
  /** What is shared, with what is meant for this person alone laid over it. */
  readonly variables: Readonly<Record<string, string>>;
  readonly sentAt: Instant;
  readonly updatedAt: Instant;
}

/** What the phone shows after a tap: the card as answered, or a sentence when no answer came within 2 seconds. */
export type TapResult =
  | { readonly answered: true; readonly variables: Readonly<Record<string, string>> }
  | { readonly answered: false; readonly sentence: string };

export interface ToDo {
  readonly taskId: string;
  readonly sourceId: string | null;
  readonly subject: string;
  readonly dueAt: Instant | null;
  /** 10 low, 20 ordinary, 30 high, 40 urgent. */
  readonly priority: number;
  readonly done: boolean;
  /** The page to open, out of its `dingtalk://` wrapping. */
  readonly link: string;
  readonly createdAt: Instant;
}

export interface Approval {
  readonly instanceId: string;
  readonly title: string;
  readonly originatorUserId: string;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
  readonly startedAt: Instant;
  readonly status: 'running' | 'completed' | 'terminated';
  readonly result: 'agree' | 'refuse' | null;
  /** The last word said about it: the approver's, or that of whoever ended it. */
  readonly remark: string | null;
  readonly finishedAt: Instant | null;
  /** Whether it is this person who has to decide now. */
  readonly waiting: boolean;
}

export interface Ding {
  readonly dingId: string;
  readonly content: string;
  readonly sentAt: Instant;
}

export interface SandboxCall {
  readonly at: Instant;
  readonly method: string;
  /** Without query, hence without tokens. */
  readonly path: string;
  /** `ok`, DingTalk's error code, or the weather that swallowed the call. */
  readonly outcome: string;
  /** Counted against the monthly quota. */
  readonly counted: boolean;
  /** Who silently receives nothing although the answer was a success, with DingTalk's reason code. */
  readonly silentlyDropped: readonly { readonly userId: string; readonly code: string }[];
}

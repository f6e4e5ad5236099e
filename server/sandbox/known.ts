import type { Instant } from '../domain/time.ts';
import type { Approval, Card, ToDo } from './seen.ts';

export interface SandboxPerson {
  readonly userId: string;
  readonly name: string;
  /** Departments the person belongs to; the root (1) when left out. */
  readonly departmentIds?: readonly number[];
  readonly title?: string;
}

export interface SentNotice {
  readonly taskId: number;
  readonly card: Card;
  readonly sentAt: Instant;
  readonly invalidUserIds: readonly string[];
  /** Known people only. `droppedAs` is the reason code of a silent drop. */
  readonly recipients: Map<
    string,
    { readonly droppedAs: string | null; readonly readAt: Instant | null }
  >;
  recalled: boolean;
}

export interface KnownToDo extends ToDo {
  readonly creatorId: string;
  /** Union ids. */
  readonly executorIds: readonly string[];
}

export interface ApprovalForm {
  readonly processCode: string;
  readonly name: string;
  readonly fields: readonly { readonly label: string; readonly required: boolean }[];
}

export interface Session {
  readonly by: string;
  /** Null one to one. */
  readonly conversationId: string | null;
  readonly expiresAt: Instant;
}

export interface SentCard {
  readonly outTrackId: string;
  readonly callbackType: 'STREAM' | 'HTTP' | null;
  readonly routeKey: string | null;
  readonly sentAt: Instant;
  /** How it stands on each person's phone. */
  readonly views: Map<string, CardView>;
}

export interface CardView {
  readonly shared: Variables;
  readonly personal: Variables;
  readonly updatedAt: Instant;
}

export type Variables = Readonly<Record<string, string>>;

export interface StartedApproval {
  readonly instanceId: string;
  readonly processCode: string;
  readonly title: string;
  readonly originatorUserId: string;
  readonly departmentId: number;
  /** One after the other; everybody of a step has to agree, or with `OR` anybody. */
  readonly steps: readonly { readonly any: boolean; readonly userIds: readonly string[] }[];
  readonly fields: Approval['fields'];
  readonly startedAt: Instant;
  readonly decisions: readonly Decision[];
  readonly ended: {
    readonly by: string | null;
    readonly remark: string | null;
    readonly at: Instant;
  } | null;
}

export interface Decision {
  readonly userId: string;
  readonly result: 'agree' | 'refuse';
  readonly remark: string;
  readonly at: Instant;
}

import type { Instant } from '../domain/time.ts';
import type {
  ApprovalForm,
  Decision,
  KnownToDo,
  SandboxPerson,
  StartedApproval,
  Variables,
} from './known.ts';
import type { Card, Ding, GroupPost, SandboxCall } from './seen.ts';

/** Something DingTalk would still know after the office's server has died. */
export type Memory =
  | {
      readonly kind: 'notice';
      readonly taskId: number;
      readonly card: Card;
      readonly sentAt: Instant;
      readonly invalidUserIds: readonly string[];
      /** With the reason code of a silent drop. */
      readonly recipients: readonly (readonly [userId: string, droppedAs: string | null])[];
      /** The text by which a second showing on the same day is recognised. */
      readonly content: string;
    }
  | {
      readonly kind: 'read';
      readonly taskId: number;
      readonly userId: string;
      readonly at: Instant;
    }
  | { readonly kind: 'recall'; readonly taskId: number }
  | { readonly kind: 'post'; readonly key: string; readonly post: GroupPost }
  | { readonly kind: 'call'; readonly call: SandboxCall }
  | CardMemory
  | { readonly kind: 'toDo'; readonly toDo: KnownToDo }
  | { readonly kind: 'toDoGone'; readonly taskId: string }
  | { readonly kind: 'form'; readonly form: ApprovalForm }
  | { readonly kind: 'approval'; readonly approval: StartedApproval }
  | { readonly kind: 'decision'; readonly instanceId: string; readonly decision: Decision }
  | {
      readonly kind: 'approvalEnd';
      readonly instanceId: string;
      readonly ended: NonNullable<StartedApproval['ended']>;
    }
  | {
      /** Said to the robot; the session is where its answer goes. */
      readonly kind: 'said';
      readonly session: string;
      readonly by: string;
      readonly conversationId: string | null;
      readonly text: string;
      readonly at: Instant;
    }
  | {
      readonly kind: 'told';
      readonly key: string;
      readonly userIds: readonly string[];
      readonly card: Card;
      readonly sentAt: Instant;
    }
  | { readonly kind: 'chatRead'; readonly userId: string; readonly at: Instant }
  | { readonly kind: 'ding'; readonly ding: Ding & { readonly userIds: readonly string[] } }
  /** Somebody new, or in other departments. */
  | { readonly kind: 'person'; readonly person: SandboxPerson }
  | { readonly kind: 'personGone'; readonly userId: string };

/** Of an interactive card. */
export type CardMemory =
  | {
      readonly kind: 'card';
      readonly outTrackId: string;
      readonly callbackType: 'STREAM' | 'HTTP' | null;
      readonly routeKey: string | null;
      readonly shared: Variables;
      readonly personal: PersonalVariables;
      readonly userIds: readonly string[];
      readonly at: Instant;
    }
  | {
      /** For everybody who has the card, or only for whoever tapped it. Null leaves that part as it is. */
      readonly kind: 'cardChange';
      readonly outTrackId: string;
      readonly only: string | null;
      readonly shared: Variables | null;
      readonly personal: PersonalVariables;
      /** Keys that are not named stay, else the whole map is replaced. */
      readonly sharedByKey: boolean;
      readonly personalByKey: boolean;
      readonly at: Instant;
    }
  | {
      readonly kind: 'cardRoute';
      readonly routeKey: string;
      readonly url: string;
      readonly apiSecret: string;
    };

export type PersonalVariables = Readonly<Record<string, Variables>>;

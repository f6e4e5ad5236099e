import type { Instant } from '../domain/time.ts';

export interface SandboxOptions {
  /** The office's clock, which may be moved: token and code lifetimes, days, months, signature windows. */
  readonly clock: () => Instant;
  /** Real elapsed milliseconds, for limits a second or a minute. Default: the process's own. */
  readonly elapsed?: () => number;
  readonly people: readonly SandboxPerson[];
  readonly departments?: readonly SandboxDepartment[];
  readonly groups: readonly SandboxGroup[];
  readonly credentials: SandboxCredentials;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Billable calls in a calendar month; the standard edition has 5000. */
  readonly quota?: number;
  /**
   * File that outlives the process: what DingTalk would still know is read from it at the start and written to it
   * before each answer. Without one the sandbox forgets everything when it stops.
   */
  readonly journal?: string;
  /** Receives every call as it is answered. */
  readonly onCall?: (call: SandboxCall) => void;
}

export interface SandboxPerson {
  readonly userId: string;
  readonly name: string;
  /** Departments the person belongs to; the root (1) when left out. */
  readonly departmentIds?: readonly number[];
  readonly title?: string;
}

/** The root department is 1 and need not be listed. */
export interface SandboxDepartment {
  readonly departmentId: number;
  readonly name: string;
  readonly parentId: number;
}

export interface SandboxGroup {
  readonly conversationId: string;
  readonly name: string;
  readonly memberIds: readonly string[];
}

export interface SandboxCredentials {
  readonly appKey: string;
  readonly appSecret: string;
  readonly agentId: string;
  readonly corpId: string;
  readonly robotCode: string;
  readonly webhookToken: string;
  readonly webhookSecret: string;
}

export interface DeliveredNotice {
  readonly taskId: string;
  readonly title: string;
  readonly markdown: string;
  /** The page to open, out of its `dingtalk://` wrapping; null when the notice has none. */
  readonly link: string | null;
  readonly linkTitle: string | null;
  readonly sentAt: Instant;
  readonly readAt: Instant | null;
}

export interface GroupPost {
  readonly conversationId: string;
  readonly by: 'robot' | 'webhook';
  readonly title: string;
  readonly markdown: string;
  readonly link: string | null;
  readonly linkTitle: string | null;
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

/**
 * `busy` −1 · `throttled` 90018 · `quota` 90020 · `html` a 502 page · `blocked` the 200 page of an
 * address ban · `hang` no answer at all · `resetAfterWork` does the work, then drops the connection ·
 * `tokenInvalid` knows no token.
 */
export type Weather =
  | 'busy'
  | 'throttled'
  | 'quota'
  | 'html'
  | 'blocked'
  | 'hang'
  | 'resetAfterWork'
  | 'tokenInvalid';

/** Everything the embedded DingTalk remembers. Held in memory: without a journal a restart is a new world. */
export interface SandboxState {
  readonly clock: () => Instant;
  readonly elapsed: () => number;
  readonly quota: number;
  readonly credentials: SandboxCredentials;
  readonly people: ReadonlyMap<string, SandboxPerson>;
  readonly departments: readonly SandboxDepartment[];
  readonly groups: readonly SandboxGroup[];
  token: { readonly value: string; readonly expiresAt: number } | null;
  weather: Weather | null;
  readonly loginCodes: Map<string, { readonly userId: string; readonly expiresAt: number }>;
  readonly notices: Map<number, SentNotice>;
  /** Texts shown to a person on a day, by `day:userId`. */
  readonly shown: Map<string, Set<string>>;
  /** `key` is what the sender knows the post by. */
  readonly posts: { readonly key: string; readonly post: GroupPost }[];
  /** Billable calls by calendar month, `2026-9`. */
  readonly spent: Map<string, number>;
  /** Elapsed times of recent calls, by what is limited. */
  readonly recent: Map<string, number[]>;
  webhookPausedUntil: number;
  readonly calls: SandboxCall[];
  /** Puts a memory where it outlives the process. */
  write: (memory: Memory) => void;
}

export interface Card {
  readonly title: string;
  readonly markdown: string;
  readonly link: string | null;
  readonly linkTitle: string | null;
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
  | { readonly kind: 'call'; readonly call: SandboxCall };

export function newState(options: SandboxOptions): SandboxState {
  return {
    clock: options.clock,
    elapsed: options.elapsed ?? (() => performance.now()),
    quota: options.quota ?? 5000,
    credentials: options.credentials,
    people: new Map(options.people.map((person) => [person.userId, person])),
    departments: options.departments ?? [],
    groups: options.groups,
    token: null,
    weather: null,
    loginCodes: new Map(),
    notices: new Map(),
    shown: new Map(),
    posts: [],
    spent: new Map(),
    recent: new Map(),
    webhookPausedUntil: Number.NEGATIVE_INFINITY,
    calls: [],
    write: () => {},
  };
}

/** Takes note of an event now, unless there have been `limit` of them within the span of elapsed time. */
export function withinRate(
  state: SandboxState,
  what: string,
  limit: number,
  spanMs: number,
): boolean {
  const now = state.elapsed();
  const recent = (state.recent.get(what) ?? []).filter((at) => at > now - spanMs);
  const within = recent.length < limit;
  if (within) recent.push(now);
  state.recent.set(what, recent);
  return within;
}

import type { Instant } from '../domain/time.ts';
import type {
  ApprovalForm,
  KnownToDo,
  SandboxPerson,
  SentCard,
  SentNotice,
  Session,
  StartedApproval,
} from './known.ts';
import type { Memory } from './memories.ts';
import type { ChatMessage, Ding, GroupPost, SandboxCall } from './seen.ts';
import { newStream, type StreamState } from './stream-state.ts';
import type { WeatherNow } from './weather.ts';

export interface SandboxOptions {
  /** The office's clock, which may be moved: token and code lifetimes, days, months, signature windows. */
  readonly clock: () => Instant;
  /** Real elapsed milliseconds, for limits a second or a minute. Default: the process's own. */
  readonly elapsed?: () => number;
  /** Of one API; DingTalk allows 20. */
  readonly callsPerSecond?: number;
  readonly people: readonly SandboxPerson[];
  readonly departments?: readonly SandboxDepartment[];
  readonly groups: readonly SandboxGroup[];
  /** Approval templates made before; more come by the API. */
  readonly forms?: readonly ApprovalForm[];
  readonly credentials: SandboxCredentials;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Where what happens in DingTalk is posted while no stream is connected: event subscription and robot by HTTP. */
  readonly callback?: SandboxCallback;
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

export interface SandboxCallback {
  readonly eventsUrl: string;
  readonly robotUrl: string;
  readonly token: string;
  /** 43 characters. */
  readonly aesKey: string;
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

/** Everything the embedded DingTalk remembers. Held in memory: without a journal a restart is a new world. */
export interface SandboxState {
  readonly clock: () => Instant;
  readonly elapsed: () => number;
  readonly callsPerSecond: number;
  readonly quota: number;
  readonly credentials: SandboxCredentials;
  readonly callback: SandboxCallback | null;
  /** Of the running server, `http://127.0.0.1:<port>`; empty until it listens. */
  base: string;
  readonly people: Map<string, SandboxPerson>;
  readonly departments: readonly SandboxDepartment[];
  readonly groups: readonly SandboxGroup[];
  token: { readonly value: string; readonly expiresAt: number } | null;
  pageTicket: { readonly value: string; readonly since: number; readonly expiresAt: number } | null;
  weather: WeatherNow | null;
  readonly loginCodes: Map<string, { readonly userId: string; readonly expiresAt: number }>;
  readonly notices: Map<number, SentNotice>;
  /** Texts shown to a person on a day, by `day:userId`. */
  readonly shown: Map<string, Set<string>>;
  /** `key` is what the sender knows the post by. */
  readonly posts: { readonly key: string; readonly post: GroupPost }[];
  /** By what the sender knows the card by. */
  readonly cards: Map<string, SentCard>;
  /** Registered addresses of card callbacks, by route key. */
  readonly cardRoutes: Map<string, { readonly url: string; readonly apiSecret: string }>;
  readonly toDos: Map<string, KnownToDo>;
  readonly forms: Map<string, ApprovalForm>;
  readonly approvals: Map<string, StartedApproval>;
  /** What a person and the robot said to each other; `key` is what the robot's sender knows it by. */
  readonly chats: Map<string, readonly (ChatMessage & { readonly key: string })[]>;
  /** Robot messages one to one, by what the sender knows them by. */
  readonly tellings: Map<string, { readonly userIds: readonly string[]; readonly sentAt: Instant }>;
  /** Where an answer to something said goes, by session. */
  readonly sessions: Map<string, Session>;
  readonly dings: (Ding & { readonly userIds: readonly string[] })[];
  readonly stream: StreamState;
  /** What is to happen when so much real time has elapsed. */
  readonly timers: Set<{ readonly at: number; readonly run: () => void }>;
  /** Billable calls by calendar month, `2026-9`. */
  readonly spent: Map<string, number>;
  /** Elapsed times of recent calls, by what is limited. */
  readonly recent: Map<string, number[]>;
  webhookPausedUntil: number;
  readonly calls: SandboxCall[];
  /** Puts a memory where it outlives the process. */
  write: (memory: Memory) => void;
}

export function newState(options: SandboxOptions): SandboxState {
  return {
    clock: options.clock,
    elapsed: options.elapsed ?? (() => performance.now()),
    callsPerSecond: options.callsPerSecond ?? 20,
    quota: options.quota ?? 5000,
    callback: options.callback ?? null,
    base: '',
    credentials: options.credentials,
    people: new Map(options.people.map((person) => [person.userId, person])),
    departments: options.departments ?? [],
    groups: options.groups,
    token: null,
    pageTicket: null,
    weather: null,
    loginCodes: new Map(),
    notices: new Map(),
    shown: new Map(),
    posts: [],
    cards: new Map(),
    cardRoutes: new Map(),
    toDos: new Map(),
    forms: new Map(options.forms?.map((form) => [form.processCode, form])),
    approvals: new Map(),
    chats: new Map(),
    tellings: new Map(),
    sessions: new Map(),
    dings: [],
    stream: newStream(),
    timers: new Set(),
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

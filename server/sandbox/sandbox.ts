import { spentThisMonth } from './budget.ts';
import { tapCard } from './card-tap.ts';
import { approvalsOf, decideApproval } from './decide-approval.ts';
import { dingsOf } from './dings.ts';
import { postsIn } from './group-chat.ts';
import { cardsOf } from './interactive-cards.ts';
import type { SandboxPerson } from './known.ts';
import { issueLoginCode } from './login.ts';
import { openJournal } from './memory.ts';
import { chatOf, readChat } from './one-to-one.ts';
import { join, leave, move } from './people-changes.ts';
import { say } from './say.ts';
import type {
  Approval,
  ChatMessage,
  DeliveredCard,
  DeliveredNotice,
  Ding,
  GroupPost,
  SandboxCall,
  TapResult,
  ToDo,
} from './seen.ts';
import { listen } from './server.ts';
import {
  newState,
  type SandboxDepartment,
  type SandboxOptions,
  type SandboxState,
} from './state.ts';
import { disconnectAll } from './streams.ts';
import { toDosOf } from './to-dos.ts';
import type { FrameWeather, Weather, WeatherNow, WeatherScope } from './weather.ts';
import { inboxOf, markRead } from './work-notices.ts';

export type { SandboxPerson } from './known.ts';
export type {
  Approval,
  ChatMessage,
  DeliveredCard,
  DeliveredNotice,
  Ding,
  GroupPost,
  SandboxCall,
  TapResult,
  ToDo,
} from './seen.ts';
export type { SandboxCredentials, SandboxOptions } from './state.ts';
export type { FrameWeather, Weather, WeatherNow, WeatherScope } from './weather.ts';

/** An embedded DingTalk on loopback: the wire contract over real HTTP, the phones in memory or in a journal. */
export interface Sandbox {
  /** Base of the new API, `http://127.0.0.1:<port>`; no trailing slash. */
  readonly apiBase: string;
  /** Base of the legacy API; the same server. */
  readonly oapiBase: string;
  /** The custom robot's address in the first group, with its token. Signing is required. */
  readonly webhookUrl: string;
  /** What the phone gets from DingTalk when the mini-app opens: single use, 5 minutes. Throws for an unknown person. */
  issueLoginCode(userId: string): string;
  /** Notices on this person's phone, newest last. Silently dropped and recalled ones are not there. */
  inbox(userId: string): readonly DeliveredNotice[];
  /** What the group has seen, newest last. */
  group(conversationId: string): readonly GroupPost[];
  markRead(taskId: string, userId: string): void;
  /** Interactive cards on this person's phone as they now stand, newest last. */
  cards(userId: string): readonly DeliveredCard[];
  /**
   * Presses a button of a card, by default the primary one, with what was chosen beside it. Resolves with what the
   * phone then shows. Throws for a card that is not on this phone.
   */
  tapCard(
    userId: string,
    outTrackId: string,
    params: Readonly<Record<string, string>>,
    actionId?: string,
  ): Promise<TapResult>;
  /** Open and done to-dos of this person, newest last; withdrawn ones are not there. */
  toDos(userId: string): readonly ToDo[];
  /** Approvals that wait for this person, are decided or were ended, newest last. */
  approvals(userId: string): readonly Approval[];
  /** False when it does not wait for this person (any longer). */
  decideApproval(
    userId: string,
    instanceId: string,
    result: 'agree' | 'refuse',
    remark: string,
  ): boolean;
  /** The person's conversation with the robot, newest last. */
  chat(userId: string): readonly ChatMessage[];
  /** The person opens the conversation: everything the robot wrote there is read. */
  readChat(userId: string): void;
  /** To the robot: in the group, mentioning it, or one to one when the conversation is null. Throws for a stranger. */
  say(message: {
    readonly by: string;
    readonly conversationId: string | null;
    readonly text: string;
  }): void;
  /** In-app DINGs the person received, newest last. */
  dings(userId: string): readonly Ding[];
  /** Everybody in the organisation now. */
  people(): readonly SandboxPerson[];
  /** Those below the root. */
  departments(): readonly SandboxDepartment[];
  /** The person leaves the organisation, which is pushed. Throws for a stranger. */
  leave(userId: string): void;
  /** Somebody new; the user id must be free. Pushed. */
  join(person: SandboxPerson): void;
  move(userId: string, departmentIds: readonly number[]): void;
  /** Open stream sockets. */
  connections(): number;
  /** Billable calls of this month, and how many it has. */
  budget(): { readonly spent: number; readonly quota: number };
  /** Every call so far, oldest first. */
  record(): readonly SandboxCall[];
  /** What is wrong with DingTalk until the next call of this; null is fair weather. */
  setWeather(weather: Weather | null, only?: WeatherScope): void;
  /** With how many calls it still has. */
  weather(): WeatherNow | null;
  /** What is left out stays as it is. */
  setFrameWeather(weather: Partial<FrameWeather>): void;
  frameWeather(): FrameWeather;
  /** The sockets open now stay open and get nothing more; a new one works. */
  silenceSockets(): void;
  /** The next stream handshakes are refused. */
  failHandshakes(count: number): void;
  /** Tells every stream to connect again; the old sockets get nothing new and close after 10 seconds. */
  disconnect(): void;
  /** The secret was reset or the app stopped: tokens given out so far are no longer known. */
  revokeTokens(): void;
  /** Stops listening and drops open connections. */
  stop(): Promise<void>;
}

/** Rejects when the port is taken or the journal cannot be written. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const state = newState(options);
  if (options.journal !== undefined) openJournal(state, options.journal);
  const server = await listen(state, options.port ?? 0, options.onCall);
  const base = `http://127.0.0.1:${server.port}`;
  state.base = base;
  return {
    apiBase: base,
    oapiBase: base,
    webhookUrl: `${base}/robot/send?access_token=${options.credentials.webhookToken}`,
    issueLoginCode: (userId) => issueLoginCode(state, userId),
    inbox: (userId) => inboxOf(state, userId),
    group: (conversationId) => postsIn(state, conversationId),
    markRead: (taskId, userId) => markRead(state, taskId, userId),
    cards: (userId) => cardsOf(state, userId),
    tapCard: (userId, outTrackId, params, actionId = 'primary') =>
      tapCard(state, { userId, outTrackId, actionId, params }),
    toDos: (userId) => toDosOf(state, userId),
    approvals: (userId) => approvalsOf(state, userId),
    decideApproval: (userId, instanceId, result, remark) =>
      decideApproval(state, { userId, instanceId, result, remark }),
    chat: (userId) => chatOf(state, userId),
    readChat: (userId) => readChat(state, userId),
    say: (message) => say(state, message),
    dings: (userId) => dingsOf(state, userId),
    people: () => [...state.people.values()],
    departments: () => state.departments,
    leave: (userId) => leave(state, userId),
    join: (person) => join(state, person),
    move: (userId, departmentIds) => move(state, userId, departmentIds),
    connections: () => state.stream.connections.size,
    budget: () => ({ spent: spentThisMonth(state), quota: state.quota }),
    record: () => state.calls,
    ...weatherControls(state),
    revokeTokens() {
      state.token = null;
    },
    stop: server.stop,
  };
}

function weatherControls(
  state: SandboxState,
): Pick<
  Sandbox,
  | 'setWeather'
  | 'weather'
  | 'setFrameWeather'
  | 'frameWeather'
  | 'silenceSockets'
  | 'failHandshakes'
  | 'disconnect'
> {
  const { stream } = state;
  return {
    setWeather(weather, only = {}) {
      state.weather = weather && { weather, ...only };
    },
    weather: () => state.weather,
    setFrameWeather(weather) {
      stream.frames = { ...stream.frames, ...weather };
    },
    frameWeather: () => stream.frames,
    silenceSockets() {
      for (const connection of stream.connections) connection.isSilent = true;
    },
    failHandshakes(count) {
      stream.failHandshakes = count;
    },
    disconnect: () => disconnectAll(state),
  };
}

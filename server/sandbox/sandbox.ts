import { postsIn } from './group-chat.ts';
import { issueLoginCode } from './login.ts';
import { openJournal } from './memory.ts';
import { listen } from './server.ts';
import {
  type DeliveredNotice,
  type GroupPost,
  newState,
  type SandboxCall,
  type SandboxOptions,
  type Weather,
} from './state.ts';
import { inboxOf, markRead } from './work-notices.ts';

export type {
  DeliveredNotice,
  GroupPost,
  SandboxCall,
  SandboxCredentials,
  SandboxOptions,
  Weather,
} from './state.ts';

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
  /** Every call so far, oldest first. */
  record(): readonly SandboxCall[];
  /** What is wrong with DingTalk until the next call of this; null is fair weather. */
  setWeather(weather: Weather | null): void;
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
  return {
    apiBase: base,
    oapiBase: base,
    webhookUrl: `${base}/robot/send?access_token=${options.credentials.webhookToken}`,
    issueLoginCode: (userId) => issueLoginCode(state, userId),
    inbox: (userId) => inboxOf(state, userId),
    group: (conversationId) => postsIn(state, conversationId),
    markRead: (taskId, userId) => markRead(state, taskId, userId),
    record: () => state.calls,
    setWeather(weather) {
      state.weather = weather;
    },
    revokeTokens() {
      state.token = null;
    },
    stop: server.stop,
  };
}

import type { Config } from '../config.ts';
import type { DingTalk } from '../dingtalk/dingtalk.ts';
import type { DingTalkSide } from '../dingtalk-side.ts';
import { STANDARD_EDITION } from '../domain/call-budget.ts';
import type { StaffMember } from '../domain/directory.ts';
import type { Instant } from '../domain/time.ts';

/** What every check may look at and ask. */
export interface Surroundings {
  readonly dingTalk: DingTalk;
  readonly settings: Settings;
  readonly people: KnownPeople;
  /** To whom test messages go; null sends nothing, and then next to nothing is billable. */
  readonly notify: string | null;
  /** Absolute address of a page of the mini-app, from its path. */
  readonly linkFor: (path: string) => string;
  readonly clock: () => Instant;
  readonly wait: (ms: number) => Promise<void>;
}

/** Which of DingTalk's ways are configured. In the sandbox that is all of them. */
export interface Settings {
  readonly inSandbox: boolean;
  readonly publicUrl: string;
  readonly oapiBase: string;
  readonly robot: boolean;
  readonly webhook: boolean;
  readonly cards: boolean;
  readonly operator: string | null;
  readonly approvals: boolean;
  readonly ding: boolean;
  readonly receive: 'stream' | 'callback' | 'off';
  readonly pageSignature: 'sha256' | 'sha1';
  readonly monthlyCalls: number;
  /** Signs what DingTalk posts to us about cards. */
  readonly cardSecret: string;
}

/** The active people of our own directory, or why they cannot be looked at just now. */
export type KnownPeople =
  | { readonly ok: true; readonly staff: readonly StaffMember[] }
  | { readonly ok: false; readonly why: string };

export function settingsOf(config: Config, { offers, ways, sandbox }: DingTalkSide): Settings {
  const real = config.dingTalk;
  return {
    inSandbox: real === null,
    publicUrl: config.publicUrl ?? `http://127.0.0.1:${config.port}`,
    oapiBase: real?.oapiBase ?? sandbox?.oapiBase ?? '',
    robot: real === null || real.robotCode !== undefined,
    webhook: offers.mention,
    cards: offers.cards,
    operator: offers.operator,
    approvals: offers.approvals,
    ding: offers.ding,
    receive: ways.receive,
    pageSignature: real?.pageSignature ?? 'sha256',
    monthlyCalls: real?.monthlyCalls ?? STANDARD_EDITION,
    cardSecret: ways.appSecret,
  };
}

/** Said of whatever can only be tried by sending something. */
export const NEEDS_NOTIFY = '加 --notify 用户编号 实测';

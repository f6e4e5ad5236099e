import type Koa from 'koa';
import type { Logger } from 'pino';
import type { Calendar } from '../domain/calendar.ts';
import type { CalendarData } from '../domain/calendar-data.ts';
import type { Submission } from '../domain/command.ts';
import type { Regime } from '../domain/regime.ts';
import type { Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { Wording } from '../domain/wording.ts';
import type { Answer, Store } from '../store/store.ts';
import type { WriteFiguresBook } from './figures-book.ts';
import type { FiguresDesk } from './figures-desk.ts';
import type { ImportDesk } from './import-desk.ts';
import type { WriteLedgerBook } from './ledger-book.ts';
import type { PaperWorks } from './paper-works.ts';

/** What the composition root hands to the app. */
export interface AppDeps {
  readonly store: Store;
  /** The one command path. */
  readonly execute: (submission: Submission) => Promise<Answer>;
  readonly imports: ImportDesk;
  readonly writeLedgerBook: WriteLedgerBook;
  readonly writeFiguresBook: WriteFiguresBook;
  readonly figures: FiguresDesk;
  readonly papers: PaperWorks;
  readonly wording: Wording;
  readonly exchangeLoginCode: ExchangeLoginCode;
  readonly signPage: SignPage;
  /** Null where DingTalk does not tell us anything by HTTP. */
  readonly dingTalkCallbacks: DingTalkCallbacks | null;
  /** Leaders may sign in OA approvals: there is a template, and somebody in whose name they are started. */
  readonly offersApprovals: boolean;
  readonly clock: () => Instant;
  readonly calendar: () => Calendar;
  readonly calendarBook: CalendarBook;
  readonly regimeBook: RegimeBook;
  readonly office: OfficeFacts;
  /** Null throttles nobody: for a measurement on loopback. */
  readonly rateLimits: RateLimits | null;
  /** Reverse proxies whose word about the caller's address is taken. */
  readonly proxyHops: number;
  readonly log: Logger;
  /** Folder of the built mini-app. */
  readonly pages: string;
  readonly work: WorkReport;
  /** The page with everyone's phones; its presence is what makes this the sandbox. */
  readonly sandboxPage: Koa.Middleware | null;
}

/** How the work that nobody asks for is going. */
export interface WorkReport {
  /** When timers and jobs were last looked after; null before the first time. */
  readonly latestTick: () => Instant | null;
  /** What holds it up at present, in Chinese. */
  readonly troubles: () => readonly string[];
}

/** The working calendar as the office keeps it. */
export interface CalendarBook {
  readonly data: () => CalendarData;
  /** Puts in force what has just been signed, and the deadlines it moves on their petitions. */
  readonly takeIn: () => Promise<void>;
}

/** The regulations as the office changes them. */
export interface RegimeBook {
  /** Judges a regulation from outside beside those in use: how it would work here, or what is wrong with it. */
  readonly read: (json: unknown, others: readonly Regime[]) => Result<Regime, readonly string[]>;
  /** Lets the petitions that the office has signed for go over. */
  readonly takeIn: () => Promise<void>;
}

/** What holds for every office of the installation. */
export interface OfficeFacts {
  /** Of the main office, for whoever has not signed in. */
  readonly title: string;
  /** DingTalk's id of the organisation; the mini-app asks for a login code with it. */
  readonly corpId: string;
  readonly publicUrl: string;
  /** Billable calls of DingTalk's that the organisation has in a calendar month. */
  readonly monthlyCalls: number;
}

/** Answers of DingTalk as far as a login needs them. */
export type ExchangeLoginCode = (code: string) => Promise<
  | { readonly ok: true; readonly value: { readonly userId: string } }
  | {
      readonly ok: false;
      readonly failure: {
        readonly code: string;
        readonly class: string;
        readonly explanation: string;
      };
    }
>;

/** Answers of DingTalk as far as a page needs them to open the address book. */
export type SignPage = (url: string) => Promise<
  | {
      readonly ok: true;
      readonly value: {
        readonly agentId: string;
        readonly corpId: string;
        readonly timeStamp: number;
        readonly nonceStr: string;
        readonly signature: string;
      };
    }
  | { readonly ok: false; readonly failure: { readonly code: string } }
>;

/** Takes what DingTalk posts to us; rejects when something valid could not be kept. */
export interface DingTalkCallbacks {
  event(asked: { readonly query: unknown; readonly body: unknown }): Promise<CallbackOutcome>;
  robot(asked: SignedByHeader): Promise<CallbackOutcome>;
  card(asked: SignedByHeader): Promise<CallbackOutcome>;
}

interface SignedByHeader {
  readonly header: (name: string) => string;
  readonly body: unknown;
}

/** The answer, and whether the office had a use for what was told; or what shows that it was not DingTalk. */
export type CallbackOutcome =
  | { readonly answer: object; readonly known: boolean }
  | { readonly fault: string };

/** Requests a minute, by person; logins by address. */
export interface RateLimits {
  readonly reads: number;
  readonly writes: number;
  readonly logins: number;
}

/** Generous for a clerk, far below what a script could do. */
export const USUAL_RATE_LIMITS: RateLimits = { reads: 600, writes: 120, logins: 30 };

import { randomBytes as freshBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { readRegime } from '../db/seed-regime.ts';
import { addressBookOf } from './address-book-side.ts';
import { arrivalHandlers } from './arrival-handlers.ts';
import { openBot } from './bot-side.ts';
import type { Config } from './config.ts';
import { deliveryOf } from './delivery-side.ts';
import { type DingTalkSide, openDingTalkSide } from './dingtalk-side.ts';
import { STANDARD_EDITION } from './domain/call-budget.ts';
import { dispatchTitles } from './domain/dispatch.ts';
import { dayText, type Instant, localDayOf } from './domain/time.ts';
import type { Execute } from './execute.ts';
import { openPaperWorks } from './forms/paper-works.ts';
import { openFiguresWorks } from './forms/report/figures-works.ts';
import { buildApp } from './http/app.ts';
import { type RateLimits, USUAL_RATE_LIMITS } from './http/app-deps.ts';
import { registrationCommand } from './http/registration-command.ts';
import type { Jobs } from './jobs/jobs.ts';
import { writeLedgerBook } from './ledger/export-workbook.ts';
import { writeFiguresBook } from './ledger/figures-workbook.ts';
import { type ImportDesk, openImportDesk } from './ledger/import-desk.ts';
import { startLedgerWork } from './ledger-work.ts';
import { listen } from './listen.ts';
import { type OfficeBooks, type OfficeFiles, officeFiles, openBooks } from './office-books.ts';
import type { OfficeClock } from './office-clock.ts';
import { startWork, type Work } from './office-work.ts';
import { openApprovalNews } from './receiving/approval.ts';
import { openCardTap } from './receiving/card-tap.ts';
import { openReceivingSide, type ReceivingSide } from './receiving-side.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import type { Store } from './store/store.ts';

export interface StartOptions {
  /** Real time, or the time that a test or a replay plays. */
  readonly clock: () => Instant;
  /** In [0, 1); spreads retries. */
  readonly random: () => number;
  readonly log: Logger;
  /** False where time is played: then only moving the clock and `jobs` make anything happen. True unless told. */
  readonly heartbeat?: boolean;
  /** Whether DingTalk's stream is listened to, in real seconds; as `heartbeat` unless told. */
  readonly listens?: boolean;
  /** Null throttles nobody. */
  readonly rateLimits?: RateLimits | null;
  /** Unguessable bytes for the store's ids; for a repetition of the same run, hand in your own. */
  readonly randomBytes?: (size: number) => Buffer;
  /** In the data folder unless told. */
  readonly files?: OfficeFiles;
  /** How the seconds of DingTalk's limits go by; really, unless time is played. */
  readonly pace?: {
    readonly elapsed?: () => number;
    readonly wait: (ms: number) => Promise<void>;
    /** What the embedded DingTalk allows of one API. */
    readonly callsPerSecond?: number;
    /** For how long an answer of DingTalk's is waited for. */
    readonly timeoutMs?: number;
  };
  /** Billable calls a month; what the office's edition has unless told. */
  readonly monthlyCalls?: number;
  /** Folder of the built mini-app; `.build/miniapp` unless told. */
  readonly pages?: string;
}

export interface RunningServer {
  /** Where it listens, `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** What it is called from outside; the same in a sandbox that was told nothing else. */
  readonly publicUrl: string;
  /** Follows `publicUrl` in the address under which DingTalk opens the mini-app. */
  readonly query: string;
  readonly store: Store;
  readonly execute: Execute;
  readonly jobs: Jobs;
  /** Null when the real DingTalk is connected. */
  readonly sandbox: Sandbox | null;
  /** May be moved ahead in the sandbox only. */
  readonly clock: OfficeClock;
  /** Nothing new is taken on, what is under way is finished, everything is closed. */
  stop(): Promise<void>;
}

/**
 * The whole server: store, DingTalk or its sandbox, command path, jobs and the web application, wired and listening.
 * Rejects, with everything closed again, when one of them cannot start.
 */
export async function startServer(config: Config, options: StartOptions): Promise<RunningServer> {
  const listener = await listen(config.port, config.dingTalk ? undefined : '127.0.0.1');
  const closing: (() => Promise<void>)[] = [];
  const stop = async () => {
    await listener.close();
    for (let close = closing.pop(); close; close = closing.pop()) await close();
  };
  try {
    const { url } = listener;
    const publicUrl = config.publicUrl ?? url;
    const books = await openBooks(config, options);
    closing.push(() => books.store.close());
    if (options.heartbeat ?? true) closing.push(startLedgerWork(books.store, options.log));
    const monthlyCalls = options.monthlyCalls ?? config.dingTalk?.monthlyCalls ?? STANDARD_EDITION;
    const side = await openDingTalkSide(config, {
      ...books,
      quota: monthlyCalls,
      random: options.random,
      directory: () => books.store.directory(),
      postTitles: dispatchTitles(books.regime),
      onCall: countedIn(books, options.log),
      journal: (options.files ?? officeFiles(config)).sandbox,
      ...options.pace,
    });
    closing.push(side.stop);
    const linkFor = (path: string) => `${publicUrl}/${side.query}#${path}`;
    const addressBook = addressBookOf(books, side, options.log);
    const work = startWork(books, {
      // Where time is played nobody leaves by himself, and looking every night would take longer than the play.
      ...((options.heartbeat ?? true) ? { addressBook } : {}),
      delivery: deliveryOf(side.dingTalk, side.offers),
      random: options.random,
      linkFor,
      log: options.log,
      dailyReminderTime: config.dailyReminderTime,
      monthlyBudget: monthlyCalls,
      heartbeat: options.heartbeat ?? true,
    });
    closing.push(() => work.jobs.stop());
    const imports = openImports(options, books, work);
    closing.push(imports.stop);
    const { log } = options;
    const bot = openBot(books, side, { linkFor, log });
    const receiving = openReceivingSide(books, {
      side,
      handlers: arrivalHandlers({
        log,
        addressBook,
        cardTap: openCardTap({ ...books, clock: books.clock.now, execute: work.execute }),
        chat: bot.answer,
        approval: approvalNews(books, work),
      }),
      random: options.random,
      log: options.log,
      heartbeat: options.heartbeat ?? true,
      listens: options.listens ?? options.heartbeat ?? true,
    });
    closing.push(receiving.stop);
    const parts = { books, side, work, imports, receiving, publicUrl, monthlyCalls };
    listener.serve(webApp(config, options, parts).callback());
    const { store, clock } = books;
    const { execute, jobs } = work;
    const { query, sandbox } = side;
    return { url, publicUrl, query, store, execute, jobs, sandbox, clock, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function webApp(
  config: Config,
  { log, rateLimits = USUAL_RATE_LIMITS, pages = '.build/miniapp' }: StartOptions,
  { books, side, work, imports, receiving, publicUrl, monthlyCalls }: Parts,
) {
  return buildApp({
    store: books.store,
    execute: work.execute,
    imports,
    writeLedgerBook,
    writeFiguresBook,
    papers: openPaperWorks(books.store.fingerprint),
    wording: books.wording,
    figures: openFiguresWorks(books.wording),
    exchangeLoginCode: side.dingTalk.exchangeLoginCode,
    signPage: side.dingTalk.signPage,
    dingTalkCallbacks: receiving.callbacks,
    offersApprovals: side.offers.approvals && side.offers.operator !== null,
    clock: books.clock.now,
    calendar: books.calendar,
    calendarBook: {
      data: books.officeCalendar.data,
      async takeIn() {
        await books.officeCalendar.reload();
        // One that is under way may have looked at the calendar already; the next one has not.
        await work.jobs.tick();
        await work.jobs.tick();
      },
    },
    regimeBook: {
      read: readRegime,
      async takeIn() {
        await work.jobs.tick();
        await work.jobs.tick();
      },
    },
    office: {
      title: books.title,
      corpId: side.corpId,
      publicUrl,
      monthlyCalls,
    },
    rateLimits,
    proxyHops: config.proxyHops,
    log,
    pages,
    work: {
      latestTick: work.latestTick,
      troubles: () => [
        ...work.jobs.troubles().map(({ explanation }) => explanation),
        ...receiving.troubles(),
      ],
    },
    sandboxPage: side.page,
  });
}

interface Parts {
  readonly books: OfficeBooks;
  readonly side: DingTalkSide;
  readonly work: Work;
  readonly imports: ImportDesk;
  readonly receiving: ReceivingSide;
  readonly publicUrl: string;
  readonly monthlyCalls: number;
}

/** Ledgers that were being read in when the server stopped go on from here. */
function openImports(
  { log, randomBytes = freshBytes }: StartOptions,
  { store, clock }: OfficeBooks,
  { execute }: Work,
): ImportDesk {
  return openImportDesk({
    store,
    execute,
    clock: clock.now,
    commandOf: registrationCommand,
    newId: () => randomBytes(12).toString('base64url'),
    log,
  });
}

function approvalNews({ store, clock }: OfficeBooks, { jobs }: Work) {
  return openApprovalNews({ store, clock: clock.now, wake: () => jobs.wake() });
}

/** The month's calls are the organisation's money: every one is written down, and one that could not be is said. */
function countedIn({ store, clock }: OfficeBooks, log: Logger) {
  return ({ api, billable }: { readonly api: string; readonly billable: boolean }) => {
    const month = dayText(localDayOf(clock.now())).slice(0, 7);
    store.countCall(month, api, billable).catch(() => log.error({ api }, 'callNotCounted'));
  };
}

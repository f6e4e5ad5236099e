import type { Instant } from '../domain/time.ts';
import type { ApiCall } from './api-call.ts';
import { type Approvals, connectApprovals } from './approval.ts';
import { type AuthorisedPartOf, connectAuthorisation } from './authorisation.ts';
import { watchForBan } from './ban.ts';
import { createCaller } from './caller.ts';
import { type Cards, connectCards } from './card.ts';
import type { CallOutcome } from './failures.ts';
import { connectGroupMessages, type GroupMessage } from './group-message.ts';
import { createLegacyClient } from './legacy-client.ts';
import { createLimiter } from './limiter.ts';
import { connectLogin } from './login.ts';
import { connectOpenPlatform } from './open-platform.ts';
import { connectPageSignature, type SignPage } from './page-signature.ts';
import { type AddressBook, connectAddressBook } from './people.ts';
import { connectRobot, type Robot } from './robot.ts';
import { connectStreamGateway, type StreamPlace } from './stream-gateway.ts';
import { connectToDos, type ToDos } from './to-do.ts';
import { createTokenKeeper } from './token.ts';
import { connectWebhooks, type Webhooks } from './webhook.ts';
import { connectWorkNotices, type NoticeResult, type WorkNotice } from './work-notice.ts';

export type { ApiCall } from './api-call.ts';
export type { CallFailure, CallOutcome } from './failures.ts';
export type { GroupMessage } from './group-message.ts';
export type { NoticeResult, PersonRefusal, WorkNotice } from './work-notice.ts';

/**
 * Everything the office asks of DingTalk. No method throws and none retries, except that a token
 * DingTalk no longer knows is fetched again and the call repeated exactly once.
 */
export interface DingTalk extends Cards, ToDos, Approvals, AddressBook, Robot, Webhooks {
  /** Exchanges the single-use code of the in-app login (免登, valid 5 minutes) for the person. */
  exchangeLoginCode(code: string): Promise<CallOutcome<{ userId: string; name: string }>>;
  /** For `dd.config`, which the client wants before it opens its address book to a page. Free of charge. */
  readonly signPage: SignPage;
  /** One billable call for up to 100 people. A task id means accepted, never delivered: ask for the result. */
  sendWorkNotice(notice: WorkNotice): Promise<CallOutcome<{ taskId: string }>>;
  /** What became of a notice, person by person. Billable; DingTalk answers for 24 hours after sending. */
  fetchNoticeResult(taskId: string): Promise<CallOutcome<NoticeResult>>;
  /** To the office's group, by the organisation's robot or, when none is configured, the signed webhook. */
  sendGroupMessage(message: GroupMessage): Promise<CallOutcome<{ receipt: string }>>;
  /** A place for one long connection, by which DingTalk tells us things. Free of charge. */
  openStreamConnection(): Promise<CallOutcome<StreamPlace>>;
  /** Whom of the address book the app may read. Free of charge. */
  readonly authorisedPart: AuthorisedPartOf;
}

/** Where DingTalk is and who we are there. Bases have no trailing slash; plain http only for loopback. */
export interface DingTalkConfig {
  readonly appKey: string;
  readonly appSecret: string;
  /** AgentId of the H5 app, decimal digits. */
  readonly agentId: string;
  readonly corpId: string;
  readonly robotCode?: string;
  readonly groupConversationId?: string;
  /** Interactive card template, `….schema`; without one there are no cards. */
  readonly cardTemplateId?: string;
  /** OA approval template, `PROC-…`; without one there are no approvals. */
  readonly approvalProcessCode?: string;
  /** By which way taps on cards come back; `stream` unless told. */
  readonly receive?: 'stream' | 'callback' | 'off';
  /** Full address of the custom robot, with its `access_token`. Used when no robot and conversation are set. */
  readonly groupWebhook?: string;
  /** Signing secret (加签) of the custom robot. */
  readonly groupSecret?: string;
  /** SHA-256 unless told. */
  readonly pageSignature?: 'sha256' | 'sha1';
  readonly apiBase: string;
  readonly oapiBase: string;
}

/** What the adapter is given by the composition root. */
export interface DingTalkSurroundings {
  readonly clock: () => Instant;
  /** In [0, 1). */
  readonly random: () => number;
  /** Hears of every HTTP call, for the monthly budget. */
  readonly onCall?: (call: ApiCall) => void;
  /** Cap of one HTTP call; 10 seconds unless told. */
  readonly timeoutMs?: number;
  /** How the rate limiter lets time pass; a timer unless told. */
  readonly wait?: (ms: number) => Promise<void>;
  /** Milliseconds by which calls are spaced; real ones unless told. The office's clock may stand still. */
  readonly elapsed?: () => number;
}

export function connectDingTalk(config: DingTalkConfig, given: DingTalkSurroundings): DingTalk {
  const { clock, random, onCall: report = () => {}, timeoutMs = 10_000, wait = realWait } = given;
  const { elapsed = () => performance.now() } = given;
  const { apiBase, oapiBase, agentId } = config;
  const legacy = createLegacyClient({ timeoutMs, report });
  const openPlatform = connectOpenPlatform({ apiBase, timeoutMs, report });
  const fetchToken = () => openPlatform.fetchToken(config.appKey, config.appSecret);
  const tokens = createTokenKeeper({ fetchToken, clock, random });
  const pace = { elapsed, wait, ban: watchForBan(clock) };
  const messages = createLimiter({ perSecond: 5, burst: 5, concurrent: 2 }, pace);
  // In its first second a burst and the rate add up: together below DingTalk's 20 calls.
  const lookUps = createLimiter({ perSecond: 14, burst: 5, concurrent: 5 }, pace);
  const openStream = connectStreamGateway({ ...config, timeoutMs, report });
  const reached = { oapiBase, openPlatform, legacy, tokens };
  const caller = createCaller({ ...reached, limiter: messages });
  // Logins and the address book have a rate of their own and never queue behind messages.
  const free = createCaller({ ...reached, limiter: lookUps });
  return {
    exchangeLoginCode: connectLogin(free),
    signPage: connectPageSignature({
      agentId,
      corpId: config.corpId,
      algorithm: config.pageSignature ?? 'sha256',
      fetchTicket: openPlatform.fetchTicket,
      tokens: { withToken: (call) => lookUps.run(() => tokens.withToken(call)) },
      clock,
      random,
    }),
    ...connectWorkNotices(caller, { agentId }),
    sendGroupMessage: connectGroupMessages(config, { caller, legacy, limiter: messages, clock }),
    ...connectCards(caller, config),
    ...connectToDos(caller),
    ...connectApprovals(caller, config),
    ...connectAddressBook(free),
    ...connectAuthorisation(free),
    ...connectRobot(caller, config),
    ...connectWebhooks(config, { legacy, limiter: messages, clock }),
    openStreamConnection: () => lookUps.run(openStream),
  };
}

function realWait(ms: number): Promise<void> {
  return new Promise((passed) => setTimeout(passed, ms));
}

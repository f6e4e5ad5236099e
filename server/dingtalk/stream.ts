import { MINUTE } from '../domain/time.ts';
import type { Take } from './arrivals.ts';
import type { CallFailure, CallOutcome } from './failures.ts';
import { type AttemptSurroundings, createAttempts } from './stream-attempts.ts';
import { type Frame, letPass, notTaken, takeFrame } from './stream-frames.ts';
import type { StreamPlace } from './stream-gateway.ts';
import { type Link, type LinkSurroundings, openLink } from './stream-link.ts';

/** The long connection (Stream) by which DingTalk tells us things; kept open until it is stopped. */
export interface Stream {
  connected(): boolean;
  /** What the office should be told of, in Chinese. */
  troubles(): readonly string[];
  stop(): void;
}

export interface StreamSurroundings extends AttemptSurroundings, LinkSurroundings {
  readonly open: () => Promise<CallOutcome<StreamPlace>>;
  readonly take: Take;
  readonly log: StreamLog;
}

/** Fields hold codes and topics: nothing anyone typed. */
export interface StreamLog {
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
}

/** A new link is open before the old one is let go, and every frame is acknowledged on the link that brought it. */
export function connectStream(given: StreamSurroundings): Stream {
  const { elapsed, log } = given;
  const links = new Set<Link>();
  let current: Link | null = null;
  let quietSince = elapsed();
  let refusal: CallFailure | null = null;
  let cancel = () => {};
  let stopped = false;

  const attempts = createAttempts(given, async () => {
    const link = await open();
    // It may be over by the time we hear that it is open.
    if (!link?.isOpen()) return { restMs: refusal ? restAfter(refusal) : 0 };
    links.add(link);
    current?.retire();
    current = link;
    return link.isEnding() ? 'ending' : 'connected';
  });

  async function open(): Promise<Link | null> {
    const place = await given.open();
    refusal = place.ok ? null : place.failure;
    if (!place.ok) log.warn({ code: place.failure.code }, 'streamRefused');
    if (!place.ok || stopped) return null;
    const opening = openLink(place.value, given, events);
    cancel = opening.cancel;
    return await opening.opened;
  }

  const events = {
    onFrame: (frame: Frame, link: Link) => void answer(frame, link, given),
    onUnreadable: () => log.warn({}, 'streamFrameUnreadable'),
    onWell: attempts.well,
    onEnding(link: Link) {
      if (link === current) attempts.replace();
    },
    onSilent(link: Link) {
      log.warn({}, 'streamSilent');
      if (link === current) attempts.replace();
    },
    onClosed(link: Link) {
      links.delete(link);
      if (link !== current) return;
      current = null;
      quietSince = link.heardAt();
      log.info({}, 'streamClosed');
      if (link.isEnding()) attempts.replace();
      else attempts.recover();
    },
  };

  return {
    connected: () => current !== null,
    troubles: () => troublesOf(refusal, elapsed() - (current?.heardAt() ?? quietSince)),
    stop() {
      stopped = true;
      attempts.stop();
      cancel();
      for (const link of links) link.drop();
    },
  };
}

/** Whatever goes wrong with one frame, the connection and the process live on. */
async function answer(frame: Frame, link: Link, { take, log }: StreamSurroundings): Promise<void> {
  const { topic, eventType } = frame.headers;
  try {
    const reply = await takeFrame(frame, take);
    if (reply === 'unknown') log.info({ topic, eventType }, 'streamFrameUnknown');
    link.reply(frame, reply === 'unknown' ? letPass(frame) : reply);
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    log.error({ topic, eventType, error: name }, 'streamFrameNotTaken');
    link.reply(frame, notTaken(frame));
  }
}

function troublesOf(refusal: CallFailure | null, quietMs: number): readonly string[] {
  if (refusal && needsSomebody(refusal)) return [`${NOT_ALLOWED}${refusal.explanation}`];
  return quietMs < TOLD_AFTER_MS ? [] : [INTERRUPTED];
}

/** DingTalk may name the pause; what an administrator has to mend is asked about rarely. */
function restAfter(failure: CallFailure): number {
  return Math.max(failure.retryAfterMs ?? 0, needsSomebody(failure) ? REFUSED_PAUSE_MS : 0);
}

function needsSomebody({ class: failure }: CallFailure): boolean {
  return failure === 'config' || failure === 'token' || failure === 'quota';
}

const REFUSED_PAUSE_MS = 10 * MINUTE;
const TOLD_AFTER_MS = 2 * MINUTE;

const NOT_ALLOWED = '钉钉长连接没有建立，收不到卡片操作和群内问询：';
const INTERRUPTED =
  '钉钉长连接已中断，暂时收不到卡片操作和群内问询，系统正在自动重连；请先在应用内办理，持续出现请检查网络。';

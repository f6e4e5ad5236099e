import { assertNever } from '../domain/result.ts';
import { HOUR, type Instant, instant, MINUTE, SECOND } from '../domain/time.ts';
import type { OutgoingMessage, SendFailure } from '../store/message-store.ts';
import type { Pause } from './circuit.ts';
import type { DeliveryFailure } from './delivery.ts';

const FIRST_RETRY = 2 * SECOND;
const LONGEST_RETRY = 30 * MINUTE;
/** A pause may end earlier than it says, by a restart or an administrator; so nobody waits longer without a look. */
const LONGEST_WAIT = HOUR;

/** What to write on a message that did not get out. `pause` is what the failure did to its channel. */
export function afterFailure(
  message: OutgoingMessage,
  failure: DeliveryFailure,
  { now, random, pause }: { now: Instant; random: () => number; pause: Pause | null },
): SendFailure {
  const reason = failure.explanation;
  switch (failure.class) {
    case 'content':
      return { state: 'dead', reason };
    case 'person':
      return { state: 'blocked', reason };
    case 'soon':
    case 'unknown': {
      if (failure.class === 'unknown' && message.channel.kind === 'group') {
        return afterDoubtfulPost(message, reason, now);
      }
      // While the whole channel rests the fault is not this message's: it goes with the others when the pause ends.
      const retryAt = pause?.until ?? instant(now + backOff(message.attempts, random));
      return { retryAt, reason, ambiguous: failure.class === 'unknown' };
    }
    case 'slow':
    case 'ban':
    case 'quota':
    case 'token':
    case 'config': {
      const retryAt = pause ? reopening(pause, now) : instant(now + MINUTE);
      return { retryAt, reason, ambiguous: false, spared: true };
    }
    default:
      return assertNever(failure.class);
  }
}

/** The group's robot has no key by which DingTalk would know a post again: in doubt it is repeated rarely, and twice at most. */
function afterDoubtfulPost(
  { attempts }: OutgoingMessage,
  reason: string,
  now: Instant,
): SendFailure {
  const wait = DOUBTFUL_POSTS[attempts - 1];
  return wait === undefined
    ? { state: 'dead', reason: POSTED_AT_MOST }
    : { retryAt: instant(now + wait), reason, ambiguous: true };
}

const DOUBTFUL_POSTS = [30 * MINUTE, 2 * HOUR];
const POSTED_AT_MOST = '三次发送均未收到钉钉的答复，不再重发；请在群里核对是否已显示。';

/** When to look again at what a closed channel holds back. */
export function reopening({ until }: Pause, now: Instant): Instant {
  return instant(Math.min(until, now + LONGEST_WAIT));
}

/** 2, 4, 8 … seconds, at most half an hour, each up to half more or less so that retries do not march in step. */
export function backOff(attempts: number, random: () => number): number {
  const planned = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** Math.max(0, attempts - 1));
  return Math.round(planned * (0.5 + random()));
}

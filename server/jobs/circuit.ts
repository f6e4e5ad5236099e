import {
  civilDateOf,
  dayOf,
  HOUR,
  type Instant,
  instant,
  localDayOf,
  MINUTE,
  SECOND,
  startOfDay,
} from '../domain/time.ts';
import type { DeliveryFailure } from './delivery.ts';

/** Whether a channel to DingTalk is worth trying, learnt from what became of the calls before. */
export interface Circuit {
  /** Null while messages may pass. When the pause is over, the next call is the probe that ends or prolongs it. */
  pauseAt(now: Instant): Pause | null;
  /** The channel works: the call succeeded, or only this text or these people were refused. */
  succeeded(): void;
  failed(failure: DeliveryFailure, now: Instant): void;
}

export interface Pause {
  readonly since: Instant;
  readonly until: Instant;
  readonly explanation: string;
}

const FAILURES_IN_A_ROW = 5;
/** Calls that fail while DingTalk is down may be billed, those of a wrong configuration are: hence the patience. */
const DOWN = { first: 30 * SECOND, longest: 5 * MINUTE };
const MISCONFIGURED = { first: 10 * MINUTE, longest: 4 * HOUR };

export function createCircuit(): Circuit {
  let failuresInARow = 0;
  let pausesInARow = 0;
  let pause: Pause | null = null;

  function close(failure: DeliveryFailure, now: Instant, until: Instant) {
    pause = { since: pause?.since ?? now, until, explanation: failure.explanation };
  }

  function closeLonger(failure: DeliveryFailure, now: Instant, { first, longest }: typeof DOWN) {
    close(failure, now, instant(now + Math.min(longest, first * 2 ** pausesInARow)));
    pausesInARow += 1;
  }

  return {
    pauseAt: (now) => (pause !== null && now < pause.until ? pause : null),
    succeeded() {
      failuresInARow = 0;
      pausesInARow = 0;
      pause = null;
    },
    failed(failure, now) {
      switch (failure.class) {
        case 'slow': {
          const first = failure.retryAfterMs ?? MINUTE;
          return closeLonger(failure, now, { first, longest: Math.max(first, MINUTE) });
        }
        case 'ban':
          return close(failure, now, instant(now + (failure.retryAfterMs ?? 5 * MINUTE)));
        case 'quota':
          return close(failure, now, startOfNextMonth(now));
        case 'token':
        case 'config':
          return closeLonger(failure, now, MISCONFIGURED);
        case 'soon':
        case 'unknown':
          failuresInARow += 1;
          if (failuresInARow >= FAILURES_IN_A_ROW) closeLonger(failure, now, DOWN);
          return;
        default:
          return this.succeeded();
      }
    },
  };
}

function startOfNextMonth(now: Instant): Instant {
  const { year, month } = civilDateOf(localDayOf(now));
  return startOfDay(month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1));
}

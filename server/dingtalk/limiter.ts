import { type Instant, MINUTE, SECOND } from '../domain/time.ts';
import type { CallOutcome } from './failures.ts';

export interface Limiter {
  /** Runs the call when its turn has come. A throttled answer (`slow`) halves the rate for ten minutes. */
  run<Value>(call: () => Promise<CallOutcome<Value>>): Promise<CallOutcome<Value>>;
}

export interface Rate {
  readonly perSecond: number;
  /** Calls that may go at once after a quiet time. */
  readonly burst: number;
  /** Calls under way at the same time. */
  readonly concurrent: number;
}

const PENALTY_MS = 10 * MINUTE;

/** Keeps this process under DingTalk's 20 calls a second, together with whatever else uses the app. */
export function createLimiter(
  rate: Rate,
  given: { readonly clock: () => Instant; readonly wait: (ms: number) => Promise<void> },
): Limiter {
  let nextSlot = Number.NEGATIVE_INFINITY;
  let halvedUntil = Number.NEGATIVE_INFINITY;
  let underWay = 0;
  const queue: (() => void)[] = [];

  async function takeSeat(): Promise<void> {
    if (underWay < rate.concurrent) underWay += 1;
    else await new Promise<void>((seated) => queue.push(seated));
  }

  function leaveSeat(): void {
    const next = queue.shift();
    if (next) next();
    else underWay -= 1;
  }

  /** Milliseconds until the slot just reserved. The upper bound keeps a clock set back from stopping everything. */
  function reserveSlot(): number {
    const now = given.clock();
    const interval = (SECOND / rate.perSecond) * (now < halvedUntil ? 2 : 1);
    const furthest = now + (rate.burst + rate.concurrent) * interval;
    const slot = Math.min(Math.max(nextSlot, now), furthest);
    nextSlot = slot + interval;
    return Math.max(0, Math.ceil(slot - now - (rate.burst - 1) * interval));
  }

  return {
    async run(call) {
      await takeSeat();
      try {
        const waitMs = reserveSlot();
        if (waitMs > 0) await given.wait(waitMs);
        const outcome = await call();
        if (!outcome.ok && outcome.failure.class === 'slow')
          halvedUntil = given.clock() + PENALTY_MS;
        return outcome;
      } finally {
        leaveSeat();
      }
    },
  };
}

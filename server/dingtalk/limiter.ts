import { MINUTE, SECOND } from '../domain/time.ts';
import type { Ban } from './ban.ts';
import type { CallOutcome } from './failures.ts';

export interface Limiter {
  /**
   * Runs the call when its turn has come, and during a ban of our address not at all. A throttled answer (`slow`)
   * halves the rate for ten minutes.
   */
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
  given: {
    /** Milliseconds that never go back. */
    readonly elapsed: () => number;
    readonly wait: (ms: number) => Promise<void>;
    readonly ban?: Ban;
  },
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
    const now = given.elapsed();
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
        const banned = given.ban?.inForce();
        if (banned) return banned;
        const outcome = await call();
        if (outcome.ok) return outcome;
        if (outcome.failure.class === 'slow') halvedUntil = given.elapsed() + PENALTY_MS;
        given.ban?.heardOf(outcome.failure);
        return outcome;
      } finally {
        leaveSeat();
      }
    },
  };
}

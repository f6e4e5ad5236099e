import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimits } from '../app-deps.ts';
import { type Failure, tooMany } from '../failures.ts';

/** Counts one request of this kind; a failure when there have been too many within a minute. */
export type Throttle = (kind: keyof RateLimits, who: string) => Promise<Failure | undefined>;

export function createThrottle(limits: RateLimits | null): Throttle {
  if (limits === null) return async () => undefined;
  const limiter = (points: number) => new RateLimiterMemory({ points, duration: 60 });
  const limiters = {
    reads: limiter(limits.reads),
    writes: limiter(limits.writes),
    logins: limiter(limits.logins),
  };
  return async (kind, who) => {
    try {
      await limiters[kind].consume(who);
      return undefined;
    } catch (thrown) {
      if (!(thrown instanceof RateLimiterRes)) throw thrown;
      return tooMany(Math.max(1, Math.ceil(thrown.msBeforeNext / 1000)));
    }
  };
}

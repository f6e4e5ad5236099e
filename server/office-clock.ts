import { type Instant, instant, MINUTE } from './domain/time.ts';

/** The demonstration office's clock: real time, moved ahead at will. It never goes back. */
export interface OfficeClock {
  readonly now: () => Instant;
  /** Moves ahead by so many milliseconds; everything that falls due on the way happens at its own time. */
  advance(ms: number): Promise<void>;
  /** Moves ahead to this instant in the same way; an instant already past changes nothing. */
  to(at: Instant): Promise<void>;
}

/** The work that moving the clock brings about. */
export interface DueWork {
  nextDue(): Promise<Instant | null>;
  settle(): Promise<void>;
}

/** Starts with the base clock, or at `notBefore` where the office has already been further on. */
export function createOfficeClock(
  base: () => Instant,
  work: () => DueWork,
): OfficeClock & { notBefore(at: Instant): void } {
  let ahead = 0;
  let moving: Promise<void> = Promise.resolve();
  const now = () => instant(base() + ahead);
  const jumpTo = (at: number) => {
    ahead += Math.max(0, at - now());
  };

  async function move(target: Instant): Promise<void> {
    await work().settle();
    for (;;) {
      const due = await work().nextDue();
      if (due === null || due >= target) break;
      // What stays due, as while DingTalk is down, must not hold the clock: then a minute passes.
      const stop = due > now() ? due : now() + MINUTE;
      if (stop >= target) break;
      jumpTo(stop);
      await work().settle();
    }
    jumpTo(target);
    await work().settle();
  }

  function to(target: Instant): Promise<void> {
    const earlier = moving.catch(() => undefined);
    moving = earlier.then(() => (target > now() ? move(target) : undefined));
    return moving;
  }

  return {
    now,
    to,
    advance: (ms) => to(instant(now() + ms)),
    notBefore: jumpTo,
  };
}

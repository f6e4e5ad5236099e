import { SECOND } from '../domain/time.ts';

/** When the next attempt at a connection is made. At most one is planned or under way. */
export interface Attempts {
  /** For one that takes the place of a link still there: at once the first time, slower when it keeps happening. */
  replace(): void;
  /** For one after a link was lost. */
  recover(): void;
  /** A link has been well for a minute: what went wrong before no longer counts. */
  well(): void;
  stop(): void;
}

export interface AttemptSurroundings {
  /** Does the work after so many elapsed milliseconds; returns how to call it off. */
  readonly schedule: (ms: number, work: () => void) => () => void;
  /** In [0, 1). */
  readonly random: () => number;
}

/** Connected; connected to what will soon be closed; or failed, with the least number of milliseconds to rest. */
export type Attempted = 'connected' | 'ending' | { readonly restMs: number };

/**
 * Begins with the first attempt, at once. `attempt` may not reject. After a failed one the next is always planned, 1
 * to 30 seconds later.
 */
export function createAttempts(
  { schedule, random }: AttemptSurroundings,
  attempt: () => Promise<Attempted>,
): Attempts {
  let attempting = false;
  let callOff: (() => void) | null = null;
  let count = 0;
  let stopped = false;

  async function make(): Promise<void> {
    callOff = null;
    attempting = true;
    count += 1;
    const outcome = await attempt();
    attempting = false;
    if (outcome === 'ending') replace();
    else if (outcome !== 'connected') plan(Math.max(outcome.restMs, backOff(count)));
  }

  function replace(): void {
    plan(count <= 1 ? 0 : backOff(count - 1));
  }

  function plan(ms: number): void {
    if (stopped || attempting || callOff) return;
    callOff = schedule(ms, () => void make());
  }

  function backOff(attempts: number): number {
    const planned = Math.min(LONGEST_PAUSE_MS, SECOND * 2 ** Math.min(10, attempts - 1));
    return Math.round(planned * (0.5 + random() / 2));
  }

  void make();
  return {
    replace,
    recover: () => plan(backOff(Math.max(1, count))),
    well() {
      count = 0;
    },
    stop() {
      stopped = true;
      callOff?.();
    },
  };
}

const LONGEST_PAUSE_MS = 30 * SECOND;

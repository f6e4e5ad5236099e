/** Time that passes only when a test lets it. */
export interface PlayedTime {
  readonly elapsed: () => number;
  readonly schedule: (ms: number, work: () => void) => () => void;
  /** Milliseconds until each planned work, soonest first. */
  planned(): readonly number[];
  /** What is due on the way is done at its own time. */
  pass(ms: number): void;
}

export function playTime(): PlayedTime {
  const plans = new Set<{ readonly at: number; readonly work: () => void }>();
  let now = 0;
  const soonest = () => [...plans].toSorted((one, other) => one.at - other.at)[0];
  return {
    elapsed: () => now,
    schedule(ms, work) {
      const plan = { at: now + ms, work };
      plans.add(plan);
      return () => plans.delete(plan);
    },
    planned: () => [...plans].map(({ at }) => at - now).toSorted((one, other) => one - other),
    pass(ms) {
      const end = now + ms;
      for (let next = soonest(); next && next.at <= end; next = soonest()) {
        plans.delete(next);
        now = next.at;
        next.work();
      }
      now = end;
    },
  };
}

import type { Instant } from './domain/time.ts';
import { createExecutor, type Execute } from './execute.ts';
import { type Jobs, startJobs } from './jobs/jobs.ts';
import type { OfficeBooks } from './office-books.ts';
import type { Store } from './store/store.ts';

export interface Work {
  readonly execute: Execute;
  readonly jobs: Jobs;
  readonly latestTick: () => Instant | null;
}

type JobOptions = Omit<
  Parameters<typeof startJobs>[0],
  'store' | 'execute' | 'clock' | 'calendar' | 'wording'
>;

/** The command path and the jobs, which need each other: commands wake the sending, timers submit commands. */
export function startWork(books: OfficeBooks, options: JobOptions): Work {
  const { store, clock, calendar, decide, wording } = books;
  const ticks = noticingTicks(store);
  const execute = createExecutor({
    store,
    decide,
    clock: clock.now,
    calendar,
    wake: () => jobs.wake(),
  });
  const jobs = startJobs({
    ...options,
    store: ticks.store,
    execute,
    clock: clock.now,
    calendar,
    wording,
  });
  books.employ(jobs);
  return { execute, jobs, latestTick: ticks.latest };
}

/** Every tick begins by asking for due timers: that it did is what health is judged by. */
function noticingTicks(store: Store) {
  let latest: Instant | null = null;
  return {
    latest: () => latest,
    store: {
      ...store,
      dueTimers(now: Instant, limit: number) {
        latest = now;
        return store.dueTimers(now, limit);
      },
    },
  };
}

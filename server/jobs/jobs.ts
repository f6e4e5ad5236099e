import { schedule } from 'node-cron';
import { type Instant, instant } from '../domain/time.ts';
import { nextAbsenceChange } from './absence-watch.ts';
import type { AddressBookWatch } from './address-book.ts';
import { nextCalendarNotice } from './calendar-watch.ts';
import { nextDailyReminder } from './daily-reminder.ts';
import { nextDutyWatch } from './duty-watch.ts';
import { ownSurroundings } from './each-office.ts';
import { nextPeriodicReport } from './periodic-reports.ts';
import { createPump } from './pump.ts';
import { nextSanctionWatch } from './sanction-watch.ts';
import type { JobSurroundings, Trouble } from './surroundings.ts';
import { createTick } from './tick.ts';
import { nextUrge } from './urges.ts';

export type { Log, Trouble } from './surroundings.ts';

export interface Jobs {
  /** Fires timers and runs the day's jobs. Errors of one are logged and the next continues. */
  tick(): Promise<void>;
  /** Sends what is due and asks for results. */
  pump(): Promise<void>;
  /** Tick and pump until nothing is due at the present instant; with the clock standing still it comes to an end. */
  settle(): Promise<void>;
  /** Something has been written to the outbox: sends it soon, without keeping the caller waiting. */
  wake(): void;
  /**
   * The earliest instant at which something will be due, which may be past; null when nothing ever will. Comparing the
   * address book is left out: moving the clock on need not stop for it in every night.
   */
  nextDue(): Promise<Instant | null>;
  /** What holds the work up at present, for the office to see. */
  troubles(): readonly Trouble[];
  /** No new work; resolves when what is under way has ended. */
  stop(): Promise<void>;
}

interface JobOptions extends JobSurroundings {
  /** With it (the default) time itself wakes the work; without, only the methods do: where time is played. */
  readonly heartbeat?: boolean;
  /** Absent, nobody asks who has left. */
  readonly addressBook?: AddressBookWatch;
}

export function startJobs(given: JobOptions): Jobs {
  const { store, clock, log } = given;
  const ticker = createTick(given);
  const pump = createPump(given);
  const heartbeat = given.heartbeat ?? true;
  let ticking: Promise<number> | null = null;
  let stopped = false;

  function tick(): Promise<number> {
    ticking ??= ticker.run().finally(() => {
      ticking = null;
    });
    return ticking;
  }

  async function beat(work: () => Promise<unknown>): Promise<void> {
    try {
      if (!stopped) await work();
    } catch (error) {
      log.error({ err: error }, 'jobsFailed');
    }
  }

  const everyMinute = async () => {
    await tick();
    await pump.run();
  };
  const beats = heartbeat
    ? [
        schedule('* * * * *', () => beat(everyMinute), CRON),
        // The safety net under `wake`, and what asks for results.
        schedule('*/5 * * * * *', () => beat(() => pump.run()), CRON),
      ]
    : [];
  if (heartbeat) void beat(everyMinute);

  return {
    async tick() {
      await tick();
    },
    async pump() {
      await pump.run();
    },
    async settle() {
      while ((await tick()) + (await pump.run()) > 0);
    },
    wake() {
      if (heartbeat) void beat(() => pump.run());
    },
    async nextDue() {
      const now = clock();
      const instants = [
        await store.nextTimerAt(),
        await store.nextMessageAt(),
        await store.nextFollowerAt(),
        ...(await nextOfOffices(given, now)),
        await nextUrge(given, now),
      ].filter((at) => at !== null);
      return instants.length === 0 ? null : instant(Math.min(...instants));
    },
    troubles: () => [...ticker.troubles(), ...pump.troubles()],
    async stop() {
      stopped = true;
      await Promise.all(beats.map((task) => task.destroy()));
      await Promise.allSettled([ticking, pump.stop()]);
    },
  };
}

async function nextOfOffices(
  given: JobSurroundings,
  now: Instant,
): Promise<readonly (Instant | null)[]> {
  const instants: (Instant | null)[] = [];
  for (const own of await ownSurroundings(given)) {
    for (const next of NEXT_OF_OFFICE) instants.push(await next(own, now));
  }
  return instants;
}

const NEXT_OF_OFFICE = [
  nextDailyReminder,
  nextPeriodicReport,
  nextDutyWatch,
  nextCalendarNotice,
  nextAbsenceChange,
  nextSanctionWatch,
] as const;

/** node-cron has no memory and loses a slot that comes late: it only wakes work that looks for itself. */
const CRON = { timezone: 'Asia/Shanghai', noOverlap: true, suppressMissedWarning: true };

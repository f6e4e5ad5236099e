import type { Calendar } from '../domain/calendar.ts';
import {
  type Instant,
  instant,
  isoText,
  type LocalDay,
  localDayOf,
  MINUTE,
} from '../domain/time.ts';
import { runAbsences } from './absence-watch.ts';
import type { AddressBookWatch } from './address-book.ts';
import { createBudgetWatch } from './budget.ts';
import { runCalendarWatch } from './calendar-watch.ts';
import { runDailyReminder } from './daily-reminder.ts';
import { runDutyWatch } from './duty-watch.ts';
import { ownSurroundings } from './each-office.ts';
import { fileReadings } from './file-readings.ts';
import { fireTimers } from './fire-timers.ts';
import { runPeriodicReports } from './periodic-reports.ts';
import { carryOutAdoptions, carryOutMoves, runRecalculation } from './recalculation.ts';
import { runSanctionWatch } from './sanction-watch.ts';
import type { JobSurroundings, Trouble } from './surroundings.ts';
import { runUrges } from './urges.ts';

/** Finds what is due by the clock and does it; what was missed while the server was down is due as well. */
export interface Tick {
  /** Answers how many timers and jobs were dealt with. Rejects only when the store does. */
  run(): Promise<number>;
  troubles(): readonly Trouble[];
}

/** What every office has done for itself. Answers how much was dealt with. */
type OfficeWork = (own: JobSurroundings, now: Instant) => Promise<number>;

const CLOCK_TOLERANCE = MINUTE;
const BACKLOG = 10 * MINUTE;

interface TickSurroundings extends JobSurroundings {
  readonly addressBook?: AddressBookWatch;
}

export function createTick(given: TickSurroundings): Tick {
  const { store, clock, log, addressBook } = given;
  const watch = watchOfTroubles(given);
  let recalculatedWith: Calendar | null = null;
  const tidyUp = createTidyUp(given);
  const budget = createBudgetWatch(given);
  const attempt = attemptsLoggedIn(log);

  async function run(): Promise<number> {
    const now = clock();
    if (await watch.isMovedBack(now)) return 0;
    // Before the timers: a deadline that has only now become certain must not be counted as passed.
    await attempt('recalculation', recalculate);
    const offices = await ownSurroundings(given);
    const inEach = async (job: string, work: OfficeWork) => {
      let done = 0;
      for (const own of offices) done += await attempt(job, () => work(own, now));
      return done;
    };
    const away = await inEach('absences', runAbsences);
    const fired = await fireTimers(given, now);
    const ended = await store.expireOverdue(now);
    await watch.lookAtBacklog(now);
    const runs = [
      await inEach('dailyReminder', runDailyReminder),
      await inEach('readings', fileReadings),
      await inEach('periodicReports', runPeriodicReports),
      await inEach('dutyWatch', runDutyWatch),
      await attempt('urges', () => runUrges(given, now)),
      await inEach('calendarMissing', runCalendarWatch),
      await inEach('sanctionWatch', runSanctionWatch),
      await attempt('addressBook', async () => (await addressBook?.run(now)) ?? 0),
      await attempt('budget', () => budget.look(now)),
      await attempt('tidyUp', () => tidyUp(now)),
    ];
    return runs.reduce((sum, done) => sum + done, fired + ended + away);
  }

  /** Once for each calendar: at the start, when another year has been loaded, and when a change was signed. */
  async function recalculate(): Promise<number> {
    const adopted = await carryOutAdoptions(given);
    const calendar = given.calendar();
    if (calendar === recalculatedWith) return adopted;
    const moved = await carryOutMoves(given);
    const asked = moved + (await runRecalculation(given));
    recalculatedWith = calendar;
    return adopted + asked;
  }

  return {
    run,
    troubles: () =>
      [...watch.troubles(), budget.trouble(), ...(addressBook?.troubles() ?? [])].filter(
        (each) => each !== null,
      ),
  };
}

/** A clock that went back, and messages that wait too long. */
function watchOfTroubles({ store, log }: JobSurroundings) {
  let movedBack: Trouble | null = null;
  let backlog: Trouble | null = null;

  /** A clock set back would do today's work a second time under yesterday's date: nothing is done until it is right. */
  async function isMovedBack(now: Instant): Promise<boolean> {
    const latest = await store.latestRecordedAt();
    if (latest === null || now >= latest - CLOCK_TOLERANCE) {
      movedBack = null;
      return false;
    }
    movedBack ??= { what: 'clock', since: now, explanation: CLOCK_EXPLANATION };
    log.error({ now: isoText(now), latestRecorded: isoText(latest) }, 'clockMovedBack');
    return true;
  }

  async function lookAtBacklog(now: Instant): Promise<void> {
    const oldest = await store.oldestQueuedAt();
    if (oldest === null || now - oldest < BACKLOG) {
      backlog = null;
      return;
    }
    if (!backlog) log.error({ oldest: isoText(oldest) }, 'messagesWait');
    backlog = { what: 'backlog', since: instant(oldest), explanation: BACKLOG_EXPLANATION };
  }

  return { isMovedBack, lookAtBacklog, troubles: () => [movedBack, backlog] };
}

/** One that fails is logged, and the next goes on. */
function attemptsLoggedIn(log: JobSurroundings['log']) {
  return async (job: string, work: () => Promise<number>): Promise<number> => {
    try {
      return await work();
    } catch (error) {
      log.error({ job, err: error }, 'jobFailed');
      return 0;
    }
  };
}

/** Once a day. */
function createTidyUp({ store, log }: JobSurroundings): (now: Instant) => Promise<number> {
  let tidiedOn: LocalDay | null = null;
  return async (now) => {
    if (tidiedOn === localDayOf(now)) return 0;
    tidiedOn = localDayOf(now);
    const forgotten = await store.forgetExpired(now);
    if (forgotten > 0) log.info({ forgotten }, 'tidiedUp');
    return 0;
  };
}

const CLOCK_EXPLANATION =
  '服务器时钟比已记录的时间晚了一分钟以上（被调回），提醒和计时已暂停；请管理员校准时间。';
const BACKLOG_EXPLANATION = '有消息超过10分钟没有发出；待办以应用内为准，请管理员检查钉钉连接。';

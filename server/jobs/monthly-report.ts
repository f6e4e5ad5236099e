import { composeReport } from '../domain/figures/overview.ts';
import { type Period, periodAround, periodBefore } from '../domain/figures/period.ts';
import { peopleOf } from '../domain/figures/readers.ts';
import type { ReportRules } from '../domain/figures/rules.ts';
import type { Regime } from '../domain/regime.ts';
import {
  chineseMoment,
  DAY,
  HOUR,
  type Instant,
  instant,
  type LocalDay,
  localDay,
  localDayOf,
  MINUTE,
  startOfDay,
} from '../domain/time.ts';
import { fillTemplate } from '../domain/wording.ts';
import { addWorkingDays } from '../domain/working-time.ts';
import { readMaterial } from '../store/figure-store.ts';
import type { JobRun } from '../store/message-store.ts';
import type { JobSurroundings } from './surroundings.ts';

/** 每月向办领导推送面上信访情况: the report is issued and each leader told once, on the day the regime names. */
const JOB = 'monthlyReport';
/** A tick a little late is still on time. */
const GRACE = 10 * MINUTE;
/** A notice about last month is of use for a month. */
const USEFUL_DAYS = 30;
const CAUGHT_UP = '未能准时发送，恢复后补发。';

/** Issues and announces every month whose day has come, those missed while the server was down too, marked as late. */
export async function runMonthlyReport(given: JobSurroundings, now: Instant): Promise<number> {
  const regime = await given.store.regimeInForce(now);
  const { reports } = regime;
  if (!reports) return 0;
  let told = 0;
  for (const month of await monthsOwed(given, now)) {
    const planned = plannedAt(month, reports, given);
    if (planned === null || planned > now) break;
    if (await announce(given, { month, planned, now, regime, reports })) told += 1;
  }
  return told;
}

/** When the next report is due, or now if one is; null beyond the calendar and where none is asked for. */
export async function nextMonthlyReport(
  given: JobSurroundings,
  now: Instant,
): Promise<Instant | null> {
  const { reports } = await given.store.regimeInForce(now);
  if (!reports) return null;
  const [owed] = await monthsOwed(given, now);
  const month = owed ?? periodAround('month', localDayOf(now));
  const planned = plannedAt(month, reports, given);
  return planned === null ? null : instant(Math.max(planned, now));
}

interface Due {
  readonly month: Period;
  readonly planned: Instant;
  readonly now: Instant;
  readonly regime: Regime;
  readonly reports: ReportRules;
}

async function announce(given: JobSurroundings, due: Due): Promise<JobRun | null> {
  const { store, wording } = given;
  const { month, planned, now, regime, reports } = due;
  // Issued first: a report there already stays as it is, so a kill between the two loses and doubles nothing.
  await issue(given, due);
  const late = now > planned + GRACE;
  return await store.runJobOnce(JOB, localDayOf(planned), now, ({ directory }) => ({
    status: late ? 'late' : 'done',
    messages: [
      {
        ...fillTemplate(wording, JOB, { now: `${chineseMoment(now)}${late ? '（补发）' : ''}` }),
        dedupe: `${JOB}:${month.id}`,
        channel: {
          kind: 'people',
          staffIds: peopleOf(reports.to, regime, directory).map(({ id }) => id),
        },
        template: JOB,
        link: `/reports/${month.id}`,
        expiresAt: instant(now + USEFUL_DAYS * DAY),
      },
    ],
    ...(late ? { reason: CAUGHT_UP } : {}),
  }));
}

async function issue({ store, calendar }: JobSurroundings, due: Due): Promise<void> {
  const { month, now, regime, reports } = due;
  if (await store.issuedReport(month.id)) return;
  const directory = await store.directory();
  const context = {
    now,
    rules: reports,
    regimes: await store.regimes(),
    directory,
    calendar: calendar(),
  };
  const readers = peopleOf(reports.to, regime, directory);
  const material = await readMaterial(store, month);
  await store.issueReport(composeReport(readers, material, context), now);
}

/** Closed months not yet announced, oldest first: from the one in which the first petition was registered. */
async function monthsOwed({ store }: JobSurroundings, now: Instant): Promise<readonly Period[]> {
  const [last, first] = [await store.lastJobRun(JOB), await store.firstRegisteredAt()];
  if (first === null) return [];
  // A month is announced in the one after it.
  const from = last ? periodAround('month', last.day) : periodAround('month', localDayOf(first));
  const owed: Period[] = [];
  const present = periodAround('month', localDayOf(now));
  for (let month = periodBefore(present); month.from >= from.from; month = periodBefore(month)) {
    owed.unshift(month);
  }
  return owed;
}

function plannedAt(
  { to }: Period,
  { due }: ReportRules,
  { calendar }: JobSurroundings,
): Instant | null {
  const lastDay: LocalDay = localDay(localDayOf(to) - 1);
  const day = addWorkingDays(calendar(), lastDay, due.workingDay);
  const [hours = 0, minutes = 0] = due.time.split(':').map(Number);
  return day.ok ? instant(startOfDay(day.value) + hours * HOUR + minutes * MINUTE) : null;
}

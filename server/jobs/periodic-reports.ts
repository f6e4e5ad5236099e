import { isWorkingDay } from '../domain/calendar.ts';
import { composeReport, type ReportMaterial } from '../domain/figures/overview.ts';
import {
  isWithin,
  type Period,
  periodAfter,
  periodAround,
  periodBefore,
} from '../domain/figures/period.ts';
import { peopleOf } from '../domain/figures/readers.ts';
import { type ReportRules, reportIdOf } from '../domain/figures/rules.ts';
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
import type { JobOutcome } from '../store/message-store.ts';
import type { JobSurroundings } from './surroundings.ts';

/** A tick a little late is still on time. */
const GRACE = 10 * MINUTE;
/** A notice about last month is of use for a month. */
const USEFUL_DAYS = 30;
const CAUGHT_UP = '未能准时发送，恢复后补发。';
const NOTHING_HAPPENED = '休息日，没有登记和办理，不出清单。';

/**
 * Issues and announces every report whose day has come (一日一清单、一月一汇总、一季一通报、一年一考核), those missed
 * while the server was down too, marked as late.
 */
export async function runPeriodicReports(given: JobSurroundings, now: Instant): Promise<number> {
  const regime = await given.store.regimeInForce(now);
  let done = 0;
  for (const rules of regime.reports ?? []) {
    for (const period of await periodsOwed(given, rules, now)) {
      const planned = plannedAt(period, rules, given);
      if (planned === null || planned > now) break;
      if (await conclude(given, { period, planned, now, regime, rules })) done += 1;
    }
  }
  return done;
}

/** When the next report is due, or now if one is; null beyond the calendar and where none is asked for. */
export async function nextPeriodicReport(
  given: JobSurroundings,
  now: Instant,
): Promise<Instant | null> {
  const { reports = [] } = await given.store.regimeInForce(now);
  const instants: Instant[] = [];
  for (const rules of reports) {
    const [owed] = await periodsOwed(given, rules, now);
    const period = owed ?? periodAround(rules.period, localDayOf(now));
    const planned = plannedAt(period, rules, given);
    if (planned !== null) instants.push(planned);
  }
  return instants.length === 0 ? null : instant(Math.max(now, Math.min(...instants)));
}

interface Due {
  readonly period: Period;
  readonly planned: Instant;
  readonly now: Instant;
  readonly regime: Regime;
  readonly rules: ReportRules;
}

/** True when this run was the one that did it. */
async function conclude(given: JobSurroundings, due: Due): Promise<boolean> {
  const { store } = given;
  const { period, planned, now, rules } = due;
  const material = await readMaterial(store, period, { ...due, calendar: given.calendar() });
  const idle = isIdle(material, period, given);
  // Issued first: a report there already stays as it is, so a kill between the two loses and doubles nothing.
  const title = idle ? '' : await issue(given, due, material);
  const run = await store.runJobOnce(
    jobOf(rules),
    rules.period === 'day' ? localDayOf(period.from) : localDayOf(planned),
    now,
    ({ directory }) =>
      idle
        ? { status: 'done', messages: [], reason: NOTHING_HAPPENED }
        : announcement(given, due, title, peopleOf(rules.to, due.regime, directory)),
  );
  return run !== null;
}

function announcement(
  { wording }: JobSurroundings,
  { period, planned, now, regime, rules }: Due,
  title: string,
  people: ReturnType<typeof peopleOf>,
): JobOutcome {
  const late = now > planned + GRACE;
  const template = rules.notice ?? 'periodicReport';
  const values = { lines: title, now: `${chineseMoment(now)}${late ? '（补发）' : ''}` };
  const id = reportIdOf(rules, period, regime.reports ?? []);
  return {
    status: late ? 'late' : 'done',
    messages: rules.quiet
      ? []
      : [
          {
            ...fillTemplate(wording, template, regime, values),
            dedupe: `${jobOf(rules)}:${period.id}`,
            channel: { kind: 'people', staffIds: people.map((person) => person.id) },
            template,
            link: `/reports/${id}`,
            expiresAt: instant(now + USEFUL_DAYS * DAY),
          },
        ],
    ...(late ? { reason: CAUGHT_UP } : {}),
  };
}

/** Answers its title. */
async function issue(
  { store, calendar }: JobSurroundings,
  { period, now, regime, rules }: Due,
  material: ReportMaterial,
): Promise<string> {
  const id = reportIdOf(rules, period, regime.reports ?? []);
  const earlier = await store.issuedReport(id);
  if (earlier) return earlier.report.title;
  const directory = await store.directory();
  const regimes = await store.regimes();
  const { terms, measures } = regime;
  const context = {
    ...{ now, rules, regimes, directory, calendar: calendar(), terms },
    ...(measures === undefined ? {} : { measures }),
  };
  const readers = peopleOf(rules.to, regime, directory);
  const { report } = await store.issueReport(composeReport(readers, material, context, id), now);
  return report.title;
}

/** A day off on which nothing happened has no list. */
function isIdle(
  { current }: ReportMaterial,
  period: Period,
  { calendar }: JobSurroundings,
): boolean {
  if (period.kind !== 'day' || isWorkingDay(calendar(), localDayOf(period.from))) return false;
  const window = { ...period, seenAt: period.to };
  return !current.some(({ events }) => events.some(({ at }) => isWithin(at, window)));
}

/** Closed periods not yet announced, oldest first: from the one in which the first petition was registered. */
async function periodsOwed(
  { store }: JobSurroundings,
  rules: ReportRules,
  now: Instant,
): Promise<readonly Period[]> {
  const [last, first] = [await store.lastJobRun(jobOf(rules)), await store.firstRegisteredAt()];
  if (first === null) return [];
  const kind = rules.period;
  const around = periodAround(kind, last?.day ?? localDayOf(first));
  // A day's run bears that day; any other period is announced in the one after it.
  const from = last && kind === 'day' ? periodAfter(around) : around;
  const owed: Period[] = [];
  let period = periodBefore(periodAround(kind, localDayOf(now)));
  for (; period.from >= from.from; period = periodBefore(period)) owed.unshift(period);
  return owed;
}

function jobOf({ id }: ReportRules): string {
  return `${id}Report`;
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

import type { Calendar } from './calendar.ts';
import type { DutyId, DutyRule } from './duties.ts';
import { type Period, periodAround, periodBefore, periodTitle } from './figures/period.ts';
import type { ReadingModeId } from './reading-modes.ts';
import { type Instant, type LocalDay, localDay, localDayOf } from './time.ts';
import { addWorkingDays } from './working-time.ts';

/** One duty in one period: whether what the regulation asks for has been done. */
export interface DutyState {
  readonly duty: DutyId;
  readonly title: string;
  readonly period: string;
  readonly periodTitle: string;
  /** The last day on which it is in time; null where the calendar of that year is not loaded. */
  readonly dueOn: LocalDay | null;
  readonly done: number;
  readonly least: number;
  readonly state: 'done' | 'open' | 'missing';
}

/** What has been done: entries by duty and period, readings by their way and period. */
export interface DutyRecord {
  readonly entries: readonly { readonly duty: DutyId; readonly period?: string }[];
  readonly readings: readonly { readonly mode: ReadingModeId; readonly period?: string }[];
}

export interface DutyContext {
  readonly calendar: Calendar;
  readonly now: Instant;
}

/**
 * Every duty in each of its periods that has begun, from the one in which the office began its work, the newest first.
 * At most `MOST_PERIODS` back: what was missing before that is in the reports.
 */
export function dutyStates(
  duties: Readonly<Record<DutyId, DutyRule>>,
  done: DutyRecord,
  since: Instant,
  context: DutyContext,
): readonly DutyState[] {
  return Object.entries(duties).flatMap(([duty, rule]) => {
    if (rule.every === undefined) return [];
    const first = periodAround(rule.every, localDayOf(since));
    const states: DutyState[] = [];
    let period = periodAround(rule.every, localDayOf(context.now));
    while (period.from >= first.from && states.length < MOST_PERIODS) {
      states.push(stateIn(period, duty, rule, done, context));
      period = periodBefore(period);
    }
    return states;
  });
}

const MOST_PERIODS = 12;

/** Those whose last day lies in the period of a report: what it must say of them does not change afterwards. */
export function dutiesDueIn(
  duties: Readonly<Record<DutyId, DutyRule>>,
  done: DutyRecord,
  { from, to }: Period,
  since: Instant,
  context: DutyContext,
): readonly DutyState[] {
  return dutyStates(duties, done, since, context).filter(
    ({ dueOn }) => dueOn !== null && dueOn >= localDayOf(from) && dueOn < localDayOf(to),
  );
}

function stateIn(
  period: Period,
  duty: DutyId,
  rule: DutyRule,
  done: DutyRecord,
  { calendar, now }: DutyContext,
): DutyState {
  const count = doneIn(period, duty, rule, done);
  const least = rule.least ?? 1;
  const dueOn = dueDay(rule, period, calendar);
  const isPast = dueOn !== null && localDayOf(now) > dueOn;
  return {
    duty,
    title: rule.title,
    period: period.id,
    periodTitle: periodTitle(period),
    dueOn,
    done: count,
    least,
    state: count >= least ? 'done' : isPast ? 'missing' : 'open',
  };
}

function doneIn(
  { id }: Period,
  duty: DutyId,
  { doneBy }: DutyRule,
  { entries, readings }: DutyRecord,
): number {
  return doneBy === undefined
    ? entries.filter((entry) => entry.duty === duty && entry.period === id).length
    : readings.filter((reading) => reading.mode === doneBy && reading.period === id).length;
}

function dueDay({ due }: DutyRule, period: Period, calendar: Calendar): LocalDay | null {
  const last = localDay(localDayOf(period.to) - 1);
  if (due === undefined) return last;
  if ('naturalDay' in due) return localDay(last + due.naturalDay);
  if (due.workingDay === 0) return last;
  const day = addWorkingDays(calendar, last, due.workingDay);
  return day.ok ? day.value : null;
}

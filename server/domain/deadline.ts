import type { Calendar, OutsideCalendar } from './calendar.ts';
import { covers, isProvisional, isWorkingDay } from './calendar.ts';
import type { DeadlineRule, NaturalRule } from './deadline-rule.ts';
import type { Result } from './result.ts';
import { assertNever, ok, refuse } from './result.ts';
import type { Instant, LocalDay } from './time.ts';
import {
  civilDateOf,
  DAY,
  dayOf,
  HOUR,
  instant,
  localDay,
  localDayOf,
  SECOND,
  startOfDay,
} from './time.ts';
import { addWorkingDays, addWorkingTime, closeOf, workingDayFrom } from './working-time.ts';

export interface Deadline {
  /** The last moment that is still in time: late is `now > dueAt`. */
  readonly dueAt: Instant;
  /** Before a last day moved on over a rest period; otherwise the same as `dueAt` (D3). */
  readonly nominalDueAt: Instant;
  /** A day that decided it lies in a year whose holidays are not known yet: to be computed again (D8). */
  readonly provisional: boolean;
}

/** When a clock of this rule, started now, falls due (spec D1–D4, 民法典 201–203). */
export function deadlineFor(
  calendar: Calendar,
  rule: DeadlineRule,
  start: Instant,
): Result<Deadline, OutsideCalendar> {
  if (!covers(calendar, localDayOf(start))) return OUTSIDE;
  switch (rule.unit) {
    case 'work_hours': {
      const due = addWorkingTime(calendar, start, rule.amount * HOUR);
      return due.ok ? settled(calendar, localDayOf(start), due.value, due.value) : due;
    }
    case 'work_days':
      return afterWorkingDays(calendar, start, rule.amount, rule.deemNext ?? false);
    case 'natural_days':
    case 'weeks':
    case 'months':
      return onLastDay(calendar, lastDayOf(rule, localDayOf(start)), rule.roll);
    case 'same_day':
      return atClose(calendar, localDayOf(start), receivedOn(calendar, start));
    default:
      return assertNever(rule);
  }
}

/** The day on which something that comes now is dealt with: today before close of business, else the next one. */
export function receivedOn(calendar: Calendar, start: Instant): Result<LocalDay, OutsideCalendar> {
  const day = localDayOf(start);
  const close = closeOf(calendar, day);
  return close !== null && start < close ? ok(day) : addWorkingDays(calendar, day, 1);
}

/** The last of the days, weeks or months before any rolling; the day of the start does not count (民法典201、202). */
function lastDayOf({ unit, amount }: NaturalRule, start: LocalDay): LocalDay {
  switch (unit) {
    case 'natural_days':
      return localDay(start + amount);
    case 'weeks':
      return localDay(start + amount * 7);
    case 'months':
      return monthsAfter(start, amount);
    default:
      return assertNever(unit);
  }
}

function monthsAfter(start: LocalDay, amount: number): LocalDay {
  const { year, month, dayOfMonth } = civilDateOf(start);
  const months = year * 12 + (month - 1) + amount;
  const first = dayOf(Math.floor(months / 12), (months % 12) + 1, 1);
  const following = dayOf(Math.floor((months + 1) / 12), ((months + 1) % 12) + 1, 1);
  return localDay(Math.min(first + dayOfMonth - 1, following - 1));
}

/** 24:00 of that day in the only notation that cannot be mistaken for the next day. */
function endOfDay(day: LocalDay): Instant {
  return instant(startOfDay(day) + DAY - SECOND);
}

const OUTSIDE = refuse<OutsideCalendar>({ code: 'outsideCalendar' });

function afterWorkingDays(calendar: Calendar, start: Instant, amount: number, deemNext: boolean) {
  const excluded = deemNext ? receivedOn(calendar, start) : ok(localDayOf(start));
  if (!excluded.ok) return excluded;
  return atClose(calendar, localDayOf(start), addWorkingDays(calendar, excluded.value, amount));
}

function onLastDay(
  calendar: Calendar,
  lastDay: LocalDay,
  roll: 'next' | 'none',
): Result<Deadline, OutsideCalendar> {
  if (!covers(calendar, lastDay)) return OUTSIDE;
  if (roll === 'none') {
    // Counting calendar days asks the holiday arrangement nothing, so it cannot change the answer.
    const dueAt = endOfDay(lastDay);
    return ok({ dueAt, nominalDueAt: dueAt, provisional: false });
  }
  const rolled = atClose(calendar, lastDay, workingDayFrom(calendar, lastDay));
  return !rolled.ok || isWorkingDay(calendar, lastDay)
    ? rolled
    : ok({ ...rolled.value, nominalDueAt: endOfDay(lastDay) });
}

function atClose(
  calendar: Calendar,
  from: LocalDay,
  day: Result<LocalDay, OutsideCalendar>,
): Result<Deadline, OutsideCalendar> {
  if (!day.ok) return day;
  const close = closeOf(calendar, day.value);
  if (close === null) throw new Error('a working day without office hours');
  return settled(calendar, from, close, close);
}

function settled(calendar: Calendar, from: LocalDay, dueAt: Instant, nominalDueAt: Instant) {
  return ok({
    dueAt,
    nominalDueAt,
    provisional: isProvisional(calendar, from, localDayOf(dueAt)),
  });
}

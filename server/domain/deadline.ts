import type { Calendar, OutsideCalendar } from './calendar.ts';
import { covers, isProvisional, isWorkingDay } from './calendar.ts';
import type { DeadlineRule } from './deadline-rule.ts';
import type { Result } from './result.ts';
import { assertNever, ok, refuse } from './result.ts';
import type { Instant, LocalDay } from './time.ts';
import { DAY, HOUR, instant, localDay, localDayOf, SECOND, startOfDay } from './time.ts';
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
      return afterNaturalDays(calendar, localDayOf(start), rule.amount, rule.roll);
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

function afterNaturalDays(
  calendar: Calendar,
  start: LocalDay,
  amount: number,
  roll: 'next' | 'none',
): Result<Deadline, OutsideCalendar> {
  const lastDay = localDay(start + amount);
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

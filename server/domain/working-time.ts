import type { Calendar, CalendarTables, OutsideCalendar } from './calendar.ts';
import { covers, entry, isWorkingDay, shiftsOf } from './calendar.ts';
import type { Result } from './result.ts';
import { ok, refuse } from './result.ts';
import type { Instant, LocalDay } from './time.ts';
import { DAY, instant, localDay, startOfDay } from './time.ts';

/**
 * The instant by which so much office time has passed since `start` (D1). An amount that is used up exactly at the
 * end of a shift ends there: 12:00, not 14:00. An amount of nothing ends where it starts.
 */
export function addWorkingTime(
  calendar: Calendar,
  start: Instant,
  workingMs: number,
): Result<Instant, OutsideCalendar> {
  refuseNonsense(workingMs);
  const worked = workedBy(calendar, start);
  if (worked === null) return OUTSIDE;
  return workingMs === 0 ? ok(start) : whenWorked(calendar, worked + workingMs);
}

/**
 * The instant from which so much office time remains until `end` (D5). Where a night or a weekend would do as well,
 * it is the end of the shift before: a reminder goes out on Friday at 17:30 and not on Monday at 08:30.
 */
export function subtractWorkingTime(
  calendar: Calendar,
  end: Instant,
  workingMs: number,
): Result<Instant, OutsideCalendar> {
  refuseNonsense(workingMs);
  const worked = workedBy(calendar, end);
  if (worked === null) return OUTSIDE;
  return workingMs === 0 ? ok(end) : whenWorked(calendar, worked - workingMs);
}

/** The instant itself during office time, otherwise the next opening, be it after lunch or after a holiday. */
export function officeTimeFrom(calendar: Calendar, at: Instant): Result<Instant, OutsideCalendar> {
  // The first millisecond to be worked begins one millisecond before it is over.
  const worked = addWorkingTime(calendar, at, 1);
  return worked.ok ? ok(instant(worked.value - 1)) : worked;
}

/** Office time from `from` to `to` in milliseconds; negative when `to` is the earlier one. */
export function workingTimeBetween(
  calendar: Calendar,
  from: Instant,
  to: Instant,
): Result<number, OutsideCalendar> {
  const [before, after] = [workedBy(calendar, from), workedBy(calendar, to)];
  return before === null || after === null ? OUTSIDE : ok(after - before);
}

/** The n-th working day after `day`, which itself never counts (D2); before it when `count` is negative. */
export function addWorkingDays(
  calendar: Calendar,
  day: LocalDay,
  count: number,
): Result<LocalDay, OutsideCalendar> {
  if (!covers(calendar, day)) return OUTSIDE;
  if (count === 0) return ok(day);
  const { workingDaysBefore, workingDays } = calendar.tables;
  const index = day - calendar.firstDay;
  const number =
    count > 0
      ? entry(workingDaysBefore, index + 1) + count - 1
      : entry(workingDaysBefore, index) + count;
  const reached = workingDays[number];
  return reached === undefined ? OUTSIDE : ok(localDay(calendar.firstDay + reached));
}

/** Working days after `from`, up to and including `to`; negative when `to` is the earlier one. */
export function workingDaysBetween(
  calendar: Calendar,
  from: LocalDay,
  to: LocalDay,
): Result<number, OutsideCalendar> {
  if (!covers(calendar, from) || !covers(calendar, to)) return OUTSIDE;
  const { workingDaysBefore } = calendar.tables;
  return ok(
    entry(workingDaysBefore, to + 1 - calendar.firstDay) -
      entry(workingDaysBefore, from + 1 - calendar.firstDay),
  );
}

/** The day itself when it is a working day, otherwise the next one. */
export function workingDayFrom(
  calendar: Calendar,
  day: LocalDay,
): Result<LocalDay, OutsideCalendar> {
  return isWorkingDay(calendar, day) ? ok(day) : addWorkingDays(calendar, day, 1);
}

/** When the office opens that day; null on a rest day. */
export function openingOf(calendar: Calendar, day: LocalDay): Instant | null {
  const opens = shiftsOf(calendar, day)[0]?.opens;
  return opens === undefined ? null : instant(startOfDay(day) + opens);
}

/** Close of business: the end of that day's last shift; null on a rest day. */
export function closeOf(calendar: Calendar, day: LocalDay): Instant | null {
  const closes = shiftsOf(calendar, day).at(-1)?.closes;
  return closes === undefined ? null : instant(startOfDay(day) + closes);
}

const OUTSIDE = refuse<OutsideCalendar>({ code: 'outsideCalendar' });

/** Office time from the calendar's first day until this instant; null outside the calendar. */
function workedBy({ firstDay, lastDay, tables }: Calendar, at: Instant): number | null {
  const sinceFirst = at - startOfDay(firstDay);
  const index = Math.floor(sinceFirst / DAY);
  if (index < 0 || index > lastDay - firstDay) return null;
  const number = entry(tables.workingDaysBefore, index);
  let worked = entry(tables.workedBefore, number);
  if (tables.workingDays[number] !== index) return worked;
  const time = sinceFirst - index * DAY;
  for (const { opens, closes } of tables.shifts[number] ?? []) {
    if (time <= opens) break;
    worked += Math.min(time, closes) - opens;
  }
  return worked;
}

/** The first instant by which that much office time has passed: always inside a shift or at the end of one. */
function whenWorked({ firstDay, tables }: Calendar, worked: number) {
  const number = workingDayReaching(tables, worked);
  if (number === null) return OUTSIDE;
  const midnight = startOfDay(localDay(firstDay + entry(tables.workingDays, number)));
  let rest = worked - entry(tables.workedBefore, number);
  for (const { opens, closes } of tables.shifts[number] ?? []) {
    if (rest <= closes - opens) return ok(instant(midnight + opens + rest));
    rest -= closes - opens;
  }
  throw new Error('the shifts of a working day do not add up to its length');
}

/**
 * The running number of the working day in which the sum is reached, null when that is outside the calendar. Days
 * are skipped as if all were the longest, which never goes too far and with days of one length arrives at once.
 */
function workingDayReaching(
  { workedBefore, workingDays, longestDayMs }: CalendarTables,
  worked: number,
): number | null {
  if (worked <= 0 || worked > entry(workedBefore, workingDays.length)) return null;
  let number = -1;
  let missing = worked;
  while (missing > 0) {
    number += Math.ceil(missing / longestDayMs);
    missing = worked - entry(workedBefore, number + 1);
  }
  return number;
}

function refuseNonsense(amount: number): void {
  if (!Number.isSafeInteger(amount) || amount < 0) {
    throw new RangeError(`not an amount of working time: ${amount}`);
  }
}

import type { CalendarData, Notice } from './calendar-data.ts';
import type { NamedDay } from './named-days.ts';
import { nameDays } from './named-days.ts';
import type { Instant, LocalDay } from './time.ts';
import { civilDateOf, dayOf, localDay, localDayOf, readDay, timeOfDay, weekdayOf } from './time.ts';
import type { Shift } from './timetable.ts';
import { readTimetable } from './timetable.ts';

/**
 * A working calendar, ready to calculate with and never changed: prefix sums of working time, so that adding and
 * measuring cost the same for an hour and for a year. Build a new one when the data changes.
 */
export interface Calendar {
  readonly firstDay: LocalDay;
  readonly lastDay: LocalDay;
  /** The calendar as it was known on this day; null means everything that is known now. */
  readonly asKnownOn: LocalDay | null;
  /** Years whose holiday arrangement is loaded. */
  readonly loadedYears: ReadonlySet<number>;
  /** Every other day follows the plain week. */
  readonly namedDays: ReadonlyMap<LocalDay, NamedDay>;
  readonly tables: CalendarTables;
}

/** Indexed by days since `firstDay` (n of them) or by the running number of the working day (m of them). */
export interface CalendarTables {
  /** n+1 entries: working days before this day. */
  readonly workingDaysBefore: Int32Array;
  /** n+1: days before this day that lie in a year whose arrangement is not loaded. */
  readonly unknownDaysBefore: Int32Array;
  /** m: which day this working day is, since `firstDay`. */
  readonly workingDays: Int32Array;
  /** m+1: working milliseconds before this working day. */
  readonly workedBefore: Float64Array;
  /** m: the shifts of this working day, ascending. */
  readonly shifts: readonly (readonly Shift[])[];
  /** The working milliseconds of the longest day. */
  readonly longestDayMs: number;
}

export interface DayDescription {
  readonly day: LocalDay;
  readonly kind: 'workingDay' | 'makeUpDay' | 'weekend' | 'holiday';
  readonly holiday?: string;
  readonly notice?: Notice;
  /** The year's arrangement is not loaded, so this is only the plain week (D8). */
  readonly provisional: boolean;
}

/** The calculation would leave the span of the calendar; an answer would be a guess. */
export interface OutsideCalendar {
  readonly code: 'outsideCalendar';
}

/** Far beyond the longest limit, so that unpublished years still get their provisional answer. */
export const CALENDAR_YEARS = { first: 2018, last: 2040 } as const;

/**
 * Takes data in which `calendarProblems` found nothing; data that cannot be read throws. With `asKnownOn`, what was
 * published later does not count, so that an old deadline can be computed as it was computed then.
 */
export function buildCalendar(data: CalendarData, asKnownOn?: LocalDay): Calendar {
  const isKnown = ({ knownFrom }: { readonly knownFrom?: string }) =>
    asKnownOn === undefined || knownFrom === undefined || readDay(knownFrom) <= asKnownOn;
  const years = data.years
    .map(({ year, versions }) => ({ year, versions: versions.filter(isKnown) }))
    .filter(({ versions }) => versions.length > 0);
  const days = {
    firstDay: dayOf(CALENDAR_YEARS.first, 1, 1),
    lastDay: dayOf(CALENDAR_YEARS.last, 12, 31),
    loadedYears: new Set(years.map(({ year }) => year)),
    namedDays: nameDays(years),
  };
  const shiftsOn = readTimetable(data.officeHours.filter(isKnown));
  return { ...days, asKnownOn: asKnownOn ?? null, tables: buildTables(days, shiftsOn) };
}

export function covers({ firstDay, lastDay }: Calendar, day: LocalDay): boolean {
  return day >= firstDay && day <= lastDay;
}

/** Null outside the calendar. */
export function describeDay(calendar: Calendar, day: LocalDay): DayDescription | null {
  if (!covers(calendar, day)) return null;
  const provisional = !calendar.loadedYears.has(civilDateOf(day).year);
  const named = calendar.namedDays.get(day);
  if (named) return { day, ...named, provisional };
  return { day, kind: isWeekend(day) ? 'weekend' : 'workingDay', provisional };
}

/** False outside the calendar as well; `covers` tells the two apart. */
export function isWorkingDay(calendar: Calendar, day: LocalDay): boolean {
  const { workingDaysBefore } = calendar.tables;
  const index = day - calendar.firstDay;
  return covers(calendar, day) && workingDaysBefore[index] !== workingDaysBefore[index + 1];
}

/** The shifts of a working day; none on a rest day and outside the calendar. */
export function shiftsOf(calendar: Calendar, day: LocalDay): readonly Shift[] {
  if (!isWorkingDay(calendar, day)) return [];
  const { workingDaysBefore, shifts } = calendar.tables;
  return shifts[entry(workingDaysBefore, day - calendar.firstDay)] ?? [];
}

/** Half-open: at 12:00 lunch has begun, at 14:00 it is over (D1). */
export function isWorkingTime(calendar: Calendar, at: Instant): boolean {
  const time = timeOfDay(at);
  return shiftsOf(calendar, localDayOf(at)).some(
    ({ opens, closes }) => opens <= time && time < closes,
  );
}

/** Whether any day of the span, which must lie in the calendar, belongs to a year that is not loaded (D8). */
export function isProvisional(calendar: Calendar, from: LocalDay, to: LocalDay): boolean {
  const { unknownDaysBefore } = calendar.tables;
  const first = from - calendar.firstDay;
  const last = to - calendar.firstDay;
  return entry(unknownDaysBefore, first) !== entry(unknownDaysBefore, last + 1);
}

/** The years of the span whose arrangement is not loaded, ascending. */
export function missingYears(calendar: Calendar, from: LocalDay, to: LocalDay): readonly number[] {
  const first = civilDateOf(from).year;
  const years = Array.from({ length: civilDateOf(to).year - first + 1 }, (_, step) => first + step);
  return years.filter((year) => !calendar.loadedYears.has(year));
}

/** Reads a table where the index is known to be inside; outside is a bug and not a zero. */
export function entry(table: Int32Array | Float64Array, index: number): number {
  const value = table[index];
  if (value === undefined) throw new RangeError(`calendar table has no entry ${index}`);
  return value;
}

function buildTables(
  { firstDay, lastDay, loadedYears, namedDays }: Omit<Calendar, 'tables' | 'asKnownOn'>,
  shiftsOn: (day: LocalDay) => readonly Shift[],
): CalendarTables {
  const dayCount = lastDay - firstDay + 1;
  const workingDaysBefore = new Int32Array(dayCount + 1);
  const unknownDaysBefore = new Int32Array(dayCount + 1);
  const workingDays: number[] = [];
  const workedBefore: number[] = [0];
  const shifts: (readonly Shift[])[] = [];
  let [unknown, worked, longestDayMs] = [0, 0, 0];
  for (let index = 0; index < dayCount; index++) {
    const day = localDay(firstDay + index);
    const named = namedDays.get(day);
    if (named ? named.kind === 'makeUpDay' : !isWeekend(day)) {
      const today = shiftsOn(day);
      const length = today.reduce((sum, { opens, closes }) => sum + closes - opens, 0);
      worked += length;
      longestDayMs = Math.max(longestDayMs, length);
      workingDays.push(index);
      workedBefore.push(worked);
      shifts.push(today);
    }
    if (!loadedYears.has(civilDateOf(day).year)) unknown++;
    workingDaysBefore[index + 1] = workingDays.length;
    unknownDaysBefore[index + 1] = unknown;
  }
  return {
    workingDaysBefore,
    unknownDaysBefore,
    workingDays: Int32Array.from(workingDays),
    workedBefore: Float64Array.from(workedBefore),
    shifts,
    longestDayMs,
  };
}

function isWeekend(day: LocalDay): boolean {
  const weekday = weekdayOf(day);
  return weekday === 0 || weekday === 6;
}

import type { OfficeHours, Season } from './calendar-data.ts';
import type { LocalDay } from './time.ts';
import { civilDateOf, dayText, HOUR, MINUTE, readDay } from './time.ts';

/** A stretch of office time in milliseconds since midnight, half-open. */
export interface Shift {
  readonly opens: number;
  readonly closes: number;
}

/** Which shifts a working day of this date has. Days before the earliest timetable follow that one. */
export type Timetable = (day: LocalDay) => readonly Shift[];

/** Takes office hours that `calendarProblems` found nothing wrong with; a day without a season throws. */
export function readTimetable(officeHours: readonly OfficeHours[]): Timetable {
  const known = officeHours
    .map(({ effectiveFrom, seasons }) => ({
      from: readDay(effectiveFrom),
      seasons: seasons.map(readSeason),
    }))
    .sort((left, right) => left.from - right.from);
  return (day) => {
    const hours = known.findLast(({ from }) => from <= day) ?? known[0];
    const date = dateInYear(day);
    const season = hours?.seasons.find((candidate) => includes(candidate, date));
    if (season === undefined) throw new Error(`no office hours for ${dayText(day)}`);
    return season.shifts;
  };
}

/** `08:30` → milliseconds since midnight. */
export function readClockTime(text: string): number {
  return Number(text.slice(0, 2)) * HOUR + Number(text.slice(3, 5)) * MINUTE;
}

/** `03-15` → 315: dates within a year, in their order. */
export function readDateInYear(text: string): number {
  return Number(text.slice(0, 2)) * 100 + Number(text.slice(3, 5));
}

/** Whether the season holds on this date of any year; both as 315 for 15 March. */
export function includes(season: { from: number; to: number }, date: number): boolean {
  return season.from <= season.to
    ? season.from <= date && date <= season.to
    : season.from <= date || date <= season.to;
}

function readSeason({ from, to, intervals }: Season) {
  return {
    from: readDateInYear(from),
    to: readDateInYear(to),
    shifts: intervals.map(([opens, closes]) => ({
      opens: readClockTime(opens),
      closes: readClockTime(closes),
    })),
  };
}

function dateInYear(day: LocalDay): number {
  const { month, dayOfMonth } = civilDateOf(day);
  return month * 100 + dayOfMonth;
}

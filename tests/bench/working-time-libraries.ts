import { isWorkday } from 'chinese-workday';
import OpeningHours from 'opening_hours';
import type { CalendarData, OfficeHours } from '../../server/domain/calendar-data.ts';
import { type Instant, type LocalDay, startOfDay } from '../../server/domain/time.ts';

/**
 * The npm libraries that can do the office's arithmetic at all: holidays, make-up working days and a lunch break.
 * Both take the time zone from the process, which must therefore run in Asia/Shanghai.
 */
export function openingHoursOf(data: CalendarData, years: readonly number[]): OpeningHours {
  return new OpeningHours(rulesOf(data, years).join('; '));
}

/** The library has no such function; this is its own iterator over changes, counted up. */
export function addWithOpeningHours(
  hours: OpeningHours,
  start: Instant,
  workingMs: number,
): number {
  const changes = hours.getIterator(new Date(start));
  let at: number = start;
  let rest = workingMs;
  for (;;) {
    const open = changes.getState();
    if (!changes.advance()) throw new Error('the opening hours end here');
    const change = changes.getDate().getTime();
    if (open) {
      if (change - at >= rest) return at + rest;
      rest -= change - at;
    }
    at = change;
  }
}

/** The library's next working day gives up after seven days, so its question is asked day by day. */
export function addWithChineseWorkday(day: LocalDay, count: number): number {
  let reached: number = day;
  for (let missing = count; missing > 0; ) {
    reached += 1;
    if (isWorkday(startOfDay(reached as LocalDay))) missing -= 1;
  }
  return reached;
}

export function betweenWithOpeningHours(hours: OpeningHours, from: Instant, to: Instant): number {
  return hours.getOpenDuration(new Date(from), new Date(to))[0];
}

/** The seed calendar in the library's own language; only the years asked for, since every rule slows it down. */
function rulesOf({ officeHours, years }: CalendarData, wanted: readonly number[]): string[] {
  const hours = plainHours(officeHours);
  const holidays = years
    .filter(({ year }) => wanted.includes(year))
    .flatMap(({ versions }) => versions.flatMap((version) => version.holidays));
  return [
    `Mo-Fr ${hours}`,
    ...holidays.map(({ from, to }) => `${dateOf(from)}-${dateOf(to)} off`),
    ...holidays.flatMap(({ makeUpDays }) => makeUpDays.map((day) => `${dateOf(day)} ${hours}`)),
  ];
}

/** `08:30-12:00,14:00-17:30` */
function plainHours([office]: readonly OfficeHours[]): string {
  const intervals = office?.seasons[0]?.intervals ?? [];
  return intervals.map(([opens, closes]) => `${opens}-${closes}`).join(',');
}

/** `2026-02-14` → `2026 Feb 14` */
function dateOf(text: string): string {
  const [year = '', month = '', day = ''] = text.split('-');
  return `${year} ${MONTHS[Number(month) - 1]} ${day}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

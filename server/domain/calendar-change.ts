import type { CalendarData, CalendarVersion, OfficeHours } from './calendar-data.ts';

/** What an office loads after its start: a notice on one year's holidays, or a timetable from a day on. */
export type CalendarChange =
  | { readonly kind: 'holidays'; readonly year: number; readonly version: CalendarVersion }
  | { readonly kind: 'officeHours'; readonly hours: OfficeHours };

/** Why a deadline moved, as the file says it. */
export const calendarChangeTitles: Readonly<Record<CalendarChange['kind'], string>> = {
  holidays: '放假调休安排已载入',
  officeHours: '作息时间已调整',
};

/** The calendar with one change more; nothing that was known before is taken away. */
export function withCalendarChange(data: CalendarData, change: CalendarChange): CalendarData {
  if (change.kind === 'officeHours') {
    return { ...data, officeHours: [...data.officeHours, change.hours] };
  }
  const { year, version } = change;
  const isLoaded = data.years.some((candidate) => candidate.year === year);
  const years = isLoaded
    ? data.years.map((candidate) =>
        candidate.year === year ? { year, versions: [...candidate.versions, version] } : candidate,
      )
    : [...data.years, { year, versions: [version] }].sort((left, right) => left.year - right.year);
  return { ...data, years };
}

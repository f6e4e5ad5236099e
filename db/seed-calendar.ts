import { z } from 'zod';
import { CALENDAR_YEARS } from '../server/domain/calendar.ts';
import type { CalendarData } from '../server/domain/calendar-data.ts';
import { calendarProblems } from '../server/domain/calendar-problems.ts';
import year2018 from './seed/calendars/2018.json' with { type: 'json' };
import year2019 from './seed/calendars/2019.json' with { type: 'json' };
import year2020 from './seed/calendars/2020.json' with { type: 'json' };
import year2021 from './seed/calendars/2021.json' with { type: 'json' };
import year2022 from './seed/calendars/2022.json' with { type: 'json' };
import year2023 from './seed/calendars/2023.json' with { type: 'json' };
import year2024 from './seed/calendars/2024.json' with { type: 'json' };
import year2025 from './seed/calendars/2025.json' with { type: 'json' };
import year2026 from './seed/calendars/2026.json' with { type: 'json' };
import allYear from './seed/calendars/office-hours.json' with { type: 'json' };
import summer from './seed/calendars/office-hours-summer.json' with { type: 'json' };

/** `all-year`: 08:30–12:00 and 14:00–17:30; `summer`: from July to September 14:30–18:00 in the afternoon. */
export type TimetableName = keyof typeof timetables;

/** The calendar a new office starts with. A file that does not hold together stops the start, all faults named. */
export function seedCalendar(timetable: TimetableName = 'all-year'): CalendarData {
  return parseCalendarData({ officeHours: [timetables[timetable]], years });
}

/** Reads a calendar from JSON: its shape first, then its sense. Faulty data throws, with every fault listed. */
export function parseCalendarData(json: unknown): CalendarData {
  const data = calendarSchema.parse(json);
  const problems = calendarProblems(data);
  if (problems.length > 0) throw new Error(`工作日历有误：\n${problems.join('\n')}`);
  return data;
}

const timetables = { 'all-year': allYear, summer };

const years = [
  year2018,
  year2019,
  year2020,
  year2021,
  year2022,
  year2023,
  year2024,
  year2025,
  year2026,
];

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const dateInYear = z.string().regex(/^\d{2}-\d{2}$/);
const clockTime = z.string().regex(/^(?:[01]\d|2[0-4]):[0-5]\d$/);
const text = z.string().trim().min(1);

const calendarSchema: z.ZodType<CalendarData> = z.strictObject({
  officeHours: z.array(
    z.strictObject({
      title: text,
      effectiveFrom: day,
      knownFrom: day.exactOptional(),
      seasons: z.array(
        z.strictObject({
          from: dateInYear,
          to: dateInYear,
          intervals: z.array(z.tuple([clockTime, clockTime])),
        }),
      ),
    }),
  ),
  years: z.array(
    z.strictObject({
      year: z.int().min(CALENDAR_YEARS.first).max(CALENDAR_YEARS.last),
      versions: z.array(
        z.strictObject({
          notice: z.strictObject({ number: text, title: text, issuedOn: day }),
          knownFrom: day,
          holidays: z.array(
            z.strictObject({ name: text, from: day, to: day, makeUpDays: z.array(day) }),
          ),
        }),
      ),
    }),
  ),
});

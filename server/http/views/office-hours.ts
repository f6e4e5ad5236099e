import type { Calendar } from '../../domain/calendar.ts';
import { shiftsOf } from '../../domain/calendar.ts';
import { type Instant, localDay, localDayOf, startOfDay } from '../../domain/time.ts';

/** Enough for a deadline told in hours, however long the holiday in between. */
const DAYS_BACK = 10;
const DAYS_AHEAD = 20;

/**
 * The office's shifts around now, ascending: with them a phone counts working time by itself, at noon, at night and
 * after a sleep in a pocket.
 */
export function officeHours(calendar: Calendar, now: Instant): [number, number][] {
  const today = localDayOf(now);
  return Array.from({ length: DAYS_BACK + DAYS_AHEAD + 1 }, (_, step) =>
    localDay(today - DAYS_BACK + step),
  ).flatMap((day) =>
    shiftsOf(calendar, day).map(({ opens, closes }): [number, number] => [
      startOfDay(day) + opens,
      startOfDay(day) + closes,
    ]),
  );
}

import { seedCalendar } from '../../db/seed-calendar.ts';
import type { Calendar } from '../../server/domain/calendar.ts';
import { buildCalendar } from '../../server/domain/calendar.ts';
import type { Instant, LocalDay } from '../../server/domain/time.ts';
import { parseInstant, parseLocalDay } from '../../server/domain/time.ts';

/** Beijing wall-clock as the office reads it: `at('2026-09-28 11:00')`, with seconds where they matter. */
export function at(text: string): Instant {
  const read = parseInstant(`${text.replace(' ', 'T')}+08:00`);
  if (!read.ok) throw new Error(read.refusal.message);
  return read.value;
}

/** `day('2026-09-28')` */
export function day(text: string): LocalDay {
  const read = parseLocalDay(text);
  if (!read.ok) throw new Error(read.refusal.message);
  return read.value;
}

/** 08:30–12:00 and 14:00–17:30 all year, holidays of 2018 to 2026: as known today, or on an earlier day. */
export function officeCalendar(asKnownOn?: LocalDay): Calendar {
  return buildCalendar(seedCalendar(), asKnownOn);
}

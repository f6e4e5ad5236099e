import {
  civilDateOf,
  HOUR,
  type Instant,
  instant,
  localDayOf,
  MINUTE,
  SECOND,
  timeOfDay,
  weekdayOf,
} from '../domain/time.ts';

/** `Mon, 28 Sep 2026 03:00:00 GMT`: what the clock of this DingTalk shows, which may have been moved. */
export function httpDate(at: Instant): string {
  // Seen from Greenwich, the Beijing day and time of eight hours earlier.
  const greenwich = instant(at - 8 * HOUR);
  const day = localDayOf(greenwich);
  const { year, month, dayOfMonth } = civilDateOf(day);
  const time = timeOfDay(greenwich);
  const parts = [time / HOUR, (time % HOUR) / MINUTE, (time % MINUTE) / SECOND];
  const clock = parts.map((part) => twoDigits(Math.floor(part))).join(':');
  return `${WEEKDAYS[weekdayOf(day)]}, ${twoDigits(dayOfMonth)} ${MONTHS[month - 1]} ${year} ${clock} GMT`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

import { type Instant, parseInstant } from '../../server/domain/time.ts';

/** Beijing wall-clock as the office reads it: `at('2026-09-28 11:00')`. */
export function at(text: string): Instant {
  const read = parseInstant(`${text.replace(' ', 'T')}+08:00`);
  if (!read.ok) throw new Error(`${text} is not a Beijing time`);
  return read.value;
}

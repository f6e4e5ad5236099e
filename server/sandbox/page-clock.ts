import { clockMove } from '../contract/sandbox.ts';
import type { Calendar } from '../domain/calendar.ts';
import { HOUR, type Instant, instant, localDayOf } from '../domain/time.ts';
import { addWorkingDays, openingOf } from '../domain/working-time.ts';
import { given, reading } from './page-door.ts';

export const moveClock = reading(clockMove, async ({ clock, calendar }, { move }) => {
  const now = clock.now();
  const targets = {
    hour: () => instant(now + HOUR),
    opening: () => nextOpening(calendar(), now),
    workingDay: () => nextWorkingDay(calendar(), now),
  };
  const target = targets[move]();
  await clock.to(target);
  return given({ now: target });
});

/** Today's opening while it lies ahead, otherwise that of the next working day. */
export function nextOpening(calendar: Calendar, now: Instant): Instant {
  const today = openingOf(calendar, localDayOf(now));
  return today !== null && today > now ? today : nextWorkingDay(calendar, now);
}

export function nextWorkingDay(calendar: Calendar, now: Instant): Instant {
  const day = addWorkingDays(calendar, localDayOf(now), 1);
  const opening = day.ok ? openingOf(calendar, day.value) : null;
  return opening ?? now;
}

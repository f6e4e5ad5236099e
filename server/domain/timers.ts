import type { Calendar } from './calendar.ts';
import type { Warning } from './clock-rule.ts';
import { deadlineFor } from './deadline.ts';
import type { Timer } from './decision.ts';
import type { RunningClock } from './petition.ts';
import type { Regime } from './regime.ts';
import { HOUR, type Instant, instant, type LocalDay, localDay, localDayOf } from './time.ts';
import { addWorkingDays, openingOf, subtractWorkingTime } from './working-time.ts';

/** Index of the timer for the deadline itself. */
export const DEADLINE = -1;

/**
 * When this clock must be looked at again: at each warning that still lies ahead of its start, and just after it
 * falls due. Reminders count back from the un-rolled day, the ladder counts on from the effective one (D3, D5).
 */
export function timersOf(
  clock: RunningClock,
  regime: Regime,
  calendar: Calendar,
): readonly Timer[] {
  const rule = regime.clocks[clock.clock];
  if (!rule) return [];
  const timer = (warning: number, fireAt: Instant): Timer => ({
    clock: clock.clock,
    instance: clock.instance,
    warning,
    fireAt,
  });
  const warnings = rule.warnings.flatMap((warning, index) => {
    const fireAt = fireTime(warning, clock, calendar);
    return fireAt === null || fireAt <= clock.startedAt ? [] : [timer(index, fireAt)];
  });
  return [...warnings, timer(DEADLINE, justAfter(clock.dueAt))];
}

function fireTime(warning: Warning, clock: RunningClock, calendar: Calendar): Instant | null {
  return warning.side === 'before'
    ? before(warning, clock, calendar)
    : after(warning, clock, calendar);
}

function before(
  { unit, amount }: Warning,
  clock: RunningClock,
  calendar: Calendar,
): Instant | null {
  if (unit === 'work_hours') {
    const at = subtractWorkingTime(calendar, clock.dueAt, amount * HOUR);
    return at.ok ? at.value : null;
  }
  const last = localDayOf(clock.nominalDueAt);
  const day =
    unit === 'natural_days' ? localDay(last - amount) : workDaysEarlier(calendar, last, amount);
  return day === null ? null : openingOnOrBefore(calendar, day);
}

function workDaysEarlier(calendar: Calendar, day: LocalDay, amount: number) {
  const earlier = addWorkingDays(calendar, day, -amount);
  return earlier.ok ? earlier.value : null;
}

/** Nobody is reminded on a rest day: the opening of the last working day up to then. */
function openingOnOrBefore(calendar: Calendar, day: LocalDay): Instant | null {
  const opening = openingOf(calendar, day);
  if (opening !== null) return opening;
  const earlier = addWorkingDays(calendar, day, -1);
  return earlier.ok ? openingOf(calendar, earlier.value) : null;
}

function after({ unit, amount }: Warning, clock: RunningClock, calendar: Calendar): Instant | null {
  if (amount === 0) return justAfter(clock.dueAt);
  const rule =
    unit === 'natural_days'
      ? ({ unit, amount, roll: 'next' } as const)
      : ({ unit, amount } as const);
  const passed = deadlineFor(calendar, rule, clock.dueAt);
  return passed.ok ? justAfter(passed.value.dueAt) : null;
}

/** In time means `now <= dueAt`, so lateness begins one millisecond later. */
function justAfter(dueAt: Instant): Instant {
  return instant(dueAt + 1);
}

import type { OutsideCalendar } from './calendar.ts';
import type { ExtensionRule } from './clock-rule.ts';
import { deadlineFor } from './deadline.ts';
import type { GuardContext } from './guards.ts';
import { extendedFrom, superiorDeadline } from './limits.ts';
import type { Petition, RunningClock } from './petition.ts';
import type { Refusal } from './refusal.ts';
import type { Regime } from './regime.ts';
import { ok, type Result, refuse } from './result.ts';
import type { Instant } from './time.ts';

/** The running clock that an extension would move, if any. */
export function extendableClock(petition: Petition, regime: Regime): RunningClock | undefined {
  return petition.clocks.findLast(
    ({ clock, stoppedAt }) => stoppedAt === undefined && regime.clocks[clock]?.extendable === true,
  );
}

/** Why the extendable clock may not run so many days longer; null where it may. */
export function extensionFault(
  petition: Petition,
  days: number,
  context: GuardContext,
): Result<never, Refusal> | null {
  const { regime, calendar } = context;
  const running = extendableClock(petition, regime);
  const cap = regime.extension;
  if (!running || !cap) return refuse({ code: 'nothingToDo' });
  if (cap.counts === 'added' && days > cap.maximum) {
    return refuse({ code: 'extensionTooLong', cap });
  }
  const asked = extendedFrom(running, days, cap.unit, calendar);
  if (!asked.ok) return asked;
  for (const latest of [
    latestInTotal(running, cap, context),
    latestOfSuperior(petition, running, context),
  ]) {
    if (!latest.ok) return latest;
    if (latest.value && asked.value.dueAt > latest.value.at) {
      return refuse({ code: 'extensionTooLong', cap: latest.value.cap, latest: latest.value.at });
    }
  }
  return null;
}

type Latest = Result<{ readonly at: Instant; readonly cap: ExtensionRule } | null, OutsideCalendar>;

function latestInTotal(
  { startedAt }: RunningClock,
  cap: ExtensionRule,
  { calendar }: GuardContext,
): Latest {
  if (cap.counts === 'added') return ok(null);
  const { unit, maximum: amount } = cap;
  const rule = unit === 'work_days' ? { unit, amount } : ({ unit, amount, roll: 'next' } as const);
  const last = deadlineFor(calendar, rule, startedAt);
  return last.ok ? ok({ at: last.value.dueAt, cap }) : last;
}

/** No extension of ours may reach beyond the superior's own limit with the superior's own extension. */
function latestOfSuperior(
  petition: Petition,
  running: RunningClock,
  context: GuardContext,
): Latest {
  const { regime, calendar } = context;
  const rule = regime.clocks[running.clock];
  const cap = regime.extension?.superior;
  if (!rule || !cap) return ok(null);
  const atStart = { ...context, now: running.startedAt };
  const counting = { start: running.startedAt, known: petition.clocks };
  const limit = superiorDeadline(rule, petition, atStart, counting);
  if (!limit.ok || limit.value === null) return limit.ok ? ok(null) : limit;
  if (cap.counts === 'total') return latestInTotal(running, cap, context);
  const last = extendedFrom(limit.value.timed, cap.maximum, cap.unit, calendar);
  return last.ok ? ok({ at: last.value.dueAt, cap }) : last;
}

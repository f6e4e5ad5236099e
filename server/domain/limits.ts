import type { Calendar, OutsideCalendar } from './calendar.ts';
import type {
  ClockRule,
  ConditionalLimit,
  CountedLimit,
  ExtensionRule,
  Limit,
  SuperiorLimit,
} from './clock-rule.ts';
import { type Deadline, deadlineFor } from './deadline.ts';
import { explainDeadline } from './explanation.ts';
import { prevailingText, unspecifiedText } from './explanation-limits.ts';
import { type GuardContext, holds, latestRecord } from './guards.ts';
import type { Petition, RunningClock } from './petition.ts';
import { isInForceFor } from './precedence.ts';
import type { Result } from './result.ts';
import { ok } from './result.ts';
import {
  chineseMoment,
  type Instant,
  type LocalDay,
  localDayOf,
  parseLocalDay,
  startOfDay,
} from './time.ts';
import { addWorkingDays, closeOf, workingDayFrom } from './working-time.ts';

export type Timed = Deadline & { readonly explanation: readonly string[] };

/** What a limit is counted from and beside: the clocks already known, and the day chosen with the act. */
export interface Counting {
  readonly start: Instant;
  readonly known: readonly RunningClock[];
  readonly chosenDay?: LocalDay | undefined;
}

/**
 * When a clock of this rule falls due: by its own limit, or by the superior's where that one is in force for the
 * petition and comes earlier. Null where no limit applies, or the instant it would take was not given.
 */
export function limitedTo(
  rule: ClockRule,
  petition: Petition,
  context: GuardContext,
  counting: Counting,
): Result<Timed | null, OutsideCalendar> {
  const own = firstLimit(rule.limits, petition, context, counting);
  const strictest = superiorDeadline(rule, petition, context, counting);
  if (!own.ok) return own;
  if (!strictest.ok) return strictest;
  if (strictest.value === null) return own;
  const { timed, superior } = strictest.value;
  if (own.value === null) return ok(told(timed, prevailingText(superior, true, null)));
  if (timed.dueAt === own.value.dueAt) return own;
  return timed.dueAt < own.value.dueAt
    ? ok(told(timed, prevailingText(superior, true, own.value.dueAt)))
    : ok(told(own.value, prevailingText(superior, false, timed.dueAt)));
}

/** The earliest deadline that a superior in force for this petition sets for the matter; null where none does. */
export function superiorDeadline(
  rule: ClockRule,
  petition: Petition,
  context: GuardContext,
  counting: Counting,
): Result<{ readonly timed: Timed; readonly superior: SuperiorLimit } | null, OutsideCalendar> {
  let earliest: { readonly timed: Timed; readonly superior: SuperiorLimit } | null = null;
  for (const superior of rule.superiors ?? []) {
    if (!isInForceFor(superior, petition)) continue;
    const theirs = firstLimit(superior.limits, petition, context, counting);
    if (!theirs.ok) return theirs;
    const timed = theirs.value;
    if (timed && (earliest === null || timed.dueAt < earliest.timed.dueAt)) {
      earliest = { timed, superior };
    }
  }
  return ok(earliest);
}

function told(timed: Timed, sentence: string): Timed {
  return { ...timed, explanation: [...timed.explanation, sentence] };
}

/** The instant from which a clock that starts now is counted; null where the day it needs has not been recorded. */
export function anchorOf(
  { startsAt = 'now' }: ClockRule,
  petition: Petition,
  context: GuardContext,
): Instant | null {
  if (startsAt === 'now') return context.now;
  if (startsAt === 'received') return petition.facts.receivedAt;
  const answer = latestRecord(petition, startsAt.record, context.regime)?.answers[startsAt.field];
  const day = typeof answer === 'string' ? parseLocalDay(answer) : null;
  return day?.ok ? startOfDay(day.value) : null;
}

/** So many days more. Natural days go on from the un-rolled last day, so that a rest period is not granted twice. */
export function extendedFrom(
  { dueAt, nominalDueAt }: Deadline,
  days: number,
  unit: ExtensionRule['unit'],
  calendar: Calendar,
): Result<Timed, OutsideCalendar> {
  const later =
    unit === 'natural_days'
      ? deadlineFor(calendar, { unit, amount: days, roll: 'next' }, nominalDueAt)
      : deadlineFor(calendar, { unit, amount: days }, dueAt);
  if (!later.ok) return later;
  const added = unit === 'natural_days' ? `${days}个自然日，末日遇休息日顺延` : `${days}个工作日`;
  const sentence = `原期限${chineseMoment(dueAt, 'withYear')}，经批准延长${added}，至${chineseMoment(later.value.dueAt, 'withYear')}。`;
  return ok({ ...later.value, explanation: [sentence] });
}

/** Close of business so many working days before another deadline, never after that deadline itself. */
export function workDaysBefore(
  calendar: Calendar,
  leading: Deadline,
  workDays: number,
): Result<Timed, OutsideCalendar> {
  const day = addWorkingDays(calendar, localDayOf(leading.dueAt), -workDays);
  if (!day.ok) return day;
  const dueAt = closeOf(calendar, day.value) ?? leading.dueAt;
  return ok({
    dueAt,
    nominalDueAt: dueAt,
    provisional: leading.provisional,
    explanation: [
      `办理期限为${chineseMoment(leading.dueAt, 'withYear')}，提前${workDays}个工作日报办，即${chineseMoment(dueAt, 'withYear')}。`,
    ],
  });
}

/** The first limit whose guards hold and whose external instant, if it needs one, was given. */
function firstLimit(
  limits: readonly ConditionalLimit[],
  petition: Petition,
  context: GuardContext,
  counting: Counting,
): Result<Timed | null, OutsideCalendar> {
  for (const { when, limit } of limits) {
    if (!holds(when, petition, context)) continue;
    const timed = timedBy(limit, petition, context, counting);
    if (!timed.ok || timed.value !== null) return timed;
  }
  return ok(null);
}

function timedBy(
  limit: Limit,
  petition: Petition,
  { calendar, regime }: GuardContext,
  { start, known, chosenDay }: Counting,
): Result<Timed | null, OutsideCalendar> {
  switch (limit.unit) {
    case 'external': {
      const dueAt =
        limit.from === 'registration'
          ? petition.facts.externalDueAt
          : chosenDay && closeOfWorkingDay(calendar, chosenDay);
      return ok(dueAt === undefined || dueAt === null ? null : external(dueAt, limit.from));
    }
    case 'before_clock': {
      const leading = known.findLast(
        ({ clock, stoppedAt }) => clock === limit.clock && stoppedAt === undefined,
      );
      return leading ? workDaysBefore(calendar, leading, limit.workDays) : ok(null);
    }
    case 'unspecified': {
      const timed = counted(calendar, limit.reading, start);
      if (!timed.ok) return timed;
      const explanation = [unspecifiedText(limit, regime.choices), ...timed.value.explanation];
      return ok({ ...timed.value, explanation });
    }
    default:
      return counted(calendar, limit, start);
  }
}

function counted(
  calendar: Calendar,
  rule: CountedLimit,
  start: Instant,
): Result<Timed, OutsideCalendar> {
  const deadline = deadlineFor(calendar, rule, start);
  if (!deadline.ok) return deadline;
  const explained = explainDeadline(calendar, rule, start);
  if (!explained.ok) return explained;
  return ok({ ...deadline.value, explanation: explained.value.sentences });
}

function external(dueAt: Instant, from: 'registration' | 'act'): Timed {
  const origin = from === 'registration' ? '按上级平台限办时间' : '按经办人填写的期限';
  return {
    dueAt,
    nominalDueAt: dueAt,
    provisional: false,
    explanation: [`${origin}：${chineseMoment(dueAt, 'withYear')}前办结，不另行推算。`],
  };
}

function closeOfWorkingDay(calendar: Calendar, day: LocalDay): Instant | null {
  const working = workingDayFrom(calendar, day);
  return working.ok ? closeOf(calendar, working.value) : null;
}

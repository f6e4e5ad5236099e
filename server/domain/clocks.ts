import type { Calendar, OutsideCalendar } from './calendar.ts';
import { type Deadline, deadlineFor } from './deadline.ts';
import type { DeadlineRule } from './deadline-rule.ts';
import type { ClockStarted, ClockStopped, DeadlineMoved } from './event.ts';
import { explainDeadline } from './explanation.ts';
import { type GuardContext, holds } from './guards.ts';
import { currentAssignment, type Petition, type RunningClock, runningClock } from './petition.ts';
import type { ClockId, ClockRule, Limit, Milestone, Trigger } from './regime.ts';
import type { Result } from './result.ts';
import { ok } from './result.ts';
import { chineseMoment, type Instant, type LocalDay, localDayOf } from './time.ts';
import { addWorkingDays, closeOf, workingDayFrom } from './working-time.ts';

/** Clocks that these milestones stop, as the petition stands after the act. */
export function stoppedClocks(
  petition: Petition,
  marks: readonly Milestone[],
  context: GuardContext,
): readonly ClockStopped[] {
  const over = context.regime.stages[petition.stage]?.end === true;
  return petition.clocks
    .filter(({ stoppedAt }) => stoppedAt === undefined)
    .filter(
      ({ clock }) =>
        over || triggered(context.regime.clocks[clock]?.stopsOn ?? [], petition, marks, context),
    )
    .map(({ clock, instance }) => ({ type: 'clockStopped', at: context.now, clock, instance }));
}

/**
 * Clocks that these milestones start. A petition clock already running is left alone, so that no return and no
 * second dispatch ever resets it; an assignment clock belongs to the new dispatch.
 */
export function startedClocks(
  petition: Petition,
  marks: readonly Milestone[],
  context: GuardContext,
  chosenDay?: LocalDay,
): Result<readonly ClockStarted[], OutsideCalendar> {
  const started: ClockStarted[] = [];
  for (const [clock, rule] of inDependencyOrder(context.regime.clocks)) {
    if (!triggered(rule.startsOn, petition, marks, context)) continue;
    const instance = instanceOf(petition, clock, rule);
    if (instance === null) continue;
    const known = [...petition.clocks, ...started.map((event) => event.clock)];
    const deadline = firstLimit(rule, petition, known, context, chosenDay);
    if (!deadline.ok) return deadline;
    if (deadline.value === null) continue;
    started.push({
      type: 'clockStarted',
      at: context.now,
      clock: { clock, instance, startedAt: context.now, moved: [], ...deadline.value },
    });
  }
  return ok(started);
}

/** Moves every clock that an extension concerns, and those counted back from them, by natural days. */
export function extendedClocks(
  petition: Petition,
  days: number,
  context: GuardContext,
): Result<readonly DeadlineMoved[], OutsideCalendar> {
  const moved: DeadlineMoved[] = [];
  for (const [clock, rule] of inDependencyOrder(context.regime.clocks)) {
    const running = runningClock(petition, clock);
    const later = running && extendedBy(running, rule, days, moved, context);
    if (!later) continue;
    if (!later.ok) return later;
    moved.push(movedTo(running, later.value, `批准延期${days}日`, context));
  }
  return ok(moved);
}

/** Null for a clock that an extension does not concern. */
function extendedBy(
  running: RunningClock,
  rule: ClockRule,
  days: number,
  moved: readonly DeadlineMoved[],
  { calendar }: GuardContext,
): Result<Timed, OutsideCalendar> | null {
  if (rule.extendable) return extendedFrom(running, days, calendar);
  const source = rule.limits.find(({ limit }) => limit.unit === 'before_clock')?.limit;
  if (source?.unit !== 'before_clock') return null;
  const leading = moved.find(({ clock }) => clock === source.clock);
  return leading ? workDaysBefore(calendar, leading, source.workDays) : null;
}

/** Counted on from the un-rolled last day, so that a rest period is not granted twice. */
function extendedFrom(
  { dueAt, nominalDueAt }: Deadline,
  days: number,
  calendar: Calendar,
): Result<Timed, OutsideCalendar> {
  const rule = { unit: 'natural_days', amount: days, roll: 'next' } as const;
  const later = deadlineFor(calendar, rule, nominalDueAt);
  if (!later.ok) return later;
  const sentence = `原期限${chineseMoment(dueAt, 'withYear')}，经批准延长${days}个自然日，末日遇休息日顺延，至${chineseMoment(later.value.dueAt, 'withYear')}。`;
  return ok({ ...later.value, explanation: [sentence] });
}

/**
 * A deadline by the calendar as it is now: from the same start, by the same limit, with what was granted.
 * Null when the limit depends on something the calendar does not decide.
 */
export function recalculatedClock(
  petition: Petition,
  running: RunningClock,
  context: GuardContext,
  why = '放假调休安排已载入',
): Result<DeadlineMoved | null, OutsideCalendar> {
  const rule = context.regime.clocks[running.clock];
  if (!rule) return ok(null);
  const atStart = { ...context, now: running.startedAt };
  const base = firstLimit(rule, petition, petition.clocks, atStart, undefined);
  if (!base.ok || base.value === null) return base.ok ? ok(null) : base;
  let deadline: Timed = base.value;
  const granted = petition.extensions.filter(({ outcome }) => outcome === 'granted');
  for (const { days } of rule.extendable ? granted : []) {
    const later = extendedFrom(deadline, days, context.calendar);
    if (!later.ok) return later;
    const explanation = [...deadline.explanation, ...later.value.explanation];
    deadline = { ...later.value, explanation };
  }
  return ok(movedTo(running, deadline, why, context));
}

type Timed = Deadline & { readonly explanation: readonly string[] };

function movedTo(
  { clock, instance }: RunningClock,
  { dueAt, nominalDueAt, provisional, explanation }: Timed,
  why: string,
  { now: at }: GuardContext,
): DeadlineMoved {
  return {
    type: 'deadlineMoved',
    at,
    clock,
    instance,
    dueAt,
    nominalDueAt,
    provisional,
    explanation,
    why,
  };
}

/** A clock that counts back from another one is looked at after it. */
function inDependencyOrder(
  clocks: Readonly<Record<ClockId, ClockRule>>,
): readonly (readonly [ClockId, ClockRule])[] {
  const counted = ([, rule]: readonly [ClockId, ClockRule]) =>
    rule.limits.some(({ limit }) => limit.unit === 'before_clock');
  const entries = Object.entries(clocks);
  return [...entries.filter((clock) => !counted(clock)), ...entries.filter(counted)];
}

function triggered(
  triggers: readonly Trigger[],
  petition: Petition,
  marks: readonly Milestone[],
  context: GuardContext,
): boolean {
  return triggers.some(
    ({ milestone, when }) => marks.includes(milestone) && holds(when, petition, context),
  );
}

/** Null when the clock has run for this dispatch already, or is running for the petition. */
function instanceOf(petition: Petition, clock: ClockId, rule: ClockRule): number | null {
  const earlier = petition.clocks.filter((candidate) => candidate.clock === clock);
  if (rule.scope === 'assignment') {
    const sequence = currentAssignment(petition)?.sequence;
    return sequence === undefined || earlier.some(({ instance }) => instance === sequence)
      ? null
      : sequence;
  }
  return runningClock(petition, clock) ? null : earlier.length;
}

/** The first limit whose guards hold and whose external instant, if it needs one, was given. */
function firstLimit(
  rule: ClockRule,
  petition: Petition,
  known: readonly RunningClock[],
  context: GuardContext,
  chosenDay: LocalDay | undefined,
): Result<Timed | null, OutsideCalendar> {
  for (const { when, limit } of rule.limits) {
    if (!holds(when, petition, context)) continue;
    const timed = timedBy(limit, petition, known, context, chosenDay);
    if (!timed.ok || timed.value !== null) return timed;
  }
  return ok(null);
}

function timedBy(
  limit: Limit,
  petition: Petition,
  known: readonly RunningClock[],
  { calendar, now }: GuardContext,
  chosenDay: LocalDay | undefined,
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
    default:
      return counted(calendar, limit, now);
  }
}

function counted(
  calendar: Calendar,
  rule: DeadlineRule,
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

/** Close of business so many working days before another deadline, never after that deadline itself. */
function workDaysBefore(
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
      `办理期限为${chineseMoment(leading.dueAt, 'withYear')}，提前${workDays}个工作日报信访办，即${chineseMoment(dueAt, 'withYear')}。`,
    ],
  });
}

import type { OutsideCalendar } from './calendar.ts';
import type { ClockId, ClockRule, Milestone, Trigger } from './clock-rule.ts';
import type { ClockStarted, ClockStopped, DeadlineMoved } from './event.ts';
import { type GuardContext, holds } from './guards.ts';
import { anchorOf, extendedFrom, limitedTo, type Timed, workDaysBefore } from './limits.ts';
import { currentAssignment, type Petition, type RunningClock, runningClock } from './petition.ts';
import { isInForceFor } from './precedence.ts';
import type { Result } from './result.ts';
import { ok, refuse } from './result.ts';
import type { LocalDay } from './time.ts';

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
    .map((running) => stopOf(running, context));
}

/**
 * Of the clocks that an act has just started, those that it stops as well: they took no time (当日登记). One that the act
 * stopped and started anew runs on.
 */
export function stoppedAtOnce(
  petition: Petition,
  started: readonly ClockStarted[],
  stopped: readonly ClockStopped[],
  marks: readonly Milestone[],
  context: GuardContext,
): readonly ClockStopped[] {
  const restarted = new Set(stopped.map(({ clock }) => clock));
  const fresh = started.map(({ clock: { clock, instance } }) => `${clock} ${instance}`);
  return stoppedClocks(petition, marks, context).filter(
    ({ clock, instance }) => !restarted.has(clock) && fresh.includes(`${clock} ${instance}`),
  );
}

function stopOf({ clock, instance }: RunningClock, { now: at }: GuardContext): ClockStopped {
  return { type: 'clockStopped', at, clock, instance };
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
    const place = instanceOf(petition, clock, rule);
    const startedAt = anchorOf(rule, petition, context);
    if (place === null || startedAt === null || !isLent(rule, petition)) continue;
    const known = [...petition.clocks, ...started.map((event) => event.clock)];
    const deadline = limitedTo(rule, petition, context, { start: startedAt, known, chosenDay });
    if (!deadline.ok) return deadline;
    if (deadline.value === null) continue;
    started.push({
      type: 'clockStarted',
      at: context.now,
      clock: { clock, ...place, startedAt, moved: [], ...deadline.value },
    });
  }
  return ok(started);
}

/**
 * Clocks whose limit the corrected facts choose anew (补正): the running one is stopped and one by the right limit runs
 * from the same start, with what was granted. Both stay on the file.
 */
export function rechosenClocks(
  before: Petition,
  after: Petition,
  context: GuardContext,
): Result<readonly (ClockStarted | ClockStopped)[], OutsideCalendar> {
  const events: (ClockStarted | ClockStopped)[] = [];
  let clocks = after.clocks;
  for (const [clock, rule] of inDependencyOrder(context.regime.clocks)) {
    const running = runningClock(after, clock);
    const chosen =
      running && rechosen(running, rule, { before, after: { ...after, clocks } }, context);
    if (!running || !chosen) continue;
    if (!chosen.ok) return chosen;
    events.push(stopOf(running, context), {
      type: 'clockStarted',
      at: context.now,
      clock: chosen.value,
    });
    clocks = [...clocks.filter((candidate) => candidate !== running), chosen.value];
  }
  return ok(events);
}

/** Null while the limit is the one it was. */
function rechosen(
  running: RunningClock,
  rule: ClockRule,
  { before, after }: { readonly before: Petition; readonly after: Petition },
  context: GuardContext,
): Result<RunningClock, OutsideCalendar> | null {
  const { clock, startedAt: from } = running;
  const startedAt = rule.startsAt === 'received' ? after.facts.receivedAt : from;
  const atStart = { ...context, now: from };
  const was = limitedTo(rule, before, atStart, { start: from, known: before.clocks });
  const base = limitedTo(rule, after, atStart, { start: startedAt, known: after.clocks });
  const is = withExtensions(base, rule, after, context);
  if (!was.ok || !base.ok || !is.ok) return OUTSIDE;
  if (is.value === null || was.value?.dueAt === base.value?.dueAt) return null;
  const earlier = after.clocks.filter((candidate) => candidate.clock === clock);
  const assignment = assignmentOf(running);
  const place =
    rule.scope === 'petition'
      ? { instance: highest(earlier) + 1 }
      : { ...placed(assignment, earlier), assignment };
  return ok({ clock, ...place, startedAt, moved: [], ...is.value });
}

const OUTSIDE = refuse<OutsideCalendar>({ code: 'outsideCalendar' });

/** Moves every clock that an extension concerns, and those counted back from them, by days of the extension's unit. */
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
    moved.push(
      movedTo(
        running,
        later.value,
        `批准延期${days}${extensionUnit(context.regime) === 'work_days' ? '个工作日' : '日'}`,
        context,
      ),
    );
  }
  return ok(moved);
}

/** Null for a clock that an extension does not concern. */
function extendedBy(
  running: RunningClock,
  rule: ClockRule,
  days: number,
  moved: readonly DeadlineMoved[],
  { calendar, regime }: GuardContext,
): Result<Timed, OutsideCalendar> | null {
  if (rule.extendable) return extendedFrom(running, days, extensionUnit(regime), calendar);
  const source = rule.limits.find(({ limit }) => limit.unit === 'before_clock')?.limit;
  if (source?.unit !== 'before_clock') return null;
  const leading = moved.find(({ clock }) => clock === source.clock);
  return leading ? workDaysBefore(calendar, leading, source.workDays) : null;
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
  const counting = { start: running.startedAt, known: petition.clocks };
  const deadline = withExtensions(
    limitedTo(rule, petition, atStart, counting),
    rule,
    petition,
    context,
  );
  if (!deadline.ok || deadline.value === null) return deadline.ok ? ok(null) : deadline;
  return ok(movedTo(running, deadline.value, why, context));
}

/** What was granted once stays granted, however the limit before it was come by. */
function withExtensions(
  base: Result<Timed | null, OutsideCalendar>,
  rule: ClockRule,
  petition: Petition,
  { calendar, regime }: GuardContext,
): Result<Timed | null, OutsideCalendar> {
  if (!base.ok || base.value === null) return base;
  let deadline: Timed = base.value;
  const granted = petition.extensions.filter(({ outcome }) => outcome === 'granted');
  for (const { days } of rule.extendable ? granted : []) {
    const later = extendedFrom(deadline, days, extensionUnit(regime), calendar);
    if (!later.ok) return later;
    const explanation = [...deadline.explanation, ...later.value.explanation];
    deadline = { ...later.value, explanation };
  }
  return ok(deadline);
}

/** Without a rule of its own nobody is asked for an extension; what was granted earlier was in natural days. */
function extensionUnit({ extension }: GuardContext['regime']) {
  return extension?.unit ?? 'natural_days';
}

function isLent({ lentBy }: ClockRule, petition: Petition): boolean {
  return lentBy === undefined || isInForceFor(lentBy, petition);
}

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

type Place = Pick<RunningClock, 'instance' | 'assignment'>;

/** Null when the clock has run for this dispatch already, or is running for the petition. */
function instanceOf(petition: Petition, clock: ClockId, rule: ClockRule): Place | null {
  const earlier = petition.clocks.filter((candidate) => candidate.clock === clock);
  if (rule.scope === 'petition') {
    return runningClock(petition, clock) ? null : { instance: highest(earlier) + 1 };
  }
  const sequence = currentAssignment(petition)?.sequence;
  return sequence === undefined || earlier.some((ran) => assignmentOf(ran) === sequence)
    ? null
    : placed(sequence, earlier);
}

/** The dispatch's own number as a rule; a later one where a clock chosen anew has taken it. */
function placed(assignment: number, earlier: readonly RunningClock[]): Place {
  const instance = Math.max(assignment, highest(earlier) + 1);
  return instance === assignment ? { instance } : { instance, assignment };
}

/** -1 before the first. */
function highest(earlier: readonly RunningClock[]): number {
  return Math.max(-1, ...earlier.map(({ instance }) => instance));
}

function assignmentOf({ instance, assignment = instance }: RunningClock): number {
  return assignment;
}

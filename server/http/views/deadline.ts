import type { DeadlineView } from '../../contract/view.ts';
import type { ClockRule } from '../../domain/clock-rule.ts';
import { spanText, workingTimeText } from '../../domain/message-variables.ts';
import { nextClock } from '../../domain/next-clock.ts';
import type { Petition, RunningClock } from '../../domain/petition.ts';
import { isInForceFor } from '../../domain/precedence.ts';
import { holdersOf } from '../../domain/staffing.ts';
import { chineseDay, chineseMoment, type Instant, localDayOf } from '../../domain/time.ts';
import { workingTimeBetween } from '../../domain/working-time.ts';
import type { ViewContext } from './context.ts';

/** 期限 and 怎么算的. A clock whose rule is gone from the regime, which a linted regime does not let happen, is left out. */
export function deadlineViews(petition: Petition, context: ViewContext): readonly DeadlineView[] {
  return petition.clocks.flatMap((clock) => {
    const view = deadlineView(clock, petition, context);
    return view ? [view] : [];
  });
}

/** The running deadline that falls due first: of those this person answers for, if any, else of all. */
export function nextDeadline(petition: Petition, context: ViewContext): DeadlineView | undefined {
  const first = nextClock(petition, context);
  return first && deadlineView(first, petition, context);
}

export function deadlineView(
  clock: RunningClock,
  petition: Petition,
  context: ViewContext,
): DeadlineView | undefined {
  const rule = context.regime.clocks[clock.clock];
  if (!rule) return undefined;
  const { dueAt, stoppedAt } = clock;
  const state = stateOf(clock, context.now);
  return {
    clock: clock.clock,
    instance: clock.instance,
    title: rule.title,
    startedAt: clock.startedAt,
    dueAt,
    dueText: chineseMoment(dueAt),
    ...(stoppedAt === undefined ? {} : { stoppedAt }),
    state,
    remainingWorkingMs: remaining(clock, context),
    remainingText: remainingText(clock, state, context),
    provisional: clock.provisional,
    explanation: [...clock.explanation],
    knownOnText: chineseDay(localDayOf(clock.moved.at(-1)?.at ?? clock.startedAt), 'withYear'),
    ...superiorOf(rule, petition),
    clause: {
      document: rule.clause.document,
      article: rule.clause.article,
      quote: rule.clause.quote,
    },
    explicit: rule.explicit,
    ...(rule.note === undefined ? {} : { note: rule.note }),
    responsible: responsible(rule.responsible, petition, context),
    moved: clock.moved.map(({ at, from, why }) => ({ at, from, why })),
  };
}

/** The superior's text beside the own one, whichever of the two the deadline goes by; and who lends the clock. */
function superiorOf(
  { superiors = [], lentBy }: ClockRule,
  petition: Petition,
): Pick<DeadlineView, 'superior' | 'lentBy'> {
  const [first] = superiors.filter((superior) => isInForceFor(superior, petition));
  return {
    ...(first ? { superior: { ...first.clause } } : {}),
    ...(lentBy ? { lentBy: lentBy.title } : {}),
  };
}

function stateOf({ dueAt, stoppedAt }: RunningClock, now: Instant): DeadlineView['state'] {
  if (stoppedAt === undefined) return now <= dueAt ? 'running' : 'overdue';
  return stoppedAt <= dueAt ? 'met' : 'missed';
}

/** Working time left when it was stopped, or now; negative when over. Outside the calendar plain time has to do. */
function remaining({ dueAt, stoppedAt }: RunningClock, { now, calendar }: ViewContext): number {
  const until = stoppedAt ?? now;
  const left = workingTimeBetween(calendar, until, dueAt);
  return left.ok ? left.value : dueAt - until;
}

function remainingText(
  { dueAt, stoppedAt }: RunningClock,
  state: DeadlineView['state'],
  { now, calendar }: ViewContext,
): string {
  switch (state) {
    case 'running':
      return `剩余${spanText(calendar, now, dueAt)}`;
    case 'overdue':
      return `已超期${spanText(calendar, dueAt, now)}`;
    case 'met':
      return '按时完成';
    case 'missed':
      return `超期${lateText(calendar, dueAt, stoppedAt ?? now)}完成`;
  }
}

function lateText(calendar: ViewContext['calendar'], dueAt: Instant, at: Instant): string {
  const late = workingTimeBetween(calendar, dueAt, at);
  return late.ok && late.value > 0 ? spanText(calendar, dueAt, at) : workingTimeText(1);
}

/** The people answerable now; where a role has nobody, the role itself. */
function responsible(
  roles: readonly string[],
  petition: Petition,
  { regime, directory }: ViewContext,
): string[] {
  const names = roles.flatMap((role) => {
    const holders = holdersOf(role, petition, regime, directory).map(({ name }) => name);
    const title = regime.roles[role]?.title;
    return holders.length > 0 || title === undefined ? holders : [title];
  });
  return [...new Set(names)];
}

import type { Calendar } from './calendar.ts';
import type { RunningClock } from './petition.ts';
import {
  chineseDay,
  chineseMoment,
  clockTimeText,
  type Instant,
  type LocalDay,
  localDayOf,
} from './time.ts';
import { workingDaysBetween } from './working-time.ts';

export type OpenClock = Pick<RunningClock, 'clock' | 'dueAt' | 'nominalDueAt'>;

/** What time says about an open petition on the morning of the reminder. */
export interface ClockState {
  /** `ahead`: its next deadline still comes; `past`: only an internal one has passed; `none`: no clock runs. */
  readonly kind: 'overdue' | 'ahead' | 'past' | 'none';
  /** The clock spoken of; absent with `none`. */
  readonly clock?: OpenClock;
  /** Natural days until it falls due; 0 is today. */
  readonly daysLeft: number;
  /** Clocks whose last day lies in the rest that begins tomorrow. */
  readonly duringRest: readonly OpenClock[];
}

interface Morning {
  readonly now: Instant;
  readonly calendar: Calendar;
  readonly restUntil?: LocalDay;
}

export function stateOf(
  { overdueAfter }: { readonly overdueAfter?: Instant },
  running: readonly OpenClock[],
  { now, restUntil }: Morning,
): ClockState {
  const today = localDayOf(now);
  const duringRest = running.filter(({ nominalDueAt }) => {
    const last = localDayOf(nominalDueAt);
    return restUntil !== undefined && last > today && last <= restUntil;
  });
  const state = (kind: ClockState['kind'], clock: OpenClock): ClockState => {
    return { kind, clock, daysLeft: localDayOf(clock.dueAt) - today, duringRest };
  };
  if (overdueAfter !== undefined && now > overdueAfter) {
    const passed = running.find(({ dueAt }) => dueAt === overdueAfter);
    return state(
      'overdue',
      passed ?? { clock: '', dueAt: overdueAfter, nominalDueAt: overdueAfter },
    );
  }
  const inOrder = running.toSorted((left, right) => left.dueAt - right.dueAt);
  const ahead = inOrder.find(({ dueAt }) => now <= dueAt);
  if (ahead) return state('ahead', ahead);
  const [past] = inOrder;
  return past ? state('past', past) : { kind: 'none', daysLeft: 0, duringRest };
}

/** `当天接处今日17:30到期`: the clock's title and its time, nothing else. */
export function stateText(
  state: ClockState,
  title: (clock: OpenClock) => string,
  morning: Morning,
): string {
  const { clock, duringRest } = state;
  const saidBelow = state.kind === 'ahead' && clock && duringRest.includes(clock);
  const rest = duringRest.map((due) => `休息期间到期：${title(due)}${restDueText(due)}`);
  const present = clock ? `${title(clock)}${presentText(state, clock, morning)}` : '暂无时限';
  return (saidBelow ? rest : [present, ...rest]).join('；');
}

function presentText(
  { kind, daysLeft }: ClockState,
  { dueAt }: OpenClock,
  morning: Morning,
): string {
  if (kind === 'overdue') return `${chineseMoment(dueAt)}到期，${overdueText(dueAt, morning)}`;
  if (kind === 'past') return `已于${chineseMoment(dueAt)}届满`;
  return daysLeft === 0 ? `今日${clockTimeText(dueAt)}到期` : `${chineseMoment(dueAt)}到期`;
}

/** People think of a file as so many working days late; on the day itself none has passed. */
function overdueText(dueAt: Instant, { calendar, now }: Morning): string {
  const days = workingDaysBetween(calendar, localDayOf(dueAt), localDayOf(now));
  return days.ok && days.value > 0 ? `逾期${days.value}个工作日` : '今日逾期';
}

function restDueText({ dueAt, nominalDueAt }: OpenClock): string {
  const last = localDayOf(nominalDueAt);
  return localDayOf(dueAt) === last
    ? chineseMoment(dueAt)
    : `末日${chineseDay(last)}，顺延至${chineseMoment(dueAt)}`;
}

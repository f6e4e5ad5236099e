import type { PetitionId, RunningClock } from '../petition.ts';
import type { Instant } from '../time.ts';
import type { Case } from './case.ts';
import { counted, type Figure, type Indicator, indicator } from './figure.ts';
import type { Window } from './period.ts';
import type { TimelinessRule } from './rules.ts';

/** One run of a clock whose deadline lies in the period. */
export interface DueCase {
  readonly id: PetitionId;
  readonly case: Case;
  readonly run: RunningClock;
  readonly state: DueState;
}

export type DueState = 'inTime' | 'late' | 'overdue' | 'notYetDue';

/**
 * Every run of the clock that falls due within the period. A clock stopped because the petition was merged,
 * transferred or withdrawn was neither kept nor missed and is left out. Nothing is due by a clock that is not there.
 */
export function dueIn(
  cases: readonly Case[],
  clock: string | undefined,
  { from, to, seenAt }: Window,
): readonly DueCase[] {
  if (clock === undefined) return [];
  return cases.flatMap((each) =>
    each.petition.clocks
      .filter((run) => run.clock === clock && run.dueAt >= from && run.dueAt < to)
      .filter((run) => !endedOtherwise(each, run))
      .map((run) => ({ id: each.id, case: each, run, state: stateOf(run, seenAt) })),
  );
}

/** Kept in time ÷ (done + overdue): what is open and overdue counts against it, what is not yet due does not count. */
export function timeliness(
  { id, title, clock }: TimelinessRule,
  cases: readonly Case[],
  window: Window,
): Indicator {
  return keptShare(id, title, dueIn(cases, clock, window));
}

export function keptShare(id: string, title: string, due: readonly DueCase[]): Indicator {
  return indicator({
    id,
    title,
    unit: 'share',
    numerator: counted('', '期内到期并按期完成', ofState(due, 'inTime')),
    denominator: counted(
      '',
      '期内到期已完成与逾期未完成之和',
      ofState(due, 'inTime', 'late', 'overdue'),
    ),
  });
}

/** 按期／超期 × 已办结／未办结 of the petitions due within the period. */
export function conclusionTable(due: readonly DueCase[]): readonly Figure[] {
  return [
    counted('due.inTime', '按期办结', ofState(due, 'inTime')),
    counted('due.late', '超期办结', ofState(due, 'late')),
    counted('due.overdue', '超期未办结', ofState(due, 'overdue')),
    counted('due.notYetDue', '未到期未办结（不计入按期办结率）', ofState(due, 'notYetDue')),
  ];
}

export function ofState(due: readonly DueCase[], ...states: readonly DueState[]) {
  return due.filter(({ state }) => states.includes(state));
}

function stateOf({ stoppedAt, dueAt }: RunningClock, seenAt: Instant): DueState {
  if (stoppedAt !== undefined) return stoppedAt <= dueAt ? 'inTime' : 'late';
  return dueAt < seenAt ? 'overdue' : 'notYetDue';
}

function endedOtherwise({ petition, endedAt }: Case, { stoppedAt }: RunningClock): boolean {
  return endedAt !== undefined && stoppedAt === endedAt && petition.concludedAt === undefined;
}

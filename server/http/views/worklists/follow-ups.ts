import type { FollowUpRow } from '../../../contract/worklists.ts';
import type { FollowUp, Petition } from '../../../domain/petition.ts';
import type { Regime } from '../../../domain/regime.ts';
import { chineseMoment, localDayOf } from '../../../domain/time.ts';
import { followUpTitles } from '../../../domain/titles.ts';
import type { WorklistItem } from '../../worklist-items.ts';
import type { ViewContext } from '../context.ts';
import { nameOf } from '../people.ts';
import { runningClockOf } from './running-clock.ts';

/** What is to be done about the follow-up of this petition; null: nothing. */
export function followUpRowOf(item: WorklistItem): FollowUpRow | null {
  const state = stateOf(item);
  return state && rowOf(item, state, item.petition.followUps.at(-1), String(state));
}

/** Every attempt and visit made, for the register. */
export function followUpRecordsOf(item: WorklistItem): readonly FollowUpRow[] {
  return item.petition.followUps.map((followUp, index) =>
    rowOf(item, 'done', followUp, String(index)),
  );
}

function rowOf(
  { petition, row, context }: WorklistItem,
  state: FollowUpRow['state'],
  last: FollowUp | undefined,
  key: string,
): FollowUpRow {
  const deadline = runningClockOf('followUp', petition, context.regime);
  return {
    key: `${petition.id}/${key}`,
    petition: row,
    state,
    ...(petition.concludedAt === undefined ? {} : { concludedAt: petition.concludedAt }),
    ...(deadline && state !== 'done'
      ? { dueAt: deadline.dueAt, dueText: chineseMoment(deadline.dueAt) }
      : {}),
    unreached: petition.followUps.filter(({ outcome }) => outcome === 'unreachable').length,
    attempts: context.regime.followUpAttempts,
    ...(last ? { last: lastView(last, context) } : {}),
  };
}

function stateOf({ petition, context }: WorklistItem): FollowUpRow['state'] | null {
  const { regime, now } = context;
  const last = petition.followUps.at(-1);
  if (isAwaited('followUp', petition, regime)) {
    const due = runningClockOf('followUp', petition, regime)?.dueAt;
    if (due === undefined) return 'coming';
    if (now > due) return 'overdue';
    return localDayOf(due) === localDayOf(now) ? 'today' : 'coming';
  }
  if (!last) return null;
  if (isAwaited('openVerification', petition, regime)) return 'dissatisfied';
  return isUnrated(last) ? 'unrated' : null;
}

/** Nobody was reached, or nobody was asked to rate: not to be counted as satisfied. */
function isUnrated({ outcome, ratingPrompted }: FollowUp): boolean {
  return outcome === 'unreachable' || outcome === 'notPossible' || !ratingPrompted;
}

function isAwaited(
  kind: 'followUp' | 'openVerification',
  petition: Petition,
  regime: Regime,
): boolean {
  const acts = regime.stages[petition.stage]?.acts ?? {};
  return Object.values(acts).some((act) => act.kind === kind && act.aside !== true);
}

function lastView(
  { at, by, outcome, method, comment, ratingPrompted }: FollowUp,
  { directory }: ViewContext,
): NonNullable<FollowUpRow['last']> {
  return {
    at,
    by: nameOf(by, directory),
    outcomeText: followUpTitles[outcome],
    ...(method === undefined ? {} : { methodText: METHODS[method] }),
    ...(comment === undefined ? {} : { comment }),
    ratingPrompted,
  };
}

const METHODS = { phone: '电话', inPerson: '当面' } as const;

import type { SupervisionRow } from '../../../contract/worklists.ts';
import type { RunningClock, Supervision } from '../../../domain/petition.ts';
import { chineseDay, type Instant, localDayOf } from '../../../domain/time.ts';
import type { WorklistItem } from '../../worklist-items.ts';
import { nameOf } from '../people.ts';
import { runningClockOf } from './running-clock.ts';

/** 督办 of the petition, in the order of their numbers. */
export function supervisionRowsOf({
  petition,
  row,
  context,
}: WorklistItem): readonly SupervisionRow[] {
  return petition.supervisions.map((supervision) => {
    const { number, reason, openedAt, openedBy, outcome, closedAt } = supervision;
    return {
      key: number,
      petition: row,
      number,
      reason,
      openedAt,
      openedBy: nameOf(openedBy, context.directory),
      ...dueOf(
        supervision,
        runningClockOf('closeSupervision', petition, context.regime),
        context.now,
      ),
      ...(outcome === undefined ? {} : { outcome }),
      ...(closedAt === undefined ? {} : { closedAt }),
    };
  });
}

/** While it runs its clock says when it is overdue; one that was closed on a later day stays so. */
function dueOf(
  { dueOn, closedAt }: Supervision,
  clock: RunningClock | undefined,
  now: Instant,
): Pick<SupervisionRow, 'dueText' | 'overdue' | 'daysLeft'> {
  if (dueOn === undefined) return { overdue: false };
  const dueText = chineseDay(dueOn);
  if (closedAt !== undefined) return { dueText, overdue: localDayOf(closedAt) > dueOn };
  const daysLeft = dueOn - localDayOf(now);
  return { dueText, overdue: clock ? now > clock.dueAt : daysLeft < 0, daysLeft };
}

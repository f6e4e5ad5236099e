import type { SupervisionRow } from '../../../contract/worklists.ts';
import { chineseDay, localDayOf } from '../../../domain/time.ts';
import type { WorklistItem } from '../../worklist-items.ts';
import { nameOf } from '../people.ts';

/** 督办 of the petition; overdue from the day after the one it is due on. */
export function supervisionRowsOf({
  petition,
  row,
  context,
}: WorklistItem): readonly SupervisionRow[] {
  return petition.supervisions.map(
    ({ number, reason, openedAt, openedBy, dueOn, outcome, closedAt }) => {
      const daysLeft = dueOn === undefined ? undefined : dueOn - localDayOf(closedAt ?? context.now);
      return {
        key: number,
        petition: row,
        number,
        reason,
        openedAt,
        openedBy: nameOf(openedBy, context.directory),
        ...(dueOn === undefined ? {} : { dueText: chineseDay(dueOn) }),
        overdue: daysLeft !== undefined && daysLeft < 0,
        ...(daysLeft === undefined || closedAt !== undefined ? {} : { daysLeft }),
        ...(outcome === undefined ? {} : { outcome }),
        ...(closedAt === undefined ? {} : { closedAt }),
      };
    },
  );
}

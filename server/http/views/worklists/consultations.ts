import type { ConsultationRow } from '../../../contract/worklists.ts';
import type { Consultation } from '../../../domain/petition.ts';
import { chineseDay, localDayOf } from '../../../domain/time.ts';
import type { WorklistItem } from '../../worklist-items.ts';
import { nameOf } from '../people.ts';

/** 会商 of the petition, and the one the weekly flag calls for that nobody has asked for otherwise. */
export function consultationRowsOf(item: WorklistItem): readonly ConsultationRow[] {
  const { petition, row, context } = item;
  const held = petition.consultations.map((meeting, index) => meetingRow(item, meeting, index));
  const isOpen = petition.consultations.at(-1)?.concludedAt === undefined && held.length > 0;
  if (isOpen || !isWaiting(item)) return held;
  const called: ConsultationRow = {
    key: `${petition.id}/${held.length}`,
    petition: row,
    reason: '进入周会商',
    openedAt: petition.stageSince,
  };
  return context.now >= petition.stageSince ? [...held, called] : held;
}

function isWaiting({ petition, context }: WorklistItem): boolean {
  const acts = context.regime.stages[petition.stage]?.acts ?? {};
  return Object.values(acts).some(({ kind }) => kind === 'concludeConsultation');
}

function meetingRow(
  { petition, row, context }: WorklistItem,
  { openedAt, openedBy, reason, decision, concludedAt, ownerId, dueOn }: Consultation,
  index: number,
): ConsultationRow {
  return {
    key: `${petition.id}/${index}`,
    petition: row,
    reason,
    openedAt,
    openedBy: nameOf(openedBy, context.directory),
    ...(decision === undefined ? {} : { decision }),
    ...(concludedAt === undefined ? {} : { concludedAt }),
    ...(ownerId === undefined ? {} : { owner: nameOf(ownerId, context.directory) }),
    ...(dueOn === undefined
      ? {}
      : {
          due: {
            text: chineseDay(dueOn),
            overdue: !row.ended && localDayOf(context.now) > dueOn,
          },
        }),
  };
}

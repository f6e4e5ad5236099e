import type { Answers } from '../../server/domain/record.ts';
import { type Desk, deskUnder, type Entry } from './regime-desk.ts';
import { day } from './time.ts';

/** The fictional office's people, by what they are (db/seed/offices/shuangfeng2018.json). */
export const mailClerk = 'shuangfeng-clerk-1';
export const mailDirector = 'shuangfeng-director';
export const coordinator = 'shuangfeng-coordinator';
export const inspector = 'shuangfeng-inspector-1';

/** 县住房和城乡建设局 */
export const housing = {
  id: 'shuangfeng-housing',
  head: 'shuangfeng-housing-head',
  deputy: 'shuangfeng-housing-deputy',
  clerk: 'shuangfeng-housing-clerk',
  caseworker: 'shuangfeng-housing-caseworker',
};

/** 县交通运输局 */
export const transport = {
  id: 'shuangfeng-transport',
  head: 'shuangfeng-transport-head',
  deputy: 'shuangfeng-transport-deputy',
  clerk: 'shuangfeng-transport-clerk',
  caseworker: 'shuangfeng-transport-caseworker',
};

/** A complaint that came into the county's own mailbox, neither urgent nor important. */
export const complaint: Answers = {
  mailbox: 'county',
  kind: 'livelihood',
  nature: 'complaint',
  urgent: false,
  major: false,
};

/** Registered in the working week of Wednesday 6 May 2026 (Saturday the 9th is worked) unless told otherwise. */
export function letter(
  changes: Answers = {},
  moment = '2026-05-06 09:00',
  entry: Entry = {},
): Desk {
  const desk = deskUnder('shuangfeng2018', moment);
  desk.register(mailClerk, { ...entry, answers: { ...complaint, ...changes } });
  return desk;
}

export function assignTo(desk: Desk, unit: { readonly id: string }): void {
  desk.does(mailClerk, 'assign', { input: { unitId: unit.id, opinion: '请按职责依法及时办理。' } });
}

/** The unit has received, recorded, presented and given it to its caseworker. */
export function takenUp(desk: Desk, unit: typeof housing): void {
  desk.does(unit.clerk, 'accept');
  desk.does(unit.clerk, 'recordInUnit');
  desk.does(unit.clerk, 'present');
  desk.does(unit.deputy, 'nameCaseworker', { input: { caseworkerId: unit.caseworker } });
}

export function inHand(changes: Answers = {}, moment?: string): Desk {
  const desk = letter(changes, moment);
  assignTo(desk, housing);
  takenUp(desk, housing);
  return desk;
}

export const reply = {
  findings: '经现场查看，积水属实，系雨水井堵塞。',
  reply: '已疏通雨水井，并列入汛前养护计划。',
  told: { how: 'phone', on: day('2026-05-06') },
  unreasonable: false,
} as const;

import type { Answers } from '../../server/domain/record.ts';
import { type Desk, deskUnder, type Entry } from './regime-desk.ts';
import { day } from './time.ts';

/** The fictional office's people, by what they are (db/seed/offices/zhejiang_first2017.json). */
export const intakeClerk = 'zhejiang-clerk-1';
export const bureauHead = 'zhejiang-head';
export const bureauVisitor = 'zhejiang-visitor';
export const discipline = 'zhejiang-discipline';

/** 市自然资源局 */
export const planning = {
  id: 'zhejiang-planning',
  head: 'zhejiang-planning-head',
  leader: 'zhejiang-planning-leader',
  clerk: 'zhejiang-planning-clerk',
  caseworker: 'zhejiang-planning-caseworker',
};

export const ordinary: Answers = { skipLevel: false, abnormal: false, urgent: false };

/** Received and registered in the working week of Wednesday 6 May 2026. */
export function registered(entry: Entry = {}, moment = '2026-05-06 09:00'): Desk {
  const desk = deskUnder('zhejiang_first2017', moment);
  desk.register(intakeClerk, { ...entry, answers: { ...ordinary, ...entry.answers } });
  return desk;
}

export function screened(entry: Entry = {}): Desk {
  const desk = registered(entry);
  desk.does(intakeClerk, 'enter');
  return desk;
}

export function forwarded(entry: Entry = {}): Desk {
  const desk = screened(entry);
  desk.does(intakeClerk, 'assign', {
    input: { unitId: planning.id, opinion: '请按首办责任要求办理。' },
  });
  return desk;
}

export function named(entry: Entry = {}): Desk {
  const desk = forwarded(entry);
  desk.does(planning.clerk, 'accept');
  desk.does(planning.head, 'nameFirstHandling', {
    input: { caseworkerId: planning.caseworker },
    answers: { leader: planning.leader, reason: '按职责分工' },
  });
  return desk;
}

export const means: Answers = { means: ['law', 'policy'], methods: ['mediation'] };
export const result = {
  findings: '经查，宅基地确权材料齐全。',
  reply: '已受理确权登记申请。',
  told: { how: 'phone', on: day('2026-05-06') },
  unreasonable: false,
} as const;

/** Handled, answered and waiting for the petitioner's rating. */
export function answered(desk: Desk = named()): Desk {
  desk.does(planning.caseworker, 'submitResult', { input: result, answers: means });
  desk.does(planning.leader, 'conclude', { input: { opinion: '同意答复。' } });
  desk.does(planning.caseworker, 'deliverReply', {
    input: { channel: 'written', on: day('2026-05-06') },
  });
  return desk;
}

export function rated(value: string, desk: Desk = answered()): Desk {
  desk.does(intakeClerk, 'recordRating', { answers: { value } });
  return desk;
}

export const visit: Answers = {
  method: 'onSite',
  rating: 'dissatisfied',
  summary: '已当面解释政策并听取意见。',
};

export function visitedTwice(problem: boolean): Desk {
  const desk = rated('dissatisfied');
  desk.does(planning.clerk, 'recordOrganVisit', { answers: visit });
  desk.does(bureauVisitor, 'recordBureauVisit', { answers: { ...visit, problem } });
  return desk;
}

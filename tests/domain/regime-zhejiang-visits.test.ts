import { describe, expect, it } from 'vitest';
import { at } from '../support/at.ts';
import { found } from '../support/planted-regime.ts';
import { day } from '../support/time.ts';
import {
  answered,
  bureauHead,
  bureauVisitor,
  discipline,
  forwarded,
  intakeClerk,
  named,
  planning,
  rated,
  result,
  visit,
  visitedTwice,
} from '../support/zhejiang.ts';

const incident = {
  cause: 'notCarried',
  consequence: 'skipLevel',
  incidentOn: '2026-05-06',
  facts: '承办人长期未联系信访人，致其越级上访。',
};
const proposal = {
  criticised: true,
  against: ['unit', 'person'],
  addressee: ['supervision', 'personnel'],
  advice: '建议对责任人予以批评教育。',
};
const outcome = {
  measures: ['organisational'],
  decidedOn: '2026-05-06',
  published: false,
  summary: '给予批评教育处理。',
};
const optionsOf = (record: string, field: string) => {
  const { records } = named().regime;
  const control = found(records?.[record]?.fields.find(({ id }) => id === field));
  return 'options' in control ? control.options.map(({ title }) => title) : [];
};

describe('rating and return visits (四（二）)', () => {
  it('visit the dissatisfied and those who have not rated, nobody else [Z9]', () => {
    for (const value of ['dissatisfied', 'unrated']) {
      expect(rated(value).petition().stage).toBe('organVisit');
    }
    for (const value of ['satisfied', 'basicallySatisfied']) {
      expect(rated(value).petition().stage).toBe('closed');
    }
  });

  it('close nothing that has not been asked for its rating [Z9]', () => {
    expect(answered().tries(intakeClerk, 'recordRating')).toBe('recordFaulty answers.value');
    expect(optionsOf('rating', 'value')).toEqual(['满意', '基本满意', '不满意', '未评价']);
  });

  it('are not made by the person who handled the petition [Z9]', () => {
    const desk = rated('dissatisfied');
    expect(desk.tries(planning.clerk, 'recordOrganVisit', { answers: visit })).toBe('ok');
    const own = forwarded();
    own.does(planning.clerk, 'accept');
    own.does(planning.head, 'nameFirstHandling', {
      input: { caseworkerId: planning.clerk },
      answers: { leader: planning.leader, reason: '按职责分工' },
    });
    own.does(planning.clerk, 'submitResult', {
      input: result,
      answers: { means: ['law'], methods: ['guidance'] },
    });
    own.does(planning.leader, 'conclude', { input: { opinion: '同意答复。' } });
    own.does(planning.clerk, 'deliverReply', {
      input: { channel: 'written', on: day('2026-05-06') },
    });
    rated('unrated', own);
    expect(own.tries(planning.clerk, 'recordOrganVisit', { answers: visit })).toBe('notApart');
    expect(own.tries(planning.leader, 'recordOrganVisit', { answers: visit })).toBe('ok');
  });

  it('come a second time from the bureau, by one of four ways [Z10]', () => {
    expect(optionsOf('bureauVisit', 'method')).toEqual(['电话', '网络', '短信', '实地']);
    const desk = rated('unrated');
    desk.does(planning.clerk, 'recordOrganVisit', { answers: { ...visit, rating: 'satisfied' } });
    expect(desk.petition().stage).toBe('bureauVisit');
    expect(desk.offered(planning.clerk)).not.toContain('recordBureauVisit');
    const seen = { ...visit, problem: false };
    expect(
      desk.tries(bureauVisitor, 'recordBureauVisit', { answers: { ...seen, method: 'letter' } }),
    ).toBe('recordFaulty answers.method');
    desk.does(bureauVisitor, 'recordBureauVisit', { answers: seen });
    expect(desk.petition().stage).toBe('closed');
  });

  it('never by the same person twice [Z10]', () => {
    const desk = forwarded();
    desk.does(planning.clerk, 'accept');
    desk.does(planning.head, 'nameFirstHandling', {
      input: { caseworkerId: planning.caseworker },
      answers: { leader: bureauVisitor, reason: '机关派驻' },
    });
    desk.does(planning.caseworker, 'submitResult', {
      input: result,
      answers: { means: ['law'], methods: ['guidance'] },
    });
    desk.does(bureauVisitor, 'conclude', { input: { opinion: '同意答复。' } });
    desk.does(planning.caseworker, 'deliverReply', {
      input: { channel: 'written', on: day('2026-05-06') },
    });
    rated('dissatisfied', desk);
    desk.does(bureauVisitor, 'recordOrganVisit', { answers: visit });
    expect(
      desk.tries(bureauVisitor, 'recordBureauVisit', { answers: { ...visit, problem: false } }),
    ).toBe('notApart');
  });
});

describe('what a visit finds is checked one by one (四（三）)', () => {
  const facts = '经核查，承办机关超过两个月未作处理。';

  it('excessive demands are explained, with facts, policy and reasons [Z11]', () => {
    const desk = visitedTwice(true);
    desk.does(bureauHead, 'recordCheck', { answers: { finding: 'excessive', facts } });
    expect(desk.petition().stage).toBe('explaining');
    const told = { facts: true, policy: true, reasons: true, summary: '已做好情绪疏导。' };
    expect(
      desk.tries(bureauVisitor, 'recordExplanation', { answers: { ...told, policy: false } }),
    ).toBe('recordFaulty answers.policy');
    desk.does(bureauVisitor, 'recordExplanation', { answers: told });
    expect(desk.petition().stage).toBe('closed');
  });

  it('an organ at fault is pressed in one of five ways until it has put things right [Z11]', () => {
    expect(optionsOf('check', 'mode')).toEqual([
      '联合督查',
      '交叉督查',
      '社会督查',
      '领导督查',
      '媒体督查',
    ]);
    const desk = visitedTwice(true);
    const fault = { finding: 'organFault', fault: ['slowness'], facts };
    expect(desk.tries(bureauHead, 'recordCheck', { answers: fault })).toBe(
      'recordFaulty answers.mode',
    );
    desk.does(bureauHead, 'recordCheck', { answers: { ...fault, mode: 'joint' } });
    expect(desk.petition().stage).toBe('rectifying');
    const done = { measures: '已补办确权手续并向信访人说明。', doneOn: '2026-05-06' };
    desk.does(planning.head, 'reportRectification', { answers: done });
    desk.does(bureauHead, 'rejectRectification', { input: { reason: '尚未联系信访人。' } });
    expect(desk.petition().stage).toBe('rectifying');
    desk.does(planning.head, 'reportRectification', { answers: done });
    desk.does(bureauHead, 'acceptRectification');
    expect(desk.petition().stage).toBe('closed');
  });

  it('nothing found, nothing to check [Z11]', () => {
    expect(visitedTwice(false).petition().stage).toBe('closed');
  });
});

describe('failure has its consequence (四（四）)', () => {
  it('a proposal within one week of the day it happened, not of the day it was noted [Z12]', () => {
    const desk = named();
    desk.setTime('2026-05-12 09:00');
    desk.does(bureauHead, 'recordIncident', { answers: incident });
    expect(desk.due('accountabilityProposal')).toBe(at('2026-05-13 17:30'));
    desk.setTime('2026-05-13 17:30');
    desk.does(bureauHead, 'proposeAccountability', { answers: proposal });
    const { stoppedAt = 0, dueAt } = desk.clock('accountabilityProposal');
    expect(stoppedAt).toBeLessThanOrEqual(dueAt);
  });

  it('late a minute after the week [Z12]', () => {
    const desk = named();
    desk.does(bureauHead, 'recordIncident', { answers: incident });
    desk.setTime('2026-05-13 17:31');
    desk.does(bureauHead, 'proposeAccountability', { answers: proposal });
    const { stoppedAt = 0, dueAt } = desk.clock('accountabilityProposal');
    expect(stoppedAt).toBeGreaterThan(dueAt);
  });

  it('with public criticism, for four causes and three consequences, to those who decide [Z12]', () => {
    expect(optionsOf('incident', 'cause')).toHaveLength(4);
    expect(optionsOf('incident', 'consequence')).toHaveLength(3);
    const desk = named();
    desk.does(bureauHead, 'recordIncident', { answers: incident });
    const lacking = (answers: object) =>
      desk.tries(bureauHead, 'proposeAccountability', { answers: { ...proposal, ...answers } });
    expect(lacking({ criticised: false })).toBe('recordFaulty answers.criticised');
    expect(lacking({ addressee: [] })).toBe('recordFaulty answers.addressee');
    const notices = desk.regime.papers?.notices ?? {};
    expect(Object.keys(notices)).toEqual(['criticism', 'accountabilityAdvice']);
  });

  it('and keeps the petition open until the proposal is made and its outcome written down [Z12][Z13]', () => {
    const desk = answered();
    desk.does(bureauHead, 'recordIncident', { answers: incident });
    const satisfied = { answers: { value: 'satisfied' } };
    expect(desk.tries(intakeClerk, 'recordRating', satisfied)).toBe(
      'conditionNotMet recorded:proposal',
    );
    desk.does(bureauHead, 'proposeAccountability', { answers: proposal });
    desk.does(intakeClerk, 'recordRating', satisfied);
    expect(desk.petition().stage).toBe('accountability');
    expect(desk.offered(bureauHead)).not.toContain('recordOutcome');
    desk.does(discipline, 'recordOutcome', { answers: outcome });
    expect(desk.petition().stage).toBe('closed');
  });

  it('the outcome being a measure, a sanction or the courts, made public within limits [Z13]', () => {
    expect(optionsOf('outcome', 'measures')).toEqual([
      '组织处理',
      '党纪处分',
      '政纪处分',
      '移交司法机关',
      '不予追究',
    ]);
    const desk = answered();
    desk.does(bureauHead, 'recordIncident', { answers: incident });
    desk.does(bureauHead, 'proposeAccountability', { answers: proposal });
    desk.does(intakeClerk, 'recordRating', { answers: { value: 'satisfied' } });
    expect(
      desk.tries(discipline, 'recordOutcome', { answers: { ...outcome, published: true } }),
    ).toBe('recordFaulty answers.scope');
    expect(
      desk.tries(discipline, 'recordOutcome', {
        answers: { ...outcome, published: true, scope: '本系统内部' },
      }),
    ).toBe('ok');
  });
});

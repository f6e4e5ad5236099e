import { describe, expect, it } from 'vitest';
import type { Act, ActorRule, Regime } from '../../server/domain/regime.ts';
import { found, regimes } from '../support/planted-regime.ts';

const jinghu: Regime = found(regimes.get('jinghu2020'));
const statute: Regime = found(regimes.get('cn2022'));

const act = (stage: string, id: string): Act => found(found(jinghu.stages[stage]).acts[id]);
const rolesOf = (by: readonly ActorRule[]) => by.map(({ role }) => role);
const allActs = Object.entries(jinghu.stages).flatMap(([stage, { acts }]) =>
  Object.entries(acts).map(([id, definition]) => ({ stage, id, definition })),
);

describe('who signs (附件1)', () => {
  it('depends on 检举控告 in the two sign-offs, and in the ruling, and nowhere else', () => {
    const stages = allActs
      .filter(({ definition }) =>
        definition.by.some(({ when }) => when?.some((guard) => guard.endsWith('accusation'))),
      )
      .map(({ stage }) => stage);
    expect([...new Set(stages)]).toEqual([
      'awaitingAssignment',
      'awaitingRuling',
      'awaitingConclusion',
    ]);
  });

  it.each([
    ['awaitingAssignment', 'assign'],
    ['awaitingConclusion', 'conclude'],
  ])('is the principal leader for an accusation in %s, else the petition leader', (stage, id) => {
    expect(act(stage, id).by).toEqual([
      { role: 'petitionLeader', when: ['!accusation'] },
      { role: 'principalLeader', when: ['accusation'] },
    ]);
  });

  it('is the leader of the matter before the petition leader [M44]', () => {
    expect(act('handling', 'submitReply').to).toBe('matterReview');
    expect(rolesOf(act('matterReview', 'approveReply').by)).toEqual(['matterLeader']);
    expect(act('matterReview', 'approveReply').to).toBe('petitionReview');
    expect(rolesOf(act('petitionReview', 'approveReply').by)).toEqual(['petitionLeader']);
    expect(act('petitionReview', 'approveReply').to).toBe('awaitingConclusion');
  });

  it('is four people on 附件5 and the leader of the matter on 附件6', () => {
    const signers = [
      ['awaitingVerificationAssignment', 'assignVerification'],
      ['awaitingVerificationInstruction', 'instructVerification'],
      ['awaitingVerificationOrder', 'orderVerification'],
      ['verifying', 'submitStatement'],
      ['awaitingStatementIssue', 'issueStatement'],
    ].map(([stage = '', id = '']) => [act(stage, id).signs, rolesOf(act(stage, id).by)[0]]);
    expect(signers).toEqual([
      ['verificationAssignment', 'principalLeader'],
      ['verificationInstruction', 'matterLeader'],
      ['verificationOrder', 'unitHead'],
      ['verificationStatement', 'caseworker'],
      ['statementIssue', 'matterLeader'],
    ]);
  });
});

describe('退单', () => {
  it('has three working hours from the push to the liaisons', () => {
    const { limits, startsOn, clause, explicit } = found(jinghu.clocks.returnWindow);
    expect(limits).toEqual([{ limit: { unit: 'work_hours', amount: 3 } }]);
    expect(startsOn.map(({ milestone }) => milestone)).toEqual(['assigned']);
    expect(act('awaitingAssignment', 'assign').marks).toContain('assigned');
    expect(clause.quote).toContain('3工作小时');
    expect(explicit).toBe(true);
  });

  it('starts no clock of the petition anew, however it is settled', () => {
    const settling = allActs.filter(
      ({ stage, definition }) =>
        definition.kind === 'return' ||
        ['returnReview', 'awaitingLateReturnApproval', 'awaitingRuling'].includes(stage),
    );
    const marks = settling.flatMap(({ definition }) => definition.marks ?? []);
    const petitionStarts = Object.values(jinghu.clocks)
      .filter(({ scope }) => scope === 'petition')
      .flatMap(({ startsOn }) => startsOn.map(({ milestone }) => milestone));
    expect(settling.length).toBeGreaterThan(8);
    expect(petitionStarts.filter((milestone) => marks.includes(milestone))).toEqual([]);
  });

  it('is never possible against a binding ruling', () => {
    expect(act('awaitingRuling', 'ruleUnit').binds).toBe(true);
    for (const { definition } of allActs.filter((each) => each.definition.kind === 'return')) {
      expect(definition.when).toContain('!boundByRuling');
    }
  });

  it('is decided higher up when it is late, with the same three outcomes', () => {
    const outcomes = ['reassign', 'rejectReturn', 'upholdReturnForTransfer'];
    expect(Object.keys(found(jinghu.stages.awaitingLateReturnApproval).acts).sort()).toEqual(
      outcomes,
    );
    for (const id of outcomes) {
      expect(act('returnReview', id).when).toEqual(['!returnLate']);
      expect(act('awaitingLateReturnApproval', id).by).toEqual([
        { role: 'petitionDirector', when: ['!returnLateOverOneDay'] },
        { role: 'petitionLeader', when: ['returnLateOverOneDay'] },
      ]);
    }
  });
});

describe('责令重办', () => {
  const reworks = allActs.filter(({ definition }) => definition.kind === 'rework');

  it('is open to the reviewing leader and to the office at each of the three reviews', () => {
    for (const stage of ['matterReview', 'petitionReview', 'awaitingConclusion']) {
      const roles = reworks
        .filter((each) => each.stage === stage)
        .map(({ definition }) => rolesOf(definition.by));
      expect(roles[0]).toEqual(
        rolesOf(Object.values(found(jinghu.stages[stage]).acts)[0]?.by ?? []),
      );
      expect(roles[1]).toEqual(['petitionClerk', 'petitionDirector']);
    }
  });

  it('voids the reviews and leaves the assignment signed', () => {
    for (const { definition } of reworks) {
      expect(definition.to).toBe('handling');
      expect(definition.voids).toEqual(expect.arrayContaining(['matterReview', 'petitionReview']));
      expect(definition.voids).not.toContain('assignment');
    }
  });
});

describe('what follows a conclusion', () => {
  it.each([
    ['followUp', 'flagsCheck'],
    ['visitFollowUp', 'visitFlags'],
  ])(
    'is a verification for the dissatisfied and another attempt for the unreachable in %s',
    (stage, flags) => {
      expect(act(stage, 'recordFollowUp').to).toEqual([
        { when: ['followUpDissatisfied'], stage: 'verificationOpened' },
        { when: ['followUpSettled'], stage: flags },
        { when: ['followUpExhausted'], stage: flags },
        { stage },
      ]);
    },
  );

  it('is no archive while a verification, a consultation or a supervision is owed', () => {
    expect(act('consultation', 'settleConsultation').when).toContain('!inVerification');
    expect(act('flagsCheck', 'answerFlags').to).toEqual([
      { when: ['consultationOwed'], stage: 'consultation' },
      { when: ['supervisionOrdered'], stage: 'supervised' },
      { when: ['supervised'], stage: 'supervised' },
      { stage: 'archived' },
    ]);
  });

  it('runs the three days to an answer, not to an unanswered call', () => {
    const { limits, stopsOn } = found(jinghu.clocks.followUpVisit);
    expect(limits).toEqual([{ limit: { unit: 'natural_days', amount: 3, roll: 'next' } }]);
    expect(stopsOn.every(({ when }) => when !== undefined)).toBe(true);
  });
});

describe('the regulation as data', () => {
  it('takes the deadline of a superior from the paper, and counts its own from the statute', () => {
    const { limits, clause } = found(jinghu.clocks.caseDue);
    expect(limits[0]).toEqual({
      when: ['superiorCase'],
      limit: { unit: 'external', from: 'registration' },
    });
    expect(limits.at(-1)).toEqual({
      limit: { unit: 'natural_days', amount: 60, roll: 'next' },
    });
    expect(clause.document).toBe(statute.title);
  });

  it('reminds by the six nodes of 节点化督查 and more [M19]', () => {
    const titles = Object.values(jinghu.nodes).map(({ title }) => title);
    expect(titles).toEqual(
      expect.arrayContaining(['待签批', '待接处', '待回复', '待审核', '待回访', '核实中']),
    );
  });

  it('has the seven 到位 of its closing checklist', () => {
    expect(jinghu.closingChecklist).toHaveLength(7);
    expect(jinghu.closingChecklist.every(({ title }) => title.endsWith('到位'))).toBe(true);
  });

  it('shows every choice of reading with its reason', () => {
    const numbered = (letter: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
    expect(jinghu.choices.map(({ id }) => id)).toEqual([...numbered('R', 17), ...numbered('V', 7)]);
  });

  it('has the limits of the statute it yields to', () => {
    expect(jinghu.extends).toBe(statute.id);
    const amounts = Object.values(statute.clocks).map(({ limits }) => {
      const limit = found(limits[0]).limit;
      return 'amount' in limit ? `${limit.amount} ${limit.unit}` : limit.unit;
    });
    expect(amounts).toEqual([
      '15 natural_days',
      '15 natural_days',
      '5 work_days',
      '60 natural_days',
      ...Array.from({ length: 4 }, () => '30 natural_days'),
    ]);
    expect(statute.extension?.maximum).toBe(30);
  });
});

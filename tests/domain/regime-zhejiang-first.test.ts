import { describe, expect, it } from 'vitest';
import { at } from '../support/at.ts';
import { found } from '../support/planted-regime.ts';
import { deskUnder } from '../support/regime-desk.ts';
import {
  answered,
  forwarded,
  intakeClerk,
  means,
  named,
  ordinary,
  planning,
  registered,
  result,
  screened,
} from '../support/zhejiang.ts';

const { regime } = registered();
const optionsOf = (record: string, field: string) => {
  const control = found(regime.records?.[record]?.fields.find(({ id }) => id === field));
  return 'options' in control ? control.options.map(({ title }) => title) : [];
};

describe('first-time petitions (一、二)', () => {
  it('pass through flow, rating, check and accountability as one chain [Z1]', () => {
    const chain = new Set(
      Object.values(regime.nodes).map(({ title }) => found(title.split('·')[0])),
    );
    expect([...chain]).toEqual(['网上流转', '评价回访', '核查督办', '责任追究']);
    const { stage } = answered().petition();
    expect(regime.nodes[regime.stages[stage]?.node ?? '']?.title).toBe('评价回访·待评价');
  });

  it('come by six ways and no other [Z3]', () => {
    const channels = ['letter', 'online', 'email', 'fax', 'call', 'visit'] as const;
    expect(regime.registration?.channels.map(({ id }) => id)).toEqual(channels);
    const by = (channel: 'agent' | (typeof channels)[number]) =>
      deskUnder('zhejiang_first2017', '2026-05-06 09:00').tryToRegister(intakeClerk, {
        facts: { channel },
        answers: ordinary,
      });
    for (const channel of channels) expect(by(channel)).toBe('ok');
    expect(by('agent')).toBe('fieldInvalid channel');
  });

  it('are those that nobody has brought before; others leave for the ordinary procedure [Z3]', () => {
    const again = screened({ facts: { repeated: true } });
    const given = { input: { unitId: planning.id, opinion: '请办理。' } };
    expect(again.tries(intakeClerk, 'assign', given)).toBe('conditionNotMet !repeated');
    again.does(intakeClerk, 'notFirst', { input: { note: '去年已就同一事项反映并答复。' } });
    expect(again.petition().stage).toBe('ordinary');
    expect(screened().tries(intakeClerk, 'notFirst', { input: { note: '不是初次。' } })).toBe(
      'conditionNotMet repeated',
    );
  });

  it('are counted as repeated, skip-level and abnormal visits every month [Z2]', () => {
    const monthly = found(regime.reports?.find(({ period }) => period === 'month'));
    expect(monthly.counts?.slice(0, 3).map(({ id, when }) => [id, when])).toEqual([
      ['skipLevel', ['answered:registration.skipLevel=yes']],
      ['abnormal', ['answered:registration.abnormal=yes']],
      ['repeats', ['repeated']],
    ]);
    const { skipLevel: _, ...unsaid } = ordinary;
    const desk = deskUnder('zhejiang_first2017', '2026-05-06 09:00');
    expect(desk.tryToRegister(intakeClerk, { answers: unsaid })).toBe(
      'recordFaulty answers.skipLevel',
    );
  });

  it('are none where one of seven procedures is the lawful way [Z4]', () => {
    expect(optionsOf('statutoryRoute', 'route')).toEqual([
      '诉讼',
      '仲裁',
      '行政许可',
      '行政确认',
      '行政裁决',
      '行政给付',
      '行政复议',
    ]);
    const desk = screened();
    const led = { route: 'litigation', explanation: '该纠纷应当向人民法院提起民事诉讼。' };
    expect(
      desk.tries(intakeClerk, 'leadToProcedure', { answers: { ...led, route: 'mediation' } }),
    ).toBe('recordFaulty answers.route');
    desk.does(intakeClerk, 'leadToProcedure', { answers: led });
    expect(desk.petition().stage).toBe('notApplicable');
  });
});

describe('the first handling (三)', () => {
  it('has a unit, a leader and a person, and does not begin without any of them [Z5][Z7]', () => {
    const desk = forwarded();
    desk.does(planning.clerk, 'accept');
    const person = { caseworkerId: planning.caseworker };
    const reason = '按职责分工';
    expect(
      desk.tries(planning.head, 'nameFirstHandling', { input: person, answers: { reason } }),
    ).toBe('recordFaulty answers.leader');
    desk.does(planning.head, 'nameFirstHandling', {
      input: person,
      answers: { leader: planning.leader, reason },
    });
    expect(desk.petition().assignments.at(-1)).toMatchObject({
      unitId: planning.id,
      caseworkerId: planning.caseworker,
    });
    expect(desk.offered(planning.caseworker)).toContain('submitResult');
  });

  it('is changed only by another record with its reason, the first one stays [Z5]', () => {
    const desk = named();
    const change = (answers: object) =>
      desk.tries(planning.head, 'changeFirstHandling', {
        input: { caseworkerId: planning.clerk },
        answers: { leader: planning.head, ...answers },
      });
    expect(change({})).toBe('recordFaulty answers.reason');
    expect(change({ reason: '原责任领导调离' })).toBe('ok');
    const filed = desk.petition().records.filter(({ record }) => record === 'firstHandling');
    expect(filed.map(({ answers }) => answers.leader)).toEqual([planning.leader, planning.head]);
    desk.does(planning.clerk, 'submitResult', { input: result, answers: means });
    expect(desk.offered(planning.head)).toContain('conclude');
    expect(desk.offered(planning.leader)).not.toContain('conclude');
  });

  it('says by which means and methods it was done [Z7]', () => {
    expect(optionsOf('means', 'means')).toEqual(['法律', '政策', '经济', '行政']);
    expect(optionsOf('means', 'methods')).toEqual(['教育', '调解', '疏导']);
    const by = (answers: object) =>
      named().tries(planning.caseworker, 'submitResult', {
        input: result,
        answers: { ...means, ...answers },
      });
    expect(by({ means: [] })).toBe('recordFaulty answers.means');
    expect(by({ methods: [] })).toBe('recordFaulty answers.methods');
    expect(by({})).toBe('ok');
  });
});

describe('speed without a number (三（一）)', () => {
  it('is measured from receipt to entry and to forwarding, and makes nothing late [Z6]', () => {
    expect(regime.measures?.entry).toMatchObject({ from: 'received', to: 'entered' });
    expect(regime.measures?.forwarding).toMatchObject({ from: 'received', to: 'forwarded' });
    expect(Object.keys(regime.clocks)).not.toContain('entry');
    const acts = [regime.stages.received?.acts.enter, regime.stages.triage?.acts.assign];
    expect(acts.map((act) => act?.marks?.[0])).toEqual(['entered', 'forwarded']);
  });

  it('leaves the superior’s fifteen days in force [Z6]', () => {
    const desk = registered();
    expect(desk.due('forwardingDue')).toBe(at('2026-05-21 17:30'));
    expect(regime.clocks.forwardingDue?.clause.document).toBe('信访工作条例');
  });

  it('and gives the handling the superior’s sixty days, since its own text has none [Z7]', () => {
    expect(named().due('caseDue')).toBe(at('2026-07-06 17:30'));
  });
});

describe('every step is on line (四（一）)', () => {
  it('so that no stage is reached but by an act that is on the file, with who and when [Z8]', () => {
    const desk = answered();
    const steps = desk.events().flatMap((event) => (event.type === 'actTaken' ? [event] : []));
    let stage = regime.flows.first?.start;
    for (const { from, to, by } of steps) {
      expect(from).toBe(stage);
      expect(by).toMatch(/^zhejiang-/);
      stage = to;
    }
    expect(stage).toBe(desk.petition().stage);
    expect(desk.tries(intakeClerk, 'recordCheck')).toMatch(/^wrongStage/);
  });

  it('recheck and review as well [Z8]', () => {
    const desk = answered();
    desk.does(intakeClerk, 'requestReview', { answers: { level: 'recheck', on: '2026-05-06' } });
    expect(desk.petition().stage).toBe('reviewing');
    expect(desk.due('recheckOpinion')).toBe(at('2026-06-05 17:30'));
    desk.does(intakeClerk, 'recordReviewOpinion', {
      answers: { organ: '市人民政府', result: 'upheld', on: '2026-05-06' },
    });
    expect(desk.petition().stage).toBe('awaitingRating');
  });

  it('and openness ends where an accusation begins [Z8]', () => {
    const openness = found(regime.superior?.conflicts.find(({ id }) => id === 'openness'));
    expect(openness).toMatchObject({ prevails: 'superior', theirs: { article: '第三十条第三款' } });
  });
});

describe('what the three departments and the assessment need (四（四）、五)', () => {
  it('is a meeting every half-year with its minutes and who took part [Z14]', () => {
    const meeting = found(regime.duties?.analysisMeeting);
    expect(meeting).toMatchObject({ every: 'half', by: 'bureauHead' });
    expect(meeting.form.filter(({ optional }) => !optional).map(({ id }) => id)).toEqual([
      'heldOn',
      'departments',
      'attendance',
      'minutes',
    ]);
  });

  it('is an assessment of principal leader, leader in charge and first handler [Z15]', () => {
    const yearly = found(regime.reports?.find(({ period }) => period === 'year'));
    expect(yearly.assessment?.by).toEqual(['unit', 'unitHead', 'unitLeader', 'person']);
  });

  it('says who explains it, whom else it is for and since when [Z16]', () => {
    expect(regime.interpretedBy).toBe('省信访工作领导小组办公室');
    expect(regime.appliesTo).toContain('参照本意见执行');
    expect(regime.effectiveFrom).toBe('2017-02-21');
  });
});

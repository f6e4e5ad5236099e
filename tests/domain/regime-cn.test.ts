import { describe, expect, it } from 'vitest';
import type { Answers } from '../../server/domain/record.ts';
import { at } from '../support/at.ts';
import { found, regimes } from '../support/planted-regime.ts';
import { type Desk, deskUnder, type Entry } from '../support/regime-desk.ts';
import { day } from '../support/time.ts';

const regime = found(regimes.get('cn2022'));
const receiver = 'cn-receiver-1';
const head = 'cn-head';
const caseworker = 'cn-land-1';

const opinion: Answers = {
  claims: '请求更正土地登记面积。',
  findings: '登记面积与实测面积不符。',
  basis: '依照不动产登记暂行条例予以更正。',
  rights: true,
};

function accepted(entry: Entry = {}): Desk {
  const desk = deskUnder('cn2022', '2026-05-06 09:00');
  desk.register(receiver, entry);
  desk.does(receiver, 'acceptPetition');
  return desk;
}

function routed(route: string): Desk {
  const desk = accepted();
  desk.does(caseworker, 'startInvestigation', {
    answers: { route, reason: '属于申诉求决类事项。' },
  });
  return desk;
}

function issued(): Desk {
  const desk = routed('petition');
  desk.does(head, 'issueOpinion', { input: { opinion: '同意。' }, answers: opinion });
  return desk;
}

function delivered(): Desk {
  const desk = issued();
  desk.does(caseworker, 'deliverOpinion', {
    input: { channel: 'inPerson', on: day('2026-05-06') },
    answers: { how: 'inPerson', receivedOn: '2026-05-06' },
  });
  return desk;
}

/** Rechecked and upheld; the petitioner received that opinion on the day. */
function rechecked(receivedOn: string): Desk {
  const desk = delivered();
  desk.does(receiver, 'recordRecheckRequest', {
    answers: { on: '2026-05-06', claims: '请求重新测量面积。' },
  });
  desk.setTime('2026-05-26 09:00');
  desk.does(receiver, 'recordRecheckOpinion', {
    answers: { result: 'upheld', receivedOn, opinion: '维持原处理意见。' },
  });
  return desk;
}

describe('the six ways of article 31', () => {
  it.each(['judicial', 'arbitration', 'party', 'administrative', 'duty'])(
    'lead %s out of the petition procedure',
    (route) => {
      expect(routed(route).petition().stage).toBe('statutoryProcedure');
    },
  );

  it('leave the sixth to the petition procedure, and know no seventh', () => {
    expect(routed('petition').petition().stage).toBe('investigating');
    expect(
      accepted().tries(caseworker, 'startInvestigation', {
        answers: { route: 'mayor', reason: '请市长批示。' },
      }),
    ).toBe('recordFaulty answers.route');
  });
});

describe('the opinion (articles 32 to 36)', () => {
  it('names claims, facts, grounds and the way to a recheck', () => {
    for (const field of Object.keys(opinion)) {
      const { [field]: _, ...incomplete } = opinion;
      expect(
        routed('petition').tries(head, 'issueOpinion', {
          input: { opinion: '同意。' },
          answers: incomplete,
        }),
      ).toBe(`recordFaulty answers.${field}`);
    }
  });

  it('is due 60 days after acceptance, 30 more at most', () => {
    const desk = routed('petition');
    expect(desk.due('caseDue')).toBe(at('2026-07-06 17:30'));
    const asks = (days: number) =>
      desk.tries(caseworker, 'requestExtension', { input: { days, reason: '情况复杂。' } });
    expect(asks(31)).not.toBe('ok');
    expect(asks(30)).toBe('ok');
  });

  it('may be contested for 30 days after it was received', () => {
    const desk = delivered();
    expect(desk.due('recheckRequest')).toBe(at('2026-06-05 17:30'));
    desk.does(receiver, 'recordRecheckRequest', {
      answers: { on: '2026-05-06', claims: '请求重新测量面积。' },
    });
    expect(desk.petition().stage).toBe('rechecking');
  });

  it('is contested from the day it was received, whenever that is written down', () => {
    const desk = issued();
    desk.setTime('2026-05-20 09:00');
    desk.does(caseworker, 'deliverOpinion', {
      input: { channel: 'mail', on: day('2026-05-08') },
      answers: { how: 'mail', receivedOn: '2026-05-11' },
    });
    expect(desk.due('recheckRequest')).toBe(at('2026-06-10 17:30'));
  });

  it('becomes final only when the 30 days have run out', () => {
    const desk = delivered();
    desk.setTime('2026-06-05 17:30');
    expect(desk.tries(receiver, 'closeUnchallenged')).toBe(
      'conditionNotMet elapsed:recheckRequest',
    );
    desk.setTime('2026-06-05 17:31');
    desk.does(receiver, 'closeUnchallenged');
    expect(desk.petition().stage).toBe('ended');
  });

  it('after a recheck only when 30 days more have run out, from the day that opinion was received', () => {
    const desk = rechecked('2026-05-25');
    expect(desk.due('reviewRequest')).toBe(at('2026-06-24 17:30'));
    desk.setTime('2026-06-24 17:30');
    expect(desk.tries(receiver, 'closeUnchallenged')).toBe('conditionNotMet elapsed:reviewRequest');
    desk.setTime('2026-06-24 17:31');
    expect(desk.tries(receiver, 'closeUnchallenged')).toBe('ok');
  });

  it('is at its end where nobody can be found to receive it', () => {
    const desk = issued();
    desk.does(caseworker, 'deliverOpinion', {
      input: { channel: 'written', on: day('2026-05-06') },
      answers: { how: 'notPossible' },
    });
    expect(desk.petition().stage).toBe('ended');
  });

  it('says how the time of a review hearing is counted, where everybody can read it', () => {
    const choice = found(regime.choices.find(({ id }) => id === 'S4'));
    expect(choice.choice).toContain('系统不自动顺延');
    expect(regime.clocks.reviewOpinion?.note).toContain('听证所需时间不计算在内');
  });

  it('is not needed where both sides have agreed in writing', () => {
    const desk = routed('petition');
    desk.does(caseworker, 'settleByMediation', {
      answers: { kind: 'mediation', on: '2026-05-06', terms: '双方同意重新测量。' },
    });
    expect(desk.petition().stage).toBe('ended');
  });
});

describe('what is not accepted', () => {
  it('has a ground of the statute and a reason', () => {
    const tries = (answers: Answers) => {
      const desk = deskUnder('cn2022', '2026-05-06 09:00');
      desk.register(receiver);
      return desk.tries(receiver, 'declinePetition', { answers });
    };
    expect(tries({ ground: 'concluded', reason: '同一事实和理由已经复核。' })).toBe('ok');
    expect(tries({ ground: 'late', reason: '超过二十年。' })).toBe('recordFaulty answers.ground');
    expect(tries({ ground: 'concluded' })).toBe('recordFaulty answers.reason');
  });
});

describe('the office under the statute', () => {
  it('has someone who keeps its people and who audits', () => {
    expect(Object.values(regime.roles).some(({ administers }) => administers)).toBe(true);
    expect(Object.values(regime.roles).some(({ audits }) => audits)).toBe(true);
  });

  it('reports once a year (article 41)', () => {
    expect(regime.reports?.map(({ period }) => period)).toEqual(['year']);
  });
});

describe('the regimes side by side', () => {
  it('print no number that another would print', () => {
    const patterns = [...regimes.values()].flatMap(({ numbers }) =>
      Object.values(numbers).map(({ pattern }) => pattern),
    );
    expect(new Set(patterns).size).toBe(patterns.length);
  });
});

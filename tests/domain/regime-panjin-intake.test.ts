import { describe, expect, it } from 'vitest';
import { at } from '../support/at.ts';
import {
  chief,
  deputy,
  director,
  firstContact,
  formed,
  inHand,
  instructed,
  otherStaff,
  refusal,
  registered,
  reported,
  simple,
  staff,
  wetland,
} from '../support/panjin.ts';
import { found, regimes } from '../support/planted-regime.ts';
import { deskUnder } from '../support/regime-desk.ts';

const regime = found(regimes.get('panjin_forestry2020'));
const refusalDelivery = {
  how: 'inPerson',
  on: '2026-05-06',
  receiver: '示例',
  guided: true,
};

describe('a petition is received and registered on one day (二、二)', () => {
  it('in time on the day it came, late on the next [J1]', () => {
    const entry = { facts: { receivedAt: at('2026-05-06 08:40') } };
    const inTime = registered(entry, '2026-05-06 17:20').clock('registration');
    expect(inTime.stoppedAt).toBeLessThanOrEqual(inTime.dueAt);
    const late = registered(entry, '2026-05-07 08:31').clock('registration');
    expect(late.stoppedAt).toBeGreaterThan(late.dueAt);
  });

  it('whatever it is: everything that comes gets a number without gaps [J1][J8]', () => {
    expect(registered().petition().number).toBe('盘林湿访〔2026〕001号');
  });
});

describe('first receiving and first forwarding (四（一）)', () => {
  it('falls to the head of the section the leader wrote it to, and to nobody else [J10]', () => {
    const desk = instructed();
    expect(desk.offered(wetland.head)).toContain('reportAcceptable');
    expect(desk.tries('panjin-forest-head', 'reportAcceptable')).toBe('notPermitted');
    expect(desk.tries(wetland.caseworker, 'reportAcceptable')).toBe('notPermitted');
    expect(desk.petition().assignments[0]?.recipients).toEqual([wetland.head]);
  });

  it('asks him for his talk with the petitioner before he reports to the office [J10]', () => {
    const { talk: _, ...silent } = firstContact;
    expect(instructed().tries(wetland.head, 'reportAcceptable', { answers: silent })).toBe(
      'recordFaulty answers.talk',
    );
    expect(reported().petition().stage).toBe('acceptance');
  });

  it('asks where the trouble began, so that whoever caused it settles it [J27]', () => {
    const { origin: _, ...rootless } = firstContact;
    expect(instructed().tries(wetland.head, 'reportAcceptable', { answers: rootless })).toBe(
      'recordFaulty answers.origin',
    );
    expect(reported().petition().records.at(-1)?.answers.origin).toBe('湿地保护管理科勘界环节');
  });
});

describe('three people answer for a petition', () => {
  it('the director and the worker of the office by name, the head of the section by his post [J12][J27]', () => {
    const desk = inHand();
    desk.setTime('2026-05-06 10:00');
    expect(desk.offered(staff)).toContain('submitOpinion');
    expect(desk.offered(otherStaff)).not.toContain('submitOpinion');
    expect(desk.petition().records.at(-1)?.answers).toMatchObject({
      first: director,
      direct: staff,
    });
    expect(found(regime.clocks.simpleCase).responsible).toEqual([
      'firstResponsible',
      'directResponsible',
      'sectionHead',
    ]);
  });

  it('none of whom may be left out [J12]', () => {
    const { first: _, ...headless } = simple;
    expect(reported().tries(staff, 'acceptPetition', { answers: headless })).toBe(
      'recordFaulty answers.first',
    );
    const { direct: __, ...handless } = simple;
    expect(reported().tries(staff, 'acceptPetition', { answers: handless })).toBe(
      'recordFaulty answers.direct',
    );
  });
});

describe('a change of those who answer for it', () => {
  const change = { first: deputy, direct: otherStaff, reason: '原直接责任人调离岗位。' };

  it('takes effect at once, tells them, and leaves the first record as it was [J12]', () => {
    const desk = inHand();
    desk.does(director, 'changeResponsible', { answers: change });
    expect(desk.told().flatMap(({ to }) => to)).toEqual(
      expect.arrayContaining([deputy, otherStaff]),
    );
    expect(desk.offered(otherStaff)).toContain('submitOpinion');
    expect(desk.offered(staff)).not.toContain('submitOpinion');
    const filed = desk.petition().records.filter(({ answers }) => 'direct' in answers);
    expect(filed.map(({ answers }) => answers.direct)).toEqual([staff, otherStaff]);
    expect(desk.due('simpleCase')).toBe(at('2026-05-18 17:30'));
  });

  it('needs its reason, and the director of the office [J12]', () => {
    const { reason: _, ...unexplained } = change;
    expect(inHand().tries(director, 'changeResponsible', { answers: unexplained })).toBe(
      'recordFaulty answers.reason',
    );
    expect(inHand().tries(staff, 'changeResponsible', { answers: change })).toBe('notPermitted');
  });
});

describe('within 3 days one of two papers is made out (四（二）)', () => {
  it('counted from the instruction, the day itself not counted [J13]', () => {
    expect(instructed().due('acceptanceNotice')).toBe(at('2026-05-09 17:30'));
    expect(regime.clocks.acceptanceNotice?.limits[0]?.limit).toMatchObject({
      unit: 'unspecified',
      amount: 3,
      choice: 'bareDay',
    });
  });

  it('in time at the last minute and late after it [J13]', () => {
    const desk = reported();
    desk.setTime('2026-05-09 17:30');
    desk.does(staff, 'acceptPetition', { answers: simple });
    const inTime = desk.clock('acceptanceNotice');
    expect(inTime.stoppedAt).toBe(inTime.dueAt);
    const late = reported();
    late.setTime('2026-05-09 17:31');
    late.does(staff, 'acceptPetition', { answers: simple });
    expect(late.clock('acceptanceNotice').stoppedAt).toBeGreaterThan(
      late.clock('acceptanceNotice').dueAt,
    );
  });

  it('accepted or not accepted, never both [J13]', () => {
    const accepted = inHand();
    expect(accepted.clock('acceptanceNotice').stoppedAt).toBeDefined();
    expect(accepted.tries(staff, 'refusePetition', { answers: refusal })).toMatch(/^wrongStage/);
    const refused = reported();
    refused.does(staff, 'refusePetition', { answers: refusal });
    expect(refused.clock('acceptanceNotice').stoppedAt).toBeDefined();
    expect(refused.tries(staff, 'acceptPetition', { answers: simple })).toMatch(/^wrongStage/);
  });
});

describe('what is not for the petition procedure (二、四)', () => {
  it.each(['litigation', 'discipline'])(
    'is not accepted because of %s, and guided on [J5]',
    (ground) => {
      const desk = registered();
      desk.does(staff, 'presentToLeader');
      desk.does(director, 'refuseDirectly', { answers: { ...refusal, ground } });
      expect(desk.petition().stage).toBe('refusing');
      desk.does(staff, 'deliverRefusal', { answers: refusalDelivery });
      expect(desk.petition().stage).toBe('refused');
    },
  );

  it('is refused with a reason, and for a ground of the list alone [J5][J11]', () => {
    const tries = (answers: object) =>
      instructed().tries(wetland.head, 'reportNotAcceptable', {
        answers: { ...refusal, ...answers },
      });
    expect(tries({ reason: '不属于受理范围' })).toBe('recordFaulty answers.reason');
    expect(tries({ ground: 'busy' })).toBe('recordFaulty answers.ground');
    expect(tries({ route: undefined })).toBe('recordFaulty answers.route');
    expect(tries({})).toBe('ok');
  });

  it('is told the person himself before the file ends [J11]', () => {
    const desk = instructed();
    desk.does(wetland.head, 'reportNotAcceptable', { answers: refusal });
    const { receiver: _, ...unsigned } = refusalDelivery;
    expect(desk.tries(wetland.head, 'deliverRefusal', { answers: unsigned })).toBe(
      'recordFaulty answers.receiver',
    );
    expect(
      desk.tries(wetland.head, 'deliverRefusal', {
        answers: { ...refusalDelivery, guided: false },
      }),
    ).toBe('recordFaulty answers.guided');
    desk.does(wetland.head, 'deliverRefusal', { answers: refusalDelivery });
    expect(desk.petition().stage).toBe('refused');
    expect(regime.papers?.sheets.refusalNotice?.when).toEqual(['recorded:refusal']);
  });

  it('is decided for an accusation by the head of the bureau alone [J5]', () => {
    const desk = deskUnder('panjin_forestry2020', '2026-05-06 09:00');
    desk.register(staff, { facts: { appealType: 'accusation' }, accused: { outside: true } });
    desk.does(staff, 'presentToLeader');
    expect(desk.tries(director, 'refuseDirectly', { answers: refusal })).toBe('notPermitted');
    expect(desk.tries(chief, 'refuseDirectly', { answers: refusal })).toBe('ok');
  });
});

describe('a simple first petition is finished at once (二、二)', () => {
  it('within 10 natural days of its acceptance [J2]', () => {
    const desk = inHand();
    expect(desk.due('simpleCase')).toBe(at('2026-05-18 17:30'));
    expect(regime.clocks.simpleCase?.limits[0]?.limit).toMatchObject({
      unit: 'natural_days',
      amount: 10,
    });
  });

  it('in time on the last day, late after it [J2]', () => {
    const inTime = inHand();
    inTime.setTime('2026-05-18 17:30');
    formed(inTime);
    expect(inTime.clock('simpleCase').stoppedAt).toBe(inTime.due('simpleCase'));
    const late = inHand();
    late.setTime('2026-05-18 17:31');
    formed(late);
    expect(late.clock('simpleCase').stoppedAt).toBeGreaterThan(late.due('simpleCase'));
  });

  it.each(['firstTime', 'factsClear', 'dutyClear', 'easy'])(
    'only where %s is said too [J2]',
    (tick) => {
      const clocks = inHand({ [tick]: false })
        .petition()
        .clocks.map(({ clock }) => clock);
      expect(clocks).not.toContain('simpleCase');
      expect(clocks).toContain('caseDue');
    },
  );

  it('and any other within the 60 days of the superior rule, the shorter of the two prevailing [J3]', () => {
    const desk = inHand();
    expect(desk.due('simpleCase')).toBeLessThan(desk.due('caseDue'));
    expect(inHand({ easy: false }).due('caseDue')).toBe(at('2026-07-06 17:30'));
    expect(regime.choices.find(({ id }) => id === 'provinceNotice')?.choice).toContain(
      '以短者为准',
    );
  });
});

describe('the leading group', () => {
  it('is the one there was; the page says so [J28]', () => {
    expect(regime.choices.find(({ id }) => id === 'sameGroup')?.reason).toContain(
      '不再单独成立工作领导小组',
    );
  });

  it('puts a leader in charge of a hard case, who is named on the file [J7]', () => {
    const desk = inHand();
    desk.does(chief, 'chargeLeader', {
      answers: { leader: director, reason: '涉及多户边界，群众反映强烈。' },
    });
    expect(desk.petition().records.at(-1)).toMatchObject({ record: 'leaderCharge', by: chief });
    expect(desk.tries(staff, 'chargeLeader', { answers: {} })).toBe('notPermitted');
  });
});

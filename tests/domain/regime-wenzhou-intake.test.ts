import { describe, expect, it } from 'vitest';
import type { Answers } from '../../server/domain/record.ts';
import { at } from '../support/at.ts';
import { found, regimes } from '../support/planted-regime.ts';
import { deskUnder } from '../support/regime-desk.ts';
import {
  assigned,
  classified,
  contacted,
  deputy,
  fedBack,
  findings,
  itemsWith,
  lead,
  led,
  named,
  naming,
  ouhai,
  presented,
  reading,
  registered,
  registry,
  supervisor,
} from '../support/wenzhou.ts';

const regime = found(regimes.get('wenzhou2018'));
const register = (changes: Answers, entry = {}) =>
  deskUnder('wenzhou2018', '2026-05-06 09:00').tryToRegister(registry, {
    ...entry,
    answers: { ...reading, ...changes },
  });

describe('a letter that a leader has read (二、三)', () => {
  it.each(['original', 'summary', 'comprehensive', 'periodic'])(
    'may have been read as %s [W4]',
    (mode) => {
      expect(register({ mode })).toBe('ok');
      expect(regime.readings?.modes).toHaveProperty(mode);
    },
  );

  it('in no fifth way, and never without what the leader wrote [W4][W6]', () => {
    expect(register({ mode: 'oral' })).toBe('recordFaulty answers.mode');
    expect(register({ instruction: '' })).toBe('recordFaulty answers.instruction');
  });

  it("gets the next number, and the leader's words go along to the caseworker [W6][W15]", () => {
    const desk = registered();
    expect(desk.petition().number).toBe('温土资阅〔2026〕001号');
    const kept = named().petition();
    expect(kept.records[0]).toMatchObject({ record: 'registration', answers: reading });
    expect(kept.assignments[0]?.opinion).toBe('请依法核实，按时反馈。');
  });

  it('is of one mode only where it is an accusation: the page shows both texts [W4]', () => {
    expect(regime.superior?.conflicts.find(({ id }) => id === 'mergedReading')).toMatchObject({
      prevails: 'superior',
    });
    expect(regime.readings?.confidentialTo).toEqual(['bureauPrincipal']);
  });
});

describe('a letter read by a leader of the bureau (三（二）)', () => {
  const input = { unitId: ouhai.id, opinion: '请办理。' };

  it('needs a county leader, a unit and a supervisor [W7]', () => {
    const desk = registered({ reader: 'bureau' });
    expect(desk.offered(registry)).not.toContain('assignToUnit');
    const tries = (answers: Answers) => desk.tries(registry, 'assignWithLead', { input, answers });
    expect(tries({ supervisor })).toBe('recordFaulty answers.leader');
    expect(tries({ leader: ouhai.principal })).toBe('recordFaulty answers.supervisor');
    expect(tries(lead)).toBe('ok');
    expect(desk.told().flatMap(({ to }) => to)).toEqual(
      expect.arrayContaining([ouhai.petition, ouhai.principal, supervisor]),
    );
  });

  it.each(['superior', 'unit'])(
    'and one read by a %s leader needs only the unit [W7]',
    (reader) => {
      const desk = registered({ reader });
      expect(desk.offered(registry)).not.toContain('assignWithLead');
      expect(desk.tries(registry, 'assignToUnit', { input })).toBe('ok');
    },
  );
});

describe('the unit takes it in (四（一）)', () => {
  it('enters it into the platform before anything else [W8][W15]', () => {
    const desk = assigned();
    expect(desk.petition().assignments[0]?.recipients).toEqual([ouhai.petition]);
    expect(
      desk.tries(ouhai.petition, 'presentToLeader', { answers: { enteredOn: '2026-05-06' } }),
    ).toBe('recordFaulty answers.platformNumber');
    expect(presented().petition().stage).toBe('handlerNaming');
  });

  it('has its principal name the handler of what a superior read, never the deputy [W8]', () => {
    for (const reader of ['superior', 'bureau']) {
      const desk = presented({ reader });
      expect(desk.tries(ouhai.deputy, 'nameHandler', naming(false))).toBe('notPermitted');
      expect(desk.tries(ouhai.principal, 'nameHandler', naming(false))).toBe('ok');
    }
  });

  it('may have the deputy name him where its own leader read it [W8]', () => {
    expect(presented({ reader: 'unit' }).tries(ouhai.deputy, 'nameHandler', naming(false))).toBe(
      'ok',
    );
  });

  it('feeds its opinion back within 5 working days, the day of receipt not counted [W8]', () => {
    const desk = contacted();
    expect(desk.due('opinionFeedback')).toBe(at('2026-05-12 17:30'));
    desk.setTime('2026-05-12 17:30');
    fedBack(desk);
    expect(desk.clock('opinionFeedback').stoppedAt).toBe(desk.due('opinionFeedback'));
    const late = contacted();
    late.setTime('2026-05-12 17:31');
    fedBack(late);
    expect(late.clock('opinionFeedback').stoppedAt).toBeGreaterThan(late.due('opinionFeedback'));
  });

  it('has the same 5 days for what its own leader read [W8]', () => {
    expect(assigned({ reader: 'unit' }).due('opinionFeedback')).toBe(at('2026-05-12 17:30'));
  });

  it('runs under the 60 days of the statute, since the text names no end [W1]', () => {
    expect(assigned().due('caseDue')).toBe(at('2026-07-06 17:30'));
  });
});

describe('the caseworker (四（二）、（三）)', () => {
  it('hears the writer before he gives an opinion [W9]', () => {
    const desk = named();
    expect(desk.tries(ouhai.caseworker, 'feedBackOpinion', { input: findings })).toMatch(
      /^wrongStage/,
    );
    const unheard = { how: 'phone', on: '2026-05-06', statement: '' };
    expect(desk.tries(ouhai.caseworker, 'hearPetitioner', { answers: unheard })).toBe(
      'recordFaulty answers.statement',
    );
    expect(contacted(desk).petition().stage).toBe('investigating');
  });

  it('looks into every point, at least one, each with what was found [W10]', () => {
    const tries = (input: object) =>
      contacted().tries(ouhai.caseworker, 'feedBackOpinion', { input });
    expect(tries({ ...findings, items: [] })).toBe('fieldMissing items');
    expect(tries(itemsWith({ finding: '' }))).toBe('fieldMissing items');
    expect(tries(itemsWith({ claim: ' ' }))).toBe('fieldMissing items');
    expect(tries(findings)).toBe('ok');
  });

  it.each(['adopted', 'resolved', 'guided', 'helped'])(
    'says of each what came of it: %s [W13]',
    (outcome) => {
      expect(
        contacted().tries(ouhai.caseworker, 'feedBackOpinion', { input: itemsWith({ outcome }) }),
      ).toBe('ok');
    },
  );

  it('and nothing that the text does not name [W13]', () => {
    const tries = (outcome: string) =>
      contacted().tries(ouhai.caseworker, 'feedBackOpinion', { input: itemsWith({ outcome }) });
    expect(tries('ignored')).toBe('fieldInvalid items');
    expect(tries('elsewhere')).toBe('fieldMissing items');
  });
});

describe('a hard case (四（四）)', () => {
  it('is led by the principal of the unit, with a leader in charge by name [W11]', () => {
    const desk = presented({ reader: 'unit' });
    desk.does(ouhai.deputy, 'nameHandler', naming(true));
    expect(desk.petition().stage).toBe('majorLead');
    const taken = { answers: { hearing: false, plan: '限期核实，逐项答复。' } };
    expect(desk.tries(ouhai.deputy, 'takeLead', taken)).toBe('notPermitted');
    expect(desk.tries(ouhai.principal, 'takeLead', taken)).toBe(
      'recordFaulty answers.chargeLeader',
    );
    expect(led(false).petition().stage).toBe('contact');
  });

  it('has its hearing before the opinion where one is needed [W11]', () => {
    const desk = contacted(led(true));
    expect(desk.tries(ouhai.caseworker, 'feedBackOpinion', { input: findings })).toBe(
      'conditionNotMet recorded:hearing',
    );
    desk.does(ouhai.principal, 'holdRequiredHearing', {
      answers: {
        on: '2026-05-06',
        attendees: [ouhai.principal, ouhai.caseworker],
        conclusion: '来信人主张成立。',
      },
    });
    expect(fedBack(desk).petition().stage).toBe('classifying');
    expect(fedBack(contacted(led(false))).petition().stage).toBe('classifying');
  });
});

describe('law before petition (一（三）)', () => {
  it('marks what belongs to another procedure, and counts suggestions [W3]', () => {
    const desk = classified('statutory');
    expect(desk.petition().records.at(-1)?.answers).toMatchObject({
      track: 'statutory',
      procedure: 'administrative',
    });
    const unnamed = { track: 'statutory', basis: '《行政诉讼法》' };
    expect(fedBack().tries(ouhai.caseworker, 'classify', { answers: unnamed })).toBe(
      'recordFaulty answers.procedure',
    );
    const counts = regime.reports?.[0]?.counts?.map(({ id }) => id);
    expect(counts).toEqual(expect.arrayContaining(['suggestion', 'statutory']));
    expect(Object.keys(regime.duties ?? {})).toEqual(
      expect.arrayContaining(['suggestions', 'riskAssessment']),
    );
  });

  it('leaves no letter without someone to go on [W1]', () => {
    expect(registered().offered(registry)).toContain('assignToUnit');
    expect(registered().offered(deputy)).not.toContain('assignToUnit');
    expect(assigned().offered(ouhai.petition)).toContain('presentToLeader');
  });
});

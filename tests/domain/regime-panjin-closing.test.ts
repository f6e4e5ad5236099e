import { describe, expect, it } from 'vitest';
import type { Answers } from '../../server/domain/record.ts';
import { at } from '../support/at.ts';
import {
  chief,
  delivered,
  delivery,
  deputy,
  director,
  drafted,
  entered,
  formed,
  inHand,
  opinion,
  rated,
  reviewer,
  staff,
  wetland,
} from '../support/panjin.ts';
import { found, regimes } from '../support/planted-regime.ts';
import type { Desk } from '../support/regime-desk.ts';
import { day } from '../support/time.ts';

const regime = found(regimes.get('panjin_forestry2020'));

const holders = [
  wetland.head,
  wetland.caseworker,
  'panjin-forest-head',
  'panjin-reform-head',
  'panjin-fire-head',
];
const guarding: Answers = {
  holders,
  reason: '信访人要求超出政策标准。',
  measures: '每周走访一次，做好政策解释。',
};
const archiveTransfer: Answers = { sentOn: '2026-05-06', receiver: '示例', pages: '12' };

function guarded(): Desk {
  const desk = rated('dissatisfied');
  desk.does(director, 'stabilise', { answers: guarding });
  return desk;
}

describe('the written opinion (四（二）)', () => {
  it('is of one of two kinds, each with its own paper [J14]', () => {
    const tries = (paper: string) =>
      inHand().tries(wetland.caseworker, 'submitOpinion', {
        input: opinion,
        answers: { paper, basis: '《湿地保护法》' },
      });
    expect(tries('administrative')).toBe('ok');
    expect(tries('petition')).toBe('ok');
    expect(tries('oral')).toBe('recordFaulty answers.paper');
    const printed = (form: string) => regime.papers?.sheets[form]?.when;
    expect(printed('administrativeOpinion')).toContain('answered:opinion.paper=administrative');
    expect(printed('petitionOpinion')).toContain('answered:opinion.paper=petition');
  });

  it('is looked over for form and reason before it is entered, by someone else [J14]', () => {
    const desk = drafted();
    expect(desk.tries(staff, 'enterSystem')).toMatch(/^wrongStage/);
    expect(desk.tries(wetland.caseworker, 'passReview', { input: { opinion: '同意。' } })).toBe(
      'notPermitted',
    );
    const own = inHand({ direct: reviewer });
    own.does(reviewer, 'submitOpinion', {
      input: opinion,
      answers: { paper: 'petition', basis: '《湿地保护法》' },
    });
    expect(own.tries(reviewer, 'passReview', { input: { opinion: '同意。' } })).toBe('notApart');
    expect(own.tries(director, 'passReview', { input: { opinion: '同意。' } })).toBe('ok');
  });

  it('is entered the same day, in time until the day ends [J14]', () => {
    const desk = formed();
    expect(desk.due('systemEntry')).toBe(at('2026-05-06 17:30'));
    desk.setTime('2026-05-06 17:30');
    desk.does(staff, 'enterSystem', { answers: { systemNumber: 'LN20260001', feedback: true } });
    expect(desk.clock('systemEntry').stoppedAt).toBe(desk.due('systemEntry'));
    const late = formed();
    late.setTime('2026-05-07 08:30');
    late.does(staff, 'enterSystem', { answers: { systemNumber: 'LN20260001', feedback: true } });
    expect(late.clock('systemEntry').stoppedAt).toBeGreaterThan(late.due('systemEntry'));
  });

  it('is entered with the number of the provincial system and fed back [J4][J8]', () => {
    const tries = (answers: Answers) => formed().tries(staff, 'enterSystem', { answers });
    expect(tries({ feedback: true })).toBe('recordFaulty answers.systemNumber');
    expect(tries({ systemNumber: 'LN20260001', feedback: false })).toBe(
      'recordFaulty answers.feedback',
    );
  });
});

describe('its delivery', () => {
  const deliver = (answers: Answers) =>
    entered().tries(wetland.head, 'deliverOpinion', {
      input: { channel: 'inPerson', on: day('2026-05-06') },
      answers: { ...delivery, ...answers },
    });

  it('is due 3 days after the opinion was formed, and late after that [J15]', () => {
    const desk = entered();
    expect(desk.due('delivery')).toBe(at('2026-05-09 17:30'));
    desk.setTime('2026-05-09 17:30');
    delivers(desk);
    expect(desk.clock('delivery').stoppedAt).toBe(desk.due('delivery'));
    const late = entered();
    late.setTime('2026-05-09 17:31');
    delivers(late);
    expect(late.clock('delivery').stoppedAt).toBeGreaterThan(late.due('delivery'));
  });

  it('has somebody who signed for it [J15]', () => {
    expect(deliver({ receiver: '' })).toBe('recordFaulty answers.receiver');
    expect(deliver({})).toBe('ok');
  });

  it('tells the petitioner his rights, on a day that is written down, and asks him to rate [J8][J15]', () => {
    expect(deliver({ rightsTold: false })).toBe('recordFaulty answers.rightsTold');
    expect(deliver({ rightsOn: '' })).toBe('recordFaulty answers.rightsOn');
    expect(deliver({ rightsOn: '2026-05-07' })).toBe('recordFaulty answers.rightsOn');
    expect(deliver({ ratingPrompted: false })).toBe('recordFaulty answers.ratingPrompted');
  });

  it('comes after the entry into the system [J14]', () => {
    expect(formed().tries(wetland.head, 'deliverOpinion')).toMatch(/^wrongStage/);
  });
});

describe('until the petitioner has rated (三（三）)', () => {
  it('it stays with the one who took it first, however often he is not reached [J9]', () => {
    const desk = delivered();
    for (let attempt = 0; attempt < 5; attempt += 1) rated('unreachable', desk);
    expect(desk.petition().stage).toBe('awaitingRating');
    expect(desk.offered(wetland.head)).toContain('recordRating');
    expect(rated('satisfied', desk).petition().stage).toBe('archiving');
  });

  it('and the petitioner may look it up and rate by himself [J4]', () => {
    expect(regime.query?.rating).toMatchObject({ record: 'rating', field: 'rating' });
  });
});

describe('a petitioner who is dissatisfied (四（三）)', () => {
  it('with a lawful result is looked after by five people [J16]', () => {
    const desk = rated('dissatisfied');
    expect(desk.petition().stage).toBe('judging');
    const four = { ...guarding, holders: holders.slice(0, 4) };
    expect(desk.tries(director, 'stabilise', { answers: four })).toBe(
      'recordFaulty answers.holders',
    );
    expect(desk.tries(wetland.head, 'stabilise', { answers: guarding })).toBe('notPermitted');
    desk.does(director, 'stabilise', { answers: guarding });
    expect(desk.petition().stage).toBe('stabilising');
  });

  it('with a claim not settled by law gets a letter of supervision, and a new round [J17][J6]', () => {
    const desk = rated('dissatisfied');
    desk.does(director, 'orderRedo', { input: { reason: '边界争议未依法解决。' } });
    expect(desk.petition().supervisions[0]?.number).toBe('盘林湿督〔2026〕1号');
    expect(desk.petition().stage).toBe('supervised');
    desk.does(wetland.head, 'redo', { input: { reason: '按督办函要求重新勘定。' } });
    expect(desk.petition().stage).toBe('handling');
    expect(desk.petition().concludedAt).toBeUndefined();
    expect(desk.petition().replies).toHaveLength(1);
    expect(desk.petition().replies[0]?.sentBackAt).toBeDefined();
    expect(
      desk.petition().signatures.find(({ slot }) => slot === 'documentReview')?.voidedAt,
    ).toBeDefined();
    expect(drafted(desk).petition().replies).toHaveLength(2);
  });

  it('has the redo done by the day in the letter, or within 10 natural days [J17]', () => {
    const dated = rated('dissatisfied');
    dated.does(director, 'orderRedo', { input: { reason: '未解决。', dueOn: day('2026-05-13') } });
    expect(dated.due('redo')).toBe(at('2026-05-13 17:30'));
    const undated = rated('dissatisfied');
    undated.does(director, 'orderRedo', { input: { reason: '未解决。' } });
    expect(undated.due('redo')).toBe(at('2026-05-18 17:30'));
  });

  it('is not archived before the supervision is closed [J6][J17]', () => {
    const desk = delivered();
    desk.does(director, 'openSupervision', { input: { reason: '诉求有理，没有及时化解。' } });
    rated('satisfied', desk);
    expect(desk.tries(staff, 'archive', { answers: archiveTransfer })).toBe(
      'conditionNotMet !supervised',
    );
    desk.does(deputy, 'closeSupervisionHere', { input: { outcome: '已化解。' } });
    desk.does(staff, 'archive', { answers: archiveTransfer });
    expect(desk.petition().stage).toBe('archived');
  });
});

describe('public review (四（四）)', () => {
  const appraisal: Answers = {
    eligible: true,
    opinion: '符合评议条件，建议召开。',
    needed: true,
    appliedOn: '2026-05-06',
  };

  it('is asked for in writing where the first appraisal finds it needed [J18][J8]', () => {
    const desk = guarded();
    const { appliedOn: _, ...unasked } = appraisal;
    expect(desk.tries(director, 'appraise', { answers: unasked })).toBe(
      'recordFaulty answers.appliedOn',
    );
    desk.does(director, 'appraise', { answers: appraisal });
    expect(desk.petition().stage).toBe('publicReview');
    const not = guarded();
    not.does(director, 'appraise', { answers: { ...unasked, needed: false } });
    expect(not.petition().stage).toBe('stabilising');
  });

  it('is a reference only: the section goes on with its work [J18]', () => {
    const desk = guarded();
    desk.does(director, 'appraise', { answers: appraisal });
    desk.does(staff, 'recordPublicReview', {
      answers: { heldOn: '2026-05-06', result: 'notSupported', opinion: '建议加大帮扶力度。' },
    });
    expect(desk.petition().stage).toBe('stabilising');
    expect(desk.offered(wetland.head)).toContain('completeGuarding');
    expect(desk.petition().replies[0]?.sentBackAt).toBeUndefined();
  });
});

describe('the closed file (四（五）)', () => {
  it('goes whole to the city office, with the receipt written down [J19]', () => {
    const desk = rated('satisfied');
    expect(desk.tries(staff, 'archive', { answers: { ...archiveTransfer, receiver: '' } })).toBe(
      'recordFaulty answers.receiver',
    );
    expect(regime.archive?.to).toBe('市信访工作联席会议办公室');
    desk.does(staff, 'archive', { answers: archiveTransfer });
    expect(desk.petition().stage).toBe('archived');
    expect(desk.petition().clocks.filter(({ stoppedAt }) => stoppedAt === undefined)).toEqual([]);
  });

  it('holds every paper the plan names [J19]', () => {
    const pieces = found(regime.archive).pieces.map(({ paper, record }) => paper ?? record);
    expect(pieces).toEqual([
      'handoverLetter',
      'firstContact',
      'acceptanceNotice',
      'administrativeOpinion',
      'petitionOpinion',
      'systemEntry',
      'delivery',
      'guarding',
      'publicReview',
    ]);
  });

  it('keeps who did what and when, of every step [J4]', () => {
    const desk = rated('satisfied');
    desk.does(staff, 'archive', { answers: archiveTransfer });
    const acts = desk.events().flatMap((event) => (event.type === 'actTaken' ? [event] : []));
    expect(acts.map(({ act }) => act)).toEqual([
      'presentToLeader',
      'assign',
      'reportAcceptable',
      'acceptPetition',
      'submitOpinion',
      'passReview',
      'enterSystem',
      'deliverOpinion',
      'recordRating',
      'archive',
    ]);
    expect(acts.every(({ by, at: when }) => by !== 'system' && when > 0)).toBe(true);
  });
});

describe('openness (二、三)', () => {
  it('ends where the statute keeps an accusation secret, and the page shows both texts [J4]', () => {
    expect(regime.superior?.conflicts.find(({ id }) => id === 'openness')).toMatchObject({
      prevails: 'superior',
      ours: { article: '二、三' },
      theirs: { article: '第三十条第三款' },
    });
  });

  it('asks the head of the bureau for an extension [J3]', () => {
    const desk = inHand({ easy: false });
    desk.does(wetland.caseworker, 'requestExtension', {
      input: { days: 30, reason: '需要重新测绘。' },
    });
    expect(desk.offered(chief)).toContain('grantExtension');
    expect(desk.tries(director, 'grantExtension', { input: { opinion: '同意。' } })).toBe(
      'notPermitted',
    );
    desk.does(chief, 'grantExtension', { input: { opinion: '同意。' } });
    expect(desk.due('caseDue')).toBe(at('2026-08-04 17:30'));
  });
});

function delivers(desk: Desk): void {
  desk.does(wetland.head, 'deliverOpinion', {
    input: { channel: 'inPerson', on: day('2026-05-06') },
    answers: delivery,
  });
}

import { describe, expect, it } from 'vitest';
import { dutyStates } from '../../server/domain/duty-states.ts';
import { recordFault } from '../../server/domain/record.ts';
import { ladderMoves } from '../../server/domain/sanctions/ladder.ts';
import type { CountedPetition } from '../../server/domain/sanctions/notice.ts';
import { at } from '../support/at.ts';
import { chief, director, inHand, wetland } from '../support/panjin.ts';
import { found, regimes } from '../support/planted-regime.ts';
import { officeCalendar } from '../support/time.ts';

const regime = found(regimes.get('panjin_forestry2020'));
const ladder = found(regime.sanctions?.ladder);
const step = (id: string) => found(ladder.steps.find((each) => each.id === id));
const duty = (id: string) => found(regime.duties?.[id]);
const directory = { version: 1, staff: new Map(), units: new Map() };

const late = (petition: string): CountedPetition => ({
  petition,
  clock: 'delivery',
  dueAt: at('2026-05-09 17:30'),
});

function draftedAfter(counted: readonly CountedPetition[]): readonly string[] {
  const moves = ladderMoves(
    {
      regime,
      window: '2026',
      counted: new Map([[wetland.id, counted]]),
      notices: [],
      now: at('2026-05-11 09:00'),
    },
    () => 'notice',
  );
  return moves.flatMap((move) =>
    move.type === 'noticeDrafted' && move.about.kind === 'step' ? [move.about.step] : [],
  );
}

describe('a section that is late (五)', () => {
  it('has nothing said of it before anything is overdue [J21]', () => {
    expect(draftedAfter([])).toEqual([]);
  });

  it('is named in a notice to the whole bureau after the first, and owes its reasons in writing [J21][J6]', () => {
    expect(draftedAfter([late('one')])).toEqual(['first']);
    expect(step('first')).toMatchObject({
      at: 1,
      signedBy: ['groupDirector'],
      papers: ['bulletin'],
      owes: { by: ['sectionHead'], paper: 'explanation' },
    });
  });

  it('is called in by the head of the group after the second, criticised, and reports to the party group [J22][J6]', () => {
    expect(draftedAfter([late('one'), late('two')])).toEqual(['first', 'second']);
    expect(step('second')).toMatchObject({
      at: 2,
      signedBy: ['groupChief'],
      papers: ['interview', 'criticism'],
      owes: { by: ['sectionHead'], paper: 'partyReport' },
    });
  });

  it('is counted by the calendar year, a choice that is shown with its reason [J22]', () => {
    expect(ladder.window).toBe('year');
    const choice = found(regime.choices.find(({ id }) => id === ladder.choice));
    expect(choice.choice).toContain('日历年度');
    expect(choice.reason).not.toBe('');
  });

  it('has a paper for each of these, and none that nobody asks for [J21][J22][J23]', () => {
    const asked = [
      ...ladder.steps.flatMap(({ papers, owes }) => [...papers, owes?.paper ?? '']),
      ...found(regime.sanctions?.measures?.referral).papers,
    ];
    expect(Object.keys(found(regime.papers?.notices)).sort()).toEqual(asked.sort());
  });
});

describe('a grave failure (五（四）)', () => {
  const referral = found(regime.sanctions?.measures?.referral);
  const given = { now: at('2026-05-11 09:00'), directory };

  it('is referred to the discipline inspectors by the head of the bureau, with facts and grounds [J23][J6]', () => {
    expect(referral).toMatchObject({
      signedBy: ['groupChief'],
      addressee: '市纪委监委驻辽东湾新区纪检监察组',
    });
    const whole = {
      grounds: ['delay'],
      target: 'unit',
      facts: '拖延三个月未答复信访人，造成重复信访。',
    };
    expect(recordFault(referral, whole, given)).toBeNull();
    expect(recordFault(referral, { ...whole, grounds: [] }, given)?.field).toBe('grounds');
    expect(recordFault(referral, { ...whole, facts: '拖延' }, given)?.field).toBe('facts');
  });
});

describe('what the leading group does every month', () => {
  const calendar = officeCalendar();
  const statesAt = (now: string, entries: readonly { duty: string; period?: string }[]) =>
    dutyStates(found(regime.duties), { entries, readings: [] }, at('2026-05-01 09:00'), {
      calendar,
      now: at(now),
    }).filter(({ period }) => period === '2026-05');
  const stateOf = (
    id: string,
    now: string,
    entries: readonly { duty: string; period?: string }[],
  ) => found(statesAt(now, entries).find((each) => each.duty === id)).state;

  it.each([
    ['monthlyDispatch', 'the dispatch of open petitions [J7]'],
    ['monthlyStudy', 'at least one study of petition work [J24]'],
  ])('%s: %s is open to the last day and missing after it', (id) => {
    expect(stateOf(id, '2026-05-31 17:00', [])).toBe('open');
    expect(stateOf(id, '2026-06-01 08:30', [])).toBe('missing');
    expect(stateOf(id, '2026-06-01 08:30', [{ duty: id, period: '2026-05' }])).toBe('done');
  });

  it('asks for minutes with attendance and decisions [J24]', () => {
    expect(duty('monthlyStudy').form.map(({ id }) => id)).toEqual([
      'on',
      'attendees',
      'situation',
      'decisions',
    ]);
    expect(duty('monthlyStudy').by).toBe('groupChief');
  });

  it('keeps registers of risk assessments and of sweeps, which are never missing [J25][J26]', () => {
    for (const id of ['riskAssessment', 'sweep', 'leaderReception', 'consultation']) {
      expect(duty(id).every).toBeUndefined();
      expect(duty(id).form.length).toBeGreaterThan(2);
    }
    expect(statesAt('2026-06-01 08:30', []).map((each) => each.duty)).toEqual([
      'monthlyDispatch',
      'monthlyStudy',
    ]);
  });

  it('writes the section into the log of a sweep [J26]', () => {
    const given = { now: at('2026-05-11 09:00'), directory };
    const swept = {
      on: '2026-05-11',
      section: '湿地保护管理科',
      found: '2',
      result: '均已就地化解。',
    };
    expect(recordFault({ fields: duty('sweep').form }, swept, given)).toBeNull();
    expect(
      recordFault({ fields: duty('sweep').form }, { ...swept, section: '' }, given)?.field,
    ).toBe('section');
  });
});

describe('the assessment (五（一）)', () => {
  it('is of quantity and of quality, by section and by the people who answer [J20]', () => {
    const assessment = found(regime.reports?.find(({ period }) => period === 'year')?.assessment);
    expect(assessment.groups.map(({ title }) => title)).toEqual(['数量', '质量']);
    expect(assessment.by).toEqual(['unit', 'sectionHead', 'firstResponsible', 'directResponsible']);
  });

  it('has a dispatch sheet every month, with the overdue and the unrated by number [J7]', () => {
    const dispatch = found(regime.reports?.find(({ period }) => period === 'month'));
    expect(dispatch.annexes.map(({ id }) => id)).toEqual([
      'overdue',
      'unrated',
      'repeated',
      'duties',
    ]);
  });
});

describe('supervision case by case (二、五)', () => {
  it('is ordered by the office of the group and reaches the head of the section [J6]', () => {
    const desk = inHand();
    expect(desk.tries(wetland.head, 'openSupervision', { input: { reason: '拖延。' } })).toBe(
      'notPermitted',
    );
    desk.does(director, 'openSupervision', { input: { reason: '诉求有理，没有及时化解。' } });
    expect(desk.told().flatMap(({ to }) => to)).toContain(wetland.head);
    expect(desk.offered(chief)).not.toContain('closeSupervision');
  });
});

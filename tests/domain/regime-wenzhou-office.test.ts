import { describe, expect, it } from 'vitest';
import { dutyStates } from '../../server/domain/duty-states.ts';
import { recordFault } from '../../server/domain/record.ts';
import { at } from '../support/at.ts';
import { found, regimes } from '../support/planted-regime.ts';
import { officeCalendar } from '../support/time.ts';

const regime = found(regimes.get('wenzhou2018'));
const given = {
  now: at('2026-05-11 09:00'),
  directory: { version: 1, staff: new Map(), units: new Map() },
};

describe('letters and visits to leaders, collated every month (二（四）)', () => {
  const stateAt = (now: string, readings: Parameters<typeof dutyStates>[1]['readings']) =>
    found(
      dutyStates(found(regime.duties), { entries: [], readings }, at('2026-04-01 09:00'), {
        calendar: officeCalendar(),
        now: at(now),
      }).find(({ duty, period }) => duty === 'monthlyReading' && period === '2026-04'),
    ).state;

  it('are owed by the fifth working day of the next month and missing after it [W5]', () => {
    expect(stateAt('2026-05-11 17:00', [])).toBe('open');
    expect(stateAt('2026-05-12 08:30', [])).toBe('missing');
    expect(stateAt('2026-05-12 08:30', [{ mode: 'periodic', period: '2026-04' }])).toBe('done');
  });

  it('are not owed any less for another kind of reading [W5]', () => {
    expect(stateAt('2026-05-12 08:30', [{ mode: 'summary', period: '2026-04' }])).toBe('missing');
  });

  it('are all gathered: nobody chooses which go up [W5]', () => {
    expect(regime.readings?.modes.periodic).toMatchObject({
      period: 'month',
      gathers: ['answered:registration.mode=periodic'],
    });
  });
});

describe('how soon (一（二）)', () => {
  it('及时 has no number: what it took is measured and reported [W2]', () => {
    expect(regime.measures?.toUnit).toMatchObject({ from: 'received', to: 'assigned' });
    expect(regime.measures?.toUnit?.clause.quote).toContain('及时批阅办理');
    const lines = regime.reports?.[0]?.sections.flatMap(({ lines: each = [] }) => each).join('');
    expect(lines).toContain('平均批阅用时{readingDays}');
  });
});

describe('accountability (六)', () => {
  const measure = found(regime.sanctions?.measures?.accountability);
  const whole = {
    grounds: ['passing'],
    consequence: '来信人越级反映，造成不良影响。',
    trail: '交办后二十日未联系来信人。',
  };

  it('names the petition, the unit, the ground, the harm and the steps of the trail [W17]', () => {
    expect(measure).toMatchObject({ petition: 'required', unit: 'required' });
    expect(recordFault(measure, whole, given)).toBeNull();
    for (const field of ['grounds', 'consequence', 'trail']) {
      expect(recordFault(measure, { ...whole, [field]: '' }, given)?.field).toBe(field);
    }
  });

  it('is signed by the head of the bureau, and counts no number of late letters [W17]', () => {
    expect(measure.signedBy).toEqual(['bureauPrincipal']);
    expect(regime.sanctions?.ladder).toBeUndefined();
  });
});

describe('ledger and analysis (七（一）)', () => {
  const report = found(regime.reports?.[0]);

  it('counts the four kinds of reading so that they make up what was registered [W18]', () => {
    const kinds = found(report.counts)
      .filter(({ when }) => when.some((guard) => guard.startsWith('answered:registration.mode=')))
      .map(({ id, of }) => `${id} ${of}`);
    expect(kinds).toEqual([
      'original registered',
      'summary registered',
      'comprehensive registered',
      'periodic registered',
    ]);
  });

  it('ends with what was found and what is proposed, signed [W18]', () => {
    expect(report.sections.flatMap(({ advice }) => advice ?? [])).toEqual([
      'problems',
      'suggestions',
    ]);
    expect(report.signedBy).toEqual(['petitionDirector']);
  });

  it('lists every registered letter [W15][W18]', () => {
    expect(report.annexes.map(({ id }) => id)).toContain('registered');
  });
});

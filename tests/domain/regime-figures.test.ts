import { describe, expect, it } from 'vitest';
import { demonstrationOffice } from '../../db/seed-office.ts';
import { indicatorText } from '../../server/domain/figures/figure.ts';
import { allFigures, type Figures, figuresOf } from '../../server/domain/figures/figures.ts';
import { readPeriod } from '../../server/domain/figures/period.ts';
import type { Answers } from '../../server/domain/record.ts';
import * as panjin from '../support/panjin.ts';
import { found, regimes } from '../support/planted-regime.ts';
import type { Desk } from '../support/regime-desk.ts';
import * as shuangfeng from '../support/shuangfeng.ts';
import { at, officeCalendar } from '../support/time.ts';
import * as wenzhou from '../support/wenzhou.ts';
import * as zhejiang from '../support/zhejiang.ts';

/** What the report of the period that the regulation asks for counts of these petitions. */
function reported(period: string, desks: readonly Desk[], now: string): Figures {
  const regime = found(desks[0]).regime;
  const read = found(readPeriod(period) ?? undefined);
  return figuresOf(
    read,
    desks.map((desk, index) => ({ id: `petition-${index}`, events: desk.events() })),
    {
      now: at(now),
      rules: found(regime.reports?.find((rules) => rules.period === read.kind)),
      regimes: [...regimes.values()],
      directory: { ...demonstrationOffice(regime).directory, version: 1 },
      calendar: officeCalendar(),
      ...(regime.measures ? { measures: regime.measures } : {}),
    },
  );
}

function counts(figures: Figures, ...ids: readonly string[]): readonly (number | undefined)[] {
  const all = allFigures(figures);
  return ids.map((id) => all.get(id)?.value);
}

describe('the monthly report of letters that leaders read', () => {
  const read = (mode: string, entry = {}) => wenzhou.registered({ mode }, entry);
  const suggestion = { facts: { appealType: 'suggestion' } } as const;

  it('counts each of the four ways of reading, and they make up what was registered [W4][W18]', () => {
    const letters = [
      ...['original', 'original', 'original', 'original'],
      ...['summary', 'summary', 'summary'],
      ...['comprehensive', 'comprehensive'],
      'periodic',
    ];
    const month = reported(
      '2026-05',
      letters.map((mode) => read(mode)),
      '2026-06-01 09:00',
    );
    const modes = counts(month, 'original', 'summary', 'comprehensive', 'periodic');
    expect(modes).toEqual([4, 3, 2, 1]);
    expect(counts(month, 'registered')).toEqual([10]);
  });

  it('counts suggestions, and what belongs to another procedure [W3]', () => {
    const desks = [read('original', suggestion), wenzhou.classified('statutory'), read('summary')];
    const month = reported('2026-05', desks, '2026-06-01 09:00');
    expect(counts(month, 'suggestion', 'statutory')).toEqual([1, 1]);
  });

  it('says how long a letter took to its unit, without calling it late [W2]', () => {
    const desk = read('original');
    desk.setTime('2026-05-07 09:30');
    desk.does(wenzhou.registry, 'assignToUnit', {
      input: { unitId: wenzhou.ouhai.id, opinion: '请办理。' },
    });
    const month = reported('2026-05', [desk], '2026-06-01 09:00');
    const took = found(month.indicators.find(({ id }) => id === 'measured.toUnit'));
    expect(indicatorText(took)).toBe('7小时30分');
    expect(desk.petition().clocks.map(({ clock }) => clock)).not.toContain('toUnit');
  });

  it('counts the letter that three people answer for like any other [W7][W18]', () => {
    const month = reported(
      '2026-05',
      [wenzhou.assigned({ reader: 'bureau' }), wenzhou.assigned()],
      '2026-06-01 09:00',
    );
    expect(counts(month, 'registered', 'original')).toEqual([2, 2]);
  });
});

describe('the monthly report of first-time petitions', () => {
  it('counts repeated, skip-level and abnormal visits apart [Z2]', () => {
    const visit = (answers: Answers, repeated = false) =>
      zhejiang.registered({ facts: { channel: 'visit', repeated }, answers });
    const month = reported(
      '2026-05',
      [
        visit({ skipLevel: true }),
        visit({ skipLevel: true, abnormal: true }),
        visit({}, true),
        visit({}),
      ],
      '2026-06-01 09:00',
    );
    expect(counts(month, 'registered', 'skipLevel', 'abnormal', 'repeats')).toEqual([4, 2, 1, 1]);
  });

  it('counts those of the month only, up to its last minute [Z2]', () => {
    const inMay = zhejiang.registered({ answers: { skipLevel: true } }, '2026-05-31 23:59');
    const inJune = zhejiang.registered({ answers: { skipLevel: true } }, '2026-06-01 00:00');
    const may = reported('2026-05', [inMay, inJune], '2026-07-01 09:00');
    const june = reported('2026-06', [inMay, inJune], '2026-07-01 09:00');
    expect(counts(may, 'skipLevel')).toEqual([1]);
    expect(counts(june, 'skipLevel')).toEqual([1]);
  });
});

describe('what the mailbox office issues', () => {
  const urgent = () => shuangfeng.letter({ urgent: true });
  const plain = () => shuangfeng.letter({}, '2026-05-07 09:00');

  it.each([
    ['2026-05-06', [1, 1]],
    ['2026-05-07', [1, 0]],
    ['2026-05', [2, 1]],
    ['2026-Q2', [2, 1]],
    ['2026', [2, 1]],
  ])('for %s comes from the same log [F13]', (period, expected) => {
    const figures = reported(period, [urgent(), plain()], '2027-01-04 09:00');
    expect(counts(figures, 'registered', 'urgent')).toEqual(expected);
  });

  it('is the same whenever it is made again [F13]', () => {
    const desks = [urgent(), plain()];
    const first = reported('2026-05', desks, '2026-06-01 09:00');
    expect(reported('2026-05', desks, '2026-08-03 15:00')).toEqual(first);
  });
});

describe('the assessment of sections', () => {
  const desk = panjin.rated('satisfied');
  const year = reported('2026', [desk], '2027-01-04 09:00');
  const { groups } = found(
    desk.regime.reports?.find(({ period }) => period === 'year')?.assessment,
  );
  const rowOf = (rows: Figures['units'], id: string) => {
    const row = found(rows.find((each) => each.id === id));
    const own = ({ id: name }: { readonly id: string }) => name.slice(id.length + 1);
    return new Map<string, string | number>([
      ...row.figures.map((each): [string, number] => [own(each), each.value]),
      ...row.indicators.map((each): [string, string] => [own(each), indicatorText(each)]),
    ]);
  };

  it('has a value in every column of quantity and of quality [J20]', () => {
    const row = rowOf(year.units, `unit.${panjin.wetland.id}`);
    const [quantity, quality] = groups.map(({ columns }) => columns.map((id) => row.get(id)));
    expect(quantity).toEqual([1, 1, 0, 0]);
    expect(quality).toEqual(['100%', 0, 0, '100%', '0']);
  });

  it.each([
    ['sectionHead', panjin.wetland.head],
    ['firstResponsible', panjin.director],
    ['directResponsible', panjin.staff],
  ])('has a row for whoever is %s [J20]', (role, person) => {
    const rows = found(year.holders.find((each) => each.role === role)).rows;
    expect(rows.map(({ id }) => id)).toEqual([`${role}.${person}`]);
    expect(rowOf(rows, `${role}.${person}`).get('handled')).toBe(1);
  });
});

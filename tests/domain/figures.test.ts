import { describe, expect, it } from 'vitest';
import { loadRegimes } from '../../db/seed-regime.ts';
import type { PetitionEvent } from '../../server/domain/event.ts';
import { indicatorText } from '../../server/domain/figures/figure.ts';
import { allFigures, type Figures, figuresOf } from '../../server/domain/figures/figures.ts';
import {
  monthsUpTo,
  periodBefore,
  periodTitle,
  readPeriod,
  samePeriodLastYear,
} from '../../server/domain/figures/period.ts';
import { changeText, reportValueNames } from '../../server/domain/figures/report-values.ts';
import type { ReportRules } from '../../server/domain/figures/rules.ts';
import { isoText } from '../../server/domain/time.ts';
import { jinghuOffice } from '../support/demonstration.ts';
import { at, officeCalendar } from '../support/time.ts';

const regimes = loadRegimes();
const regime = regimes.find(({ id }) => id === 'jinghu2020');
const [found] = regime?.reports ?? [];
if (!found?.conclusionClock) throw new Error('no regime asks for reports');
const rules = { ...found, conclusionClock: found.conclusionClock } satisfies ReportRules;
const directory = { ...jinghuOffice().directory, version: 1 };
const context = { rules, regimes, directory, calendar: officeCalendar() };

function month(id: string, histories: readonly (readonly PetitionEvent[])[], now: string): Figures {
  const period = readPeriod(id);
  if (!period) throw new Error(`${id} is no period`);
  const named = histories.map((events, index) => ({ id: `petition-${index}`, events }));
  return figuresOf(period, named, { ...context, now: at(now) });
}

const valueIn = (figures: Figures, id: string) => allFigures(figures).get(id)?.value;
const textIn = (figures: Figures, id: string) => {
  const found = figures.indicators.find((each) => each.id === id);
  return found ? indicatorText(found) : undefined;
};

function registeredAt(when: string): PetitionEvent {
  return {
    type: 'petitionRegistered',
    at: at(when),
    by: 'office-clerk-1',
    id: 'petition',
    number: '2026-0001',
    regime: { id: regime?.id ?? '', version: regime?.version ?? 0 },
    flow: 'platform',
    stage: 'handling',
    facts: {
      source: 'own',
      channel: 'letter',
      category: '征地拆迁',
      appealType: 'appeal',
      peopleCount: 1,
      receivedAt: at(when),
      anonymous: false,
      repeated: false,
    },
    accused: { staffIds: [], unitIds: [], outside: false },
  };
}

/** A petition whose deadline is this instant, done at that one or not at all. */
function due(dueAt: string, stoppedAt?: string): readonly PetitionEvent[] {
  return [
    registeredAt('2026-08-03 09:00'),
    {
      type: 'clockStarted',
      at: at('2026-08-03 09:00'),
      clock: {
        clock: rules.conclusionClock,
        instance: 0,
        startedAt: at('2026-08-03 09:00'),
        dueAt: at(dueAt),
        nominalDueAt: at(dueAt),
        provisional: false,
        explanation: [],
        moved: [],
      },
    },
    ...(stoppedAt === undefined
      ? []
      : [
          {
            type: 'clockStopped' as const,
            at: at(stoppedAt),
            clock: rules.conclusionClock,
            instance: 0,
          },
        ]),
  ];
}

describe('a period', () => {
  it.each([
    ['2026-10', '2026年10月', '2026-10-01', '2026-11-01', '2026-09', '2025-10'],
    ['2026-01', '2026年1月', '2026-01-01', '2026-02-01', '2025-12', '2025-01'],
    ['2026-Q1', '2026年第一季度', '2026-01-01', '2026-04-01', '2025-Q4', '2025-Q1'],
    ['2026-Q4', '2026年第四季度', '2026-10-01', '2027-01-01', '2026-Q3', '2025-Q4'],
    ['2026-H1', '2026年上半年', '2026-01-01', '2026-07-01', '2025-H2', '2025-H1'],
    ['2026-H2', '2026年下半年', '2026-07-01', '2027-01-01', '2026-H1', '2025-H2'],
    ['2026', '2026年', '2026-01-01', '2027-01-01', '2025', '2025'],
  ])('%s is %s', (id, title, from, to, before, yearBefore) => {
    const period = readPeriod(id);
    if (!period) throw new Error(`${id} is no period`);
    const days = [period.from, period.to].map((each) => isoText(each));
    expect([periodTitle(period), ...days]).toEqual([
      title,
      `${from}T00:00:00+08:00`,
      `${to}T00:00:00+08:00`,
    ]);
    expect([periodBefore(period).id, samePeriodLastYear(period).id]).toEqual([before, yearBefore]);
  });

  it.each(['2026-13', '2026-00', '2026-Q5', '2026-H3', '1999', '', '2026-1', '2026-02-30'])(
    '%s is none',
    (text) => {
      expect(readPeriod(text)).toBeNull();
    },
  );

  it('is preceded by the months of the years before', () => {
    const period = readPeriod('2026-Q1');
    if (!period) throw new Error('no period');
    const months = monthsUpTo(period, 13).map(({ id }) => id);
    expect([months[0], months.at(-1), months.length]).toEqual(['2025-03', '2026-03', 13]);
  });
});

describe('a month', () => {
  it('begins with its first instant and ends before the first one of the next', () => {
    const figures = (when: string) =>
      valueIn(month('2026-09', [[registeredAt(when)]], '2026-12-01 00:00'), 'registered');
    expect(figures('2026-08-31 23:59:59')).toBe(0);
    expect(figures('2026-09-01 00:00:00')).toBe(1);
    expect(figures('2026-09-30 23:59:59')).toBe(1);
    expect(figures('2026-10-01 00:00:00')).toBe(0);
  });

  it('counts a deadline at midnight in the month that begins', () => {
    const overdue = (id: string) =>
      valueIn(month(id, [due('2026-10-01 00:00')], '2026-12-01 00:00'), 'due.overdue');
    expect([overdue('2026-09'), overdue('2026-10')]).toEqual([0, 1]);
  });

  it('divides in time and late, closed and open, and leaves out what is not yet due', () => {
    const histories = [
      due('2026-09-10 17:30', '2026-09-10 17:30'),
      due('2026-09-10 17:30', '2026-09-10 17:30:01'),
      due('2026-09-10 17:30'),
      due('2026-09-25 17:30'),
      due('2026-09-25 17:30', '2026-09-11 10:00'),
    ];
    const figures = month('2026-09', histories, '2026-09-20 12:00');
    expect(figures.conclusion.map(({ value }) => value)).toEqual([2, 1, 1, 1]);
    expect(textIn(figures, 'onTimeConclusion')).toBe('50%');
    const over = month('2026-09', histories, '2026-10-20 12:00');
    expect(over.conclusion.map(({ value }) => value)).toEqual([2, 1, 2, 0]);
    expect(textIn(over, 'onTimeConclusion')).toBe('40%');
  });

  it('is late only once the deadline is past', () => {
    const overdue = (now: string) =>
      valueIn(month('2026-09', [due('2026-09-10 17:30')], now), 'due.overdue');
    expect(overdue('2026-09-10 17:30:00')).toBe(0);
    expect(overdue('2026-09-10 17:30:01')).toBe(1);
  });

  it('does not change with what happens after it', () => {
    const before = month('2026-09', [due('2026-09-10 17:30')], '2026-10-01 00:00');
    const after = month(
      '2026-09',
      [due('2026-09-10 17:30', '2026-10-01 00:00')],
      '2026-11-01 00:00',
    );
    expect(after.conclusion).toEqual(before.conclusion);
    expect(after.indicators).toEqual(before.indicators);
  });

  it('without anything shows a dash and not nought or a hundred per cent', () => {
    const figures = month('2026-09', [], '2026-10-01 00:00');
    expect(figures.indicators.map(indicatorText)).toEqual(figures.indicators.map(() => '—'));
    expect(figures.indicators.length).toBeGreaterThan(10);
    expect([...allFigures(figures).values()].filter(({ value }) => value !== 0)).toEqual([]);
  });
});

describe('what a report may say', () => {
  it.each([
    [10, 8, '上升25%'],
    [8, 10, '下降20%'],
    [7, 7, '持平'],
    [3, 0, '无可比数据'],
    [0, 3, '下降100%'],
  ])('%i after %i is %s', (now, then, text) => {
    expect(changeText(now, then)).toBe(text);
  });

  it('is known by name before the office starts', () => {
    const figures = month('2026-09', [], '2026-10-01 00:00');
    const known = new Set([
      ...allFigures(figures).keys(),
      ...figures.indicators.map(({ id }) => id),
      ...figures.groups.map(({ id }) => `by${id.charAt(0).toUpperCase()}${id.slice(1)}`),
      'onPrevious',
      'yearOnYear',
      'hotspots',
      'dutiesMissing',
      'readings',
      'read',
      'readShare',
      'readingDays',
    ]);
    expect([...reportValueNames(rules)].filter((name) => !known.has(name))).toEqual([]);
  });
});

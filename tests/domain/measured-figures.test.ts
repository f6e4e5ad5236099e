import { describe, expect, it } from 'vitest';
import { loadRegimes } from '../../db/seed-regime.ts';
import { indicatorText } from '../../server/domain/figures/figure.ts';
import { allFigures, type Figures, figuresOf } from '../../server/domain/figures/figures.ts';
import { readPeriod } from '../../server/domain/figures/period.ts';
import type { Regime } from '../../server/domain/regime.ts';
import { found } from '../support/planted-regime.ts';
import type { Desk } from '../support/regime-desk.ts';
import { at, officeCalendar } from '../support/time.ts';
import { intakeClerk, planning, registered } from '../support/zhejiang.ts';

const regimes = loadRegimes();

function month(desk: Desk, id: string, now: string, regime: Regime = desk.regime): Figures {
  return figuresOf(
    found(readPeriod(id) ?? undefined),
    [{ id: 'petition', events: desk.events() }],
    {
      now: at(now),
      rules: found(regime.reports?.[0]),
      regimes,
      directory: { version: 1, offices: new Map(), units: new Map(), staff: new Map() },
      calendar: officeCalendar(),
      ...(regime.measures ? { measures: regime.measures } : {}),
    },
  );
}

const mean = (figures: Figures, id: string) =>
  indicatorText(found(figures.indicators.find((each) => each.id === id)));

const spread = (figures: Figures, id: string) =>
  found(figures.groups.find((group) => group.id === id)).figures.map(({ title, value }) => [
    title,
    value,
  ]);

describe('及时登记录入、甄别分流', () => {
  it('is reported as the time it took, from receipt to entry and from receipt to forwarding [Z6]', () => {
    const desk = registered({}, '2026-05-06 11:30');
    desk.setTime('2026-05-06 14:30');
    desk.does(intakeClerk, 'enter');
    desk.setTime('2026-05-07 14:30');
    desk.does(intakeClerk, 'assign', {
      input: { unitId: planning.id, opinion: '请按首办责任要求办理。' },
    });
    const figures = month(desk, '2026-05', '2026-06-01 09:00');
    // 11:30–12:00 and 14:00–14:30; then a whole working day of seven hours more.
    expect(mean(figures, 'measured.entry')).toBe('1小时');
    expect(mean(figures, 'measured.forwarding')).toBe('8小时');
    expect(allFigures(figures).get('measured.entry.hour')?.petitions).toEqual(['petition']);
    expect(spread(figures, 'measured.forwarding')).toEqual([
      ['1工作小时以内', 0],
      ['1至4工作小时', 0],
      ['4至8工作小时', 1],
      ['超过8工作小时', 0],
      ['期末尚未完成', 0],
    ]);
  });

  it('counts a minute more than an hour in the next step, and what is not done as going on [Z6]', () => {
    const desk = registered({}, '2026-05-06 09:00');
    desk.setTime('2026-05-06 10:01');
    desk.does(intakeClerk, 'enter');
    const figures = month(desk, '2026-05', '2026-05-06 15:00');
    expect(spread(figures, 'measured.entry').filter(([, value]) => value === 1)).toEqual([
      ['1至4工作小时', 1],
    ]);
    expect(mean(figures, 'measured.forwarding')).toBe('—');
    expect(spread(figures, 'measured.forwarding').at(-1)).toEqual(['期末尚未完成', 1]);
  });

  it('belongs to the month in which it was done', () => {
    const desk = registered({}, '2026-05-29 17:00');
    desk.setTime('2026-06-01 08:30');
    desk.does(intakeClerk, 'enter');
    expect(mean(month(desk, '2026-05', '2026-07-01 09:00'), 'measured.entry')).toBe('—');
    expect(mean(month(desk, '2026-06', '2026-07-01 09:00'), 'measured.entry')).toBe('30分');
  });

  it('is nothing where the regulation measures nothing', () => {
    const { measures: _, ...silent } = registered().regime;
    const figures = month(registered(), '2026-05', '2026-06-01 09:00', silent);
    expect(figures.groups.filter(({ id }) => id.startsWith('measured'))).toEqual([]);
  });
});

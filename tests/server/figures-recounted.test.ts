import { describe, expect, it } from 'vitest';
import { allFigures, type FiguresContext, figuresOf } from '../../server/domain/figures/figures.ts';
import { monthsUpTo, type Period, readPeriod } from '../../server/domain/figures/period.ts';
import type { Store } from '../../server/store/store.ts';
import { recount } from '../support/recount.ts';
import { openTestStore } from '../support/store.ts';
import { at, officeCalendar } from '../support/time.ts';
import { playTwoYears } from '../support/two-years.ts';

const seen = new Set<string>();

describe('the figures of two years of chance', () => {
  it('agree with a second count from the bare log of events, for each of 24 months [M20] [M33]', async () => {
    const store = openTestStore();
    const ids = await playTwoYears(store, { count: 160, from: '2024-09-01', seed: 11 });
    const logs = await Promise.all(ids.map((id) => store.events(id)));
    const context = await contextOf(store);
    const months = monthsUpTo(monthOf('2026-08'), 24);
    for (const month of months) {
      const expected = recount(logs, [month.from, month.to], context.calendar);
      for (const name of Object.keys(expected)) seen.add(name);
      const histories = await store.histories(month.from, month.to);
      const found = allFigures(figuresOf(month, histories, context));
      const pairs = [...seen].map((name) => [name, expected[name] ?? 0]);
      expect([month.id, pairs]).toEqual([
        month.id,
        [...seen].map((name) => [name, found.get(name)?.value ?? 0]),
      ]);
    }
    expect(months).toHaveLength(24);
  }, 120_000);

  it.each([
    'groupVisits',
    'lateReturns',
    'reworks',
    'unit.city.upheld',
    'open',
    'averageDays.numerator',
  ])('really have %s in them: what never happened would prove nothing', (name) => {
    expect([...seen]).toContain(name);
  });
});

async function contextOf(store: Store): Promise<FiguresContext> {
  const now = at('2026-11-01 00:00');
  const [rules] = (await store.regimeInForce(now)).reports ?? [];
  if (!rules) throw new Error('nothing to report');
  const [regimes, directory] = [await store.regimes(), await store.directory()];
  return { now, rules, regimes, directory, calendar: officeCalendar() };
}

function monthOf(id: string): Period {
  const period = readPeriod(id);
  if (!period) throw new Error(`${id} is no period`);
  return period;
}

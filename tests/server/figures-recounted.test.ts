import { describe, expect, it } from 'vitest';
import type { PetitionEvent } from '../../server/domain/event.ts';
import { allFigures, figuresOf } from '../../server/domain/figures/figures.ts';
import { monthsUpTo, readPeriod } from '../../server/domain/figures/period.ts';
import { recount } from '../support/recount.ts';
import { openTestStore } from '../support/store.ts';
import { at, officeCalendar } from '../support/time.ts';
import { playTwoYears } from '../support/two-years.ts';

describe('the figures of two years of chance', () => {
  it('agree with a second count from the bare log of events, for each of 24 months', async () => {
    const store = openTestStore();
    const ids = await playTwoYears(store, { count: 160, from: '2024-09-01', seed: 11 });
    const logs: (readonly PetitionEvent[])[] = [];
    for (const id of ids) logs.push(await store.events(id));
    const calendar = officeCalendar();
    const regime = await store.regimeInForce(at('2026-09-01 00:00'));
    const last = readPeriod('2026-08');
    if (!regime.reports || !last) throw new Error('nothing to report');
    const context = {
      now: at('2026-11-01 00:00'),
      rules: regime.reports,
      regimes: await store.regimes(),
      directory: await store.directory(),
      calendar,
    };
    const everSeen = new Set<string>();
    for (const month of monthsUpTo(last, 24)) {
      const figures = figuresOf(month, await store.histories(month.from, month.to), context);
      const expected = recount(logs, [month.from, month.to], calendar);
      const found = allFigures(figures);
      for (const name of Object.keys(expected)) everSeen.add(name);
      for (const name of everSeen) {
        expect([month.id, name, found.get(name)?.value ?? 0]).toEqual([
          month.id,
          name,
          expected[name] ?? 0,
        ]);
      }
    }
    // What never happened would prove nothing.
    for (const name of ['groupVisits', 'lateReturns', 'reworks', 'unit.city.rejected', 'open']) {
      expect([...everSeen]).toContain(name);
    }
  }, 120_000);
});

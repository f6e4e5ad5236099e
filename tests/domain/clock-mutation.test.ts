import { describe, expect, it } from 'vitest';
import type { Limit } from '../../server/domain/clock-rule.ts';
import type { PetitionFacts } from '../../server/domain/petition.ts';
import { asWritten, effectiveRegimes } from '../../server/domain/precedence.ts';
import type { Regime } from '../../server/domain/regime.ts';
import { dueOf, registeredUnder } from '../support/clock-world.ts';
import { regimes } from '../support/planted-regime.ts';
import { at } from '../support/time.ts';

/** The same registrations under every regulation there is: one number in one file may move only its own deadlines. */
const MOMENTS = ['2026-03-02 09:00', '2026-03-14 10:00', '2026-04-03 17:31'].map(at);
const FACTS: readonly Partial<PetitionFacts>[] = [
  {},
  { appealType: 'inquiry' },
  { appealType: 'suggestion' },
  { source: 'superior', externalDueAt: at('2026-12-01 17:30') },
];

type Written = ReadonlyMap<string, Regime>;
const written: Written = new Map(
  [...regimes].map(([id, regime]) => [id, asWritten(regime)] as const),
);

/** Every deadline of every regulation, by regulation and clock. */
function deadlinesOf(files: Written): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const regime of effectiveRegimes(files).values()) {
    for (const clock of Object.keys(regime.clocks)) {
      const dues = FACTS.flatMap((facts) =>
        MOMENTS.map((now) => standing(regime, clock, facts, now)),
      );
      found.set(`${regime.id} ${clock}`, dues.join(' '));
    }
  }
  return found;
}

/** Each limit on its own, so that no guard hides one; and the clock as a whole. */
function standing(regime: Regime, clock: string, facts: Partial<PetitionFacts>, now: number) {
  const rule = regime.clocks[clock];
  if (!rule) return '';
  const when = at('2026-01-05 09:00');
  const leading = Object.keys(regime.clocks).map((id) => ({
    clock: id,
    instance: 0,
    startedAt: when,
    dueAt: at('2026-12-01 17:30'),
    nominalDueAt: at('2026-12-01 17:30'),
    provisional: false,
    explanation: [],
    moved: [],
  }));
  const petition = { ...registeredUnder(regime, when, facts), clocks: leading };
  const moment = now as typeof when;
  const alone = rule.limits.map(({ limit }) => {
    const single = {
      ...regime,
      clocks: { ...regime.clocks, [clock]: { ...rule, limits: [{ limit }] } },
    };
    return dueOf(single, clock, petition, moment)?.dueAt;
  });
  return [...alone, dueOf(regime, clock, petition, moment)?.dueAt].join(',');
}

/** The limit with its number so much larger; null where it has none, or would be left with none. */
function changed(limit: Limit, by: number): Limit | null {
  switch (limit.unit) {
    case 'same_day':
    case 'external':
      return null;
    case 'before_clock':
      return { ...limit, workDays: limit.workDays + by };
    case 'unspecified': {
      const reading = changed(limit.reading, by);
      if (reading === null || !('roll' in reading || 'amount' in reading)) return null;
      return { ...limit, amount: limit.amount + by, reading: reading as typeof limit.reading };
    }
    default:
      return limit.amount + by > 0 ? { ...limit, amount: limit.amount + by } : null;
  }
}

const before = deadlinesOf(written);

const numbers = [...written.values()].flatMap((regime) =>
  Object.entries(regime.clocks).flatMap(([clock, { limits }]) =>
    limits.flatMap(({ limit }, index) => {
      const others = [1, -1].flatMap((by) => changed(limit, by) ?? []);
      return others.length > 0 ? [{ id: regime.id, clock, index, others }] : [];
    }),
  ),
);

describe('one number changed in one file', () => {
  it('is tried for every regulation of the folder', () => {
    const tried = new Set(numbers.map(({ id }) => id));
    expect([...tried].sort()).toEqual([...regimes.keys()].sort());
  });

  it.each(numbers)(
    'of $id, $clock (limit $index), moves only deadlines by that clock',
    ({ id, clock, index, others }) => {
      const places = others.flatMap((other) => {
        const after = deadlinesOf(withLimit(id, clock, index, other));
        return [...before].flatMap(([place, dues]) => (after.get(place) === dues ? [] : [place]));
      });
      // One more day may be stopped by the superior's limit; one day less is not.
      expect(places).toContain(`${id} ${clock}`);
      expect(places.filter((place) => !mayMove(place, id, clock))).toEqual([]);
    },
  );
});

/** The clock itself, one counted back from it, and those of regulations to which it is lent or that answer it. */
function mayMove(place: string, id: string, clock: string): boolean {
  const [regimeId = '', moved = ''] = place.split(' ');
  if (regimeId === id) return moved === clock;
  const regime = written.get(regimeId);
  const ruling = regime?.extends === id ? regime.superior?.clocks[clock] : undefined;
  if (!ruling || ruling.as === 'notApplicable') return false;
  return moved === (ruling.as === 'lent' ? clock : ruling.by);
}

function withLimit(id: string, clock: string, index: number, limit: Limit): Written {
  const regime = written.get(id);
  const rule = regime?.clocks[clock];
  if (!regime || !rule) throw new Error('no such clock');
  const limits = rule.limits.map((each, nth) => (nth === index ? { ...each, limit } : each));
  const clocks = { ...regime.clocks, [clock]: { ...rule, limits } };
  return new Map(written).set(id, { ...regime, clocks });
}

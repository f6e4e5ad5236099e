import { numberText } from '../domain/number-text.ts';
import type { OfficeId } from '../domain/office.ts';
import type { Regime, SeriesId } from '../domain/regime.ts';
import { civilDateOf, type Instant, localDayOf } from '../domain/time.ts';
import type { Base } from './base.ts';

/**
 * Takes the office's next number of a series in the year of `now`. What is taken in a savepoint that is rolled back has never
 * been taken: numbers have no gaps.
 */
export type TakeNumber = (
  officeId: OfficeId,
  regime: Regime,
  series: SeriesId,
  now: Instant,
) => string;

export function openNumbers({ sqlite }: Base): TakeNumber {
  const take = sqlite
    .prepare<[string, string, string, number], number>(
      `INSERT INTO numbers (office_id, regime_id, series, year, last) VALUES (?, ?, ?, ?, 1)
       ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last`,
    )
    .pluck();
  return (officeId, regime, series, now) => {
    const definition = regime.numbers[series];
    if (!definition) throw new Error(`regime ${regime.id} has no number series ${series}`);
    const { year } = civilDateOf(localDayOf(now));
    return numberText(definition.pattern, year, take.get(officeId, regime.id, series, year) ?? 0);
  };
}

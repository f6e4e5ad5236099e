import { periodAround } from '../domain/figures/period.ts';
import type { Regime } from '../domain/regime.ts';
import { type LadderMaterial, windowsAt } from '../domain/sanctions/standing.ts';
import { type Instant, localDayOf } from '../domain/time.ts';
import type { FigureReads } from './figure-store.ts';
import type { SanctionLog, Sanctions } from './sanction-store.ts';
import type { OfficeDirectory } from './store.ts';

/** Everything the ladder of the regime is counted from at this instant. */
export async function ladderMaterial(
  store: Sanctions & FigureReads & Pick<OfficeDirectory, 'regimes'>,
  regime: Regime,
  now: Instant,
): Promise<{ readonly log: SanctionLog; readonly material: LadderMaterial }> {
  // Without a ladder there is no window, but still what is proposed about the petitions of the year.
  const year = periodAround('year', localDayOf(now));
  const [first = year, last = first] = windowsAt(now, regime);
  const [log, regimes] = await Promise.all([store.sanctionLog(), store.regimes()]);
  const histories = regime.sanctions ? await store.histories(first.from, last.to) : [];
  return { log, material: { regime, regimes, events: log.events, histories, now } };
}

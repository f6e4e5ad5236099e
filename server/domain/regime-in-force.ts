import type { Regime, RegimeId } from './regime.ts';
import { dayText, type Instant, localDayOf } from './time.ts';

/** The latest version in force on the day; before the first one is, the first. */
export function regimeInForce(regimes: readonly Regime[], id: RegimeId, now: Instant): Regime {
  const today = dayText(localDayOf(now));
  const versions = regimes.filter((regime) => regime.id === id);
  const regime = versions.findLast(({ effectiveFrom }) => effectiveFrom <= today) ?? versions[0];
  if (!regime) throw new Error(`the regime ${id} is not loaded`);
  return regime;
}

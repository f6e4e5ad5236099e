import type { RegimeId } from './clock-rule.ts';
import type { Petition } from './petition.ts';
import type { Regime } from './regime.ts';
import { dayText, type Instant, localDayOf } from './time.ts';

/** The latest version in force on the day; before the first one is, the first. */
export function regimeInForce(regimes: readonly Regime[], id: RegimeId, now: Instant): Regime {
  const today = dayText(localDayOf(now));
  const versions = regimes.filter((regime) => regime.id === id);
  const regime = versions.findLast(({ effectiveFrom }) => effectiveFrom <= today) ?? versions[0];
  if (!regime) throw new Error(`the regime ${id} is not loaded`);
  return regime;
}

/** The version a petition was registered under and keeps; undefined where it is not loaded. */
export function pinnedRegime(
  { regime: { id, version } }: Pick<Petition, 'regime'>,
  regimes: readonly Regime[],
): Regime | undefined {
  return regimes.find((regime) => regime.id === id && regime.version === version);
}

import type { Regime, RegimeId } from '../domain/regime.ts';
import { dayText, type Instant, localDayOf } from '../domain/time.ts';
import type { AppDeps } from './app-deps.ts';
import type { Scene } from './route.ts';

/** Takes the office's time, people and regulations once, so that one answer never mixes two states. */
export async function takeScene(deps: AppDeps): Promise<Scene> {
  const now = deps.clock();
  const [directory, regimes] = await Promise.all([deps.store.directory(), deps.store.regimes()]);
  const regime = regimeInForce(regimes, deps.office.regimeId, now);
  return { deps, now, calendar: deps.calendar(), directory, regimes, regime };
}

/** The latest version in force on the day; before the first one is, the first. */
function regimeInForce(regimes: readonly Regime[], id: RegimeId, now: Instant): Regime {
  const today = dayText(localDayOf(now));
  const versions = regimes.filter((regime) => regime.id === id);
  const regime = versions.findLast(({ effectiveFrom }) => effectiveFrom <= today) ?? versions[0];
  if (!regime) throw new Error(`the regime ${id} is not loaded`);
  return regime;
}

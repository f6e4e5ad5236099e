import { regimeInForce } from '../domain/regime-in-force.ts';
import type { AppDeps } from './app-deps.ts';
import type { Scene } from './route.ts';

/** Takes the office's time, people and regulations once, so that one answer never mixes two states. */
export async function takeScene(deps: AppDeps): Promise<Scene> {
  const now = deps.clock();
  const [directory, regimes] = await Promise.all([deps.store.directory(), deps.store.regimes()]);
  const regime = regimeInForce(regimes, deps.office.regimeId, now);
  return { deps, now, calendar: deps.calendar(), directory, regimes, regime };
}

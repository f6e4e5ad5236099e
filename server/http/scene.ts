import { officeIn } from '../domain/directory.ts';
import { MAIN_OFFICE, type OfficeId } from '../domain/office.ts';
import { regimeInForce } from '../domain/regime-in-force.ts';
import type { AppDeps } from './app-deps.ts';
import type { Scene } from './route.ts';

/**
 * Takes an office's time, people and regulations once, so that one answer never mixes two states. Everything in it is
 * that office's own: an answer made from it cannot tell of another.
 */
export function takeScene(deps: AppDeps, officeId: OfficeId): Promise<Scene> {
  return sceneOf({ ...deps, store: deps.store.ofOffice(officeId) }, officeId);
}

/** Before anybody is known: the people of every office, so that whoever signs in is found. */
export function takeOpenScene(deps: AppDeps): Promise<Scene> {
  return sceneOf(deps, MAIN_OFFICE);
}

async function sceneOf(deps: AppDeps, officeId: OfficeId): Promise<Scene> {
  const now = deps.clock();
  const [directory, regimes] = await Promise.all([deps.store.directory(), deps.store.regimes()]);
  const office = officeIn(directory, officeId);
  const regime = regimeInForce(regimes, office.regimeId, now);
  return { deps, now, calendar: deps.calendar(), directory, office, regimes, regime };
}

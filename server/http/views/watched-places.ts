import type { WatchList } from '../../contract/figures.ts';
import type { ReportRules } from '../../domain/figures/rules.ts';
import { unitTitle } from '../../domain/figures/totals.ts';
import { dayText, localDay, localDayOf } from '../../domain/time.ts';
import type { WatchedPlace } from '../../store/report-store.ts';
import type { Scene } from '../route.ts';
import { nameOf } from './people.ts';

/** The places watched by each line; those whose sweep is overdue, or was never made, first. */
export async function watchedShown(sweep: Sweep, scene: Scene): Promise<WatchList> {
  const places = await scene.deps.store.watchedPlaces();
  const items = places.map((place) => placeView(place, sweep.naturalDays, scene));
  return {
    now: scene.now,
    everyDays: sweep.naturalDays,
    source: sweep.source,
    items: items.sort((left, right) => Number(right.overdue) - Number(left.overdue)),
  };
}

/** How often the regulation wants watched places looked into; undefined where it says nothing of them. */
export function sweepOf({ regime }: Scene): Sweep | undefined {
  return regime.reports?.find(({ sweep }) => sweep !== undefined)?.sweep;
}

type Sweep = NonNullable<ReportRules['sweep']>;

function placeView(
  { id, unitId, name, plan, sweptOn, by, at }: WatchedPlace,
  everyDays: number,
  { now, directory }: Scene,
): WatchList['items'][number] {
  const next = sweptOn === undefined ? undefined : localDay(sweptOn + everyDays);
  return {
    id,
    unitId,
    unitName: unitTitle(unitId, directory),
    name,
    plan,
    ...(sweptOn === undefined ? {} : { sweptOn: dayText(sweptOn) }),
    ...(next === undefined ? {} : { nextSweepOn: dayText(next) }),
    overdue: next === undefined || next < localDayOf(now),
    by: nameOf(by, directory),
    at,
  };
}

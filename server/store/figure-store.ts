import type { Calendar } from '../domain/calendar.ts';
import type { StaffId } from '../domain/directory.ts';
import { type DutyState, dutiesDueIn } from '../domain/duty-states.ts';
import type { History } from '../domain/figures/case.ts';
import type { ReportMaterial } from '../domain/figures/overview.ts';
import { type Period, periodBefore, samePeriodLastYear } from '../domain/figures/period.ts';
import type { PetitionId } from '../domain/petition.ts';
import type { Regime } from '../domain/regime.ts';
import type { Instant } from '../domain/time.ts';
import { readDuties } from './duty-reads.ts';
import type { Duties } from './duty-store.ts';
import type { Readings } from './reading-store.ts';

/** Everything a report of this period, with its comparisons, is made of; the office's duties where it is told of them. */
export async function readMaterial(
  store: FigureReads & Duties & Readings,
  period: Period,
  given?: { readonly regime: Regime; readonly calendar: Calendar; readonly now: Instant },
): Promise<ReportMaterial> {
  const [before, yearBefore] = [periodBefore(period), samePeriodLastYear(period)];
  return {
    period,
    current: await store.histories(period.from, period.to),
    before: await store.histories(before.from, before.to),
    yearBefore: await store.histories(yearBefore.from, yearBefore.to),
    petitioners: await store.samePetitioners(period.from, period.to),
    duties: given ? await dutiesIn(store, period, given) : [],
  };
}

async function dutiesIn(
  store: FigureReads & Duties & Readings,
  period: Period,
  {
    regime,
    calendar,
    now,
  }: { readonly regime: Regime; readonly calendar: Calendar; readonly now: Instant },
): Promise<readonly DutyState[]> {
  const since = await store.firstRegisteredAt();
  if (!regime.duties || since === null) return [];
  const done = await readDuties(store);
  const end = now < period.to ? now : period.to;
  return dutiesDueIn(regime.duties, done, period, since, { calendar, now: end });
}

/** What figures are made of. No accusation is in it, except where the method says so. */
export interface FigureReads {
  /**
   * Every petition that was registered, due, open or acted on between the two instants, with all its events. The
   * archive of other years is not read.
   */
  histories(from: Instant, to: Instant): Promise<readonly History[]>;
  /** The accusations that this person may know of, all of them. */
  confidentialHistories(viewer: StaffId): Promise<readonly History[]>;
  /** Petitions registered in between that were brought under the same telephone or identity number, two or more. */
  samePetitioners(from: Instant, to: Instant): Promise<readonly (readonly PetitionId[])[]>;
  /** What a petition registered at this instant falls under, and its reports follow. */
  regimeInForce(now: Instant): Promise<Regime>;
  /** Null while there is none. */
  firstRegisteredAt(): Promise<Instant | null>;
}

import type { StaffId } from '../domain/directory.ts';
import type { History } from '../domain/figures/case.ts';
import type { ReportMaterial } from '../domain/figures/overview.ts';
import { type Period, periodBefore, samePeriodLastYear } from '../domain/figures/period.ts';
import type { PetitionId } from '../domain/petition.ts';
import type { Regime } from '../domain/regime.ts';
import type { Instant } from '../domain/time.ts';

/** Everything a report of this period, with its comparisons, is made of. */
export async function readMaterial(store: FigureReads, period: Period): Promise<ReportMaterial> {
  const [before, yearBefore] = [periodBefore(period), samePeriodLastYear(period)];
  return {
    period,
    current: await store.histories(period.from, period.to),
    before: await store.histories(before.from, before.to),
    yearBefore: await store.histories(yearBefore.from, yearBefore.to),
    petitioners: await store.samePetitioners(period.from, period.to),
  };
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

import type { StaffId } from '../domain/directory.ts';
import type { History } from '../domain/figures/case.ts';
import type { ReportMaterial } from '../domain/figures/overview.ts';
import { type Period, periodBefore, samePeriodLastYear } from '../domain/figures/period.ts';
import type { PetitionId } from '../domain/petition.ts';
import type { Regime } from '../domain/regime.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import type { EventLog } from './events.ts';
import type { Accusations } from './lists.ts';
import type { AtOnce } from './promised.ts';
import type { RegimeShelf } from './regimes.ts';

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

interface IndexRow {
  readonly petition_id: PetitionId;
  readonly phone: string | null;
  readonly id_number: string | null;
}

export function openFigureReads(
  { sqlite }: Base,
  events: EventLog,
  accusations: Accusations,
  regimes: RegimeShelf,
): AtOnce<FigureReads> {
  const concerned = sqlite
    .prepare<[number, number], PetitionId>(
      `SELECT id FROM petitions
       WHERE confidential = 0 AND figures_until >= ? AND registered_at < ? ORDER BY registered_at, id`,
    )
    .pluck();
  const brought = sqlite.prepare<[number, number], IndexRow>(
    `SELECT r.petition_id, hex(r.phone_index) AS phone, hex(r.id_number_index) AS id_number
     FROM petitions p JOIN particulars r ON r.petition_id = p.id
     WHERE p.confidential = 0 AND p.registered_at >= ? AND p.registered_at < ?
     ORDER BY p.registered_at, p.id`,
  );
  const first = sqlite
    .prepare<[], number | null>('SELECT min(registered_at) FROM petitions WHERE confidential = 0')
    .pluck();
  const historyOf = (id: PetitionId): History => ({
    id,
    events: events.of(id).map(({ event }) => event),
  });

  return {
    histories: (from, to) => concerned.all(from, to).map(historyOf),
    confidentialHistories: (viewer) =>
      accusations.seenBy(viewer, 'all').map(({ petition }) => historyOf(petition.id)),
    samePetitioners: (from, to) =>
      brought
        .all(from, to)
        .reduce(joined, [])
        .map(({ ids }) => ids)
        .filter(({ length }) => length > 1),
    regimeInForce: regimes.inForce,
    firstRegisteredAt() {
      const at = first.get();
      return typeof at === 'number' ? instant(at) : null;
    },
  };
}

interface Known {
  readonly marks: ReadonlySet<string>;
  readonly ids: readonly PetitionId[];
}

/** One more petition: it joins everything that shares its telephone or identity number. */
function joined(groups: readonly Known[], row: IndexRow): Known[] {
  const marks = [
    ...(row.phone ? [`phone ${row.phone}`] : []),
    ...(row.id_number ? [`id ${row.id_number}`] : []),
  ];
  const own = (group: Known) =>
    marks.some((mark) => group.marks.has(mark)) || group.ids.includes(row.petition_id);
  const same = groups.filter(own);
  return [
    ...groups.filter((group) => !own(group)),
    {
      marks: new Set([...same.flatMap((group) => [...group.marks]), ...marks]),
      ids: [...new Set([...same.flatMap(({ ids }) => ids), row.petition_id])],
    },
  ];
}

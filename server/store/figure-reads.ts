import type { History } from '../domain/figures/case.ts';
import type { OfficeId } from '../domain/office.ts';
import type { PetitionId } from '../domain/petition.ts';
import { instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import type { EventLog } from './events.ts';
import type { FigureReads } from './figure-store.ts';
import type { Accusations } from './lists.ts';
import type { AtOnce } from './promised.ts';

interface IndexRow {
  readonly petition_id: PetitionId;
  readonly phone: string | null;
  readonly id_number: string | null;
}

/** What an office's figures are made of, read from the rows of a period and not from the archive. */
export function openFigureReads(
  { sqlite }: Base,
  events: EventLog,
  accusations: Accusations,
  regimeInForce: AtOnce<FigureReads>['regimeInForce'],
  officeId: OfficeId,
): AtOnce<FigureReads> {
  const concerned = sqlite
    .prepare<[string, number, number], PetitionId>(
      `SELECT id FROM petitions
       WHERE office_id = ? AND confidential = 0 AND figures_until >= ? AND registered_at < ? ORDER BY registered_at, id`,
    )
    .pluck();
  const brought = sqlite.prepare<[string, number, number], IndexRow>(
    `SELECT r.petition_id, hex(r.phone_index) AS phone, hex(r.id_number_index) AS id_number
     FROM petitions p JOIN particulars r ON r.petition_id = p.id
     WHERE p.office_id = ? AND p.confidential = 0 AND p.registered_at >= ? AND p.registered_at < ?
     ORDER BY p.registered_at, p.id`,
  );
  const first = sqlite
    .prepare<[string], number | null>(
      'SELECT min(registered_at) FROM petitions WHERE office_id = ? AND confidential = 0',
    )
    .pluck();
  const historyOf = (id: PetitionId): History => ({
    id,
    events: events.of(id).map(({ event }) => event),
  });

  return {
    histories: (from, to) => concerned.all(officeId, from, to).map(historyOf),
    confidentialHistories: (viewer) =>
      accusations.seenBy(viewer, 'all').map(({ petition }) => historyOf(petition.id)),
    samePetitioners: (from, to) =>
      brought
        .all(officeId, from, to)
        .reduce(joined, [])
        .map(({ ids }) => ids)
        .filter(({ length }) => length > 1),
    regimeInForce,
    firstRegisteredAt() {
      const at = first.get(officeId);
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

import type { StaffId } from '../domain/directory.ts';
import type { Petition } from '../domain/petition.ts';
import type { Base } from './base.ts';
import type { LedgerMemory } from './ledger-memory.ts';
import { ORDER_COLUMNS } from './ledger-order.ts';
import type { LedgerParts } from './ledger-parts.ts';
import type { LedgerCounts, LedgerItem, LedgerQuery, LedgerSnapshot } from './ledger-reads.ts';
import type { Scanned } from './ledger-scan.ts';
import { listColumns } from './list-columns.ts';
import type { PetitionRow } from './petitions.ts';

/** An accusation among the matches, with its value in the order asked for. */
export interface Secret {
  readonly petition: Petition;
  readonly value: number;
}

interface Found {
  readonly found: Scanned;
  readonly sealed: Scanned & { readonly secrets: readonly Secret[] };
  readonly query: LedgerQuery;
  readonly viewer: StaffId;
  readonly now: number;
  readonly searchBehind: number;
}

/** Where a match stands: by value, then row, then id. Accusations come after all rows of the same value. */
interface Place {
  readonly value: number;
  readonly row: number;
  readonly id: string;
}

type Parts = Pick<LedgerParts, 'petitions' | 'particulars' | 'regimes' | 'visibility'>;

/** Puts the accusations of the person's chain in their places among the ordinary matches. */
export function openSnapshots({ sqlite }: Base, parts: Parts, memory: LedgerMemory) {
  const ofRow = sqlite.prepare<[number], PetitionRow>(
    `SELECT p.id, p.version, p.state FROM ledger l JOIN petitions p ON p.id = l.petition_id
     WHERE l.row = ?`,
  );

  const placeOf = openCursors(sqlite);

  function itemOf(petition: Petition, place: Place, now: number): LedgerItem {
    const { regimes, particulars } = parts;
    const content = particulars.latest(petition.id);
    if (!content) throw new Error(`petition ${petition.id} has no particulars`);
    const columns = listColumns(petition, regimes.pinned(petition.regime), false);
    return {
      petition,
      particulars: content,
      ...(columns.nextClock === null ? {} : { nextClock: columns.nextClock }),
      overdue: columns.overdueAfter !== null && columns.overdueAfter < now,
      cursor: `${place.value}.${petition.id}`,
    };
  }

  function of({ found, sealed, query, viewer, now, searchBehind }: Found): LedgerSnapshot {
    const direction = query.descending ? -1 : 1;
    const values = memory.moment(ORDER_COLUMNS[query.sort]);
    const { rows } = found;
    const placeOfRow = (row: number): Place => ({ value: values[row] ?? 0, row, id: '' });
    const ordinaryBefore = (place: Place) =>
      lowest(rows.length, (at) => direction * compare(placeOfRow(rows[at] ?? 0), place) > 0);
    const secrets = sealed.secrets
      .map(({ petition, value }) => ({
        petition,
        place: { value, row: SECRET_ROW, id: petition.id },
      }))
      .sort((one, other) => direction * compare(one.place, other.place))
      .map((secret, index) => ({ ...secret, at: ordinaryBefore(secret.place) + index }));

    function petitionAt(at: number): { petition: Petition; place: Place } | null {
      const before = secrets.filter((secret) => secret.at < at).length;
      const secret = secrets[before];
      if (secret?.at === at) return secret;
      const row = rows[at - before] ?? 0;
      const kept = ofRow.get(row);
      return kept ? { petition: parts.petitions.read(kept), place: placeOfRow(row) } : null;
    }

    return {
      total: rows.length + secrets.length,
      counts: together(found, sealed),
      accusations: secrets.map(({ petition }) => petition.id),
      searchBehind,
      placeAfter(cursor) {
        const place = placeOf(cursor);
        if (!place) return 0;
        const passed = secrets.filter((secret) => direction * compare(secret.place, place) <= 0);
        return ordinaryBefore(place) + passed.length;
      },
      read(from, limit) {
        const places = Array.from(
          { length: Math.max(0, Math.min(limit, rows.length + secrets.length - from)) },
          (_, index) => petitionAt(from + index),
        );
        const seen = places
          .filter((read) => read !== null)
          .filter(({ petition }) => parts.visibility.maySee(petition, viewer));
        return Promise.resolve(seen.map(({ petition, place }) => itemOf(petition, place, now)));
      },
    };
  }

  return { of, empty: EMPTY };
}

/** A cursor does not say the row: by it one could count what others have. */
function openCursors(sqlite: Base['sqlite']): (cursor: string) => Place | null {
  const rowOf = sqlite
    .prepare<[string], number>('SELECT row FROM ledger WHERE petition_id = ?')
    .pluck();
  return (cursor) => {
    const read = cursorIn(cursor);
    if (!read) return null;
    const row = rowOf.get(read.id);
    return row === undefined ? { ...read, row: SECRET_ROW } : { value: read.value, row, id: '' };
  };
}

/** Above every row of the ledger. */
const SECRET_ROW = 2 ** 32;

const NOTHING: ReadonlyMap<string, number> = new Map();
const EMPTY: LedgerSnapshot = {
  total: 0,
  counts: { stage: NOTHING, node: NOTHING, unit: NOTHING, category: NOTHING, overdue: 0 },
  accusations: [],
  searchBehind: 0,
  placeAfter: () => 0,
  read: () => Promise.resolve([]),
};

function together(found: Scanned, sealed: Scanned): LedgerCounts {
  const sum = (column: keyof Scanned['counts']) => {
    const counts = new Map(found.counts[column]);
    for (const [text, count] of sealed.counts[column]) {
      counts.set(text, (counts.get(text) ?? 0) + count);
    }
    return counts;
  };
  return {
    stage: sum('stage'),
    node: sum('node'),
    unit: sum('unit'),
    category: sum('category'),
    overdue: found.overdue + sealed.overdue,
  };
}

function compare(one: Place, other: Place): number {
  if (one.value !== other.value) return one.value - other.value;
  if (one.row !== other.row) return one.row - other.row;
  return one.id === other.id ? 0 : one.id < other.id ? -1 : 1;
}

/** The lowest number below `end` of which it is true, if true of one then of all above; else `end`. */
function lowest(end: number, isTrue: (at: number) => boolean): number {
  let [low, high] = [0, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function cursorIn(cursor: string): { readonly value: number; readonly id: string } | null {
  const parts = /^(\d{1,16})\.([\w:-]+)$/.exec(cursor);
  return parts ? { value: Number(parts[1]), id: parts[2] ?? '' } : null;
}

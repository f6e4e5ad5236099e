import type { StaffMember } from '../domain/directory.ts';
import type { Base } from './base.ts';
import type { Test } from './ledger-conditions.ts';
import { EXCLUDED, ownedWhere } from './register-sql.ts';

/** Which rows of the ledger a person may see, and which a number leads to. It says what `maySee` says; a test holds the two together. */
export interface LedgerVisibility {
  /** Null where everything is seen. `directoryVersion`: with other people in force, everybody is asked anew. */
  test(person: StaffMember, rows: number, directoryVersion: number): Test | null;
  numbered(number: string, rows: number): Test;
  /** Something was done to the petitions of these rows: others may have had to do with them by now. */
  changed(rows: ReadonlySet<number>): void;
}

export function openLedgerVisibility({ sqlite }: Base): LedgerVisibility {
  const rowsOf = (petitions: string) =>
    sqlite
      .prepare<object[], number>(
        `SELECT l.row FROM (${petitions}) seen JOIN ledger l ON l.petition_id = seen.petition_id`,
      )
      .pluck();
  const excluded = rowsOf(EXCLUDED);
  const owned = rowsOf(ownedWhere(''));
  const isOwned = sqlite.prepare<object[], number>(IS_OWNED).pluck();
  const numbered = sqlite
    .prepare<object[], number>(
      `SELECT row FROM ledger WHERE number >= @number AND number < @afterNumber
       UNION SELECT row FROM ledger
       WHERE platform_number >= @number AND platform_number < @afterNumber`,
    )
    .pluck();
  const kept = new Map<string, Kept>();

  function ownedBy(asked: Asked, rows: number, version: number): Uint8Array {
    const key = JSON.stringify([asked, version]);
    const known = kept.get(key);
    kept.delete(key);
    const mine = known ?? { asked, rows: marked(owned.all(asked), rows), changed: new Set() };
    // The one asked longest ago makes room.
    for (const oldest of kept.size < MOST_KEPT ? [] : kept.keys()) {
      kept.delete(oldest);
      break;
    }
    const current = { asked, rows: grown(mine.rows, rows), changed: new Set<number>() };
    for (const row of mine.changed) current.rows[row] = isOwned.get({ ...asked, row }) ?? 0;
    kept.set(key, current);
    return current.rows;
  }

  return {
    test(person, rows, directoryVersion) {
      const asked = { staffId: person.id, ownUnitId: person.unitId ?? '' };
      const hidden = marked(excluded.all(asked), rows);
      const hides = hidden.includes(1);
      if (person.roles.length > 0) return hides ? (row) => hidden[row] === 0 : null;
      const seen = ownedBy(asked, rows, directoryVersion);
      return (row) => seen[row] === 1 && hidden[row] === 0;
    },
    numbered(number, rows) {
      const found = marked(numbered.all({ number, afterNumber: `${number}\u{10FFFF}` }), rows);
      return (row) => found[row] === 1;
    },
    changed(rows) {
      for (const { changed } of kept.values()) for (const row of rows) changed.add(row);
    },
  };
}

interface Asked {
  readonly staffId: string;
  readonly ownUnitId: string;
}

/** The rows that somebody has had to do with, which may be a hundred thousand: read once, then only what has changed. */
interface Kept {
  readonly asked: Asked;
  readonly rows: Uint8Array;
  readonly changed: Set<number>;
}

/** As many people as are likely to look through the ledger at one time; each costs a byte for each petition. */
const MOST_KEPT = 12;

const IS_OWNED = `
  SELECT EXISTS (SELECT 1 FROM assigned_units a
      WHERE a.petition_id = l.petition_id AND a.unit_id = @ownUnitId)
    OR EXISTS (SELECT 1 FROM participants t
      WHERE t.petition_id = l.petition_id AND t.staff_id = @staffId)
  FROM ledger l WHERE l.row = @row`;

function marked(found: readonly number[], rows: number): Uint8Array {
  const marks = new Uint8Array(rows + 1);
  for (const row of found) marks[row] = 1;
  return marks;
}

function grown(marks: Uint8Array, rows: number): Uint8Array {
  if (marks.length > rows) return marks;
  const larger = new Uint8Array(Math.max(rows + 1, marks.length + SPARE));
  larger.set(marks);
  return larger;
}

const SPARE = 4096;

import type { StaffMember } from '../domain/directory.ts';
import type { Base } from './base.ts';
import type { Test } from './ledger-conditions.ts';
import { EXCLUDED, ownedWhere } from './register-sql.ts';

/** Which rows of the ledger a person may see, and which a number leads to. It says what `maySee` says; a test holds the two together. */
export function openLedgerVisibility({ sqlite }: Base) {
  const rowsOf = (petitions: string) =>
    sqlite
      .prepare<object[], number>(
        `SELECT l.row FROM (${petitions}) seen JOIN ledger l ON l.petition_id = seen.petition_id`,
      )
      .pluck();
  const excluded = rowsOf(EXCLUDED);
  const owned = rowsOf(ownedWhere(''));
  const numbered = sqlite
    .prepare<object[], number>(
      `SELECT row FROM ledger WHERE number >= @number AND number < @afterNumber
       UNION SELECT row FROM ledger
       WHERE platform_number >= @number AND platform_number < @afterNumber`,
    )
    .pluck();

  return {
    /** Null where everything is seen. */
    test(person: StaffMember, rows: number): Test | null {
      const asked = { staffId: person.id, ownUnitId: person.unitId ?? '' };
      const hidden = excluded.all(asked);
      if (person.roles.length > 0) {
        const without = marked(hidden, rows);
        return hidden.length === 0 ? null : (row) => without[row] === 0;
      }
      const seen = marked(owned.all(asked), rows);
      for (const row of hidden) seen[row] = 0;
      return (row) => seen[row] === 1;
    },
    numbered(number: string, rows: number): Test {
      const found = marked(numbered.all({ number, afterNumber: `${number}\u{10FFFF}` }), rows);
      return (row) => found[row] === 1;
    },
  };
}

function marked(found: readonly number[], rows: number): Uint8Array {
  const marks = new Uint8Array(rows + 1);
  for (const row of found) marks[row] = 1;
  return marks;
}

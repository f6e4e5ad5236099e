import type { Submitter } from '../domain/command.ts';
import type { OfficeId } from '../domain/office.ts';
import type { Base } from './base.ts';
import type { Accusations } from './lists.ts';
import type { PetitionRow, PetitionTable } from './petitions.ts';
import type { Visibility } from './visibility.ts';

/** Whether an open petition of the office has this number and the submitter may name it. To others it does not exist. */
export function openNumberCheck(
  sqlite: Base['sqlite'],
  given: {
    readonly petitions: PetitionTable;
    readonly visibility: Visibility;
    readonly accusations: Accusations;
  },
): (number: string, officeId: OfficeId, by: Submitter) => boolean {
  const find = sqlite.prepare<[string, string], PetitionRow>(
    `SELECT id, version, state FROM petitions
     WHERE office_id = ? AND number = ? AND ended_at IS NULL`,
  );
  return (number, officeId, by) => {
    const row = find.get(officeId, number);
    if (by === 'system') return row !== undefined;
    if (row) return given.visibility.maySee(given.petitions.read(row), by);
    return given.accusations.seenBy(by, 'open').some(({ petition }) => petition.number === number);
  };
}

import { maySee } from '../domain/access.ts';
import type { Submitter } from '../domain/command.ts';
import type { StaffId } from '../domain/directory.ts';
import type { Petition, PetitionId } from '../domain/petition.ts';
import type { Base } from './base.ts';
import type { DirectoryShelf } from './directory.ts';
import { openOrdinaryRows } from './ordinary-rows.ts';
import type { RegimeShelf } from './regimes.ts';

/** Who a petition waits for and who may know of it, in rows that lists can ask. The rule itself is `maySee`. */
export interface Visibility {
  maySee(petition: Petition, staffId: StaffId): boolean;
  participants(id: PetitionId): ReadonlySet<StaffId>;
  /** After each recorded command. */
  update(
    before: Petition | null,
    petition: Petition,
    by: Submitter,
    waitingFor: readonly StaffId[],
  ): void;
  /** After the directory has changed. */
  updateWaiting(id: PetitionId, waitingFor: readonly StaffId[]): void;
}

export function openVisibility(
  base: Base,
  directory: DirectoryShelf,
  regimes: RegimeShelf,
): Visibility {
  const { sqlite } = base;
  const participants = sqlite
    .prepare<[string], string>('SELECT staff_id FROM participants WHERE petition_id = ?')
    .pluck();
  const takePart = sqlite.prepare(
    `INSERT INTO participants (petition_id, staff_id, ended) VALUES (?, ?, 0)
     ON CONFLICT DO NOTHING`,
  );
  const updateWaiting = openWaiting(base, (id, staffId) => takePart.run(id, staffId));
  const ordinary = openOrdinaryRows(base);
  const markEnded = openEnding(base);

  return {
    maySee(petition, staffId) {
      const person = directory.current().staff.get(staffId);
      return (
        person !== undefined && maySee(petition, person, new Set(participants.all(petition.id)))
      );
    },
    participants: (id) => new Set(participants.all(id)),
    updateWaiting,
    update(before, petition, by, waitingFor) {
      const { id } = petition;
      updateWaiting(id, waitingFor);
      if (by !== 'system') takePart.run(id, by);
      for (const staffId of newRecipients(before, petition)) takePart.run(id, staffId);
      ordinary.update(before, petition);
      const ended = regimes.isEnded(petition);
      if (ended || (before && regimes.isEnded(before))) markEnded(id, ended);
    },
  };
}

function newRecipients(before: Petition | null, { assignments }: Petition): readonly StaffId[] {
  return assignments.slice(before?.assignments.length ?? 0).flatMap(({ recipients }) => recipients);
}

/** Writes only what differs: most commands leave a petition waiting for the same people, or for quite others. */
function openWaiting({ sqlite }: Base, takePart: (id: PetitionId, staffId: StaffId) => void) {
  const waiting = sqlite
    .prepare<[string], string>('SELECT staff_id FROM waiting WHERE petition_id = ?')
    .pluck();
  const wait = sqlite.prepare('INSERT INTO waiting (petition_id, staff_id) VALUES (?, ?)');
  const stop = sqlite.prepare('DELETE FROM waiting WHERE petition_id = ? AND staff_id = ?');
  return (id: PetitionId, waitingFor: readonly StaffId[]): void => {
    const before = waiting.all(id);
    for (const staffId of before) if (!waitingFor.includes(staffId)) stop.run(id, staffId);
    for (const staffId of new Set(waitingFor)) {
      if (before.includes(staffId)) continue;
      wait.run(id, staffId);
      takePart(id, staffId);
    }
  };
}

function openEnding({ sqlite }: Base) {
  const markParticipants = sqlite.prepare(
    'UPDATE participants SET ended = ? WHERE petition_id = ?',
  );
  const markUnits = sqlite.prepare('UPDATE assigned_units SET ended = ? WHERE petition_id = ?');
  return (id: PetitionId, ended: boolean): void => {
    markParticipants.run(ended ? 1 : 0, id);
    markUnits.run(ended ? 1 : 0, id);
  };
}

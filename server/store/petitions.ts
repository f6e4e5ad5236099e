import { officeOf } from '../domain/office.ts';
import type { Petition, PetitionId } from '../domain/petition.ts';
import type { Base } from './base.ts';
import { assignmentIn } from './earlier-shapes.ts';
import { listColumns } from './list-columns.ts';
import type { RegimeShelf } from './regimes.ts';
import { inTheClear } from './sealing.ts';

/** The petitions as they are now, one row each. */
export interface PetitionTable {
  find(id: PetitionId): Petition | null;
  /**
   * A new one, or what has become of `before`. Throws when the row is no longer the one that was loaded, and when an
   * accusation became something else or the reverse: what was written before could not be sealed, or opened, again.
   */
  save(before: Petition | null, petition: Petition): void;
  read(row: PetitionRow): Petition;
}

/** The columns a petition is read from. */
export interface PetitionRow {
  readonly id: PetitionId;
  readonly version: number;
  readonly state: Buffer;
}

/** Accusations (检举控告) are sealed, and no list column tells anything of them. */
export function isConfidential({ facts }: Petition): boolean {
  return facts.appealType === 'accusation';
}

export function openPetitionTable({ sqlite, sealing }: Base, regimes: RegimeShelf): PetitionTable {
  const find = sqlite.prepare<[string], PetitionRow>(
    'SELECT id, version, state FROM petitions WHERE id = ?',
  );
  const insert = sqlite.prepare(`
    INSERT INTO petitions (id, version, office_id, regime_id, regime_version, confidential, registered_at,
      ended_at, number, platform_number, stage, unit_id, next_clock, next_due_at, open_order,
      next_nominal_due_at, overdue_after, figures_until, provisional, state)
    VALUES (@id, @version, @officeId, @regimeId, @regimeVersion, @confidential, @registeredAt,
      @endedAt, @number, @platformNumber, @stage, @unitId, @nextClock, @nextDueAt, @openOrder,
      @nextNominalDueAt, @overdueAfter, @figuresUntil, @provisional, @state)`);
  const update = sqlite.prepare(`
    UPDATE petitions SET version = @version, regime_version = @regimeVersion, ended_at = @endedAt, number = @number,
      platform_number = @platformNumber, stage = @stage, unit_id = @unitId,
      next_clock = @nextClock, next_due_at = @nextDueAt, open_order = @openOrder,
      next_nominal_due_at = @nextNominalDueAt, overdue_after = @overdueAfter,
      figures_until = @figuresUntil,
      provisional = @provisional, state = @state
    WHERE id = @id AND version = @seen AND confidential = @confidential`);

  function read({ id, version, state }: PetitionRow): Petition {
    const kept = JSON.parse(sealing.open(state, placeOf(id, version))) as Petition;
    // Rows written before these lists existed say nothing of them; their events fold to the same.
    return { ...NOT_YET_KNOWN, ...kept, assignments: kept.assignments.map(assignmentIn) };
  }

  return {
    read,
    find(id) {
      const row = find.get(id);
      return row ? read(row) : null;
    },
    save(before, petition) {
      const { id, version, regime } = petition;
      const text = JSON.stringify(petition);
      const confidential = isConfidential(petition);
      const row = {
        id,
        version,
        regimeVersion: regime.version,
        confidential: confidential ? 1 : 0,
        ...listColumns(petition, regimes.pinned(regime), confidential),
        state: confidential ? sealing.seal(text, placeOf(id, version)) : inTheClear(text),
      };
      if (before) {
        const { changes } = update.run({ ...row, seen: before.version });
        if (changes !== 1) throw new Error(`petition ${id} is not at version ${before.version}`);
        return;
      }
      insert.run({
        ...row,
        officeId: officeOf(petition),
        regimeId: regime.id,
        registeredAt: petition.stageSince,
      });
    },
  };
}

const NOT_YET_KNOWN = {
  attachments: [],
  contacts: [],
  records: [],
  readings: [],
} satisfies Partial<Petition>;

function placeOf(id: PetitionId, version: number): string {
  return `petitions|state|${id}@${version}`;
}

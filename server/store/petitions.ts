import type { Petition, PetitionId, RunningClock } from '../domain/petition.ts';
import type { Regime } from '../domain/regime.ts';
import { responsibleUnit } from '../domain/staffing.ts';
import type { Base } from './base.ts';
import type { RegimeShelf } from './regimes.ts';
import { inTheClear } from './sealing.ts';

/** The petitions as they are now, one row each. */
export interface PetitionTable {
  find(id: PetitionId): Petition | null;
  /** A new one, or the next version of `before`. Throws when the row is no longer at that version. */
  save(before: Petition | null, petition: Petition): void;
  read(row: PetitionRow): Petition;
}

export interface PetitionRow {
  readonly id: PetitionId;
  readonly version: number;
  readonly state: Buffer;
}

/** Stands for "no deadline" in the order of open petitions, after every real one. */
export const NO_DEADLINE = Number.MAX_SAFE_INTEGER;

/** Accusations (检举控告) are sealed and appear in no list column. */
export function isConfidential({ facts }: Petition): boolean {
  return facts.appealType === 'accusation';
}

export function openPetitions({ sqlite, sealing }: Base, regimes: RegimeShelf): PetitionTable {
  const find = sqlite.prepare<[string], PetitionRow>(
    'SELECT id, version, state FROM petitions WHERE id = ?',
  );
  const columns = Object.keys(rowOf(undefined)).concat('state');
  const insert = sqlite.prepare(
    `INSERT INTO petitions (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
  );
  const update = sqlite.prepare(
    `UPDATE petitions SET ${columns.map((name) => `${name} = @${name}`).join(', ')}
     WHERE id = @id AND version = @seen`,
  );
  return {} as never;
}

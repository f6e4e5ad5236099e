import type { PetitionId } from '../domain/petition.ts';
import type { Base } from './base.ts';

/** Petitions by their number. An accusation's number stands in no column, so none is ever found. */
export function ordinaryNumbers({ sqlite }: Base): (number: string) => readonly PetitionId[] {
  const find = sqlite.prepare<[string], { readonly id: PetitionId }>(
    'SELECT id FROM petitions WHERE number = ? ORDER BY id',
  );
  return (number) => find.all(number).map(({ id }) => id);
}

import { describe, expect, it } from 'vitest';
import type { StaffId } from '../../server/domain/directory.ts';
import type { PetitionId } from '../../server/domain/petition.ts';
import { type CardOffice, openCardOffice } from '../support/card-office.ts';

/** So many times do both liaisons tap at the same moment; some petitions at a time. */
const RACES = 1000;
const AT_ONCE = 25;

describe('both liaisons tapping 接件 at the same moment', () => {
  it('have one winner each time, and afterwards both cards say who it was', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const { liaisonA, liaisonB } = office.unit;
    const won = new Map<StaffId, number>([
      [liaisonA, 0],
      [liaisonB, 0],
    ]);
    for (let race = 0; race < RACES; race += AT_ONCE) {
      const ids = await office.assign(AT_ONCE);
      const winners = await Promise.all(
        ids.map((id, index) => raceFor(office, id, index % 2 === 0)),
      );
      await office.settled();
      for (const [index, by] of winners.entries()) {
        won.set(by, (won.get(by) ?? 0) + 1);
        expectBothCards(office, ids[index] ?? '', by);
      }
    }
    expect([...won.keys()].toSorted()).toEqual([liaisonA, liaisonB]);
    expect([...won.values()].reduce((sum, times) => sum + times, 0)).toBe(RACES);
  }, 300_000);
});

/** Who accepted it. Either may be the one whose tap leaves the phone first. */
async function raceFor(office: CardOffice, id: PetitionId, firstA: boolean): Promise<StaffId> {
  const { liaisonA, liaisonB } = office.unit;
  const pair = firstA ? [liaisonA, liaisonB] : [liaisonB, liaisonA];
  const tapped = await Promise.all(pair.map((by) => office.tap(by, id)));
  const accepted = (await office.events(id)).filter(
    (event) => event.type === 'actTaken' && event.act === 'acceptAssignment',
  );
  expect(accepted).toHaveLength(1);
  const [first] = accepted;
  const winner = first?.type === 'actTaken' ? first.by : '';
  for (const shown of tapped) {
    expect(shown).toMatchObject({
      answered: true,
      variables: { statusText: verdictFor(office, winner) },
    });
  }
  return winner;
}

function expectBothCards(office: CardOffice, id: PetitionId, winner: StaffId): void {
  for (const person of [office.unit.liaisonA, office.unit.liaisonB]) {
    expect(office.cardsOf(person, id)).toBe(1);
    expect(office.cardOf(person, id)).toMatchObject({
      status: 'done',
      statusText: verdictFor(office, winner),
      primaryLabel: '',
      secondaryLabel: '',
    });
  }
}

function verdictFor(office: CardOffice, winner: StaffId): string {
  return `${office.nameOf(winner)}已于9月28日（周一）09:00办理：接件承办`;
}

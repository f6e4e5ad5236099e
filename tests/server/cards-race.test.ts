import { describe, expect, it } from 'vitest';
import type { StaffId } from '../../server/domain/directory.ts';
import { type CardOffice, openCardOffice } from '../support/card-office.ts';

/** So many times do both liaisons tap at the same moment. */
const RACES = 50;
const AT_ONCE = 10;

describe('A角与B角同时点“接件”', () => {
  it('has one winner each time, and afterwards both cards say who it was', async () => {
    const office = await openCardOffice('2026-09-28 09:00');
    const winners = new Map<StaffId, number>();
    for (let race = 0; race < RACES; race += AT_ONCE) {
      const assigned = await office.assign(AT_ONCE);
      const won = await Promise.all(assigned.map((id) => raceFor(office, id)));
      for (const by of won) winners.set(by, (winners.get(by) ?? 0) + 1);
    }
    const { liaisonA, liaisonB } = office.unit;
    expect([...winners.keys()].every((by) => by === liaisonA || by === liaisonB)).toBe(true);
    expect([...winners.values()].reduce((sum, times) => sum + times, 0)).toBe(RACES);
  }, 300_000);
});

/** Who accepted it, after everything that two taps can leave behind has been looked at. */
async function raceFor(office: CardOffice, id: string): Promise<StaffId> {
  const { liaisonA, liaisonB } = office.unit;
  const tapped = await Promise.all([office.tap(liaisonA, id), office.tap(liaisonB, id)]);
  const accepted = (await office.events(id)).filter(
    (event) => event.type === 'actTaken' && event.act === 'acceptAssignment',
  );
  expect(accepted).toHaveLength(1);
  const [first] = accepted;
  const winner = first?.type === 'actTaken' ? first.by : '';
  const verdict = `${office.nameOf(winner)}已于9月28日（周一）09:00办理：接件承办`;
  for (const shown of tapped) {
    expect(shown).toMatchObject({ answered: true, variables: { statusText: verdict } });
  }
  await office.settled();
  for (const person of [liaisonA, liaisonB]) {
    expect(office.cardOf(person, id)).toMatchObject({
      status: 'done',
      statusText: verdict,
      primaryLabel: '',
    });
  }
  return winner;
}

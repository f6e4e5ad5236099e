import { expect, it } from 'vitest';
import { evolve } from '../../server/domain/evolve.ts';
import type { PetitionId } from '../../server/domain/petition.ts';
import type { Store } from '../../server/store/store.ts';
import { type Acknowledged, CRASHES, killAtWork } from '../support/crash.ts';
import { answered, databasePath, openTestStore } from '../support/store.ts';

it(
  'a server killed at work has lost nothing it had acknowledged',
  async () => {
    const path = databasePath();
    const acknowledged: Acknowledged[] = [];
    for (let round = 1; round <= CRASHES; round += 1) {
      acknowledged.push(...(await killAtWork(path, round)));
      const store = openTestStore({ path });
      await expectAllThere(store, acknowledged);
      await store.close();
    }
  },
  CRASHES * 20_000,
);

async function expectAllThere(store: Store, acknowledged: readonly Acknowledged[]): Promise<void> {
  const heads = await store.chainHeads();
  expect(await store.verifyChains()).toMatchObject({ ok: true, events: heads.events.sequence });
  expect(await store.verifyFolds(evolve)).toMatchObject({ ok: true });
  const messages = new Map<PetitionId, number>();
  for (const { submission, answer, messages: written } of acknowledged) {
    // Its own answer is found again: carrying it out anew would give another one.
    expect(await answered(store, submission)).toEqual(answer);
    const id = answer.ok ? answer.value.petitionId : '';
    messages.set(id, (messages.get(id) ?? 0) + written);
  }
  for (const [id, written] of messages) {
    expect((await store.messagesOf(id)).length).toBeGreaterThanOrEqual(written);
  }
  expect((await store.chainHeads()).events).toEqual(heads.events);
  expect([...messages.values()].reduce((sum, written) => sum + written, 0)).toBeGreaterThan(0);
}

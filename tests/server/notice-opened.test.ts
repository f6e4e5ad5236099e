import { describe, expect, it } from 'vitest';
import { HOUR, instant, MINUTE } from '../../server/domain/time.ts';
import type { Store } from '../../server/store/store.ts';
import { openApi } from '../support/api.ts';
import { clerk, construction, demolition } from '../support/people.ts';
import { assigned, MONDAY, openTestStore } from '../support/store.ts';
import { assigned as assignedIn } from '../support/walks.ts';

const { liaisonA, liaisonB } = demolition;
const HOUR_LATER = instant(MONDAY + HOUR);

/** The push to the two liaisons, accepted by DingTalk. */
async function pushed() {
  const store = openTestStore();
  await assigned(store);
  const messages = await store.claimDueMessages(MONDAY, 10);
  const { id = 0 } = messages.find(({ title }) => title === '信访件交办') ?? {};
  await store.recordAccepted(id, { taskId: '7', pollAt: instant(MONDAY + MINUTE) }, MONDAY);
  return { store, id };
}

async function logged(store: Store, id: number) {
  const log = await store.messageLog({ limit: 50 }, clerk);
  const found = log.find((message) => message.id === id);
  if (!found) throw new Error('the message is gone');
  const states = Object.fromEntries(found.recipients.map(({ staffId, state }) => [staffId, state]));
  return { state: found.state, states };
}

describe('a liaison who opens what a notice points at', () => {
  it('has read it, whatever his colleague did', async () => {
    const { store, id } = await pushed();
    await store.noticeOpened(id, liaisonA, HOUR_LATER);
    expect(await logged(store, id)).toEqual({
      state: 'accepted',
      states: { [liaisonA]: 'read', [liaisonB]: 'pending' },
    });
    const [polled] = await store.messagesToPoll(HOUR_LATER, 10);
    expect(polled?.pending).toEqual([liaisonB]);
  });

  it('makes the notice delivered when it was the last one missing, and nothing is asked of DingTalk', async () => {
    const { store, id } = await pushed();
    await store.noticeOpened(id, liaisonA, HOUR_LATER);
    await store.noticeOpened(id, liaisonB, HOUR_LATER);
    expect((await logged(store, id)).state).toBe('delivered');
    expect(await store.messagesToPoll(HOUR_LATER, 10)).toEqual([]);
  });

  it('stays a reader when DingTalk says later that he has not read it', async () => {
    const { store, id } = await pushed();
    await store.noticeOpened(id, liaisonA, HOUR_LATER);
    const results = [liaisonA, liaisonB].map((staffId) => ({
      staffId,
      state: 'delivered' as const,
    }));
    await store.recordResult(id, results, 'unconfirmed', HOUR_LATER);
    expect((await logged(store, id)).states).toEqual({
      [liaisonA]: 'read',
      [liaisonB]: 'delivered',
    });
  });

  it('changes nothing when the notice is not his, or there is none', async () => {
    const { store, id } = await pushed();
    const before = await logged(store, id);
    await store.noticeOpened(id, construction.liaisonA, HOUR_LATER);
    await store.noticeOpened(9_999_999, liaisonA, HOUR_LATER);
    expect(await logged(store, id)).toEqual(before);
  });

  it('is answered the same in every case, and a stranger is sent to sign in', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    await assignedIn(api.office);
    const push = (await (await api.as(clerk)).get('/api/messages'))
      .json()
      .items.find(({ title }: { title: string }) => title === '信访件交办');
    const answers = [];
    for (const [who, id] of [
      [liaisonA, push.id],
      [construction.liaisonA, push.id],
      [liaisonA, 9_999_999],
    ] as const) {
      const { status, text } = await (await api.as(who)).post(`/api/notices/${id}/opened`, {});
      answers.push([status, text]);
    }
    expect(answers).toEqual([
      [204, ''],
      [204, ''],
      [204, ''],
    ]);
    const headers = { 'content-type': 'application/json', 'x-requested-with': 'miniapp' };
    const path = `/api/notices/${push.id}/opened`;
    expect((await api.send({ method: 'POST', path, headers, body: '{}' })).status).toBe(401);
    const [shown] = (await (await api.as(clerk)).get('/api/messages'))
      .json()
      .items.filter(({ id }: { id: number }) => id === push.id);
    expect(shown.recipients.map(({ state }: { state: string }) => state)).toEqual([
      'read',
      expect.not.stringMatching('read'),
    ]);
  });
});

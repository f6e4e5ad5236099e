import { describe, expect, it } from 'vitest';
import { HOUR, instant, MINUTE } from '../../server/domain/time.ts';
import type { Store } from '../../server/store/store.ts';
import { clerk, demolition, director, petitionLeader } from '../support/people.ts';
import {
  acting,
  answered,
  assigned,
  MONDAY,
  openTestStore,
  recorded,
  registering,
} from '../support/store.ts';

const later = (ms: number) => instant(MONDAY + ms);

describe('a session', () => {
  const session = {
    token: 'a token that would be random',
    staffId: clerk,
    createdAt: MONDAY,
    idleUntil: later(30 * MINUTE),
    expiresAt: later(8 * HOUR),
  };

  it('is known by its token until it has been idle too long', async () => {
    const store = openTestStore();
    await store.createSession(session);
    const { token, ...kept } = session;
    expect(await store.findSession(token, later(30 * MINUTE - 1))).toEqual(kept);
    expect(await store.findSession(token, later(30 * MINUTE))).toBeNull();
    expect(await store.findSession('another token', MONDAY)).toBeNull();
  });

  it('can be kept, but not beyond its end', async () => {
    const store = openTestStore();
    await store.createSession(session);
    await store.keepSession(session.token, later(9 * HOUR));
    expect(await store.findSession(session.token, later(8 * HOUR - 1))).not.toBeNull();
    expect(await store.findSession(session.token, later(8 * HOUR))).toBeNull();
  });

  it('ends for one browser or for all of a person', async () => {
    const store = openTestStore();
    for (const [token, staffId] of [
      ['a', clerk],
      ['b', clerk],
      ['c', clerk],
      ['d', director],
    ] as const) {
      await store.createSession({ ...session, token, staffId });
    }
    const known = async () => {
      const found = await Promise.all(
        ['a', 'b', 'c', 'd'].map((token) => store.findSession(token, MONDAY)),
      );
      return found.map((each) => each?.staffId);
    };
    await store.deleteSession('a');
    expect(await known()).toEqual([undefined, clerk, clerk, director]);
    await store.deleteSessionsOf(clerk);
    expect(await known()).toEqual([undefined, undefined, undefined, director]);
  });

  it('is forgotten once over, and so is the answer of a command after seven days', async () => {
    const store = openTestStore();
    await store.createSession(session);
    const registration = registering();
    await recorded(store, registration);
    const week = 7 * 24 * HOUR;
    expect(await store.forgetExpired(later(8 * HOUR))).toBe(1);
    expect(await store.forgetExpired(later(week))).toBe(0);
    expect(await answered(store, registration, later(week))).toMatchObject({
      value: { version: 1 },
    });
    expect((await store.list({ scope: 'all', limit: 9 }, clerk, MONDAY)).total).toBe(1);
    expect(await store.forgetExpired(later(week + 1))).toBe(1);
  });
});

describe('the audit trail', () => {
  it('says who looked at whom and why, in the same transaction as the look', async () => {
    const store = openTestStore();
    const { id } = await assigned(store);
    const seen = await store.reveal(id, clerk, '联系信访人核实情况', MONDAY);
    expect(seen).toMatchObject({ name: '金丝雀', phone: '13812345678' });
    expect(await store.auditTrail({ limit: 9 }, director)).toEqual([
      {
        sequence: 1,
        at: MONDAY,
        actor: clerk,
        action: 'reveal',
        petitionId: id,
        ok: true,
        detail: '联系信访人核实情况',
      },
    ]);
  });

  it('holds nothing of a look at what does not exist', async () => {
    const store = openTestStore();
    expect(await store.reveal('nowhere', clerk, '联系信访人核实情况', MONDAY)).toBeNull();
    expect(await store.auditTrail({ limit: 9 }, director)).toEqual([]);
  });

  it('records commands that were not permitted, and no others', async () => {
    const store = openTestStore();
    const { id } = await assigned(store);
    await answered(store, registering({ by: demolition.liaisonA }));
    await answered(store, acting(id, petitionLeader, 'acceptAssignment', { kind: 'accept' }));
    await answered(store, acting(id, clerk, 'signIn'));
    const trail = await store.auditTrail({ limit: 9 }, director);
    expect(trail.map(({ actor, action, detail, ok }) => [actor, action, detail, ok])).toEqual([
      [petitionLeader, 'refused', 'notPermitted', false],
      [demolition.liaisonA, 'refused', 'notPermitted', false],
    ]);
  });

  it('shows the accused neither that others looked nor that he himself was turned away', async () => {
    const store = openTestStore();
    const accusation = registering({
      facts: { appealType: 'accusation' },
      accused: { staffIds: [director] },
    });
    const { petitionId } = await recorded(store, accusation);
    await store.reveal(petitionId, clerk, '联系信访人核实情况', MONDAY);
    await answered(store, acting(petitionId, director, 'signIn'));
    await answered(store, acting('nowhere', director, 'signIn'));
    await login(store, director);
    const seenBy = async (viewer: string) =>
      (await store.auditTrail({ limit: 9 }, viewer)).map(({ action }) => action);
    expect(await seenBy(director)).toEqual(['login']);
    expect(await seenBy(clerk)).toEqual(['login', 'refused', 'reveal']);
  });

  it('is read page by page', async () => {
    const store = openTestStore();
    for (const person of [clerk, director, petitionLeader]) await login(store, person);
    const actors = async (before?: number) =>
      (await store.auditTrail({ limit: 2, ...(before ? { before } : {}) }, director)).map(
        ({ actor }) => actor,
      );
    expect(await actors()).toEqual([petitionLeader, director]);
    expect(await actors(2)).toEqual([clerk]);
  });
});

describe('a signature', () => {
  it('is kept as it was written, under the number the petition names', async () => {
    const store = openTestStore();
    const { signatures } = await assigned(store);
    expect(await store.handwriting(signatures[0]?.handwriting ?? '')).toBe('M0 0 L10 10');
    expect(await store.handwriting('another')).toBeNull();
  });
});

describe('an open petition’s number', () => {
  it('may be named by whoever may see the petition, and by nobody else', async () => {
    const store = openTestStore();
    const { petitionId } = await recorded(store, registering());
    const secret = await recorded(
      store,
      registering({ facts: { appealType: 'accusation' }, accused: { staffIds: [petitionLeader] } }),
    );
    const number = (await store.petition(secret.petitionId))?.number ?? '';
    const merging = async (by: string, intoNumber: string) => {
      const asked: boolean[] = [];
      await store.executeBatch(
        [acting(petitionId, by, 'merge', { kind: 'merge', intoNumber })],
        MONDAY,
        (_, __, { isOpenNumber }) => {
          asked.push(isOpenNumber(intoNumber));
          return { ok: false, refusal: { code: 'nothingToDo' } };
        },
      );
      return asked[0];
    };
    expect(await merging(clerk, '2026-0001')).toBe(true);
    expect(await merging(clerk, '2026-0002')).toBe(false);
    expect(await merging(clerk, number)).toBe(true);
    expect(await merging(petitionLeader, number)).toBe(false);
  });
});

async function login(store: Store, actor: string): Promise<void> {
  await store.recordAudit({ at: MONDAY, actor, action: 'login', ok: true });
}

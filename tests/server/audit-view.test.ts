import { describe, expect, it } from 'vitest';
import { openApi, type Phone } from '../support/api.ts';
import {
  clerk,
  demolition,
  director,
  otherClerk,
  petitionLeader,
  principal,
} from '../support/people.ts';
import { assigned } from '../support/walks.ts';

async function entries(phone: Phone, query = '') {
  const items: { action: string; name?: string; detail?: string; petitionId?: string }[] = (
    await phone.get(`/api/audit${query}`)
  ).json().items;
  return items;
}

async function withReveal(facts: object = {}) {
  const api = await openApi({ at: '2026-03-16 09:00' });
  const id = await assigned(api.office, {
    facts,
    ...('appealType' in facts ? { accused: { outside: true } } : {}),
  });
  await (await api.as(clerk)).post(`/api/petitions/${id}/reveal`, { reason: '电话核对诉求内容' });
  return { api, id };
}

describe('the audit trail', () => {
  it('is read by the roles that the regulation names, and by nobody else', async () => {
    const { api } = await withReveal();
    for (const who of [director, principal]) {
      expect((await (await api.as(who)).get('/api/audit')).status).toBe(200);
    }
    for (const who of [clerk, petitionLeader, demolition.liaisonA]) {
      const phone = await api.as(who);
      expect((await phone.get('/api/audit')).status).toBe(403);
      expect((await phone.post('/api/audit/verification', {})).status).toBe(403);
    }
  });

  it('tells who looked at what and why', async () => {
    const { api, id } = await withReveal();
    const [reveal] = await entries(await api.as(director), '?action=reveal');
    expect(reveal).toMatchObject({ name: '孟示例', detail: '电话核对诉求内容', petitionId: id });
  });

  it('is narrowed by person and day', async () => {
    const { api } = await withReveal();
    await api.office.setTime('2026-03-17 09:00');
    await api.as(otherClerk);
    const phone = await api.as(director);
    const names = async (query: string) =>
      new Set((await entries(phone, query)).map(({ name }) => name));
    expect(await names(`?actor=${clerk}`)).toEqual(new Set(['孟示例']));
    expect(await names('?from=2026-03-16&to=2026-03-16')).toEqual(new Set(['孟示例']));
    expect(await names('?from=2026-03-17')).toEqual(new Set(['韩演示', '顾测试']));
    expect(await entries(phone, '?to=2026-03-15')).toEqual([]);
  });

  it('tells of an accusation to nobody outside its chain', async () => {
    const { api, id } = await withReveal({ appealType: 'accusation' });
    const about = async (who: string) =>
      (await entries(await api.as(who))).filter(({ petitionId }) => petitionId === id).length;
    expect([await about(director), (await about(principal)) > 0]).toEqual([0, true]);
  });

  it('goes on where the page before ended, without a gap or a repetition', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    for (let count = 0; count < 60; count += 1) await api.as(clerk);
    const phone = await api.as(director);
    const first = (await phone.get('/api/audit')).json();
    const second = (await phone.get(`/api/audit?cursor=${first.nextCursor}`)).json();
    const sequences = [...first.items, ...second.items].map(({ sequence }) => sequence);
    expect(sequences).toEqual(Array.from({ length: 61 }, (_, index) => 61 - index));
    expect(second.nextCursor).toBeUndefined();
  });
});

describe('the verification of the records', () => {
  it('says that nothing was changed, and is itself on record', async () => {
    const { api } = await withReveal();
    const phone = await api.as(director);
    expect((await phone.post('/api/audit/verification', {})).json()).toMatchObject({ ok: true });
    expect((await entries(phone))[0]).toMatchObject({ action: 'verified', name: '顾测试' });
  });
});

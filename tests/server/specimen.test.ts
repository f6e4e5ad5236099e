import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Api, HANDWRITING, openApi, type Phone } from '../support/api.ts';
import { clerk, director, petitionLeader } from '../support/people.ts';
import { databasePath, MONDAY, openTestStore } from '../support/store.ts';

const OTHER = 'M90 90 L80 70 L60 50 L10 10';

async function opened() {
  const api = await openApi({ at: '2026-03-16 09:00' });
  return { api, leader: await api.as(petitionLeader) };
}

const keep = (phone: Phone, handwriting = HANDWRITING) =>
  phone.post('/api/specimen', { handwriting, confirmed: true });

const withdraw = ({ send }: Api, { cookie }: Phone) =>
  send({
    method: 'DELETE',
    path: '/api/specimen',
    headers: { cookie, 'x-requested-with': 'miniapp' },
  });

const kept = async (phone: Phone) => (await phone.get('/api/specimen')).json().handwriting;

describe('the signature a leader keeps for cards', () => {
  it('is not there until he deposits it', async () => {
    const { api, leader } = await opened();
    expect(await kept(leader)).toBeNull();
    expect((await keep(leader)).status).toBe(204);
    expect(await kept(leader)).toBe(HANDWRITING);
    expect(await api.office.store.specimen(petitionLeader)).toBe(HANDWRITING);
  });

  it('is shown to nobody else', async () => {
    const { api, leader } = await opened();
    await keep(leader);
    for (const who of [clerk, director]) expect(await kept(await api.as(who))).toBeNull();
    expect((await api.send({ path: '/api/specimen' })).status).toBe(401);
  });

  it('is replaced by the next one', async () => {
    const { leader } = await opened();
    await keep(leader);
    await keep(leader, OTHER);
    expect(await kept(leader)).toBe(OTHER);
  });

  it('is gone once withdrawn, and cannot be withdrawn twice', async () => {
    const { api, leader } = await opened();
    await keep(leader);
    expect((await withdraw(api, leader)).status).toBe(204);
    expect(await kept(leader)).toBeNull();
    expect((await withdraw(api, leader)).status).toBe(404);
  });

  it('is not kept unless he has confirmed what it stands for', async () => {
    const { leader } = await opened();
    for (const body of [
      { handwriting: HANDWRITING },
      { handwriting: HANDWRITING, confirmed: false },
    ]) {
      const got = await leader.post('/api/specimen', body);
      expect([got.status, got.json().details[0].field]).toEqual([400, 'confirmed']);
    }
    expect(await kept(leader)).toBeNull();
  });

  it.each([['M1'], ['<svg onload="alert(1)"></svg>....'], ['']])(
    'is not kept when it is no handwriting: %s',
    async (handwriting) => {
      const { leader } = await opened();
      expect((await keep(leader, handwriting)).status).toBe(400);
      expect(await kept(leader)).toBeNull();
    },
  );

  it('leaves every change in the audit trail, without the handwriting', async () => {
    const { api, leader } = await opened();
    await keep(leader);
    await keep(leader, OTHER);
    await withdraw(api, leader);
    const { items } = (await (await api.as(director)).get('/api/audit')).json();
    const told = items.filter(({ action }: { action: string }) => action.startsWith('specimen'));
    expect(
      told.map(({ actionText, detail }: { actionText: string; detail?: string }) => [
        actionText,
        detail,
      ]),
    ).toEqual([
      ['撤回签名留样', undefined],
      ['签名留样', '更换签名留样'],
      ['签名留样', '留存签名'],
    ]);
    expect(JSON.stringify(items)).not.toContain(HANDWRITING);
  });

  it('is sealed in the database', async () => {
    const path = databasePath();
    const store = openTestStore({ path });
    await store.keepSpecimen(petitionLeader, HANDWRITING, MONDAY);
    await store.close();
    const files = [readFileSync(path), ...walOf(path)];
    expect(files.some((file) => file.includes('M10 10 L20 20'))).toBe(false);
    expect(files.some((file) => file.includes(petitionLeader))).toBe(true);
  });

  it('is forgotten when he leaves the office', async () => {
    const { api, leader } = await opened();
    await keep(leader);
    await keep(await api.as(clerk), OTHER);
    const { store, now } = api.office;
    const { version: _, staff, ...directory } = await store.directory();
    const left = new Map(staff);
    const person = left.get(petitionLeader);
    if (!person) throw new Error('no such leader');
    left.set(petitionLeader, { ...person, active: false });
    await store.replaceDirectory({ ...directory, staff: left }, now(), () => []);
    expect(await store.specimen(petitionLeader)).toBeNull();
    expect(await store.specimen(clerk)).toBe(OTHER);
  });
});

function walOf(path: string): readonly Buffer[] {
  try {
    return [readFileSync(`${path}-wal`)];
  } catch {
    return [];
  }
}

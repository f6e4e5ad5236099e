import SqliteDatabase from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { type Api, HANDWRITING, openApi } from '../support/api.ts';
import { chief, deputy, director, staff, wetland } from '../support/panjin.ts';
import { databasePath, MONDAY, openTestStore } from '../support/store.ts';

const draft = (notice: string) =>
  ({
    type: 'noticeDrafted',
    notice,
    at: MONDAY,
    by: 'director',
    regime: { id: 'jinghu2020', version: 3 },
    about: { kind: 'measure', measure: 'accountability', answers: {} },
  }) as const;

/** Three events of two notices. */
async function written(): Promise<string> {
  const path = databasePath();
  const store = openTestStore({ path });
  const withdrawn = {
    type: 'noticeWithdrawn',
    notice: '1',
    at: MONDAY,
    by: 'director',
    why: '事实有误。',
  } as const;
  const events = [draft('1'), draft('2'), withdrawn];
  expect(await store.recordSanctions({ seen: 0, events, messages: [] }, MONDAY)).toBe(true);
  await store.close();
  return path;
}

/** What somebody with the file but without the program can do. */
function tamper(path: string, change: string): void {
  const database = new SqliteDatabase(path);
  database.exec('DROP TRIGGER sanction_events_stay; DROP TRIGGER sanction_events_remain');
  database.exec(change);
  database.close();
}

describe('the log of notices', () => {
  it('is whole when nobody has touched it', async () => {
    const path = await written();
    expect(await openTestStore({ path }).verifyChains()).toMatchObject({ ok: true, notices: 3 });
  });

  it.each(['UPDATE sanction_events SET at = 0', 'DELETE FROM sanction_events'])(
    'cannot be changed by the program itself: %s',
    async (statement) => {
      const database = openDatabase(await written());
      expect(() => database.exec(statement)).toThrow('append-only');
      database.close();
    },
  );

  it.each([
    ['a changed instant', 'UPDATE sanction_events SET at = at + 1 WHERE sequence = 2', 2],
    ['another office', "UPDATE sanction_events SET office_id = 'x' WHERE sequence = 1", 1],
    ['a notice taken out', 'DELETE FROM sanction_events WHERE sequence = 2', 2],
    [
      'a changed text',
      'UPDATE sanction_events SET content = zeroblob(length(content)) WHERE sequence = 3',
      3,
    ],
  ])('shows %s when the records are verified', async (_, change, brokenAt) => {
    const path = await written();
    tamper(path, change);
    const verdict = await openTestStore({ path }).verifyChains();
    expect(verdict).toEqual({ ok: false, chain: 'notices', brokenAt });
  });
});

describe('the code at the foot of a notice’s paper', () => {
  async function noticed(): Promise<{ api: Api; id: string }> {
    const api = await openApi({ at: '2026-05-06 09:00', regimeId: 'panjin_forestry2020' });
    const petition = await api.office.as(staff).register({ flow: 'main' });
    await api.office.as(staff).does(petition, 'presentToLeader');
    const input = { unitId: wetland.id, opinion: '请首接首转。' };
    await api.office.as(director).does(petition, 'assign', input);
    await api.office.setTime('2026-05-11 09:05');
    const { notices } = (await (await api.as(director)).get('/api/sanctions')).json();
    return { api, id: notices[0].id };
  }

  async function foot(api: Api, id: string, staffId: string) {
    const phone = await api.as(staffId);
    const { text } = await phone.get(`/api/sanctions/${id}/papers/bulletin/print`);
    const [, number = '', code = ''] = /件号 (\S+)　.*验证码 ([0-9A-Z-]+)/.exec(text) ?? [];
    return { number, code };
  }

  async function check(api: Api, staffId: string, asked: { number: string; code: string }) {
    const query = new URLSearchParams(asked);
    return (await (await api.as(staffId)).get(`/api/papers/verify?${query}`)).json();
  }

  it('is known while the notice is as it was, and as an earlier version afterwards', async () => {
    const { api, id } = await noticed();
    const asked = await foot(api, id, director);
    const now = await check(api, deputy, asked);
    expect(now).toMatchObject({ outcome: 'current', found: { noticeId: id, version: 1 } });
    const phone = await api.as(director);
    const { seen } = (await phone.get(`/api/sanctions/${id}`)).json();
    await phone.post(`/api/sanctions/${id}`, { kind: 'issue', seen, handwriting: HANDWRITING });
    expect(await check(api, deputy, asked)).toMatchObject({
      outcome: 'earlier',
      found: { title: '关于办理超期的通报', version: 1 },
    });
    const issued = await foot(api, id, chief);
    expect(issued.code).not.toBe(asked.code);
    expect((await check(api, director, issued)).outcome).toBe('current');
  });

  it('is not known with a letter changed, nor to whoever may not know of the notice', async () => {
    const { api, id } = await noticed();
    const asked = await foot(api, id, director);
    const wrong = `${asked.code.slice(0, -1)}${asked.code.endsWith('0') ? '1' : '0'}`;
    expect((await check(api, director, { ...asked, code: wrong })).outcome).toBe('none');
    expect((await check(api, staff, asked)).outcome).toBe('none');
    expect((await check(api, director, { ...asked, number: '问责文书99' })).outcome).toBe('none');
  });
});

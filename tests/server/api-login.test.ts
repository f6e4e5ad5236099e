import { describe, expect, it } from 'vitest';
import { me } from '../../server/contract/people.ts';
import { openApi } from '../support/api.ts';
import { clerk, demolition } from '../support/people.ts';

const START = '2026-03-16 09:00';
const HEADERS = { 'content-type': 'application/json', 'x-requested-with': 'miniapp' };
const login = (code: unknown) => ({
  method: 'POST',
  path: '/api/session',
  headers: HEADERS,
  body: JSON.stringify({ code }),
});

describe('signing in', () => {
  it('answers who one is and what one may do', async () => {
    const api = await openApi({ at: START });
    const got = (await api.send(login(`code-${clerk}`))).json();
    expect(me.parse(got)).toEqual(got);
    expect(got.person).toMatchObject({ id: clerk, mayRegister: true, isOffice: true });
    const liaison = (await api.send(login(`code-${demolition.liaisonA}`))).json();
    expect(liaison.person).toMatchObject({ mayRegister: false, isOffice: false });
    expect(liaison.person.roles).toEqual(['征迁部联络员A角']);
  });

  it('sets a cookie that scripts cannot read and other hosts cannot set', async () => {
    const api = await openApi({ at: START, publicUrl: 'https://office.example' });
    const got = await api.send(login(`code-${clerk}`));
    expect(got.headers['set-cookie']).toEqual([
      expect.stringMatching(
        /^__Host-session=[\w-]{43}; Path=\/; Max-Age=28800; HttpOnly; SameSite=Lax; Secure$/,
      ),
    ]);
  });

  it('over plain http on loopback does without Secure', async () => {
    const api = await openApi({ at: START });
    const [cookie] = (await api.send(login(`code-${clerk}`))).headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^session=[\w-]{43}; Path=\/; Max-Age=28800; HttpOnly; SameSite=Lax$/);
  });

  it('is refused to a person who is not on the list, in words that help', async () => {
    const api = await openApi({ at: START });
    const got = await api.send(login('code-stranger'));
    expect(got.status).toBe(403);
    expect(got.json()).toMatchObject({
      code: 'notOfThisOffice',
      message: expect.stringContaining('请联系信访办管理员'),
    });
    expect(got.headers['set-cookie']).toBeUndefined();
  });

  it('passes on what DingTalk says is wrong', async () => {
    const api = await openApi({
      at: START,
      exchangeLoginCode: async () => ({
        ok: false,
        failure: {
          code: '40078',
          class: 'content',
          explanation: '免登码无效或已用过，请重新打开。',
        },
      }),
    });
    const got = await api.send(login('used'));
    expect(got.status).toBe(502);
    expect(got.json().message).toBe('钉钉登录未成功：免登码无效或已用过，请重新打开。');
  });

  it('is written down, whether it succeeded or not', async () => {
    const api = await openApi({ at: START });
    await api.send(login('code-stranger'));
    await api.as(clerk);
    const trail = await api.office.store.auditTrail({ limit: 2 }, clerk);
    expect(trail.map(({ action, ok, actor }) => ({ action, ok, actor }))).toEqual([
      { action: 'login', ok: true, actor: clerk },
      { action: 'login', ok: false, actor: undefined },
    ]);
  });
});

describe('a session', () => {
  it('lives half an hour without a request, and not a minute longer', async () => {
    const api = await openApi({ at: START });
    const [patient, late] = [await api.as(clerk), await api.as(demolition.liaisonA)];
    await api.office.setTime('2026-03-16 09:29');
    expect((await patient.get('/api/me')).status).toBe(200);
    await api.office.setTime('2026-03-16 09:58');
    expect((await patient.get('/api/me')).status).toBe(200);
    const got = await late.get('/api/me');
    expect(got.status).toBe(401);
    expect(got.json()).toMatchObject({
      code: 'signedOut',
      message: expect.stringContaining('重新打开'),
    });
  });

  it('ends after eight hours however busy one is', async () => {
    const api = await openApi({ at: START });
    const phone = await api.as(clerk);
    const minutes = Array.from({ length: 24 }, (_, index) => 9 * 60 + 20 * (index + 1));
    for (const minute of minutes.filter((each) => each < 17 * 60)) {
      const text = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      await api.office.setTime(`2026-03-16 ${text}`);
      expect((await phone.get('/api/me')).status).toBe(200);
    }
    await api.office.setTime('2026-03-16 17:00');
    expect((await phone.get('/api/me')).status).toBe(401);
  });

  it('ends with signing out, in the browser and on the server', async () => {
    const api = await openApi({ at: START });
    const { cookie } = await api.as(clerk);
    const headers = { cookie, 'x-requested-with': 'miniapp' };
    const got = await api.send({ method: 'DELETE', path: '/api/session', headers });
    expect(got.status).toBe(204);
    expect(got.headers['set-cookie']?.[0]).toMatch(/^session=; Path=\/; Max-Age=0;/);
    expect((await api.send({ path: '/api/me', headers })).status).toBe(401);
  });

  it('ends when the person leaves the office', async () => {
    const api = await openApi({ at: START });
    const phone = await api.as(clerk);
    const { store, now } = api.office;
    const { staff, units } = await store.directory();
    const without = new Map(
      [...staff].map(([id, person]) => [id, { ...person, active: id !== clerk }]),
    );
    await store.replaceDirectory({ staff: without, units }, now(), () => []);
    expect((await phone.get('/api/me')).status).toBe(401);
    expect((await api.send(login(`code-${clerk}`))).status).toBe(403);
  });

  it('is nobody else’s: another token opens nothing', async () => {
    const api = await openApi({ at: START });
    const { cookie } = await api.as(clerk);
    const forged = cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await api.send({ path: '/api/me', headers: { cookie: forged } })).status).toBe(401);
  });
});

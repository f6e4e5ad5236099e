import { describe, expect, it } from 'vitest';
import { SECOND } from '../../server/domain/time.ts';
import type { Weather } from '../../server/sandbox/sandbox.ts';
import { openAddressBookOffice } from '../support/address-book.ts';
import { openDingTalk } from '../support/dingtalk.ts';
import { clerk, demolition } from '../support/people.ts';
import { connectTo } from '../support/stream-client.ts';
import {
  FAULTS,
  openWeatherOffice,
  patienceFor,
  type WeatherOffice,
} from '../support/weather-office.ts';

const TOKEN = 'oauth2/accessToken';
const GATEWAY = 'connections/open';
const HEADERS = { 'content-type': 'application/json', 'x-requested-with': 'miniapp' };

/** What the phone gets as the mini-app opens in DingTalk. */
async function signIn({ server, sandbox }: WeatherOffice, staffId: string) {
  const answer = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify({ code: sandbox.issueLoginCode(staffId) }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { ...(await read(answer)), cookie };
}

async function get({ server }: WeatherOffice, cookie: string, path: string) {
  return await read(await fetch(`${server.url}${path}`, { headers: { cookie } }));
}

async function read(answer: Response) {
  const { message = '' } = (await answer.json()) as { readonly message?: string };
  return { status: answer.status, message };
}

const signPage = (office: WeatherOffice, cookie: string) =>
  get(
    office,
    cookie,
    `/api/page-signature?url=${encodeURIComponent(`${office.server.publicUrl}/`)}`,
  );

/** A token is fetched without one: whoever is not known by it meets nothing. */
const meets = (fault: Weather, api: string) => !(fault === 'tokenInvalid' && api === TOKEN);

describe('whoever signs in while this is wrong with DingTalk is told what to do, and gets in afterwards:', () => {
  it.each(FAULTS)('%s', async (fault) => {
    const office = await openWeatherOffice('2026-06-01 09:00', { timeoutMs: patienceFor(fault) });
    const { sandbox } = office;
    const before = await signIn(office, clerk);
    expect(before.status).toBe(200);
    for (const [api, cleared] of [
      ['user/getuserinfo', '2026-06-01 09:06'],
      [TOKEN, '2026-06-01 09:12'],
    ] as const) {
      sandbox.revokeTokens();
      sandbox.setWeather(fault, { api });
      const during = await signIn(office, demolition.liaisonA);
      if (meets(fault, api)) {
        expect([during.status, during.cookie]).toEqual([502, '']);
        expect(during.message).toMatch(/^钉钉登录未成功：.*请/);
        // Nobody but he can try again.
        expect(during.message).not.toMatch(/自动|无需处理|推送/);
        const [noted] = await office.server.store.auditTrail({ limit: 1 }, clerk);
        expect(noted).toMatchObject({ action: 'login', ok: false });
      }
      expect((await get(office, before.cookie, '/api/me')).status).toBe(200);
      sandbox.setWeather(null);
      await office.setTime(cleared);
      expect((await signIn(office, demolition.liaisonA)).status).toBe(200);
    }
  });

  it.each(['quota', 'silentDrop', 'partialFailure'] as const)(
    '%s: nothing, for it is free and of one person',
    async (fault) => {
      const office = await openWeatherOffice('2026-06-01 09:00');
      office.sandbox.setWeather(fault);
      const { status, cookie } = await signIn(office, clerk);
      expect([status, (await signPage(office, cookie)).status]).toEqual([200, 200]);
    },
  );
});

describe('a page that DingTalk will not open its address book to while this is wrong says so, and gets it afterwards:', () => {
  it.each(FAULTS)('%s', async (fault) => {
    const office = await openWeatherOffice('2026-06-01 09:00', { timeoutMs: patienceFor(fault) });
    const { sandbox } = office;
    const { cookie } = await signIn(office, clerk);
    for (const [api, cleared] of [
      [TOKEN, '2026-06-01 09:06'],
      ['jsapiTickets', '2026-06-01 09:12'],
    ] as const) {
      if (!meets(fault, api)) continue;
      sandbox.revokeTokens();
      sandbox.setWeather(fault, { api });
      expect(await signPage(office, cookie)).toEqual({
        status: 502,
        message: '钉钉暂时没有应答，通讯录打不开。请直接填写，或稍后再试。',
      });
      const struck = sandbox.record().length;
      sandbox.setWeather(null);
      // A ban is of our address: nothing is asked while it lasts.
      if (fault === 'blocked') {
        await signPage(office, cookie);
        expect(office.callsSince(struck)).toEqual([]);
      }
      await office.setTime(cleared);
    }
    expect((await signPage(office, cookie)).status).toBe(200);
  });
});

describe('a long connection that DingTalk gives no place for is asked for again without a storm, and is there afterwards:', () => {
  it.each(FAULTS.filter((fault) => fault !== 'tokenInvalid'))('%s', async (fault) => {
    const { dingtalk, sandbox, pass } = await openDingTalk({ timeoutMs: patienceFor(fault) });
    sandbox.setWeather(fault, { api: GATEWAY });
    const { stream, time, log } = connectTo(
      { base: sandbox.apiBase },
      { open: dingtalk.openStreamConnection },
    );
    const asked = () => sandbox.record().filter(({ path }) => path.includes(GATEWAY)).length;
    for (let second = 0; second < 150; second += 1) {
      // The next attempt is planned when the last one has failed.
      await expect.poll(() => time.planned().length, { interval: 2, timeout: 5000 }).toBe(1);
      pass(SECOND);
      time.pass(SECOND);
    }
    expect(asked()).toBeGreaterThanOrEqual(1);
    expect(asked()).toBeLessThanOrEqual(fault === 'blocked' ? 1 : 12);
    expect(log.join()).toContain('streamRefused');
    expect(stream.troubles().join()).toContain('长连接已中断');
    sandbox.setWeather(null);
    await expect.poll(() => time.planned().length, { interval: 2, timeout: 5000 }).toBe(1);
    pass(200 * SECOND);
    time.pass(200 * SECOND);
    await expect.poll(stream.connected, { interval: 2, timeout: 5000 }).toBe(true);
    expect(sandbox.connections()).toBe(1);
  });
});

describe('from an address book that cannot be read to its end nobody is concluded to have left, and who has left leaves afterwards:', () => {
  it.each(FAULTS)('%s', async (fault) => {
    const timeoutMs = patienceFor(fault);
    const office = await openAddressBookOffice('2026-03-16 09:00', { timeoutMs });
    const { sandbox, warnings } = office;
    const everybody = async () => {
      const { staff } = await office.office.store.directory();
      return [...staff.values()].filter(({ active }) => active).map(({ id }) => id);
    };
    const before = await everybody();
    sandbox.leave(demolition.liaisonB);
    const calls = ['department/listsub', 'user/listid', 'user/get', TOKEN];
    for (const [index, api] of calls.entries()) {
      sandbox.revokeTokens();
      sandbox.setWeather(fault, { api });
      await office.lookAt(`2026-03-16 ${10 + index}:00`);
      if (!meets(fault, api)) continue;
      expect(warnings.length, api).toBe(index + 1);
      expect(await everybody(), api).toEqual(before);
    }
    sandbox.setWeather(null);
    await office.lookAt('2026-03-17 02:20');
    await office.lookAt('2026-03-17 03:20');
    expect(await everybody()).toEqual(before.filter((id) => id !== demolition.liaisonB));
  });
});

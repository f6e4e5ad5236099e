import { describe, expect, it } from 'vitest';
import { credentials } from '../support/dingtalk.ts';
import { type Asking, notice, openWire, sendPath } from '../support/wire.ts';

describe('DingTalk’s answers to wrong credentials', () => {
  it.each<[string, Asking, { status: number; body: object }]>([
    [
      '/gettoken?appkey=a&appsecret=b',
      { method: 'GET' },
      { status: 200, body: { errcode: 40_096, errmsg: '不合法的appKey或appSecret' } },
    ],
    ['/gettoken?appkey=a', { method: 'GET' }, { status: 200, body: { errcode: 40_035 } }],
    [
      '/v1.0/oauth2/accessToken',
      { json: { appKey: 'a', appSecret: 'b' } },
      {
        status: 400,
        body: { code: 'invalidClientIdOrSecret', message: '无效的clientId或者clientSecret' },
      },
    ],
    [
      '/v1.0/oauth2/ding-corporation/token',
      { json: { client_id: 'a', client_secret: 'b', grant_type: 'client_credentials' } },
      { status: 500, body: { code: 'unknownError' } },
    ],
    [
      '/v1.0/robot/groupMessages/send',
      { json: {}, headers: { 'x-acs-dingtalk-access-token': 'bad' } },
      { status: 400, body: { code: 'InvalidAuthentication', message: '不合法的access_token' } },
    ],
    [
      '/v1.0/robot/groupMessages/send',
      { json: {} },
      { status: 400, body: { code: 'AuthenticationFailed.MissingParameter' } },
    ],
    ['/v1.0/no/such/path', { json: {} }, { status: 200, body: { errcode: 404 } }],
    [
      '/topapi/v2/user/get?access_token=bad',
      { json: {} },
      {
        status: 200,
        body: {
          errcode: 88,
          sub_code: '40014',
          sub_msg: '不合法的access_token',
          errmsg: 'ding talk error[subcode=40014,submsg=不合法的access_token]',
          request_id: expect.any(String),
        },
      },
    ],
    [
      '/topapi/v2/user/get',
      { json: {} },
      { status: 200, body: { errcode: 88, sub_code: '40000', sub_msg: 'access_token is blank' } },
    ],
    [
      '/topapi/no/such/path?access_token=bad',
      { json: {} },
      { status: 200, body: { errcode: 22, errmsg: 'Invalid method' } },
    ],
    [
      '/robot/send?access_token=bad',
      { json: {} },
      { status: 200, body: { errcode: 300_005, errmsg: 'token is not exist' } },
    ],
  ])('%s', async (path, asking, answer) => {
    const { ask } = await openWire();
    expect(await ask(path, asking)).toMatchObject(answer);
  });
});

describe('a token', () => {
  it('is the same while it lives and lives two hours from the last asking', async () => {
    const { fetchToken, token, ask, setTime } = await openWire();
    setTime('2026-09-28 12:59:59');
    expect(await fetchToken()).toBe(token);
    setTime('2026-09-28 14:59:58');
    const look = () =>
      ask(`/topapi/v2/user/get?access_token=${token}`, { json: { userid: 'user-1' } });
    expect((await look()).body.errcode).toBe(0);
    setTime('2026-09-28 14:59:59');
    expect((await look()).body).toMatchObject({ errcode: 88, sub_code: '40014' });
    expect(await fetchToken()).not.toBe(token);
  });

  it('is the same one from all three addresses', async () => {
    const { ask, token } = await openWire();
    const { appKey, appSecret, corpId } = credentials;
    const fresh = await ask('/v1.0/oauth2/accessToken', { json: { appKey, appSecret } });
    expect(fresh.body).toEqual({ accessToken: token, expireIn: 7200 });
    const json = { client_id: appKey, client_secret: appSecret, grant_type: 'client_credentials' };
    const unified = await ask(`/v1.0/oauth2/${corpId}/token`, { json });
    expect(unified.body).toEqual({ access_token: token, expires_in: 7200 });
  });
});

describe('the limits', () => {
  it('are 20 calls a second for an address', async () => {
    const { ask, token, pass } = await openWire();
    const path = `/topapi/v2/user/get?access_token=${token}`;
    const look = async () => (await ask(path, { json: { userid: 'user-1' } })).body;
    for (let number = 1; number <= 20; number += 1) expect((await look()).errcode).toBe(0);
    expect(await look()).toMatchObject({ errcode: 88, sub_code: '90018' });
    pass(999);
    expect(await look()).toMatchObject({ errcode: 88, sub_code: '90018' });
    pass(1);
    expect((await look()).errcode).toBe(0);
  });

  it('are a month’s quota, which free calls do not touch and which a new month restores', async () => {
    const { ask, token, fetchToken, setTime } = await openWire({ options: { quota: 2 } });
    const send = async (text: string, good: string) =>
      (await ask(sendPath + good, { json: notice(text) })).body;
    expect((await send('一', token)).errcode).toBe(0);
    expect((await send('二', token)).errcode).toBe(0);
    expect(await send('三', token)).toMatchObject({ errcode: 88, sub_code: '90020' });
    const look = await ask(`/topapi/v2/user/get?access_token=${token}`, {
      json: { userid: 'user-1' },
    });
    expect(look.body.errcode).toBe(0);
    setTime('2026-09-30 23:59:59');
    expect(await send('三', await fetchToken())).toMatchObject({ sub_code: '90020' });
    setTime('2026-10-01 00:00');
    expect((await send('三', await fetchToken())).errcode).toBe(0);
  });
});

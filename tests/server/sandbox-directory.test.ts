import { describe, expect, it } from 'vitest';
import { HOUR } from '../../server/domain/time.ts';
import { openWire } from '../support/wire.ts';

describe('the directory', () => {
  const options = {
    departments: [
      { departmentId: 10, name: '信访办', parentId: 1 },
      { departmentId: 11, name: '督查科', parentId: 10 },
    ],
    people: [{ userId: 'clerk', name: '经办人', departmentIds: [11], title: '科员' }],
  };

  it('lists one level of departments, their people, and a person', async () => {
    const { ask, token } = await openWire({ options });
    const look = async (path: string, json: object) =>
      (await ask(`${path}?access_token=${token}`, { json })).body;
    const below = await look('/topapi/v2/department/listsub', { dept_id: 1 });
    expect(below.result).toMatchObject([{ dept_id: 10, name: '信访办', parent_id: 1 }]);
    expect((await look('/topapi/user/listid', { dept_id: 11 })).result?.userid_list).toEqual([
      'clerk',
    ]);
    expect((await look('/topapi/user/listid', { dept_id: 10 })).result?.userid_list).toEqual([]);
    expect((await look('/topapi/user/listid', { dept_id: 99 })).errcode).toBe(60_003);
    expect((await look('/topapi/v2/user/get', { userid: 'clerk' })).result).toMatchObject({
      userid: 'clerk',
      name: '经办人',
      title: '科员',
      dept_id_list: [11],
    });
    expect((await look('/topapi/v2/user/get', { userid: 'nobody' })).errcode).toBe(60_121);
  });

  it('pages through the people of a department', async () => {
    const { askLegacy } = await openWire();
    const page = (cursor: number, size: number) =>
      askLegacy('/topapi/user/listsimple', { dept_id: 1, cursor, size });
    const second = { userid: 'user-2', name: '联络员2' };
    const last = { userid: 'user-3', name: '联络员3' };
    expect((await page(1, 1)).result).toEqual({ has_more: true, next_cursor: 2, list: [second] });
    expect((await page(1, 2)).result).toEqual({ has_more: false, list: [second, last] });
    expect((await page(0, 101)).errcode).toBe(400_002);
  });

  it('finds departments above and below, and people by union id', async () => {
    const { askLegacy } = await openWire({ options });
    const look = async (path: string, json: object) => (await askLegacy(path, json)).result;
    expect(await look('/topapi/v2/department/get', { dept_id: 11 })).toMatchObject({
      name: '督查科',
    });
    expect(await look('/topapi/v2/department/listsubid', { dept_id: 10 })).toEqual({
      dept_id_list: [11],
    });
    expect(await look('/topapi/v2/department/listparentbydept', { dept_id: 11 })).toEqual({
      parent_id_list: [11, 10, 1],
    });
    expect(await look('/topapi/user/getbyunionid', { unionid: 'union-clerk' })).toMatchObject({
      userid: 'clerk',
    });
  });

  it('shows the application everything', async () => {
    const { ask, token } = await openWire();
    const { body } = await ask(`/auth/scopes?access_token=${token}`, { method: 'GET' });
    expect(body).toMatchObject({ errcode: 0, auth_org_scopes: { authed_dept: [1] } });
  });

  it('no longer knows whoever left, and knows whoever joined or moved', async () => {
    const { sandbox, askLegacy } = await openWire({ options });
    const person = (userid: string) => askLegacy('/topapi/v2/user/get', { userid });
    sandbox.move('clerk', [10]);
    expect((await person('clerk')).result).toMatchObject({ dept_id_list: [10] });
    sandbox.leave('clerk');
    sandbox.join({ userId: 'fresh', name: '新来的', departmentIds: [11] });
    expect((await person('clerk')).errcode).toBe(60_121);
    expect((await person('fresh')).result).toMatchObject({ name: '新来的' });
    expect(sandbox.people().map(({ userId }) => userId)).toEqual(['fresh']);
    expect(() => sandbox.leave('clerk')).toThrow('nobody');
    expect(() => sandbox.join({ userId: 'fresh', name: '又一个' })).toThrow('taken');
  });
});

describe('the ticket pages are signed with', () => {
  it('is the same from both addresses while it lives, renewed by asking, for a day at most', async () => {
    const wire = await openWire();
    const ask = async () => {
      const headers = { 'x-acs-dingtalk-access-token': await wire.fetchToken() };
      return (await wire.ask('/v1.0/oauth2/jsapiTickets', { headers })).body.jsapiTicket;
    };
    const legacy = await wire.ask(`/get_jsapi_ticket?access_token=${wire.token}`, {
      method: 'GET',
    });
    const first = await ask();
    expect(legacy.body).toMatchObject({ errcode: 0, ticket: first, expires_in: 7200 });
    for (let half = 1; half <= 15; half += 1) {
      wire.pass(1.5 * HOUR);
      expect(await ask()).toBe(first);
    }
    wire.pass(1.5 * HOUR);
    const second = await ask();
    expect(second).not.toBe(first);
    wire.pass(2 * HOUR);
    expect(await ask()).not.toBe(second);
  });
});

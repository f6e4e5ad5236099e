import { describe, expect, it } from 'vitest';
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
});

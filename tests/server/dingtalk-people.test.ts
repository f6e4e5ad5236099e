import { describe, expect, it } from 'vitest';
import { type Answer, connectRecorded } from '../support/recorded-dingtalk.ts';

const get = 'POST /topapi/v2/user/get';
const below = 'POST /topapi/v2/department/listsub';
const members = 'POST /topapi/user/listid';

const errcode = (code: number): Answer => ({ body: { errcode: code, errmsg: 'refused' } });

const levels = (...departments: readonly (readonly [number, string, number])[]): Answer => ({
  body: {
    errcode: 0,
    result: departments.map(([dept_id, name, parent_id]) => ({ dept_id, name, parent_id })),
  },
});

describe('a person in the address book', () => {
  it('is known by both ids, and asking costs nothing', async () => {
    const { dingtalk, sent, billed } = await connectRecorded();
    expect(await dingtalk.person('user-1')).toEqual({
      ok: true,
      value: {
        userId: 'user-1',
        unionId: 'union-1',
        name: '联络员1',
        title: '科员',
        departmentIds: [2],
        active: true,
      },
    });
    expect(sent(get)).toEqual([{ userid: 'user-1', language: 'zh_CN' }]);
    expect(billed()).toEqual([
      { api: '/topapi/v2/user/get', billable: false, outcome: 'ok', code: null },
    ]);
  });

  it('may have no title and no department and never have signed in', async () => {
    const result = { userid: 'user-1', unionid: 'union-1', name: '联络员1' };
    const { dingtalk } = await connectRecorded({
      answers: { [get]: { body: { errcode: 0, result } } },
    });
    expect(await dingtalk.person('user-1')).toMatchObject({
      value: { title: '', departmentIds: [], active: false },
    });
  });

  it.each([33_012, 60_121])('is nobody when DingTalk says %i', async (code) => {
    const { dingtalk } = await connectRecorded({ answers: { [get]: errcode(code) } });
    expect(await dingtalk.person('user-1')).toEqual({ ok: true, value: null });
  });

  it.each([
    [50_002, 'person'],
    [60_011, 'config'],
    [400_002, 'config'],
    [-1, 'soon'],
    [90_018, 'slow'],
  ])('is not called gone when DingTalk says %i', async (code, failureClass) => {
    const { dingtalk } = await connectRecorded({ answers: { [get]: errcode(code) } });
    expect(await dingtalk.person('user-1')).toMatchObject({
      ok: false,
      failure: { class: failureClass },
    });
  });

  it('without a unionId is no answer', async () => {
    const answers = { [get]: { body: { errcode: 0, result: { userid: 'user-1', name: '甲' } } } };
    const { dingtalk } = await connectRecorded({ answers });
    expect(await dingtalk.person('user-1')).toMatchObject({ failure: { code: 'incomplete' } });
  });
});

describe('the departments below one', () => {
  it('are found however deep, level by level', async () => {
    const answers = {
      [below]: [
        levels([2, '办公室', 1], [3, '街道', 1]),
        levels(),
        levels([4, '社区', 3]),
        levels(),
      ],
    };
    const { dingtalk, sent, billed } = await connectRecorded({ answers });
    expect(await dingtalk.departmentsBelow(1)).toEqual({
      ok: true,
      value: [
        { id: 2, name: '办公室', parentId: 1 },
        { id: 3, name: '街道', parentId: 1 },
        { id: 4, name: '社区', parentId: 3 },
      ],
    });
    expect(sent(below)).toEqual([1, 2, 3, 4].map((dept_id) => ({ dept_id, language: 'zh_CN' })));
    expect(billed().some(({ billable }) => billable)).toBe(false);
  });

  it('are each listed once when departments move while we look', async () => {
    const answers = {
      [below]: [levels([2, '办公室', 1]), levels([1, '机关', 2], [2, '办公室', 2])],
    };
    const { dingtalk, sent } = await connectRecorded({ answers });
    expect(await dingtalk.departmentsBelow(1)).toMatchObject({ value: [{ id: 2 }] });
    expect(sent(below)).toHaveLength(2);
  });

  it('are none when DingTalk says so with a null', async () => {
    const { dingtalk } = await connectRecorded({
      answers: { [below]: { body: { errcode: 0, result: null } } },
    });
    expect(await dingtalk.departmentsBelow(1)).toEqual({ ok: true, value: [] });
  });

  it('are unknown when one level fails', async () => {
    const answers = { [below]: [levels([2, '办公室', 1]), errcode(60_003)] };
    const { dingtalk } = await connectRecorded({ answers });
    expect(await dingtalk.departmentsBelow(1)).toMatchObject({ failure: { class: 'config' } });
  });
});

describe('the people in a department', () => {
  it('are its own members', async () => {
    const { dingtalk, sent } = await connectRecorded();
    expect(await dingtalk.peopleIn(2)).toEqual({ ok: true, value: ['user-1'] });
    expect(sent(members)).toEqual([{ dept_id: 2 }]);
  });

  it('may be nobody', async () => {
    const { dingtalk } = await connectRecorded({
      answers: { [members]: { body: { errcode: 0, result: {} } } },
    });
    expect(await dingtalk.peopleIn(2)).toEqual({ ok: true, value: [] });
  });

  it('are unknown without an answer', async () => {
    const { dingtalk } = await connectRecorded({
      answers: { [members]: { body: { errcode: 0 } } },
    });
    expect(await dingtalk.peopleIn(2)).toMatchObject({ failure: { class: 'unknown' } });
  });
});

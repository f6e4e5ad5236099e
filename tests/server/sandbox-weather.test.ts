import { describe, expect, it } from 'vitest';
import type { Weather } from '../../server/sandbox/sandbox.ts';
import { credentials } from '../support/dingtalk.ts';
import { notice, openWire, sendPath } from '../support/wire.ts';

type Wire = Awaited<ReturnType<typeof openWire>>;

const lookUp = '/topapi/v2/user/get';

describe('the weather', () => {
  it('may be limited to an API and to a number of calls', async () => {
    const wire = await openWire();
    wire.sandbox.setWeather('busy', { api: 'asyncsend', calls: 2 });
    const send = async () => (await wire.ask(sendPath + wire.token, { json: notice('一') })).body;
    expect((await wire.askLegacy(lookUp, { userid: 'user-1' })).errcode).toBe(0);
    expect((await send()).errcode).toBe(-1);
    expect(wire.sandbox.weather()).toEqual({ weather: 'busy', api: 'asyncsend', calls: 1 });
    expect((await send()).errcode).toBe(-1);
    expect(wire.sandbox.weather()).toBeNull();
    expect((await send()).errcode).toBe(0);
  });

  it('without a limit stays until it is changed', async () => {
    const wire = await openWire();
    wire.sandbox.setWeather('throttled');
    const look = async () => (await wire.askLegacy(lookUp, { userid: 'user-1' })).sub_code;
    expect([await look(), await look()]).toEqual(['90018', '90018']);
    wire.sandbox.setWeather(null);
    expect(await look()).toBeUndefined();
  });

  it.each<[Weather, number]>([
    ['resetBeforeWork', 0],
    ['resetAfterWork', 1],
  ])('%s drops the connection with %i messages shown', async (weather, shown) => {
    const wire = await openWire();
    wire.sandbox.setWeather(weather, { calls: 1 });
    await expect(wire.ask(sendPath + wire.token, { json: notice('一') })).rejects.toThrow('fetch');
    expect(wire.sandbox.inbox('user-1')).toHaveLength(shown);
    expect(wire.sandbox.record().at(-1)).toMatchObject({ outcome: weather, counted: shown === 1 });
  });

  it('has ways of failing for every dialect', async () => {
    const wire = await openWire();
    const ask = async (weather: Weather) => {
      wire.sandbox.setWeather(weather);
      return [
        (await wire.ask(sendPath + wire.token, { json: notice(weather) })).body,
        (await tell(wire, ['user-1'])).body,
      ];
    };
    expect(await ask('busy')).toMatchObject([{ errcode: -1 }, { code: 'system.busy' }]);
    expect(await ask('quota')).toMatchObject([
      { errcode: 88, sub_code: '90020' },
      { code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' },
    ]);
    expect(await ask('tokenInvalid')).toMatchObject([
      { errcode: 88, sub_code: '40014' },
      { code: 'InvalidAuthentication' },
    ]);
    const blocked = { status: 1111, punish: 'deny' };
    expect(await ask('blocked')).toMatchObject([blocked, blocked]);
  });

  it('silently drops notices and calls it a success', async () => {
    const wire = await openWire();
    wire.sandbox.setWeather('silentDrop');
    const { body } = await wire.ask(sendPath + wire.token, { json: notice('一') });
    expect(body).toMatchObject({ errcode: 0, task_id: 1 });
    expect(wire.sandbox.inbox('user-1')).toEqual([]);
    expect(wire.sandbox.record().at(-1)).toMatchObject({
      outcome: 'ok',
      silentlyDropped: [{ userId: 'user-1', code: '143105' }],
    });
  });

  it('fails for the first person only, inside a success', async () => {
    const wire = await openWire();
    wire.sandbox.setWeather('partialFailure');
    await wire.ask(sendPath + wire.token, { json: notice('一', 'user-1,user-2') });
    expect((await tell(wire, ['user-1', 'user-2'])).body).toMatchObject({
      flowControlledStaffIdList: ['user-1'],
      invalidStaffIdList: [],
    });
    const card = await wire.askOpen('POST', '/v1.0/card/instances/createAndDeliver', {
      cardTemplateId: 'petition.schema',
      outTrackId: 'card-1',
      openSpaceId: 'dtv1.card//IM_ROBOT.user-1;IM_ROBOT.user-2',
      cardData: { cardParamMap: {} },
      imRobotOpenSpaceModel: { supportForward: false },
      imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode: credentials.robotCode },
    });
    expect(card.body).toMatchObject({
      result: { deliverResults: [{ success: false }, { success: true }] },
    });
    const seen = (userId: string) => [
      wire.sandbox.inbox(userId).length,
      wire.sandbox.chat(userId).length,
      wire.sandbox.cards(userId).length,
    ];
    expect(seen('user-1')).toEqual([0, 0, 0]);
    expect(seen('user-2')).toEqual([1, 1, 1]);
  });

  it('says what the month has cost', async () => {
    const wire = await openWire({ options: { quota: 7 } });
    await tell(wire, ['user-1']);
    await wire.askLegacy(lookUp, { userid: 'user-1' });
    expect(wire.sandbox.budget()).toEqual({ spent: 1, quota: 7 });
  });
});

async function tell({ askOpen }: Wire, userIds: readonly string[]) {
  return await askOpen('POST', '/v1.0/robot/oToMessages/batchSend', {
    robotCode: credentials.robotCode,
    userIds,
    msgKey: 'sampleText',
    msgParam: JSON.stringify({ content: '今日待办。' }),
  });
}

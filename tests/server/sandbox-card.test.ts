import { describe, expect, it } from 'vitest';
import { SECOND } from '../../server/domain/time.ts';
import { credentials } from '../support/dingtalk.ts';
import { openStream } from '../support/sandbox-stream.ts';
import { openWire } from '../support/wire.ts';

type Wire = Awaited<ReturnType<typeof openWire>>;

describe('an interactive card', () => {
  it('is on each phone it was delivered to', async () => {
    const wire = await openWire();
    const { status, body } = await deliver(wire, {
      openSpaceId: 'dtv1.card//IM_ROBOT.user-1;IM_ROBOT.user-2',
      privateData: { 'user-2': { cardParamMap: { primaryLabel: '' } } },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      success: true,
      result: {
        outTrackId: 'card-1',
        deliverResults: [
          { spaceType: 'IM_ROBOT', spaceId: 'user-1', success: true },
          { spaceType: 'IM_ROBOT', spaceId: 'user-2', success: true },
        ],
      },
    });
    expect(wire.sandbox.cards('user-1')).toEqual([
      {
        outTrackId: 'card-1',
        variables: { title: '新交办', primaryLabel: '接件' },
        sentAt: wire.now(),
        updatedAt: wire.now(),
      },
    ]);
    expect(wire.sandbox.cards('user-2')[0]?.variables.primaryLabel).toBe('');
    expect(wire.sandbox.cards('user-3')).toEqual([]);
  });

  it('does not reach a stranger, which the success says', async () => {
    const wire = await openWire();
    const { body } = await deliver(wire, {
      openSpaceId: 'dtv1.card//IM_ROBOT.user-1;IM_ROBOT.nobody',
    });
    expect(body).toMatchObject({
      result: { deliverResults: [{ success: true }, { spaceId: 'nobody', success: false }] },
    });
  });

  it('exists once', async () => {
    const wire = await openWire();
    await deliver(wire);
    const again = await deliver(wire, { cardData: { cardParamMap: { title: '另一张' } } });
    expect(again).toMatchObject({ status: 400, body: { code: 'param.cardAlreadyExist' } });
    expect(wire.sandbox.cards('user-1')).toMatchObject([{ variables: { title: '新交办' } }]);
  });

  it.each<[string, object]>([
    [
      'a value of more than 1 KB',
      { cardData: { cardParamMap: { content: `${'办'.repeat(341)}ab` } } },
    ],
    ['a value that is no text', { cardData: { cardParamMap: { urgent: true } } }],
    ['a name of more than 100 bytes', { cardData: { cardParamMap: { ['a'.repeat(101)]: '' } } }],
    ['another robot', { imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode: 'other' } }],
    ['no robot model', { imRobotOpenSpaceModel: undefined }],
    ['an unregistered address', { callbackType: 'HTTP', callbackRouteKey: 'unknown' }],
    ['another space', { openSpaceId: 'dtv1.card//IM_GROUP.cid-office==' }],
  ])('is refused with %s', async (_, changes) => {
    const wire = await openWire();
    expect(await deliver(wire, changes)).toMatchObject({
      status: 400,
      body: { code: expect.stringMatching(/^param\./) },
    });
  });

  it('takes values of exactly 1 KB', async () => {
    const content = `${'办'.repeat(341)}a`;
    const wire = await openWire();
    expect((await deliver(wire, { cardData: { cardParamMap: { content } } })).status).toBe(200);
  });

  it('changes for everybody, key by key or as a whole', async () => {
    const wire = await openWire();
    await deliver(wire, { openSpaceId: 'dtv1.card//IM_ROBOT.user-1;IM_ROBOT.user-2' });
    const cardData = { cardParamMap: { status: 'done' } };
    await update(wire, { cardData, cardUpdateOptions: { updateCardDataByKey: true } });
    const both = () => ['user-1', 'user-2'].map((id) => wire.sandbox.cards(id)[0]?.variables);
    const whole = { title: '新交办', primaryLabel: '接件', status: 'done' };
    expect(both()).toEqual([whole, whole]);
    await update(wire, { cardData });
    expect(both()).toEqual([{ status: 'done' }, { status: 'done' }]);
  });

  it.each<[string, object]>([
    ['param.cardDataAndPrivateDataBothEmpty', {}],
    ['param.outTrackIdEmpty', { outTrackId: '', cardData: { cardParamMap: {} } }],
    ['param.userIdNotExist', { privateData: { nobody: { cardParamMap: {} } } }],
    ['param.cardNotExist', { outTrackId: 'card-2', cardData: { cardParamMap: {} } }],
  ])('does not change with %s', async (code, changes) => {
    const wire = await openWire();
    await deliver(wire);
    expect(await update(wire, changes)).toMatchObject({ status: 400, body: { code } });
  });
});

describe('a tap on a card', () => {
  it('is told over the stream, and its answer changes the card of whoever tapped', async () => {
    const wire = await openWire();
    const stream = await openStream(wire);
    await deliver(wire, { openSpaceId: 'dtv1.card//IM_ROBOT.user-1;IM_ROBOT.user-2' });
    const tapped = wire.sandbox.tapCard('user-1', 'card-1', { phrase: '同意' });
    const frame = await stream.next('CALLBACK');
    expect(frame).toMatchObject({
      headers: { topic: '/v1.0/card/instances/callback' },
      data: {
        type: 'actionCallback',
        outTrackId: 'card-1',
        corpId: credentials.corpId,
        userId: 'user-1',
        content: '{"cardPrivateData":{"actionIds":["primary"],"params":{"phrase":"同意"}}}',
      },
    });
    stream.acknowledge(frame, {
      response: {
        cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
        cardData: { cardParamMap: { statusText: '已接件' } },
      },
    });
    const variables = { title: '新交办', primaryLabel: '接件', statusText: '已接件' };
    expect(await tapped).toEqual({ answered: true, variables });
    expect(wire.sandbox.cards('user-1')[0]?.variables).toEqual(variables);
    expect(wire.sandbox.cards('user-2')[0]?.variables.statusText).toBeUndefined();
  });

  it('says that nothing was answered after 2 seconds', async () => {
    const wire = await openWire();
    const stream = await openStream(wire);
    await deliver(wire);
    const tapped = wire.sandbox.tapCard('user-1', 'card-1', {});
    const frame = await stream.next('CALLBACK');
    wire.pass(2 * SECOND);
    expect(await tapped).toEqual({ answered: false, sentence: '应用没有响应' });
    stream.acknowledge(frame, { response: { cardData: { cardParamMap: { title: '晚了' } } } });
    await stream.heard();
    expect(wire.sandbox.cards('user-1')[0]?.variables.title).toBe('新交办');
  });

  it('says so at once when nobody is connected', async () => {
    const wire = await openWire();
    await deliver(wire);
    expect(await wire.sandbox.tapCard('user-1', 'card-1', {})).toMatchObject({ answered: false });
  });

  it('is a mistake on a phone without the card', async () => {
    const wire = await openWire();
    await deliver(wire);
    await expect(wire.sandbox.tapCard('user-2', 'card-1', {})).rejects.toThrow('no card');
  });
});

async function deliver({ askOpen }: Wire, changes: object = {}) {
  return await askOpen('POST', '/v1.0/card/instances/createAndDeliver', {
    cardTemplateId: 'petition.schema',
    outTrackId: 'card-1',
    openSpaceId: 'dtv1.card//IM_ROBOT.user-1',
    cardData: { cardParamMap: { title: '新交办', primaryLabel: '接件' } },
    callbackType: 'STREAM',
    imRobotOpenSpaceModel: { supportForward: false },
    imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode: credentials.robotCode },
    ...changes,
  });
}

async function update({ askOpen }: Wire, changes: object) {
  return await askOpen('PUT', '/v1.0/card/instances', { outTrackId: 'card-1', ...changes });
}

import { describe, expect, it } from 'vitest';
import { connectRecorded, type Recorded } from '../support/recorded-dingtalk.ts';

const deliver = 'POST /v1.0/card/instances/createAndDeliver';
const update = 'PUT /v1.0/card/instances';

const card = {
  outTrackId: 'card-1',
  userIds: ['user-1', 'user-2'],
  variables: { title: '新交办', status: 'open' },
  summary: '新交办：XF-2026-0012',
};

const people = (count: number) => Array.from({ length: count }, (_, index) => `user-${index + 1}`);

const delivered = (...deliverResults: readonly object[]) => ({
  answers: {
    [deliver]: { body: { success: true, result: { outTrackId: 'card-1', deliverResults } } },
  },
});

const refusing = (status: number, code: string): Recorded => ({
  answers: {
    [deliver]: { status, body: { code, message: code } },
    [update]: { status, body: { code, message: code } },
  },
});

describe('a card', () => {
  it('is put into each person’s chat with the robot and answers over the stream', async () => {
    const { dingtalk, sent, billed } = await connectRecorded();
    expect(await dingtalk.deliverCard(card)).toEqual({ ok: true, value: { refused: [] } });
    expect(sent(deliver)).toEqual([
      {
        cardTemplateId: 'card.schema',
        outTrackId: 'card-1',
        openSpaceId: 'dtv1.card//IM_ROBOT.user-1;IM_ROBOT.user-2',
        userIdType: 1,
        callbackType: 'STREAM',
        cardData: { cardParamMap: { title: '新交办', status: 'open' } },
        imRobotOpenSpaceModel: {
          supportForward: false,
          lastMessageI18n: { ZH_CN: '新交办：XF-2026-0012' },
          notification: { alertContent: '新交办：XF-2026-0012' },
        },
        imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode: 'ding-robot' },
      },
    ]);
    expect(billed()).toEqual([
      { api: '/v1.0/card/instances/createAndDeliver', billable: true, outcome: 'ok', code: null },
    ]);
  });

  it('opens its pages inside DingTalk, where the reader is known', async () => {
    const { dingtalk, sent } = await connectRecorded();
    const pages = { link: 'https://office.example/?corpId=ding1#/petitions/7', secondaryLink: '' };
    await dingtalk.deliverCard({ ...card, pages });
    const [body] = sent(deliver);
    expect(body).toMatchObject({
      cardData: {
        cardParamMap: {
          link: `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(pages.link)}&pc_slide=true`,
          secondaryLink: '',
        },
      },
    });
  });

  it.each([
    ['callback', { callbackType: 'HTTP', callbackRouteKey: 'petition-office' }],
    ['off', {}],
  ] as const)('answers by the way of receiving that is set: %s', async (receive, way) => {
    const { dingtalk, sent } = await connectRecorded({ config: { receive } });
    await dingtalk.deliverCard(card);
    const [body] = sent(deliver);
    const { callbackType, callbackRouteKey } = Object(body);
    expect(JSON.parse(JSON.stringify({ callbackType, callbackRouteKey }))).toEqual(way);
  });

  it('that is there already counts as delivered', async () => {
    const { dingtalk, billed } = await connectRecorded(refusing(400, 'param.cardAlreadyExist'));
    expect(await dingtalk.deliverCard(card)).toEqual({ ok: true, value: { refused: [] } });
    expect(billed()).toMatchObject([{ outcome: 'ok', billable: true }]);
  });

  it.each<[string, readonly object[]]>([
    [
      'named by person',
      [
        { spaceId: 'user-1', success: true },
        { spaceId: 'user-2', success: false },
      ],
    ],
    [
      'named by space',
      [
        { spaceId: 'IM_ROBOT.user-2', success: false, errorMsg: 'no' },
        { spaceId: 'IM_ROBOT.user-1', success: true },
      ],
    ],
    [
      'in our order',
      [
        { spaceId: 'cid-a', success: true },
        { spaceId: 'cid-b', success: false },
      ],
    ],
    ['and silent about one', [{ spaceId: 'user-1', success: true }]],
  ])('that did not reach a person says who it was, %s', async (_, results) => {
    const { dingtalk } = await connectRecorded(delivered(...results));
    expect(await dingtalk.deliverCard(card)).toMatchObject({
      ok: true,
      value: { refused: [{ userId: 'user-2', code: 'cardNotDelivered', class: 'person' }] },
    });
  });

  it.each([
    [
      'no result per person',
      { body: { success: true, result: { outTrackId: 'card-1' } } },
      'incomplete',
    ],
    ['an unknown path', { body: { errcode: 404, errmsg: 'no such api' } }, 'incomplete'],
    ['a word where a record belongs', { body: { success: true, result: true } }, 'unreadable'],
  ])('answered with %s may or may not be there', async (_, answer, code) => {
    const { dingtalk } = await connectRecorded({ answers: { [deliver]: answer } });
    expect(await dingtalk.deliverCard(card)).toMatchObject({ failure: { class: 'unknown', code } });
  });

  it.each([
    [0, 'noRecipients'],
    [1, null],
    [20, null],
    [21, 'tooManyRecipients'],
  ])('for %i people', async (count, code) => {
    const userIds = people(count);
    const { dingtalk, asked } = await connectRecorded(
      delivered(...userIds.map((spaceId) => ({ spaceId, success: true }))),
    );
    const sent = await dingtalk.deliverCard({ ...card, userIds });
    expect(sent).toMatchObject(code ? { failure: { code } } : { ok: true });
    expect(asked.some(({ path }) => path.endsWith('createAndDeliver'))).toBe(code === null);
  });

  it.each([
    ['a value of 1024 bytes', { content: `${'访'.repeat(341)}x` }, true],
    ['a value of 1025 bytes', { content: `${'访'.repeat(341)}xx` }, false],
    ['a name of 100 bytes', { ['n'.repeat(100)]: '' }, true],
    ['a name of 101 bytes', { ['n'.repeat(101)]: '' }, false],
  ])('with %s', async (_, variables, fits) => {
    const { dingtalk, asked } = await connectRecorded();
    expect((await dingtalk.deliverCard({ ...card, variables })).ok).toBe(fits);
    const changed = await dingtalk.updateCard({ ...card, personal: { 'user-1': variables } });
    expect(changed.ok).toBe(fits);
    if (!fits) expect(changed).toMatchObject({ failure: { class: 'content', code: 'tooLong' } });
    expect(asked.some(({ path }) => path.includes('/card/'))).toBe(fits);
  });

  it('is not sent to somebody whose id would name another space', async () => {
    const { dingtalk, asked } = await connectRecorded();
    const userIds = ['user-1;IM_GROUP.cid'];
    expect(await dingtalk.deliverCard({ ...card, userIds })).toMatchObject({
      failure: { class: 'person', code: 'unsafeId' },
    });
    expect(asked).toEqual([]);
  });

  it.each([{ cardTemplateId: '' }, { robotCode: '' }])('needs %o', async (config) => {
    const { dingtalk, asked } = await connectRecorded({ config });
    expect(await dingtalk.deliverCard(card)).toMatchObject({
      failure: { class: 'config', code: 'cardNotConfigured' },
    });
    expect(asked).toEqual([]);
  });

  it.each([
    [400, 'param.templateNotExist', 'config'],
    [400, 'param.outTrackIdEmpty', 'config'],
    [400, 'param.userIdNotExist', 'person'],
    [500, 'system.busy', 'soon'],
    [403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', 'slow'],
    [403, 'Forbidden.AccessDenied.ApiCountLimitForOrg', 'quota'],
    [403, 'Forbidden.AccessDenied.AccessTokenPermissionDenied', 'config'],
  ])('refused with %i %s', async (status, code, failureClass) => {
    const { dingtalk } = await connectRecorded(refusing(status, code));
    const failure = { class: failureClass, code };
    expect(await dingtalk.deliverCard(card)).toMatchObject({ ok: false, failure });
    expect(await dingtalk.updateCard(card)).toMatchObject({ ok: false, failure });
  });
});

describe('the update of a card', () => {
  it('changes only what it names', async () => {
    const { dingtalk, sent } = await connectRecorded();
    const changed = await dingtalk.updateCard({
      outTrackId: 'card-1',
      variables: { status: 'done' },
    });
    expect(changed).toEqual({ ok: true, value: null });
    expect(sent(update)).toEqual([
      {
        outTrackId: 'card-1',
        cardData: { cardParamMap: { status: 'done' } },
        cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
      },
    ]);
  });

  it('may show single people something else', async () => {
    const { dingtalk, sent } = await connectRecorded();
    const personal = { 'user-2': { primaryLabel: '' } };
    await dingtalk.updateCard({ outTrackId: 'card-1', variables: { status: 'done' }, personal });
    expect(sent(update)).toMatchObject([
      { userIdType: 1, privateData: { 'user-2': { cardParamMap: { primaryLabel: '' } } } },
    ]);
  });

  it.each([{ success: false, result: false }, {}])(
    'is in doubt when the answer is %o',
    async (body) => {
      const { dingtalk } = await connectRecorded({ answers: { [update]: { body } } });
      expect(await dingtalk.updateCard(card)).toMatchObject({ failure: { class: 'unknown' } });
    },
  );
});

describe('the address of taps', () => {
  it('is registered under the name that the cards carry', async () => {
    const { dingtalk, sent } = await connectRecorded();
    const callback = { url: 'https://office.example/dingtalk/card', secret: 'secret' };
    expect(await dingtalk.registerCardCallback(callback)).toEqual({ ok: true, value: null });
    expect(sent('POST /v1.0/card/callbacks/register')).toEqual([
      {
        callbackRouteKey: 'petition-office',
        callbackUrl: 'https://office.example/dingtalk/card',
        apiSecret: 'secret',
        forceUpdate: true,
      },
    ]);
  });
});

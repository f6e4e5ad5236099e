import { describe, expect, it } from 'vitest';
import { at } from '../support/at.ts';
import { type Answer, connectRecorded } from '../support/recorded-dingtalk.ts';

const batch = 'POST /v1.0/robot/oToMessages/batchSend';
const readers = 'GET /v1.0/robot/oToMessages/readStatus';
const rings = 'POST /v1.0/robot/ding/send';
const webhook = 'POST /robot/send';
const session = 'POST /robot/sendBySession';

const text = { title: '新交办', markdown: '信访件 XF-2026-0012 已交办贵单位。' };

const people = (count: number) => Array.from({ length: count }, (_, index) => `user-${index + 1}`);

const refusal = (status: number, code: string): Answer => ({
  status,
  body: { code, message: code },
});

describe('a message of the robot to people', () => {
  it('is markdown, and its key is the receipt', async () => {
    const { dingtalk, sent, billed } = await connectRecorded();
    expect(await dingtalk.sendToPeople({ ...text, userIds: ['user-1'] })).toEqual({
      ok: true,
      value: { receipt: 'receipt-1', invalid: [], throttled: [] },
    });
    expect(sent(batch)).toEqual([
      {
        robotCode: 'ding-robot',
        userIds: ['user-1'],
        msgKey: 'sampleMarkdown',
        msgParam: JSON.stringify({ title: text.title, text: text.markdown }),
      },
    ]);
    expect(billed()).toMatchObject([{ billable: true }]);
  });

  it('may reach some and not others', async () => {
    const body = {
      processQueryKey: 'receipt-1',
      invalidStaffIdList: ['user-2'],
      flowControlledStaffIdList: ['user-3'],
    };
    const { dingtalk } = await connectRecorded({ answers: { [batch]: { body } } });
    expect(await dingtalk.sendToPeople({ ...text, userIds: people(3) })).toMatchObject({
      value: { invalid: ['user-2'], throttled: ['user-3'] },
    });
  });

  it.each([
    [0, 'noRecipients'],
    [1, null],
    [20, null],
    [21, 'tooManyRecipients'],
  ])('for %i people', async (count, code) => {
    const { dingtalk, asked } = await connectRecorded();
    const sent = await dingtalk.sendToPeople({ ...text, userIds: people(count) });
    expect(sent).toMatchObject(code ? { failure: { code } } : { ok: true });
    expect(asked.length > 0).toBe(code === null);
  });

  it.each([
    [15_000, true],
    [15_001, false],
  ])('of %i bytes', async (bytes, fits) => {
    const frame = Buffer.byteLength(JSON.stringify({ title: text.title, text: '' }));
    const markdown = 'x'.repeat(bytes - frame);
    const { dingtalk } = await connectRecorded();
    const sent = await dingtalk.sendToPeople({ ...text, markdown, userIds: ['user-1'] });
    expect(sent.ok).toBe(fits);
    if (!fits) expect(sent).toMatchObject({ failure: { code: 'tooLong' } });
  });

  it('needs a robot, as do its readers and the ringing', async () => {
    const { dingtalk, asked } = await connectRecorded({ config: { robotCode: '' } });
    const failure = { class: 'config', code: 'robotNotConfigured' };
    expect(await dingtalk.sendToPeople({ ...text, userIds: ['user-1'] })).toMatchObject({
      failure,
    });
    expect(await dingtalk.readersOf('receipt-1')).toMatchObject({ failure });
    expect(await dingtalk.ding({ userIds: ['user-1'], content: '请接收' })).toMatchObject({
      failure,
    });
    expect(asked).toEqual([]);
  });

  it.each([
    [400, 'robot.oto.notExist', 'config'],
    [400, 'chatbotId.notAllow.sendOTO', 'config'],
    [400, 'invalidParameter.robotCode.empty', 'config'],
    [400, 'staffId.notExisted', 'person'],
    [400, 'contain.sensitiveWord', 'content'],
    [400, 'miss.param.msgKey', 'content'],
    [400, 'send.too.fast', 'soon'],
    [400, 'too.many.requests', 'soon'],
    [500, 'system.error', 'soon'],
  ])('refused with %i %s', async (status, code, failureClass) => {
    const { dingtalk } = await connectRecorded({ answers: { [batch]: refusal(status, code) } });
    expect(await dingtalk.sendToPeople({ ...text, userIds: ['user-1'] })).toMatchObject({
      failure: { class: failureClass, code },
    });
  });

  it('without a receipt may have been sent', async () => {
    const { dingtalk } = await connectRecorded({
      answers: { [batch]: { body: { errcode: 404 } } },
    });
    expect(await dingtalk.sendToPeople({ ...text, userIds: ['user-1'] })).toMatchObject({
      failure: { class: 'unknown', code: 'incomplete' },
    });
  });
});

describe('the readers of a message', () => {
  it('are told from those who have not read it', async () => {
    const messageReadInfoList = [
      { name: '甲', userId: 'user-1', readStatus: 'READ', readTimestamp: 0 },
      { name: '乙', userId: 'user-2', readStatus: 'UNREAD' },
    ];
    const body = { sendStatus: 'SUCCESS', messageReadInfoList };
    const { dingtalk, asked } = await connectRecorded({ answers: { [readers]: { body } } });
    expect(await dingtalk.readersOf('receipt+/=')).toEqual({
      ok: true,
      value: { read: ['user-1'], unread: ['user-2'] },
    });
    expect(asked.at(-1)?.query).toEqual({ robotCode: 'ding-robot', processQueryKey: 'receipt+/=' });
  });

  it('are asked for later when DingTalk is not ready', async () => {
    const answers = { [readers]: refusal(400, 'processQueryKey.expireTime') };
    const { dingtalk } = await connectRecorded({ answers });
    expect(await dingtalk.readersOf('receipt-1')).toMatchObject({ failure: { class: 'soon' } });
  });

  it('are unknown without a status', async () => {
    const { dingtalk } = await connectRecorded({ answers: { [readers]: { body: {} } } });
    expect(await dingtalk.readersOf('receipt-1')).toMatchObject({ failure: { class: 'unknown' } });
  });
});

describe('ringing people', () => {
  it('happens in the app and names whom it failed to reach', async () => {
    const body = { openDingId: 'ding-1', failedList: { 'user-2': 'not licensed' } };
    const { dingtalk, sent } = await connectRecorded({ answers: { [rings]: { body } } });
    expect(await dingtalk.ding({ userIds: people(2), content: '请接收' })).toEqual({
      ok: true,
      value: { dingId: 'ding-1', failed: ['user-2'] },
    });
    expect(sent(rings)).toEqual([
      {
        robotCode: 'ding-robot',
        remindType: 1,
        receiverUserIdList: ['user-1', 'user-2'],
        content: '请接收',
      },
    ]);
  });

  it.each([
    [0, false],
    [200, true],
    [201, false],
  ])('%i of them', async (count, fits) => {
    const { dingtalk } = await connectRecorded();
    expect((await dingtalk.ding({ userIds: people(count), content: '请接收' })).ok).toBe(fits);
  });
});

describe('a mention in the group', () => {
  const mention = { ...text, messageId: 'message-1', userIds: ['user-1', 'user-2'] };

  it('names the people in the text and in the list, signed and at no cost', async () => {
    const { dingtalk, sent, asked, billed } = await connectRecorded();
    expect(await dingtalk.mentionInGroup(mention)).toEqual({
      ok: true,
      value: { receipt: 'message-1' },
    });
    expect(sent(webhook)).toEqual([
      {
        msgtype: 'markdown',
        markdown: { title: '新交办', text: `${text.markdown}\n\n@user-1 @user-2` },
        at: { atUserIds: ['user-1', 'user-2'], isAtAll: false },
        msgUuid: 'message-1',
      },
    ]);
    expect(asked.at(-1)?.query).toMatchObject({
      access_token: 'webhook-token',
      timestamp: String(at('2026-09-28 11:00')),
    });
    expect(billed()).toMatchObject([{ api: '/robot/send', billable: false }]);
  });

  it.each([
    [0, 'noRecipients'],
    [50, null],
    [51, 'tooManyRecipients'],
  ])('of %i people', async (count, code) => {
    const { dingtalk } = await connectRecorded();
    const sent = await dingtalk.mentionInGroup({ ...mention, userIds: people(count) });
    expect(sent).toMatchObject(code ? { failure: { code } } : { ok: true });
  });

  it('has nowhere to go without a webhook', async () => {
    const { dingtalk } = await connectRecorded({ config: { groupWebhook: '' } });
    expect(await dingtalk.mentionInGroup(mention)).toMatchObject({
      failure: { class: 'config', code: 'groupNotConfigured' },
    });
  });

  it.each([
    [130_101, 'slow'],
    [660_026, 'slow'],
    [310_000, 'config'],
    [300_005, 'config'],
    [400_403, 'content'],
    [460_101, 'content'],
    [430_101, 'content'],
    [-1, 'soon'],
  ])('refused with %i', async (errcode, failureClass) => {
    const { dingtalk } = await connectRecorded({ answers: { [webhook]: { body: { errcode } } } });
    expect(await dingtalk.mentionInGroup(mention)).toMatchObject({
      failure: { class: failureClass, code: String(errcode) },
    });
  });
});

describe('an answer in the conversation', () => {
  it('needs no token and costs nothing', async () => {
    const { dingtalk, base, sent, asked, billed } = await connectRecorded();
    const sessionWebhook = `${base}/robot/sendBySession?session=s-1`;
    expect(await dingtalk.answerInSession({ ...text, sessionWebhook })).toEqual({
      ok: true,
      value: null,
    });
    expect(sent(session)).toEqual([
      { msgtype: 'markdown', markdown: { title: '新交办', text: text.markdown } },
    ]);
    expect(asked).toHaveLength(1);
    expect(billed()).toMatchObject([{ api: '/robot/sendBySession', billable: false }]);
  });

  it('may mention who asked', async () => {
    const { dingtalk, base, sent } = await connectRecorded();
    const sessionWebhook = `${base}/robot/sendBySession?session=s-1`;
    await dingtalk.answerInSession({ ...text, sessionWebhook, mention: ['user-1'] });
    expect(sent(session)).toMatchObject([
      { markdown: { text: `${text.markdown}\n\n@user-1` }, at: { atUserIds: ['user-1'] } },
    ]);
  });

  it.each([
    ['fits in 20 000 bytes', 20_000, true],
    ['does not fit in 20 000 bytes', 20_001, false],
  ])('%s', async (_, bytes, fits) => {
    const { dingtalk, base } = await connectRecorded();
    const frame = JSON.stringify({ msgtype: 'markdown', markdown: { title: '新交办', text: '' } });
    const markdown = 'x'.repeat(bytes - Buffer.byteLength(frame));
    const sessionWebhook = `${base}/robot/sendBySession?session=s-1`;
    const sent = await dingtalk.answerInSession({ title: '新交办', markdown, sessionWebhook });
    expect(sent).toMatchObject(fits ? { ok: true } : { failure: { code: 'tooLong' } });
  });

  it('comes too late when DingTalk has forgotten the conversation', async () => {
    const answers = { [session]: { body: { errcode: 300_001, errmsg: 'session 不存在' } } };
    const { dingtalk, base } = await connectRecorded({ answers });
    const sessionWebhook = `${base}/robot/sendBySession?session=s-1`;
    expect(await dingtalk.answerInSession({ ...text, sessionWebhook })).toMatchObject({
      failure: { code: 'sessionOver' },
    });
  });

  it.each([
    'http://169.254.169.254/robot/sendBySession?session=s-1',
    'https://oapi.dingtalk.com.example/robot/sendBySession?session=s-1',
    'https://oapi.dingtalk.com@office.example/robot/sendBySession?session=s-1',
    'https://someone@oapi.dingtalk.com/robot/sendBySession?session=s-1',
    'http://oapi.dingtalk.com/robot/sendBySession?session=s-1',
    'https://oapi.dingtalk.com:8443/robot/sendBySession?session=s-1',
    'https://oapi.dingtalk.com/robot/../topapi/user/listid',
    'file:///etc/passwd',
    '/robot/sendBySession?session=s-1',
    '',
  ])('is not sent to %s', async (sessionWebhook) => {
    const config = { oapiBase: 'https://oapi.dingtalk.com' };
    const { dingtalk, billed } = await connectRecorded({ config });
    expect(await dingtalk.answerInSession({ ...text, sessionWebhook })).toMatchObject({
      failure: { class: 'config', code: 'foreignSession' },
    });
    expect(billed()).toEqual([]);
  });
});

import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../server/domain/time.ts';
import { conversationId, credentials } from '../support/dingtalk.ts';
import { openStream } from '../support/sandbox-stream.ts';
import { openWire } from '../support/wire.ts';

type Wire = Awaited<ReturnType<typeof openWire>>;

describe('a robot message one to one', () => {
  it('is in each person’s chat, unread until it is opened, which is told', async () => {
    const wire = await openWire();
    const stream = await openStream(wire);
    const key = String((await tell(wire, ['user-1', 'user-2', 'nobody'])).body.processQueryKey);
    wire.sandbox.readChat('user-1');
    expect(await stream.next('EVENT')).toMatchObject({
      headers: { eventType: 'robot_msg_read' },
      data: { processQueryKey: key, userId: 'user-1' },
    });
    expect((await readStatus(wire, key)).body).toEqual({
      sendStatus: 'SUCCESS',
      messageReadInfoList: [
        { name: '联络员1', userId: 'user-1', readStatus: 'READ' },
        { name: '联络员2', userId: 'user-2', readStatus: 'UNREAD' },
      ],
    });
    expect(wire.sandbox.chat('user-2')).toMatchObject([
      { from: 'robot', title: '待办', markdown: '您有1件待接收。', readAt: null },
    ]);
  });

  it('names strangers, and takes 20 people', async () => {
    const wire = await openWire();
    const some = (count: number) => Array.from({ length: count }, (_, index) => `user-${index}`);
    expect((await tell(wire, some(20))).body.invalidStaffIdList).toHaveLength(17);
    expect((await tell(wire, some(21))).body.code).toBe('invalidParameter.userIds.tooMany');
    expect((await tell(wire, ['user-1'], { robotCode: 'other' })).status).toBe(400);
  });

  it('is accounted for during a day', async () => {
    const wire = await openWire();
    const key = String((await tell(wire, ['user-1'])).body.processQueryKey);
    wire.pass(DAY);
    const token = await wire.fetchToken();
    expect((await readStatus(wire, key, token)).status).toBe(200);
    wire.pass(1);
    expect((await readStatus(wire, key, token)).body.code).toBe('processQueryKey.expireTime');
  });
});

describe('a DING', () => {
  const ding = ({ askOpen }: Wire, changes: object = {}) =>
    askOpen('POST', '/v1.0/robot/ding/send', {
      robotCode: credentials.robotCode,
      remindType: 1,
      receiverUserIdList: ['user-1', 'nobody'],
      content: '请尽快接收信访件。',
      ...changes,
    });

  it('reaches whoever is known and names the others', async () => {
    const wire = await openWire();
    const { body } = await ding(wire);
    expect(Object.keys(body.failedList ?? {})).toEqual(['nobody']);
    expect(wire.sandbox.dings('user-1')).toMatchObject([{ content: '请尽快接收信访件。' }]);
    expect(wire.sandbox.dings('user-2')).toEqual([]);
  });

  it('goes through the app only, to 200 people', async () => {
    const wire = await openWire();
    expect((await ding(wire, { remindType: 3 })).status).toBe(400);
    const many = (length: number) => ({ receiverUserIdList: Array(length).fill('user-1') });
    expect((await ding(wire, many(200))).status).toBe(200);
    expect((await ding(wire, many(201))).status).toBe(400);
  });
});

describe('a mention in the group', () => {
  it('counts when the id stands in the text, and shows the name', async () => {
    const wire = await openWire();
    const timestamp = String(wire.now());
    const sign = createHmac('sha256', credentials.webhookSecret)
      .update(`${timestamp}\n${credentials.webhookSecret}`)
      .digest('base64');
    const query = new URLSearchParams({ access_token: credentials.webhookToken, timestamp, sign });
    await wire.ask(`/robot/send?${query}`, {
      json: {
        msgtype: 'markdown',
        markdown: { title: '催办', text: '@user-1 请接收。' },
        at: { atUserIds: ['user-1', 'user-2'] },
      },
    });
    expect(wire.sandbox.group(conversationId)).toMatchObject([
      { by: 'webhook', markdown: '@联络员1 请接收。', mentions: ['user-1'] },
    ]);
  });
});

describe('something said to the robot', () => {
  it('in the group is seen there, told over the stream, and answered there', async () => {
    const wire = await openWire();
    const stream = await openStream(wire);
    wire.sandbox.say({ by: 'user-1', conversationId, text: '待办' });
    const frame = await stream.next('CALLBACK');
    expect(frame).toMatchObject({
      headers: { topic: '/v1.0/im/bot/messages/get' },
      data: {
        conversationId,
        conversationType: '2',
        isInAtList: true,
        senderStaffId: 'user-1',
        senderNick: '联络员1',
        robotCode: credentials.robotCode,
        msgtype: 'text',
        text: { content: ' 待办' },
        sessionWebhookExpiredTime: wire.now() + 90 * MINUTE,
      },
    });
    expect(await answer(frame.data.sessionWebhook)).toMatchObject({ errcode: 0 });
    expect(wire.sandbox.group(conversationId)).toMatchObject([
      { by: 'person', personId: 'user-1', markdown: '@机器人 待办' },
      { by: 'robot', title: '待办', markdown: '共1件。' },
    ]);
  });

  it('one to one stays between the two', async () => {
    const wire = await openWire();
    const stream = await openStream(wire);
    wire.sandbox.say({ by: 'user-2', conversationId: null, text: '我的' });
    const { data } = await stream.next('CALLBACK');
    expect(data).toMatchObject({ conversationType: '1', text: { content: '我的' } });
    await answer(data.sessionWebhook);
    expect(wire.sandbox.chat('user-2')).toMatchObject([
      { from: 'person', markdown: '我的' },
      { from: 'robot', markdown: '共1件。', readAt: null },
    ]);
    expect(wire.sandbox.group(conversationId)).toEqual([]);
  });

  it('can be answered for 90 minutes', async () => {
    const wire = await openWire();
    const stream = await openStream(wire);
    wire.sandbox.say({ by: 'user-2', conversationId: null, text: '我的' });
    const { data } = await stream.next('CALLBACK');
    wire.pass(90 * MINUTE - 1);
    expect(await answer(data.sessionWebhook)).toMatchObject({ errcode: 0 });
    wire.pass(1);
    expect(await answer(data.sessionWebhook)).toMatchObject({
      errcode: 300_001,
      errmsg: 'session 不存在',
    });
  });

  it('arrives without its words once the quota is gone', async () => {
    const wire = await openWire({ options: { quota: 0 } });
    const stream = await openStream(wire);
    wire.sandbox.say({ by: 'user-2', conversationId: null, text: '我的' });
    const { data } = await stream.next('CALLBACK');
    expect(data).toMatchObject({ errorCode: 20_001, senderStaffId: 'user-2' });
    expect(data.text).toBeUndefined();
  });
});

async function tell({ askOpen }: Wire, userIds: readonly string[], changes: object = {}) {
  return await askOpen('POST', '/v1.0/robot/oToMessages/batchSend', {
    robotCode: credentials.robotCode,
    userIds,
    msgKey: 'sampleMarkdown',
    msgParam: JSON.stringify({ title: '待办', text: '您有1件待接收。' }),
    ...changes,
  });
}

async function readStatus({ ask, token }: Wire, key: string, given = token) {
  const query = new URLSearchParams({ robotCode: credentials.robotCode, processQueryKey: key });
  return await ask(`/v1.0/robot/oToMessages/readStatus?${query}`, {
    method: 'GET',
    headers: { 'x-acs-dingtalk-access-token': given },
  });
}

async function answer(sessionWebhook: unknown): Promise<unknown> {
  const response = await fetch(String(sessionWebhook), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ msgtype: 'markdown', markdown: { title: '待办', text: '共1件。' } }),
  });
  return await response.json();
}

import { describe, expect, it } from 'vitest';
import { webhookSignature } from '../../server/dingtalk/webhook.ts';
import { HOUR } from '../../server/domain/time.ts';
import { conversationId, credentials } from '../support/dingtalk.ts';
import { openWire } from '../support/wire.ts';

describe('the robot', () => {
  it.each([
    ['without a robot code', { robotCode: undefined }, 'invalidParameter.robotCode.empty'],
    ['without a group', { openConversationId: undefined }, 'miss.openConversationId'],
    ['with an unknown template', { msgKey: 'sampleUnknown' }, 'invalidParameter.msgKey.invalid'],
    ['with half a card', { msgParam: '{"title":"题"}' }, 'invalidParameter.msgParam.invalid'],
    ['with an object for text', { msgParam: {} }, 'invalidParameter.msgParam.invalid'],
  ])('refuses a message %s', async (_, changes, code) => {
    const { ask, token, sandbox } = await openWire();
    const good = {
      robotCode: credentials.robotCode,
      openConversationId: conversationId,
      msgKey: 'sampleMarkdown',
      msgParam: JSON.stringify({ title: '题', text: '文' }),
    };
    const headers = { 'x-acs-dingtalk-access-token': token };
    const path = '/v1.0/robot/groupMessages/send';
    expect(await ask(path, { json: { ...good, ...changes }, headers })).toMatchObject({
      status: 400,
      body: { code },
    });
    expect(sandbox.group(conversationId)).toEqual([]);
    const { body } = await ask(path, { json: good, headers });
    const { robotCode, openConversationId } = good;
    const query = { robotCode, openConversationId, processQueryKey: body.processQueryKey };
    const asked = await ask('/v1.0/robot/groupMessages/query', { json: query, headers });
    expect(asked.body).toMatchObject({ sendStatus: 'SUCCESS' });
  });
});

describe('the webhook', () => {
  const signature = 'timestamp=1790564400000&sign=4%2BnotASignature%3D';
  const json = { msgtype: 'text', text: { content: '文' } };

  it.each([
    ['without a signature', '', 'invalid timestamp'],
    ['with a foreign signature', `&${signature}`, 'sign not match'],
  ])('refuses a message %s', async (_, query, reason) => {
    const { ask, sandbox } = await openWire();
    const { body } = await ask(`/robot/send?access_token=${credentials.webhookToken}${query}`, {
      json,
    });
    expect(body).toMatchObject({ errcode: 310_000, errmsg: expect.stringContaining(reason) });
    expect(sandbox.group(conversationId)).toEqual([]);
  });

  it.each([
    ['an hour old', -HOUR, 0],
    ['older than an hour', -HOUR - 1, 310_000],
    ['an hour ahead', HOUR, 0],
    ['further ahead', HOUR + 1, 310_000],
  ])('with a signature %s', async (_, skewMs, errcode) => {
    const { ask, now } = await openWire();
    const timestamp = now() + skewMs;
    const query = new URLSearchParams({
      access_token: credentials.webhookToken,
      timestamp: String(timestamp),
      sign: webhookSignature(timestamp, credentials.webhookSecret),
    });
    expect((await ask(`/robot/send?${query}`, { json })).body.errcode).toBe(errcode);
  });

  it('wants JSON to be called JSON', async () => {
    const { ask } = await openWire();
    const path = `/robot/send?access_token=${credentials.webhookToken}`;
    expect((await ask(path, { form: { a: 'b' } })).body.errcode).toBe(43_004);
  });
});

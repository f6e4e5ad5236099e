import { describe, expect, it } from 'vitest';
import { webhookSignature } from '../../server/dingtalk/webhook.ts';
import { at } from '../support/at.ts';
import { conversationId, credentials, openDingTalk } from '../support/dingtalk.ts';

const message = {
  messageId: 'message-1',
  title: '每日提醒',
  markdown: '今日待接收 2 件，待回复 1 件。',
  link: 'https://office.example/board?node=receive&day=28',
  linkTitle: '查看',
};

/** No conversation for the robot; the custom robot instead. */
async function openWebhook(groupSecret = credentials.webhookSecret) {
  return await openDingTalk({
    config: ({ webhookUrl }) => ({
      groupConversationId: '',
      groupWebhook: webhookUrl,
      groupSecret,
    }),
  });
}

describe('a group message', () => {
  it('goes through the organisation’s robot when one is configured', async () => {
    const { dingtalk, sandbox } = await openDingTalk();
    const sent = await dingtalk.sendGroupMessage(message);
    expect(sent).toMatchObject({ ok: true, value: { receipt: expect.stringMatching(/./) } });
    expect(sandbox.group(conversationId)).toMatchObject([
      {
        by: 'robot',
        title: '每日提醒',
        markdown: '今日待接收 2 件，待回复 1 件。',
        link: 'https://office.example/board?node=receive&day=28',
        linkTitle: '查看',
        sentAt: at('2026-09-28 11:00'),
      },
    ]);
  });

  it.each([
    ['a robot of another organisation', { robotCode: 'other' }, 'invalidParameter.robotCode.auth'],
    ['an unknown group', { groupConversationId: 'cid-other==' }, 'invalid.openConversationId'],
  ])('is refused for %s until an administrator acts', async (_, config, code) => {
    const { dingtalk } = await openDingTalk({ config });
    expect(await dingtalk.sendGroupMessage(message)).toMatchObject({
      failure: { class: 'config', code },
    });
  });

  it.each([
    [15_000, true],
    [15_001, false],
  ])('of %i bytes', async (bytes, isSent) => {
    const { dingtalk, asked } = await openDingTalk();
    const frame = JSON.stringify({
      title: '每日提醒',
      text: '',
      singleTitle: '查看',
      singleURL: `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(message.link)}&pc_slide=true`,
    });
    const markdown = 'x'.repeat(bytes - Buffer.byteLength(frame));
    const sent = await dingtalk.sendGroupMessage({ ...message, markdown });
    expect(sent.ok).toBe(isSent);
    expect(asked('groupMessages/send')).toBe(isSent ? 1 : 0);
  });

  it('has nowhere to go without a robot and without a webhook', async () => {
    const { dingtalk, sandbox } = await openDingTalk({ config: { groupConversationId: '' } });
    expect(await dingtalk.sendGroupMessage(message)).toMatchObject({
      failure: { class: 'config', code: 'groupNotConfigured' },
    });
    expect(sandbox.record()).toEqual([]);
  });
});

describe('the webhook', () => {
  it('is signed like DingTalk’s published example', () => {
    expect(webhookSignature(1_577_262_236_757, 'this is secret')).toBe(
      'hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=',
    );
  });

  it('shows a message once however often it is tried', async () => {
    const { dingtalk, sandbox, asked } = await openWebhook();
    expect(await dingtalk.sendGroupMessage(message)).toEqual({
      ok: true,
      value: { receipt: 'message-1' },
    });
    await dingtalk.sendGroupMessage(message);
    expect(asked('/robot/send')).toBe(2);
    expect(sandbox.group(conversationId)).toMatchObject([{ by: 'webhook', title: '每日提醒' }]);
    expect(asked('accessToken')).toBe(0);
  });

  it('refuses a wrong secret', async () => {
    const { dingtalk, sandbox } = await openWebhook('wrong');
    expect(await dingtalk.sendGroupMessage(message)).toMatchObject({
      failure: { class: 'config', code: '310000' },
    });
    expect(sandbox.group(conversationId)).toEqual([]);
  });

  it('takes 20 messages a minute, then pauses for ten minutes', async () => {
    const { dingtalk, pass } = await openWebhook();
    const send = (number: number) =>
      dingtalk.sendGroupMessage({ ...message, messageId: `message-${number}` });
    for (let number = 1; number <= 20; number += 1) expect((await send(number)).ok).toBe(true);
    expect(await send(21)).toMatchObject({
      failure: { class: 'slow', code: '130101', retryAfterMs: 600_000 },
    });
    pass(599_000);
    expect((await send(21)).ok).toBe(false);
    pass(1000);
    expect((await send(21)).ok).toBe(true);
  });
});

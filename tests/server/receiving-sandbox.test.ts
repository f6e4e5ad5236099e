import { describe, expect, it } from 'vitest';
import { openCallbacks } from '../../server/dingtalk/callback.ts';
import type { Instant } from '../../server/domain/time.ts';
import { openApi } from '../support/api.ts';
import { agreed } from '../support/callbacks.ts';
import { credentials, openDingTalk } from '../support/dingtalk.ts';
import { openInbox } from '../support/receiving.ts';
import { MONDAY } from '../support/store.ts';
import { openWholeServer } from '../support/whole-server.ts';

const soon = { interval: 10, timeout: 10_000 };

describe('the whole server and what DingTalk tells it', () => {
  it('keeps one long connection, also when it is told to take another', async () => {
    const { sandbox } = await openWholeServer('2026-09-28 09:00');
    if (!sandbox) throw new Error('no sandbox');
    const opened = () =>
      sandbox.record().filter(({ path }) => path === '/v1.0/gateway/connections/open').length;
    await expect.poll(sandbox.connections, soon).toBe(1);
    expect(opened()).toBe(1);
    sandbox.disconnect();
    await expect.poll(opened, soon).toBe(2);
    await expect.poll(sandbox.connections, soon).toBe(2);
    expect(sandbox.record().filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  });

  it('answers a question once, although every frame comes twice', async () => {
    const { sandbox, store } = await openWholeServer('2026-09-28 09:00');
    if (!sandbox) throw new Error('no sandbox');
    await expect.poll(sandbox.connections, soon).toBe(1);
    sandbox.setFrameWeather({ duplicate: true });
    const [by = ''] = (await store.directory()).staff.keys();
    sandbox.say({ by, conversationId: null, text: '帮助' });
    await expect.poll(() => sandbox.chat(by).length, soon).toBe(2);
    await expect.poll(store.nextArrivalAt, soon).toBeNull();
    expect(sandbox.chat(by)).toHaveLength(2);
    expect(await store.failedArrivals()).toBe(0);
  });
});

describe('the office without a long connection', () => {
  it('understands what the embedded DingTalk posts, and is understood by it', async () => {
    const clock: { now: () => Instant } = { now: () => MONDAY };
    const { receiving, dealtWith } = openInbox();
    const { url } = await openApi({
      at: '2026-09-28 11:00',
      dingTalkCallbacks: openCallbacks({
        ...agreed,
        ...credentials,
        clock: () => clock.now(),
        take: receiving.take,
      }),
    });
    const { aesKey, token } = agreed;
    const eventsUrl = `${url}/dingtalk/callback`;
    const robotUrl = `${url}/dingtalk/robot`;
    const opened = await openDingTalk({
      options: { callback: { eventsUrl, robotUrl, token, aesKey } },
    });
    clock.now = opened.now;
    const { sandbox, pass } = opened;
    sandbox.leave('user-3');
    sandbox.say({ by: 'user-1', conversationId: null, text: '逾期' });
    await expect.poll(() => dealtWith.length, soon).toBe(2);
    expect(dealtWith).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'people', change: 'left', userIds: ['user-3'] }),
        expect.objectContaining({ kind: 'chat', senderId: 'user-1', text: '逾期' }),
      ]),
    );
    // Whatever had not been acknowledged would be posted again by now.
    pass(60_000);
    await receiving.settle();
    expect(dealtWith).toHaveLength(2);
  });
});

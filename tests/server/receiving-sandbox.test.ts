import { describe, expect, it } from 'vitest';
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

  it('takes what is told, and has nothing left to do with it', async () => {
    const { sandbox, store } = await openWholeServer('2026-09-28 09:00');
    if (!sandbox) throw new Error('no sandbox');
    await expect.poll(sandbox.connections, soon).toBe(1);
    sandbox.setFrameWeather({ duplicate: true });
    const people = [...(await store.directory()).staff.values()].filter(({ active }) => active);
    const by = people[0]?.id ?? '';
    const arrival = { key: 'trial', kind: 'departments', payload: '{}' };
    sandbox.say({ by, conversationId: null, text: '帮助' });
    sandbox.move(by, [1]);
    await expect
      .poll(async () => (await store.forgetExpired(FAR_AHEAD)) > 0, soon)
      .toBe(true);
    expect(await store.keepArrival(arrival, FAR_AHEAD)).toBe(true);
    await store.settleArrival('trial', { state: 'done' });
    expect(await store.failedArrivals()).toBe(0);
  });
});

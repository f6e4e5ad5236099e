import { describe, expect, it } from 'vitest';
import { answering } from '../support/answering.ts';
import { connectTo } from '../support/stream-client.ts';
import {
  frame,
  openStreamGateway,
  type StreamGateway,
  tapFrame,
} from '../support/stream-gateway.ts';

const soon = { interval: 5, timeout: 5000 };

/** Waits until exactly these connections are open. */
async function open(gateway: StreamGateway, connections: readonly number[]) {
  await expect.poll(gateway.open, soon).toEqual(connections);
}

async function acknowledged(gateway: StreamGateway, count: number) {
  await expect.poll(() => gateway.acknowledged.length, soon).toBe(count);
}

const ping = (messageId: string) =>
  frame('SYSTEM', { topic: 'ping', messageId }, { opaque: 'something' });
const disconnect = frame('SYSTEM', { topic: 'disconnect', messageId: 'end' }, { reason: 'moved' });
const left = (messageId: string, eventId: string) =>
  frame(
    'EVENT',
    { topic: '*', messageId, eventType: 'user_leave_org', eventId },
    { userId: ['user-1'] },
  );

describe('the long connection', () => {
  it('asks for everything the office listens to and brings the ticket unharmed', async () => {
    const gateway = await openStreamGateway();
    connectTo(gateway);
    await open(gateway, [0]);
    expect(gateway.requests).toEqual([
      {
        accept: 'application/json',
        body: {
          clientId: 'app',
          clientSecret: 'secret',
          subscriptions: [
            { type: 'EVENT', topic: '*' },
            { type: 'CALLBACK', topic: '/v1.0/im/bot/messages/get' },
            { type: 'CALLBACK', topic: '/v1.0/card/instances/callback' },
          ],
        },
      },
    ]);
    expect(gateway.tickets).toEqual(['ticket+1/=&']);
  });

  it('answers a ping with what it said', async () => {
    const gateway = await openStreamGateway();
    connectTo(gateway);
    await open(gateway, [0]);
    gateway.send(0, ping('ping-1'));
    await acknowledged(gateway, 1);
    expect(gateway.acknowledged).toEqual([
      { connection: 0, messageId: 'ping-1', code: 200, data: { opaque: 'something' } },
    ]);
  });

  it('opens another after a minute of silence and only then lets the silent one go', async () => {
    const gateway = await openStreamGateway();
    const { time, stream } = connectTo(gateway);
    await open(gateway, [0]);
    await expect.poll(stream.connected, soon).toBe(true);
    time.pass(59_999);
    expect(gateway.requests).toHaveLength(1);
    time.pass(1);
    await open(gateway, [1]);
    expect(gateway.requests).toHaveLength(2);
    expect(stream.connected()).toBe(true);
  });

  it('keeps a silent one as long as no other can be opened', async () => {
    const gateway = await openStreamGateway();
    const { time, stream, taken } = connectTo(gateway);
    await expect.poll(stream.connected, soon).toBe(true);
    gateway.faults.failHandshakes = 1;
    time.pass(60_000);
    await expect.poll(() => gateway.tickets.length, soon).toBe(2);
    await open(gateway, [0]);
    gateway.send(0, left('late', 'event-1'));
    await acknowledged(gateway, 1);
    expect(taken).toHaveLength(1);
    await expect.poll(() => time.planned()[0], soon).toBe(1500);
    time.pass(1500);
    await open(gateway, [1]);
  });

  it('stays with a connection that is heard of at least once a minute', async () => {
    const gateway = await openStreamGateway();
    const { time, stream } = connectTo(gateway);
    await expect.poll(stream.connected, soon).toBe(true);
    for (let minute = 1; minute <= 5; minute += 1) {
      time.pass(59_000);
      gateway.send(0, ping(`ping-${minute}`));
      await acknowledged(gateway, minute);
    }
    expect(gateway.requests).toHaveLength(1);
    expect(stream.troubles()).toEqual([]);
  });

  it('connects anew at once when told to, and acknowledges on the old one what still comes there', async () => {
    const gateway = await openStreamGateway();
    const { time, taken } = connectTo(gateway);
    await open(gateway, [0]);
    gateway.send(0, disconnect);
    await expect.poll(() => time.planned()[0], soon).toBe(0);
    time.pass(0);
    await open(gateway, [0, 1]);
    gateway.send(0, left('last', 'event-1'));
    await acknowledged(gateway, 1);
    expect(gateway.acknowledged[0]).toMatchObject({ connection: 0, data: { status: 'SUCCESS' } });
    expect(taken).toHaveLength(1);
    gateway.close(0);
    await open(gateway, [1]);
    time.pass(30_000);
    expect(gateway.requests).toHaveLength(2);
  });

  it('lets go by itself of one that was to be closed and never was', async () => {
    const gateway = await openStreamGateway();
    const { time } = connectTo(gateway);
    await open(gateway, [0]);
    gateway.send(0, disconnect);
    await expect.poll(() => time.planned()[0], soon).toBe(0);
    time.pass(0);
    await expect.poll(() => time.planned()[0], soon).toBe(15_000);
    time.pass(14_999);
    expect(gateway.open()).toEqual([0, 1]);
    time.pass(1);
    await open(gateway, [1]);
  });

  it('follows a gateway that keeps telling it to reconnect ever more slowly', async () => {
    const gateway = await openStreamGateway();
    const { time } = connectTo(gateway);
    await open(gateway, [0]);
    const pauses: (number | undefined)[] = [];
    for (let turn = 0; turn < 7; turn += 1) {
      // Nothing but the watch over the one connection.
      await expect.poll(() => time.planned().length, soon).toBe(1);
      gateway.send(turn, disconnect);
      await expect.poll(() => time.planned().length, soon).toBe(2);
      pauses.push(time.planned()[0]);
      time.pass(time.planned()[0] ?? 0);
      await expect.poll(gateway.connections, soon).toBe(turn + 2);
      gateway.close(turn);
    }
    expect(pauses).toEqual([0, 750, 1500, 3000, 6000, 12_000, 22_500]);
  });

  it('comes back after the other side has closed, a second later', async () => {
    const gateway = await openStreamGateway();
    const { time, stream } = connectTo(gateway);
    await expect.poll(stream.connected, soon).toBe(true);
    gateway.close(0);
    await expect.poll(stream.connected, soon).toBe(false);
    expect(time.planned()).toEqual([750]);
    time.pass(750);
    await open(gateway, [1]);
    expect(gateway.requests).toHaveLength(2);
  });

  it('asks the gateway once for each of ten failed handshakes, at growing distances, and ends with one connection', async () => {
    const gateway = await openStreamGateway();
    gateway.faults.failHandshakes = 10;
    const { time, stream } = connectTo(gateway);
    const pauses: (number | undefined)[] = [];
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await expect.poll(() => time.planned().length, soon).toBe(1);
      expect(gateway.requests).toHaveLength(attempt);
      pauses.push(time.planned()[0]);
      time.pass(time.planned()[0] ?? 0);
    }
    await expect.poll(stream.connected, soon).toBe(true);
    expect(pauses).toEqual([750, 1500, 3000, 6000, 12_000, 22_500, 22_500, 22_500, 22_500, 22_500]);
    expect(gateway.requests).toHaveLength(11);
    expect(gateway.open()).toEqual([0]);
  });

  it('forgets what went wrong once it has been well for a minute', async () => {
    const gateway = await openStreamGateway();
    gateway.faults.failHandshakes = 3;
    const { time, stream } = connectTo(gateway);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect.poll(() => time.planned().length, soon).toBe(1);
      time.pass(time.planned()[0] ?? 0);
    }
    await expect.poll(stream.connected, soon).toBe(true);
    time.pass(30_000);
    gateway.send(0, ping('ping-1'));
    await acknowledged(gateway, 1);
    time.pass(30_000);
    gateway.close(0);
    await expect.poll(stream.connected, soon).toBe(false);
    expect(time.planned()).toEqual([750]);
  });

  it('tells the office when the credentials are refused, and asks again after ten minutes', async () => {
    const gateway = await openStreamGateway();
    gateway.faults.refuse = 401;
    const { time, stream } = connectTo(gateway);
    await expect
      .poll(stream.troubles, soon)
      .toEqual([
        '钉钉长连接没有建立，收不到卡片操作和群内问询：应用标识或密钥不正确，请管理员核对钉钉应用的AppKey和AppSecret。',
      ]);
    await expect.poll(time.planned, soon).toEqual([600_000]);
    gateway.faults.refuse = 0;
    time.pass(599_999);
    expect(gateway.requests).toHaveLength(1);
    time.pass(1);
    await expect.poll(stream.connected, soon).toBe(true);
    expect(stream.troubles()).toEqual([]);
  });

  it('tells the office of an interruption after two minutes, not before', async () => {
    const gateway = await openStreamGateway();
    const { time, stream } = connectTo(gateway);
    await expect.poll(stream.connected, soon).toBe(true);
    gateway.faults.refuse = 500;
    gateway.close(0);
    await expect.poll(stream.connected, soon).toBe(false);
    time.pass(119_999);
    expect(stream.troubles()).toEqual([]);
    time.pass(1);
    expect(stream.troubles()).toEqual([
      '钉钉长连接已中断，暂时收不到卡片操作和群内问询，系统正在自动重连；请先在应用内办理，持续出现请检查网络。',
    ]);
  });

  it('goes nowhere but to an encrypted place or this machine', async () => {
    const apiBase = await answering({
      body: { endpoint: 'ws://198.51.100.1/connect', ticket: 'ticket' },
    });
    const { time, log } = connectTo({ base: apiBase });
    await expect.poll(() => time.planned().length, soon).toBe(1);
    expect(log).toEqual(['streamRefused {"code":"incomplete"}']);
  });

  it('really stops: no attempt, no timer and no connection is left', async () => {
    const gateway = await openStreamGateway();
    const { time, stream } = connectTo(gateway);
    await expect.poll(stream.connected, soon).toBe(true);
    gateway.send(0, disconnect);
    await expect.poll(() => time.planned()[0], soon).toBe(0);
    stream.stop();
    await open(gateway, []);
    await expect.poll(time.planned, soon).toEqual([]);
    time.pass(3_600_000);
    expect(gateway.requests).toHaveLength(1);
  });

  it('opens nothing when it was stopped while the gateway was still answering', async () => {
    const gateway = await openStreamGateway();
    const { stream, time } = connectTo(gateway);
    stream.stop();
    await expect.poll(() => gateway.requests.length, soon).toBe(1);
    time.pass(60_000);
    expect(gateway.tickets).toEqual([]);
    expect(time.planned()).toEqual([]);
  });
});

describe('what comes over the long connection', () => {
  it('outlives bad JSON, foreign topics and events nobody asked for', async () => {
    const gateway = await openStreamGateway();
    const { taken, log } = connectTo(gateway);
    await open(gateway, [0]);
    for (const junk of [
      '{',
      'null',
      '[]',
      '{"type":"EVENT"}',
      '"',
      '{"type":"OTHER","headers":{}}',
    ]) {
      gateway.send(0, junk);
    }
    gateway.send(0, frame('SYSTEM', { topic: 'KEEPALIVE', messageId: 'm' }));
    gateway.send(0, frame('CALLBACK', { topic: '/v1.0/unknown', messageId: 'unknown-topic' }));
    gateway.send(
      0,
      frame('EVENT', { topic: '*', messageId: 'unknown-event', eventType: 'calendar_change' }),
    );
    gateway.send(0, left('known', 'event-1'));
    await acknowledged(gateway, 3);
    expect(gateway.acknowledged).toEqual([
      { connection: 0, messageId: 'unknown-topic', code: 404, data: {} },
      { connection: 0, messageId: 'unknown-event', code: 200, data: { status: 'SUCCESS' } },
      { connection: 0, messageId: 'known', code: 200, data: { status: 'SUCCESS' } },
    ]);
    expect(taken).toHaveLength(1);
    expect(log.filter((line) => line.startsWith('streamFrameUnreadable'))).toHaveLength(6);
    expect(log.filter((line) => line.startsWith('streamFrameUnknown'))).toHaveLength(2);
  });

  it('is asked for again when it could not be kept, and the connection goes on', async () => {
    const gateway = await openStreamGateway();
    let broken = true;
    const { log } = connectTo(gateway, {
      take: () =>
        broken
          ? Promise.reject(new Error('某某的手机号码是'))
          : Promise.resolve({ variables: { status: 'done' } }),
    });
    await open(gateway, [0]);
    gateway.send(0, left('event', 'event-1'));
    gateway.send(0, tapFrame('tap'));
    await acknowledged(gateway, 2);
    broken = false;
    gateway.send(0, tapFrame('tap'));
    await acknowledged(gateway, 3);
    expect(gateway.acknowledged).toEqual([
      {
        connection: 0,
        messageId: 'event',
        code: 200,
        data: { status: 'LATER', message: 'not stored' },
      },
      { connection: 0, messageId: 'tap', code: 500, data: {} },
      {
        connection: 0,
        messageId: 'tap',
        code: 200,
        data: {
          response: {
            cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
            cardData: { cardParamMap: { status: 'done' } },
          },
        },
      },
    ]);
    expect(log.join()).not.toContain('手机');
  });

  it('is acknowledged on the connection that brought it, even when another has taken its place', async () => {
    const gateway = await openStreamGateway();
    const waiting: (() => void)[] = [];
    const { time } = connectTo(gateway, {
      take: () =>
        new Promise((taken) => {
          waiting.push(() => taken(null));
        }),
    });
    await open(gateway, [0]);
    gateway.send(0, tapFrame('slow'));
    await expect.poll(() => waiting.length, soon).toBe(1);
    gateway.send(0, disconnect);
    await expect.poll(() => time.planned()[0], soon).toBe(0);
    time.pass(0);
    await open(gateway, [0, 1]);
    waiting[0]?.();
    await acknowledged(gateway, 1);
    expect(gateway.acknowledged).toEqual([
      { connection: 0, messageId: 'slow', code: 200, data: { response: {} } },
    ]);
  });
});

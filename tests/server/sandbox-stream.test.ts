import { describe, expect, it } from 'vitest';
import { SECOND } from '../../server/domain/time.ts';
import { type Frame, handshake, openGateway, openStream } from '../support/sandbox-stream.ts';
import { openWire } from '../support/wire.ts';

describe('the stream gateway', () => {
  it('refuses a wrong secret, no subscription, and whoever does not ask for JSON', async () => {
    const wire = await openWire();
    expect((await openGateway(wire, { clientSecret: 'wrong' })).status).toBe(401);
    expect((await openGateway(wire, { subscriptions: [] })).status).toBe(400);
    expect((await openGateway(wire, {}, 'text/xml')).status).toBe(400);
  });

  it('gives a ticket that opens one stream within 90 seconds', async () => {
    const wire = await openWire();
    const ticket = String((await openGateway(wire)).body.ticket);
    wire.pass(90 * SECOND - 1);
    expect(await handshake(wire, ticket)).toBe(101);
    expect(await handshake(wire, ticket)).toBe(401);
    const late = String((await openGateway(wire)).body.ticket);
    wire.pass(90 * SECOND);
    expect(await handshake(wire, late)).toBe(401);
  });

  it('costs nothing', async () => {
    const wire = await openWire({ options: { quota: 0 } });
    expect((await openGateway(wire)).status).toBe(200);
  });

  it('refuses as many handshakes as it was told to', async () => {
    const wire = await openWire();
    wire.sandbox.failHandshakes(1);
    const open = async () => await handshake(wire, String((await openGateway(wire)).body.ticket));
    expect(await open()).toBe(503);
    expect(await open()).toBe(101);
  });
});

describe('a stream', () => {
  it('is pinged every 20 seconds', async () => {
    const wire = await openWire();
    const stream = await openStream(wire);
    wire.pass(20 * SECOND);
    const ping = await stream.next('SYSTEM');
    expect(ping).toMatchObject({
      headers: { topic: 'ping' },
      data: { opaque: expect.any(String) },
    });
  });

  it('is told an event as DingTalk tells it, and again after 60 seconds unless it took it', async () => {
    const wire = await openWire();
    const stream = await openStream(wire);
    wire.sandbox.leave('user-3');
    const first = await stream.next('EVENT');
    expect(first).toMatchObject({
      type: 'EVENT',
      headers: {
        topic: '*',
        eventType: 'user_leave_org',
        eventCorpId: 'ding-corporation',
        eventId: expect.any(String),
        contentType: 'application/json',
      },
      data: { userId: ['user-3'], timeStamp: String(wire.now()) },
    });
    wire.pass(60 * SECOND);
    const second = await stream.next('EVENT');
    expect(second.headers).toMatchObject(idsOf(first));
    expect(second.data).toEqual(first.data);
    stream.acknowledge(second, { status: 'LATER' });
    wire.pass(60 * SECOND);
    const third = await stream.next('EVENT');
    stream.acknowledge(third, { status: 'SUCCESS' });
    wire.sandbox.join({ userId: 'user-9', name: '新来的' });
    expect((await stream.next('EVENT')).headers.eventType).toBe('user_add_org');
  });

  it('does not take an event for another: only the socket that carried it', async () => {
    const wire = await openWire();
    const one = await openStream(wire);
    const two = await openStream(wire);
    wire.sandbox.leave('user-3');
    const [got, other] = await Promise.race([
      one.next('EVENT').then((frame) => [frame, two] as const),
      two.next('EVENT').then((frame) => [frame, one] as const),
    ]);
    other.acknowledge(got, { status: 'SUCCESS' });
    await other.heard();
    wire.pass(60 * SECOND);
    const again = await Promise.race([one.next('EVENT'), two.next('EVENT')]);
    expect(again.headers).toMatchObject(idsOf(got));
  });

  it('shares what is pushed with the other connections', async () => {
    const wire = await openWire();
    const streams = [await openStream(wire), await openStream(wire)];
    wire.sandbox.move('user-1', [1]);
    wire.sandbox.move('user-2', [1]);
    const moved = await Promise.all(
      streams.map(async ({ next }) => (await next('EVENT')).data.userId),
    );
    expect(moved.flat().sort()).toEqual(['user-1', 'user-2']);
    expect(wire.sandbox.connections()).toBe(2);
  });

  it('that is told to connect again gets nothing new and is closed after 10 seconds', async () => {
    const wire = await openWire();
    const old = await openStream(wire);
    wire.sandbox.disconnect();
    expect((await old.next('SYSTEM')).headers.topic).toBe('disconnect');
    const fresh = await openStream(wire);
    for (const userId of ['user-2', 'user-3']) {
      wire.sandbox.leave(userId);
      expect((await fresh.next('EVENT')).data.userId).toEqual([userId]);
    }
    expect(old.arrived).toEqual([]);
    wire.pass(10 * SECOND);
    await old.closed;
  });

  it('that went silent loses what is pushed until it is pushed again to a new one', async () => {
    const wire = await openWire();
    const dead = await openStream(wire);
    wire.sandbox.silenceSockets();
    wire.sandbox.leave('user-3');
    dead.socket.close();
    await dead.closed;
    const fresh = await openStream(wire);
    wire.pass(60 * SECOND);
    expect((await fresh.next('EVENT')).headers.eventType).toBe('user_leave_org');
    expect(dead.arrived).toEqual([]);
  });

  it('gets every frame twice, or 3 seconds late, when the weather is so', async () => {
    const wire = await openWire();
    const stream = await openStream(wire);
    wire.sandbox.setFrameWeather({ duplicate: true });
    wire.sandbox.leave('user-3');
    const frame = await stream.next('EVENT');
    expect(await stream.next('EVENT')).toEqual(frame);
    stream.acknowledge(frame, { status: 'SUCCESS' });

    wire.sandbox.setFrameWeather({ duplicate: false, late: true });
    wire.sandbox.leave('user-2');
    wire.sandbox.setFrameWeather({ late: false });
    wire.sandbox.leave('user-1');
    expect((await stream.next('EVENT')).data.userId).toEqual(['user-1']);
    wire.pass(3 * SECOND);
    expect((await stream.next('EVENT')).data.userId).toEqual(['user-2']);
  });
});

function idsOf({ headers: { messageId, eventId } }: Frame) {
  return { messageId, eventId };
}

import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { credentials } from './dingtalk.ts';
import type { openWire } from './wire.ts';

type Wire = Awaited<ReturnType<typeof openWire>>;

export interface Frame {
  readonly type: 'SYSTEM' | 'EVENT' | 'CALLBACK';
  readonly headers: Readonly<Record<string, string>>;
  /** Out of its JSON. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the gateway answers to a good request, or to one with these changes. */
export async function openGateway(
  { ask }: Wire,
  changes: object = {},
  accept = 'application/json',
) {
  return await ask('/v1.0/gateway/connections/open', {
    json: {
      clientId: credentials.appKey,
      clientSecret: credentials.appSecret,
      subscriptions: [{ type: 'EVENT', topic: '*' }],
      ...changes,
    },
    headers: { accept },
  });
}

/** The status a stream handshake gets; 101 leaves an open socket. */
export async function handshake({ sandbox }: Wire, ticket: string): Promise<number> {
  const address = `${sandbox.apiBase.replace('http', 'ws')}/connect?ticket=${ticket}`;
  const socket = new WebSocket(address);
  onTestFinished(() => socket.terminate());
  return await new Promise((resolve) => {
    socket.on('open', () => resolve(101));
    socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode ?? 0));
    socket.on('error', () => {});
  });
}

/** A bare stream, connected and welcomed. It acknowledges nothing by itself. */
export async function openStream(wire: Wire) {
  const { body } = await openGateway(wire);
  const ticket = encodeURIComponent(String(body.ticket));
  const socket = new WebSocket(`${String(body.endpoint)}?ticket=${ticket}`);
  onTestFinished(() => socket.terminate());
  const arrived: Frame[] = [];
  let look = () => {};
  socket.on('message', (content) => {
    const { data, ...frame } = JSON.parse(content.toString());
    arrived.push({ ...frame, data: JSON.parse(data) });
    look();
  });
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  /** The next frame that was not asked for before, of this kind. */
  const next = (type: Frame['type']): Promise<Frame> =>
    new Promise((resolve) => {
      look = () => {
        const index = arrived.findIndex((frame) => frame.type === type);
        const [frame] = index < 0 ? [] : arrived.splice(index, 1);
        if (!frame) return;
        look = () => {};
        resolve(frame);
      };
      look();
    });
  const acknowledge = ({ headers }: Frame, data: object, code = 200) =>
    socket.send(
      JSON.stringify({
        code,
        message: 'OK',
        headers: { messageId: headers.messageId, contentType: 'application/json' },
        data: JSON.stringify(data),
      }),
    );
  /** Everything sent so far was read: the pong comes after it. */
  const heard = () =>
    new Promise<void>((resolve) => {
      socket.once('pong', () => resolve());
      socket.ping();
    });
  await next('SYSTEM');
  return { next, acknowledge, heard, closed, socket, arrived };
}

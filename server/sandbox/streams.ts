import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { SECOND } from '../domain/time.ts';
import { useTicket } from './gateway.ts';
import type { SandboxState } from './state.ts';
import type { Acknowledgement, Connection } from './stream-state.ts';
import { after } from './timers.ts';

const PING_EVERY_MS = 20 * SECOND;
const GOODBYE_MS = 10 * SECOND;

/** Stream sockets at `/connect`, each opened with a ticket of the gateway. */
export function openStreams(state: SandboxState, server: Server): { readonly stop: () => void } {
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const refusal = handshakeRefusal(state, request);
    if (refusal) {
      socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => welcome(state, opened));
  });
  return {
    stop() {
      for (const { socket } of state.stream.connections) socket.terminate();
      sockets.close();
    },
  };
}

/** The frame that asks every client to connect again; its socket gets nothing new and closes by and by. */
export function disconnectAll(state: SandboxState): void {
  for (const connection of state.stream.connections) {
    if (connection.isLeaving) continue;
    sendSystem(connection, 'disconnect', { reason: 'persistent connection is timeout' });
    connection.isLeaving = true;
    after(state, GOODBYE_MS, () => connection.socket.close());
  }
}

function handshakeRefusal(state: SandboxState, request: IncomingMessage): string | null {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sandbox');
  if (pathname !== '/connect') return '404 Not Found';
  if (state.stream.failHandshakes > 0) {
    state.stream.failHandshakes -= 1;
    return '503 Service Unavailable';
  }
  return useTicket(state, searchParams.get('ticket') ?? '') ? null : '401 Unauthorized';
}

function welcome(state: SandboxState, socket: WebSocket): void {
  const connection: Connection = { socket, isLeaving: false, isSilent: false };
  const { connections, pending } = state.stream;
  connections.add(connection);
  let stopPinging = () => {};
  const pingLater = () => {
    stopPinging = after(state, PING_EVERY_MS, () => {
      if (!connection.isLeaving) sendSystem(connection, 'ping', { opaque: randomUUID() });
      pingLater();
    });
  };
  socket.on('message', (content) => {
    const frame = readAcknowledgement(content);
    if (frame) pending.get(frame.messageId)?.(connection, frame);
  });
  socket.on('close', () => {
    stopPinging();
    connections.delete(connection);
  });
  // A client that goes away in the middle of a frame: `close` follows.
  socket.on('error', () => socket.terminate());
  sendSystem(connection, 'CONNECTED', {});
  pingLater();
}

function sendSystem({ socket, isSilent }: Connection, topic: string, data: object): void {
  if (isSilent) return;
  const headers = { topic, messageId: randomUUID(), contentType: 'application/json' };
  const frame = { specVersion: '1.0', type: 'SYSTEM', headers, data: JSON.stringify(data) };
  socket.send(JSON.stringify(frame));
}

function readAcknowledgement(
  content: RawData,
): (Acknowledgement & { readonly messageId: string }) | null {
  const frame = json.pipe(frameSchema).safeParse(content.toString());
  if (!frame.success) return null;
  const { code, headers, data } = frame.data;
  const read = json.pipe(z.record(z.string(), z.unknown())).safeParse(data);
  return { messageId: headers.messageId, code, data: read.success ? read.data : null };
}

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('not JSON');
    return z.NEVER;
  }
});

const frameSchema = z.object({
  code: z.number(),
  headers: z.object({ messageId: z.string() }),
  data: z.string().default('{}'),
});

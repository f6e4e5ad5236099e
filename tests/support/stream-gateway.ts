import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';

/** What the office acknowledged, on which of the connections, numbered from 0 in the order of their opening. */
export interface Acknowledged {
  readonly connection: number;
  readonly messageId: string;
  readonly code: number;
  readonly data: unknown;
}

export type StreamGateway = Awaited<ReturnType<typeof openStreamGateway>>;

/** A small gateway for long connections on loopback: it counts, and does as badly as it is told. */
export async function openStreamGateway() {
  const sockets: WebSocket[] = [];
  const acknowledged: Acknowledged[] = [];
  const requests: { readonly accept: string; readonly body: unknown }[] = [];
  const tickets: string[] = [];
  const faults = { refuse: 0, failHandshakes: 0 };
  const server = createServer(async (request, response) => {
    requests.push({
      accept: request.headers.accept ?? '',
      body: JSON.parse(await textOf(request)),
    });
    response.writeHead(faults.refuse || 200, { 'content-type': 'application/json' });
    const endpoint = `ws://127.0.0.1:${port()}/connect`;
    const ticket = `ticket+${requests.length}/=&`;
    response.end(JSON.stringify(faults.refuse ? { code: 'refused' } : { endpoint, ticket }));
  });
  const port = () => {
    const address = server.address();
    return address === null || typeof address === 'string' ? 0 : address.port;
  };
  const webSockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    tickets.push(new URL(request.url ?? '', 'http://gateway').searchParams.get('ticket') ?? '');
    if (faults.failHandshakes > 0) {
      faults.failHandshakes -= 1;
      socket.end('HTTP/1.1 503 Service Unavailable\r\n\r\n');
      return;
    }
    webSockets.handleUpgrade(request, socket, head, (opened) => {
      const connection = sockets.push(opened) - 1;
      opened.on('message', (content) => {
        const { code, headers, data } = JSON.parse(String(content));
        acknowledged.push({
          connection,
          messageId: headers.messageId,
          code,
          data: JSON.parse(data),
        });
      });
    });
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  onTestFinished(async () => {
    for (const socket of sockets) socket.terminate();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return {
    base: `http://127.0.0.1:${port()}`,
    faults,
    requests,
    tickets,
    acknowledged,
    connections: () => sockets.length,
    open: () =>
      sockets.flatMap((socket, number) => (socket.readyState === socket.OPEN ? [number] : [])),
    send: (connection: number, content: object | string) =>
      sockets[connection]?.send(typeof content === 'string' ? content : JSON.stringify(content)),
    close: (connection: number) => sockets[connection]?.close(),
  };
}

/** A frame as the gateway sends it; the data becomes JSON. */
export function frame(
  type: 'SYSTEM' | 'EVENT' | 'CALLBACK',
  headers: { readonly topic: string; readonly messageId: string } & Readonly<
    Record<string, string>
  >,
  data: object = {},
): object {
  return {
    specVersion: '1.0',
    type,
    headers: { contentType: 'application/json', time: '0', ...headers },
    data: JSON.stringify(data),
  };
}

export function tapFrame(messageId: string, outTrackId = 'card-1', userId = 'user-1'): object {
  const content = JSON.stringify({
    cardPrivateData: { actionIds: ['primary'], params: { phrase: '同意' } },
  });
  return frame(
    'CALLBACK',
    { topic: '/v1.0/card/instances/callback', messageId },
    { type: 'actionCallback', outTrackId, corpId: 'corp', userId, content },
  );
}

export function chatFrame(messageId: string, msgId: string, content: string): object {
  return frame(
    'CALLBACK',
    { topic: '/v1.0/im/bot/messages/get', messageId },
    {
      conversationId: 'cid-1',
      conversationType: '2',
      msgId,
      robotCode: 'robot',
      senderStaffId: 'user-1',
      sessionWebhook: 'https://oapi.dingtalk.com/robot/sendBySession?session=s',
      sessionWebhookExpiredTime: 1,
      msgtype: 'text',
      text: { content: ` ${content}` },
    },
  );
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

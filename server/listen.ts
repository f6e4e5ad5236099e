import { createServer, type RequestListener } from 'node:http';
import { MINUTE, SECOND } from './domain/time.ts';

export interface Listener {
  /** As seen on this machine, without trailing slash. */
  readonly url: string;
  /** Until then every request is told to come back. */
  serve(handler: RequestListener): void;
  /** Takes no new request and lets those under way finish, for five seconds at most. */
  close(): Promise<void>;
}

/** Takes the port before anything else is begun, so that a second server stops here. Without a host: all interfaces. */
export async function listen(port: number, host?: string): Promise<Listener> {
  let handle = starting;
  const server = createServer((request, response) => handle(request, response));
  server.headersTimeout = 15 * SECOND;
  server.requestTimeout = MINUTE;
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen({ port, ...(host === undefined ? {} : { host }) }, listening);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('listening on no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    serve(handler) {
      handle = handler;
    },
    close: () =>
      new Promise((closed) => {
        const patience = setTimeout(() => server.closeAllConnections(), 5 * SECOND);
        server.close(() => {
          clearTimeout(patience);
          closed();
        });
        server.closeIdleConnections();
      }),
  };
}

const starting: RequestListener = (_request, response) => {
  response.writeHead(503, {
    'Content-Type': 'application/json; charset=utf-8',
    'Retry-After': '2',
  });
  response.end('{"code":"starting","message":"系统正在启动，请稍候再试。"}');
};

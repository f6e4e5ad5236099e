import { createServer, type RequestListener } from 'node:http';
import { onTestFinished } from 'vitest';

/** The base address of a server that gives every request this one answer. */
export async function answering({ status = 200, body }: { status?: number; body: unknown }) {
  return await serving((_, response) => {
    response.writeHead(status, { location: '/elsewhere' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}

/** The base address of a server that begins an answer and leaves it at that. */
export async function answeringNothingMore() {
  return await serving((_, response) => {
    response.writeHead(200);
    response.write('{');
  });
}

/** The base address of a server that listens until the test is over. */
export async function serving(listener: RequestListener): Promise<string> {
  const { base, stop } = await listen(listener);
  onTestFinished(stop);
  return base;
}

/** A base address on loopback at which nobody listens. */
export async function addressOfNobody(): Promise<string> {
  const { base, stop } = await listen(() => {});
  await stop();
  return base;
}

async function listen(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const stop = () =>
    new Promise<void>((stopped) => {
      server.close(() => stopped());
      server.closeAllConnections();
    });
  return { base: `http://127.0.0.1:${address.port}`, stop };
}

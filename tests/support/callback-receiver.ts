import { createServer, type IncomingHttpHeaders } from 'node:http';
import { onTestFinished } from 'vitest';

export interface Posted {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An application that is told things by HTTP and answers each with what it is given. */
export async function openReceiver(answer: (posted: Posted) => object | null) {
  const arrived: Posted[] = [];
  let look = () => {};
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://receiver');
    const body = JSON.parse(Buffer.concat(chunks).toString());
    const posted = { path: pathname, query: searchParams, headers: request.headers, body };
    const given = answer(posted);
    response.statusCode = given ? 200 : 500;
    response.end(JSON.stringify(given));
    arrived.push(posted);
    look();
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  /** The next post nobody asked for before. */
  const next = (): Promise<Posted> =>
    new Promise((resolve) => {
      look = () => {
        const posted = arrived.shift();
        if (!posted) return;
        look = () => {};
        resolve(posted);
      };
      look();
    });
  return { base: `http://127.0.0.1:${port}`, next, arrived };
}

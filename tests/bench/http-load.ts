import autocannon from 'autocannon';
import { quantile } from './spread.ts';

export interface Post {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Load {
  readonly perSecond: number;
  /** Milliseconds from the request to its whole answer. */
  readonly p50: number;
  readonly p99: number;
  /** By how much the meter went on meanwhile. */
  readonly metered: number;
}

/**
 * Sends each of these once over so many kept-alive connections, and insists that each succeeds. They begin when all
 * connections are open: a busy Node server takes one new connection per turn of its event loop, so the last of fifty
 * would wait for seconds, and this is not what is measured.
 */
export async function sendAll(
  url: string,
  connections: number,
  posts: readonly Post[],
  meter: () => number,
): Promise<Load> {
  const left = posts.values();
  const times: number[] = [];
  const open = new Set<object>();
  const statuses = new Set<number>();
  let [started, ended, metered] = [0, 0, 0];
  const running = autocannon({
    url,
    connections,
    duration: PATIENCE_SECONDS,
    // The tool ends with a sample, so this is how long it may take to notice.
    sampleInt: 20,
    requests: [
      {
        setupRequest(request, context) {
          const next = open.size < connections ? undefined : left.next();
          if (next === undefined || next.done) return { ...request, ...NOTHING };
          context.sent = performance.now();
          if (started === 0) [started, metered] = [context.sent, meter()];
          return { ...request, method: 'POST', ...next.value };
        },
        onResponse(status, _body, { sent }) {
          if (sent === undefined) return;
          ended = performance.now();
          times.push(ended - sent);
          statuses.add(status);
          if (times.length < posts.length) return;
          metered = meter() - metered;
          running.stop();
        },
      },
    ],
  });
  running.on('response', (client) => open.add(client));
  const { errors } = await running;
  if (errors > 0 || times.length < posts.length || [...statuses].some((status) => status !== 200)) {
    throw new Error(`${times.length} of ${posts.length} answered, with ${[...statuses]}`);
  }
  times.sort((left, right) => left - right);
  return {
    perSecond: (posts.length / (ended - started)) * 1000,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    metered,
  };
}

const PATIENCE_SECONDS = 300;

/** Keeps a connection busy that has nothing to send yet, or nothing any more. */
const NOTHING = { method: 'GET', path: '/healthz', headers: {}, body: undefined };

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
}

/** Sends each of these once over so many kept-alive connections, and insists that each succeeds. */
export async function sendAll(
  url: string,
  connections: number,
  posts: readonly Post[],
): Promise<Load> {
  const left = posts.values();
  const times: number[] = [];
  let [started, ended] = [performance.now(), 0];
  const running = autocannon({
    url,
    connections,
    amount: posts.length,
    // The tool ends with a sample, so this is how long it may take to notice.
    sampleInt: 20,
    requests: [
      {
        method: 'POST',
        setupRequest(request) {
          const next = left.next();
          return next.done ? request : { ...request, ...next.value };
        },
      },
    ],
  });
  running.on('start', () => {
    started = performance.now();
  });
  running.on('response', (_client, _status, _bytes, milliseconds) => {
    times.push(milliseconds);
    ended = performance.now();
  });
  const result = await running;
  const failed = result.errors + result.timeouts + result.non2xx;
  if (failed > 0 || result['2xx'] !== posts.length) {
    throw new Error(
      `${failed} of ${posts.length} requests failed: ${JSON.stringify(result.statusCodeStats)}`,
    );
  }
  times.sort((left, right) => left - right);
  return {
    perSecond: (posts.length / (ended - started)) * 1000,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}

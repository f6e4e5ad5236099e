import { onTestFinished } from 'vitest';
import type { Told } from '../../server/dingtalk/arrivals.ts';
import { connectStream, type StreamSurroundings } from '../../server/dingtalk/stream.ts';
import { connectStreamGateway } from '../../server/dingtalk/stream-gateway.ts';
import { type PlayedTime, playTime } from './played-time.ts';
import type { StreamGateway } from './stream-gateway.ts';

/** The office's end of the long connection, in played time, with what it took and wrote into its log. */
export function connectTo(
  gateway: Pick<StreamGateway, 'base'>,
  changes: Partial<StreamSurroundings> & { readonly time?: PlayedTime } = {},
) {
  const time = changes.time ?? playTime();
  const taken: Told[] = [];
  const log: string[] = [];
  const note = (fields: object, event: string) =>
    void log.push(`${event} ${JSON.stringify(fields)}`);
  const stream = connectStream({
    open: connectStreamGateway({
      apiBase: gateway.base,
      appKey: 'app',
      appSecret: 'secret',
      timeoutMs: 5000,
      report: () => {},
    }),
    take: (told) => {
      taken.push(told);
      return Promise.resolve(null);
    },
    elapsed: time.elapsed,
    schedule: time.schedule,
    random: () => 0.5,
    log: { info: note, warn: note, error: note },
    ...changes,
  });
  onTestFinished(stream.stop);
  return { stream, time, taken, log };
}

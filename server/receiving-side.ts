import type { Logger } from 'pino';
import { type Callbacks, openCallbacks } from './dingtalk/callback.ts';
import { connectStream, type Stream } from './dingtalk/stream.ts';
import type { DingTalkSide } from './dingtalk-side.ts';
import type { OfficeBooks } from './office-books.ts';
import type { ArrivalHandlers } from './receiving/arrival.ts';
import { openReceiving, type Receiving } from './receiving/receiving.ts';

/** What DingTalk tells us, by whichever way the office has chosen. */
export interface ReceivingSide {
  /** Null where it does not come by HTTP. */
  readonly callbacks: Callbacks | null;
  /** What the office should be told of, in Chinese. */
  troubles(): readonly string[];
  stop(): Promise<void>;
}

interface ReceivingOptions {
  readonly side: DingTalkSide;
  readonly handlers: ArrivalHandlers;
  readonly random: () => number;
  readonly log: Logger;
  /** False where time is played: then nothing is tried again by itself. */
  readonly heartbeat: boolean;
  /** Whether the long connection is held, where that is the way DingTalk speaks to us. */
  readonly listens: boolean;
}

export function openReceivingSide(books: OfficeBooks, options: ReceivingOptions): ReceivingSide {
  const receiving = openReceiving({
    store: books.store,
    handlers: options.handlers,
    clock: books.clock.now,
    schedule: options.heartbeat ? later : never,
    log: options.log,
  });
  const stream = openStream(options, receiving);
  return {
    callbacks: callbacksOf(books, options, receiving),
    troubles: () => [...(stream?.troubles() ?? []), ...receiving.troubles()],
    async stop() {
      stream?.stop();
      await receiving.stop();
    },
  };
}

function openStream(options: ReceivingOptions, { take }: Receiving): Stream | null {
  const { side, listens, random, log } = options;
  if (side.ways.receive !== 'stream' || !listens) return null;
  return connectStream({
    open: side.dingTalk.openStreamConnection,
    take,
    elapsed: () => performance.now(),
    schedule: later,
    random,
    log,
  });
}

function callbacksOf(
  { clock }: OfficeBooks,
  { side: { ways } }: ReceivingOptions,
  { take }: Receiving,
): Callbacks | null {
  const { receive, appKey, appSecret, corpId, callbackAesKey, callbackToken } = ways;
  if (receive !== 'callback' || callbackAesKey === undefined || callbackToken === undefined) {
    return null;
  }
  return openCallbacks({
    appKey,
    appSecret,
    corpId,
    aesKey: callbackAesKey,
    token: callbackToken,
    clock: clock.now,
    take,
  });
}

function later(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms);
  timer.unref();
  return () => clearTimeout(timer);
}

function never(): () => void {
  return () => {};
}

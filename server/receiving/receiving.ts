import { SECOND } from '../domain/time.ts';
import type { Arrival, CardAnswer } from './arrival.ts';
import { nameOf, type SettlingSurroundings, settleOne } from './settling.ts';

/** Takes what DingTalk tells us: kept first, acknowledged then, dealt with once and until it has worked. */
export interface Receiving {
  /**
   * Answers as soon as it is kept; rejects when it could not be kept, and then it must not be acknowledged. A card tap
   * is answered with what the card is to show, at the latest after 1.8 seconds; null when that was not known by then.
   */
  take(arrival: Arrival): Promise<CardAnswer>;
  /** Deals with everything that is due at the present instant. */
  settle(): Promise<void>;
  /** What the office should be told of, in Chinese. */
  troubles(): readonly string[];
  /** Resolves when what is under way has ended; what still waits is dealt with after the next start. */
  stop(): Promise<void>;
}

export interface ReceivingSurroundings extends SettlingSurroundings {
  /** Does the work after so many real milliseconds; returns how to call it off. Does nothing where time is played. */
  readonly schedule: (ms: number, work: () => void) => () => void;
}

/** Begins with what was waiting when the server last stopped. */
export function openReceiving(given: ReceivingSurroundings): Receiving {
  const { store, clock, schedule, log } = given;
  const working = new Map<string, Promise<CardAnswer>>();
  let failures = 0;
  let stopped = false;
  let callOff = () => {};

  /** A copy that comes while the first is under way gets the same answer. */
  function work(arrival: Arrival, attempts: number): Promise<CardAnswer> {
    const { key } = arrival;
    const ended =
      working.get(key) ?? settleOne(arrival, attempts, given).finally(() => working.delete(key));
    working.set(key, ended);
    return ended;
  }

  async function settle(): Promise<void> {
    for (;;) {
      // What is under way now may have ended when the list is here, which would still name it.
      const busy = new Set(working.keys());
      const due = await store.dueArrivals(clock(), AT_ONCE + busy.size);
      const free = due
        .map(({ payload, attempts }) => ({ arrival: JSON.parse(payload) as Arrival, attempts }))
        .filter(({ arrival: { key } }) => !busy.has(key) && !working.has(key));
      if (free.length === 0 || stopped) break;
      await Promise.all(free.map(({ arrival, attempts }) => work(arrival, attempts)));
    }
    failures = await store.failedArrivals();
  }

  async function look(): Promise<void> {
    await settle().catch((error) => log.error({ error: nameOf(error) }, 'arrivalsNotRead'));
    if (stopped) return;
    callOff = schedule(LOOK_EVERY_MS, () => {
      looking = look();
    });
  }

  let looking = look();
  return {
    async take(arrival) {
      const { key, kind } = arrival;
      const kept = { key, kind, payload: JSON.stringify(arrival) };
      const fresh = await store.keepArrival(kept, clock());
      if (kind === 'cardTap') return capped(work(arrival, 0), schedule);
      if (fresh && working.size < AT_ONCE) void work(arrival, 0);
      return null;
    },
    settle,
    troubles: () => (failures === 0 ? [] : [toldOf(failures)]),
    async stop() {
      stopped = true;
      callOff();
      await Promise.all([looking, ...working.values()]);
    },
  };
}

const LOOK_EVERY_MS = 5 * SECOND;
/** More than this many wait their turn until the next look. */
const AT_ONCE = 16;
/** The phone gives up on a card after two seconds. */
const CARD_PATIENCE_MS = 1800;

async function capped(
  work: Promise<CardAnswer>,
  schedule: ReceivingSurroundings['schedule'],
): Promise<CardAnswer> {
  let callOff = () => {};
  const cap = new Promise<null>((expire) => {
    callOff = schedule(CARD_PATIENCE_MS, () => expire(null));
  });
  try {
    return await Promise.race([work, cap]);
  } finally {
    callOff();
  }
}

function toldOf(failures: number): string {
  return `近7天有${failures}条来自钉钉的操作或通知处理失败，已停止重试；相关事项请在应用内办理，并请管理员查看日志。`;
}

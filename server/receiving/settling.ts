import { assertNever } from '../domain/result.ts';
import { type Instant, instant, MINUTE, SECOND } from '../domain/time.ts';
import type { ArrivalShelf } from '../store/arrival-store.ts';
import type { Arrival, ArrivalHandlers, CardAnswer } from './arrival.ts';

/** Fields hold kinds, codes and counts: nothing anyone typed. */
export interface ReceivingLog {
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
}

export interface SettlingSurroundings {
  readonly store: ArrivalShelf;
  readonly handlers: ArrivalHandlers;
  readonly clock: () => Instant;
  readonly log: ReceivingLog;
}

/**
 * Has one arrival dealt with and writes down what became of it; `attempts` have failed before. Never rejects: whoever
 * tapped or asked is not waiting any more, and null is what the card shows.
 */
export async function settleOne(
  arrival: Arrival,
  attempts: number,
  { store, handlers, clock, log }: SettlingSurroundings,
): Promise<CardAnswer> {
  const { key, kind } = arrival;
  try {
    const answer = await handle(handlers, arrival);
    await store.settleArrival(key, { state: 'done' });
    return answer;
  } catch (error) {
    const pause = PAUSES[attempts];
    const fault = { kind, attempts: attempts + 1, error: nameOf(error) };
    if (pause === undefined) log.error(fault, 'arrivalGivenUp');
    else log.warn(fault, 'arrivalFailed');
    await store
      .settleArrival(
        key,
        pause === undefined
          ? { state: 'failed' }
          : { state: 'waiting', nextAt: instant(clock() + pause) },
      )
      .catch((unsettled) => log.error({ kind, error: nameOf(unsettled) }, 'arrivalNotSettled'));
    return null;
  }
}

/** Between one attempt and the next; after the last it is given up. */
const PAUSES = [2 * SECOND, 10 * SECOND, MINUTE, 5 * MINUTE];

function handle(handlers: ArrivalHandlers, arrival: Arrival): Promise<CardAnswer> {
  switch (arrival.kind) {
    case 'cardTap':
      return handlers.cardTap(arrival);
    case 'chat':
      return silently(handlers.chat(arrival));
    case 'approval':
      return silently(handlers.approval(arrival));
    case 'people':
      return silently(handlers.people(arrival));
    case 'departments':
      return silently(handlers.departments(arrival));
    case 'messageRead':
      return silently(handlers.messageRead(arrival));
    default:
      return assertNever(arrival);
  }
}

async function silently(work: Promise<void>): Promise<null> {
  await work;
  return null;
}

/** Without its message, which may quote what somebody wrote. */
export function nameOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}

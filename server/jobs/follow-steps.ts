import { DAY, type Instant, instant } from '../domain/time.ts';
import type { FollowerFailure } from '../store/step-store.ts';
import { endedVariables } from './card.ts';
import type { Channels } from './channels.ts';
import type { DeliveryFailure } from './delivery.ts';
import { backOff, reopening } from './retry.ts';
import type { JobSurroundings } from './surroundings.ts';
import { showToDo } from './to-do.ts';

/** Brings cards and to-dos to what became of their steps, until none is due. Answers how many it dealt with. */
export async function followSteps(
  given: JobSurroundings,
  channels: Channels,
  mayGoOn: () => boolean,
): Promise<number> {
  let done = 0;
  while (mayGoOn() && (await endCard(given, channels))) done += 1;
  while (mayGoOn() && (await syncToDo(given, channels))) done += 1;
  return done;
}

/** False when no card is due. */
async function endCard(given: JobSurroundings, channels: Channels): Promise<boolean> {
  const { store, clock, delivery } = given;
  const now = clock();
  const [card] = await store.cardsToEnd(now, 1);
  if (!card) return false;
  const { messageId, track, attempts } = card;
  const pause = channels.pauseAt('cards', now);
  if (pause || !delivery.cards) {
    const next = pause
      ? { retryAt: reopening(pause, now), reason: pause.explanation, spared: true }
      : GIVEN_UP;
    await store.recordCardFailure(messageId, next);
    return true;
  }
  const outcome = await delivery.cards.updateCard({
    outTrackId: track,
    variables: endedVariables(card),
  });
  if (outcome.ok) {
    channels.succeeded('cards');
    await store.recordCardEnded(messageId);
    return true;
  }
  channels.failed('cards', outcome.failure, { card: messageId });
  await store.recordCardFailure(
    messageId,
    nextTry(outcome.failure, attempts, given, channels, 'cards'),
  );
  return true;
}

/** False when no to-do is due. */
async function syncToDo(given: JobSurroundings, channels: Channels): Promise<boolean> {
  const { store, clock } = given;
  const now = clock();
  const [toDo] = await store.toDosToSync(now, 1);
  if (!toDo) return false;
  const pause = channels.pauseAt('toDos', now);
  if (pause) {
    const retryAt = reopening(pause, now);
    await store.recordToDoFailure(toDo.id, { retryAt, reason: pause.explanation, spared: true });
    return true;
  }
  const outcome = await showToDo(toDo, given);
  if (outcome.ok) {
    channels.succeeded('toDos');
    await store.recordToDoShown(toDo.id, outcome.value);
    return true;
  }
  if ('left' in outcome) {
    await store.recordToDoFailure(toDo.id, outcome.left);
    return true;
  }
  channels.failed('toDos', outcome.failure, { toDo: toDo.id });
  const next = nextTry(outcome.failure, toDo.attempts, given, channels, 'toDos');
  await store.recordToDoFailure(toDo.id, next);
  return true;
}

const GIVEN_UP: FollowerFailure = { givenUp: true, reason: '已停用互动卡片，不再更新。' };
/** A card or to-do that could not be changed for so long is left as it is: the app shows the truth. */
const PATIENCE = DAY;

function nextTry(
  failure: DeliveryFailure,
  attempts: number,
  { clock, random }: JobSurroundings,
  channels: Channels,
  lane: 'cards' | 'toDos',
): FollowerFailure {
  const now = clock();
  const reason = failure.explanation;
  if (failure.class === 'content' || failure.class === 'person') return { givenUp: true, reason };
  const pause = channels.pauseAt(lane, now);
  if (pause) {
    // One that may have been made is not to be taken for one never tried.
    const spared = attempts > 0 || failure.class !== 'unknown';
    return { retryAt: reopening(pause, now), reason, spared };
  }
  const wait = backOff(attempts + 1, random);
  return wait * attempts > PATIENCE
    ? { givenUp: true, reason }
    : { retryAt: later(now, wait), reason };
}

function later(now: Instant, wait: number): Instant {
  return instant(now + wait);
}

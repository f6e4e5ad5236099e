import type { PolledMessage } from '../store/message-store.ts';
import { budgetNow } from './budget.ts';
import type { Channels } from './channels.ts';
import { afterSilence, isStillKnown, readResult } from './results.ts';
import type { JobSurroundings } from './surroundings.ts';

/** Asks what became of accepted messages, one after the other, until none is due or `mayGoOn` says no. */
export async function askForResults(
  given: JobSurroundings,
  channels: Channels,
  mayGoOn: () => boolean,
): Promise<number> {
  const { store, clock } = given;
  let asked = 0;
  while (mayGoOn()) {
    const [message] = await store.messagesToPoll(clock(), 1);
    if (!message) break;
    await ask(message, given, channels);
    asked += 1;
  }
  return asked;
}

async function ask(
  message: PolledMessage,
  given: JobSurroundings,
  channels: Channels,
): Promise<void> {
  const { store, clock, delivery } = given;
  const result = (await mayAsk(message, given, channels))
    ? await delivery.fetchNoticeResult(message.taskId)
    : null;
  const now = clock();
  if (result?.ok) {
    const { known, next } = readResult(message, result.value, now);
    return await store.recordResult(message.id, known, next, now);
  }
  if (result) channels.failed('people', result.failure, { message: message.id });
  await store.recordResult(message.id, [], afterSilence(message, now), now);
}

async function mayAsk(
  message: PolledMessage,
  given: JobSurroundings,
  channels: Channels,
): Promise<boolean> {
  const now = given.clock();
  if (!isStillKnown(message, now) || channels.pauseAt('people', now)) return false;
  return (await budgetNow(given)) === 'ample';
}

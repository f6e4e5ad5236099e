import { instant, MINUTE } from '../domain/time.ts';
import type { Channel, OutgoingMessage } from '../store/message-store.ts';
import type { Channels } from './channels.ts';
import type { Outcome } from './delivery.ts';
import { FIRST_POLL } from './results.ts';
import { afterFailure, reopening } from './retry.ts';
import type { JobSurroundings } from './surroundings.ts';

/** Sends one message after the other until none is due or `mayGoOn` says no. Answers how many it took up. */
export async function sendDue(
  given: JobSurroundings,
  channels: Channels,
  mayGoOn: () => boolean,
): Promise<number> {
  const { store, clock } = given;
  let sent = 0;
  while (mayGoOn()) {
    await holdBack('people', given, channels);
    await holdBack('group', given, channels);
    const [message] = await store.claimDueMessages(clock(), 1);
    if (!message) break;
    await send(message, given, channels);
    sent += 1;
  }
  return sent;
}

const LINK_TITLE = '查看';
const INTERNAL_FAULT = '发送时系统内部出错，稍后自动重试；反复出现请联系管理员。';

/** While a channel is closed its messages wait without being tried, each with the reason. */
async function holdBack(
  kind: Channel['kind'],
  { store, clock }: JobSurroundings,
  channels: Channels,
): Promise<void> {
  const now = clock();
  const pause = channels.pauseAt(kind, now);
  if (pause) await store.postponeDue(kind, reopening(pause, now), pause.explanation, now);
}

async function send(
  message: OutgoingMessage,
  given: JobSurroundings,
  channels: Channels,
): Promise<void> {
  const { store, clock, random, log } = given;
  const { id, template, channel } = message;
  try {
    const outcome = await call(message, given);
    const now = clock();
    if (outcome.ok) {
      channels.succeeded(channel.kind);
      const pollAt = channel.kind === 'people' ? { pollAt: instant(now + FIRST_POLL) } : {};
      await store.recordAccepted(id, { ...outcome.value, ...pollAt }, now);
      return;
    }
    channels.failed(channel.kind, outcome.failure, { message: id, template });
    const pause = channels.pauseAt(channel.kind, now);
    const failure = afterFailure(message, outcome.failure, { now, random, pause });
    await store.recordFailure(id, failure, now);
  } catch (error) {
    log.error({ message: id, template, err: error }, 'sendingFailed');
    const retryAt = instant(clock() + MINUTE);
    await store.recordFailure(id, { retryAt, reason: INTERNAL_FAULT, ambiguous: true }, clock());
  }
}

/** One call for everyone the message is still for; the answer names it at DingTalk. */
async function call(
  { id, title, text, link, petitionId, channel }: OutgoingMessage,
  { delivery, linkFor }: JobSurroundings,
): Promise<Outcome<{ readonly taskId: string }>> {
  const card = {
    title,
    markdown: asMarkdown(text),
    link: linkFor(link ?? (petitionId === undefined ? '/' : `/petitions/${petitionId}`)),
    linkTitle: LINK_TITLE,
  };
  if (channel.kind === 'people') {
    return await delivery.sendWorkNotice({ userIds: channel.staffIds, ...card });
  }
  const sent = await delivery.sendGroupMessage({ messageId: `notice-${id}`, ...card });
  return sent.ok ? { ok: true, value: { taskId: sent.value.receipt } } : sent;
}

/** DingTalk joins plain lines into one. */
function asMarkdown(text: string): string {
  return text.replaceAll('\n', '  \n  ');
}

import { type Instant, instant, MINUTE } from '../domain/time.ts';
import type { AfterResult, OutgoingMessage, RecipientResult } from '../store/message-store.ts';
import { sendByApproval } from './approvals.ts';
import { budgetNow } from './budget.ts';
import { cardOf, type WrittenCard } from './card.ts';
import type { Channels, Lane } from './channels.ts';
import type { NoticeResult, Outcome } from './delivery.ts';
import { firstPoll } from './results.ts';
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
const SPARED = '本月接口调用额度将尽，本条提醒不再单独发送，以每日提醒和应用内待办为准。';

/** While a channel is closed its messages wait without being tried, each with the reason. */
async function holdBack(
  kind: 'people' | 'group',
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
  const { store, clock, log } = given;
  const { id, template } = message;
  try {
    if (await isSpared(message, given)) {
      return await store.recordFailure(id, { state: 'superseded', reason: SPARED }, clock());
    }
    const asked = await sendByApproval(message, given, channels);
    if (asked === 'settled') return;
    if (asked === 'notAsked' && (await sendAsCard(message, given, channels))) return;
    await sendPlainly(message, given, channels);
  } catch (error) {
    log.error({ message: id, template, err: error }, 'sendingFailed');
    const retryAt = instant(clock() + MINUTE);
    await store.recordFailure(id, { retryAt, reason: INTERNAL_FAULT, ambiguous: true }, clock());
  }
}

/**
 * Where calls run short, a reminder is what the daily reminder says anyway. Of an accusation nothing else speaks, and
 * whoever is asked for a step is always told.
 */
async function isSpared(message: OutgoingMessage, given: JobSurroundings): Promise<boolean> {
  const { reminds, asksForStep, template } = message;
  if (!reminds || asksForStep || template === 'confidential') return false;
  return (await budgetNow(given)) === 'scarce';
}

/**
 * True when the matter is settled: delivered, or to be tried again as a card. Where cards rest, or DingTalk certainly
 * refuses this one, the notice with a link does the job, unless the card may be on the phones already.
 */
async function sendAsCard(
  message: OutgoingMessage,
  given: JobSurroundings,
  channels: Channels,
): Promise<boolean> {
  const { id, onlyAs } = message;
  if (!given.delivery.cards || onlyAs === 'notice') return false;
  const now = given.clock();
  const pause = channels.pauseAt('cards', now);
  if (pause && onlyAs !== 'card') return false;
  if (pause) {
    const { explanation: reason } = pause;
    const waiting = { retryAt: reopening(pause, now), reason, ambiguous: true, spared: true };
    await given.store.recordFailure(id, waiting, now);
    return true;
  }
  const card = await cardOf(message, given);
  if (!card) return false;
  await given.store.beginCard(id, { track: card.outTrackId, version: card.version }, now);
  return await sendCard(message, card, given, channels);
}

async function sendCard(
  message: OutgoingMessage,
  card: WrittenCard,
  given: JobSurroundings,
  channels: Channels,
): Promise<boolean> {
  const { store, clock, random, delivery } = given;
  const { version: _, ...written } = card;
  const { outTrackId, userIds } = written;
  const outcome = await delivery.cards?.deliverCard(written);
  if (!outcome) return false;
  const now = clock();
  if (outcome.ok) {
    channels.succeeded('cards');
    await store.recordAccepted(message.id, { taskId: outTrackId }, now);
    const { known, next } = cardResults(userIds, outcome.value.refused, now);
    await store.recordResult(message.id, known, next, now);
    return true;
  }
  const { failure } = outcome;
  const isInDoubt = failure.class === 'unknown' || message.ambiguous;
  if (!isInDoubt) await store.withoutCard(message.id);
  channels.failed('cards', failure, { message: message.id, template: message.template });
  if (failure.class === 'content' || failure.class === 'config' || failure.class === 'person') {
    return false;
  }
  const pause = channels.pauseAt('cards', now);
  if (pause && !isInDoubt && failure.class !== 'slow') return false;
  await store.recordFailure(
    message.id,
    afterFailure(message, failure, { now, random, pause }),
    now,
  );
  return true;
}

const AS_NOTICE = '互动卡片没有送到，改发工作通知。';

/** DingTalk says at once who has got a card; whoever has not is told by a notice. */
function cardResults(
  userIds: readonly string[],
  refused: NoticeResult['refused'],
  now: Instant,
): { readonly known: readonly RecipientResult[]; readonly next: AfterResult } {
  const known = userIds
    .filter((staffId) => !refused.some(({ userId }) => userId === staffId))
    .map((staffId) => ({ staffId, state: 'delivered' as const }));
  const next = refused.length > 0 ? { resendAt: now, reason: AS_NOTICE } : 'unconfirmed';
  return { known, next };
}

async function sendPlainly(
  message: OutgoingMessage,
  given: JobSurroundings,
  channels: Channels,
): Promise<void> {
  const { store, clock, random } = given;
  const { id, template, channel } = message;
  const lane: Lane = channel.kind;
  const outcome = await call(message, given);
  const now = clock();
  if (outcome.ok) {
    channels.succeeded(lane);
    await store.recordAccepted(id, { ...outcome.value, ...pollPlan(message, given, now) }, now);
    return;
  }
  channels.failed(lane, outcome.failure, { message: id, template });
  const pause = channels.pauseAt(lane, now);
  await store.recordFailure(
    id,
    afterFailure(message, outcome.failure, { now, random, pause }),
    now,
  );
}

function pollPlan(
  message: OutgoingMessage,
  { delivery }: JobSurroundings,
  now: Instant,
): { readonly pollAt?: Instant } {
  return message.channel.kind === 'people'
    ? { pollAt: instant(now + firstPoll(message, delivery)) }
    : {};
}

/** One call for everyone the message is still for; the answer names it at DingTalk. */
async function call(
  { id, title, text, link, petitionId, channel }: OutgoingMessage,
  { delivery, linkFor }: JobSurroundings,
): Promise<Outcome<{ readonly taskId: string }>> {
  const path = link ?? (petitionId === undefined ? '/' : `/petitions/${petitionId}`);
  const card = { title, markdown: asMarkdown(text), linkTitle: LINK_TITLE };
  if (channel.kind === 'people') {
    // Opening it from the notice proves that it was seen.
    const opened = linkFor(`${path}${path.includes('?') ? '&' : '?'}notice=${id}`);
    return await delivery.sendWorkNotice({ userIds: channel.staffIds, ...card, link: opened });
  }
  const sent = await delivery.sendGroupMessage({
    messageId: `notice-${id}`,
    ...card,
    link: linkFor(path),
  });
  return sent.ok ? { ok: true, value: { taskId: sent.value.receipt } } : sent;
}

/** DingTalk joins plain lines into one. */
function asMarkdown(text: string): string {
  return text.replaceAll('\n', '  \n  ');
}

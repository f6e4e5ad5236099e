import { assertNever } from '../domain/result.ts';
import { HOUR, type Instant, instant, MINUTE, SECOND } from '../domain/time.ts';
import type { OutgoingMessage, SendFailure } from '../store/message-store.ts';
import type { Pause } from './circuit.ts';
import type { DeliveryFailure, Outcome } from './delivery.ts';
import type { JobSurroundings } from './surroundings.ts';

type Sent = Outcome<{ readonly taskId: string }> & {
  /** Some of the people have been served before the call that failed. */
  readonly partly?: true;
};

const PEOPLE_PER_CALL = 100;
const LINK_TITLE = '查看';
const FIRST_RETRY = 2 * SECOND;
const LONGEST_RETRY = 30 * MINUTE;
/** A pause may end earlier than it says, by a restart or an administrator; so nobody waits longer without a look. */
const LONGEST_WAIT = HOUR;

/** One message to everyone it is for; several task ids are kept as one, separated by commas. */
export async function sendMessage(
  message: OutgoingMessage,
  { delivery, linkFor }: Pick<JobSurroundings, 'delivery' | 'linkFor'>,
): Promise<Sent> {
  const card = {
    title: message.title,
    markdown: asMarkdown(message.text),
    link: linkFor(message.link ?? (message.petitionId ? `/petitions/${message.petitionId}` : '/')),
    linkTitle: LINK_TITLE,
  };
  if (message.channel.kind === 'group') {
    const sent = await delivery.sendGroupMessage({ messageId: `notice-${message.id}`, ...card });
    return sent.ok ? { ok: true, value: { taskId: sent.value.receipt } } : sent;
  }
  const taskIds: string[] = [];
  const { staffIds } = message.channel;
  for (let from = 0; from < staffIds.length; from += PEOPLE_PER_CALL) {
    const userIds = staffIds.slice(from, from + PEOPLE_PER_CALL);
    const sent = await delivery.sendWorkNotice({ userIds, ...card });
    if (!sent.ok) return taskIds.length === 0 ? sent : { ...sent, partly: true };
    taskIds.push(sent.value.taskId);
  }
  return { ok: true, value: { taskId: taskIds.join(',') } };
}

/** What to write on a message that did not get out. `pause` is what the failure did to its channel. */
export function afterFailure(
  message: OutgoingMessage,
  failure: DeliveryFailure,
  partly: boolean,
  { now, random, pause }: { now: Instant; random: () => number; pause: Pause | null },
): SendFailure {
  const reason = failure.explanation;
  const ambiguous = message.ambiguous || partly || failure.class === 'unknown';
  switch (failure.class) {
    case 'content':
      return { state: 'dead', reason };
    case 'person':
      return { state: 'blocked', reason };
    case 'soon':
    case 'unknown': {
      const retryAt = instant(now + backOff(message.attempts, random));
      return {
        retryAt: pause && pause.until > retryAt ? pause.until : retryAt,
        reason,
        ambiguous,
      };
    }
    case 'slow':
    case 'ban':
    case 'quota':
    case 'token':
    case 'config':
      return heldBack(message, pause ?? { until: instant(now + MINUTE), explanation: reason }, now);
    default:
      return assertNever(failure.class);
  }
}

/** Its channel is closed: it waits without having been tried. */
export function heldBack(
  { ambiguous }: OutgoingMessage,
  { until, explanation }: Pick<Pause, 'until' | 'explanation'>,
  now: Instant,
): SendFailure {
  const retryAt = instant(Math.min(until, now + LONGEST_WAIT));
  return { retryAt, reason: explanation, ambiguous, spared: true };
}

/** 2, 4, 8 … seconds, at most half an hour, each half as much more or less so that retries do not march in step. */
function backOff(attempts: number, random: () => number): number {
  const planned = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** Math.max(0, attempts - 1));
  return Math.round(planned * (0.5 + random()));
}

/** DingTalk joins plain lines into one. */
function asMarkdown(text: string): string {
  return text.replaceAll('\n', '  \n  ');
}

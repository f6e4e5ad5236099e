import { DAY, HOUR, type Instant, instant, MINUTE } from '../domain/time.ts';
import type {
  AfterResult,
  OutgoingMessage,
  PolledMessage,
  RecipientResult,
} from '../store/message-store.ts';
import type { Delivery, NoticeResult } from './delivery.ts';

export interface ResultRead {
  /** What became of people who were still waited for. */
  readonly known: readonly RecipientResult[];
  readonly next: AfterResult;
}

/**
 * How long after acceptance the result is asked for the first time: by then whoever looks at his phone has opened it,
 * which costs nothing. What only informs is asked after once, before DingTalk forgets.
 */
export function firstPoll(
  { asksForStep, reminds, channel }: OutgoingMessage,
  { cards }: Pick<Delivery, 'cards'>,
): number {
  if (!(asksForStep || reminds)) return LAST_POLL;
  // Where there are cards, what one person alone is told by a notice is work of days.
  const isCalm =
    cards !== null && !reminds && channel.kind === 'people' && channel.staffIds.length === 1;
  return isCalm ? SECOND_POLL : FIRST_POLL;
}

const FIRST_POLL = 5 * MINUTE;
const SECOND_POLL = 2 * HOUR;
const LAST_POLL = 20 * HOUR;
/** Counted from acceptance; asked for again only while somebody is pending. */
const POLLS = [FIRST_POLL, SECOND_POLL, LAST_POLL];
const RESEND_AFTER = 5 * MINUTE;
const NUMBERING_FAULT = '编号错误：钉钉认为此人今日已收到过同样的通知，请联系管理员。';
const NOT_DELIVERED = '钉钉未送达，请改用其他方式告知。';
const SENT_AGAIN = '钉钉未送达，系统稍后补发一次。';

/** DingTalk knows what became of a notice for a day. */
export function isStillKnown({ acceptedAt }: PolledMessage, now: Instant): boolean {
  return now - acceptedAt <= DAY;
}

/** Nothing was learnt: ask again at the next of the planned instants, after the last one leave it at that. */
export function afterSilence({ acceptedAt }: PolledMessage, now: Instant): AfterResult {
  const next = POLLS.map((after) => instant(acceptedAt + after)).find((at) => at > now);
  return next === undefined ? 'unconfirmed' : { pollAt: next };
}

export function readResult(message: PolledMessage, result: NoticeResult, now: Instant): ResultRead {
  const fates = message.pending.map((staffId) => ({
    staffId,
    fate: fateOf(staffId, message, result),
  }));
  // Sent again once, and only after the first answer: further calls would cost more than a telephone call.
  const again = message.polls === 0 && fates.some(({ fate }) => fate === 'failed');
  const known = fates.flatMap(({ staffId, fate }): readonly RecipientResult[] => {
    if (fate === 'pending') return [];
    if (fate !== 'failed') return [{ staffId, ...fate }];
    return again ? [] : [{ staffId, state: 'blocked', reason: NOT_DELIVERED }];
  });
  const next = again
    ? { resendAt: instant(now + RESEND_AFTER), reason: SENT_AGAIN }
    : afterSilence(message, now);
  return { known, next };
}

type Fate = Pick<RecipientResult, 'state' | 'reason'> | 'failed' | 'pending';

function fateOf(staffId: string, message: PolledMessage, result: NoticeResult): Fate {
  if (result.readUserIds.includes(staffId)) return { state: 'read' };
  if (result.unreadUserIds.includes(staffId)) return { state: 'delivered' };
  if (result.failedUserIds.includes(staffId)) return 'failed';
  const refusal = result.refused.find(({ userId }) => userId === staffId);
  if (!refusal) return 'pending';
  switch (refusal.class) {
    case 'soon':
    case 'slow':
    case 'ban':
      return 'failed';
    case 'same':
      // After a call of unknown fate, or a second one, it proves that the text is on the phone.
      return message.ambiguous || message.polls > 0
        ? { state: 'delivered' }
        : { state: 'blocked', reason: NUMBERING_FAULT };
    default:
      return { state: 'blocked', reason: refusal.explanation };
  }
}

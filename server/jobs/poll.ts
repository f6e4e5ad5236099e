import { DAY, HOUR, type Instant, instant, MINUTE } from '../domain/time.ts';
import type { AfterResult, PolledMessage, RecipientResult } from '../store/message-store.ts';
import type { NoticeResult } from './delivery.ts';

/** When the result is asked for, counted from acceptance. DingTalk forgets it after 24 hours. */
const SCHEDULE = [MINUTE, 10 * MINUTE, 2 * HOUR, 20 * HOUR];
const RESEND_AFTER = 5 * MINUTE;

export const FIRST_POLL = MINUTE;

/** DingTalk still knows what became of it. */
export function isAnswerable({ acceptedAt }: PolledMessage, now: Instant): boolean {
  return now - acceptedAt <= DAY;
}

/** What the answer says about the people still waited for. */
export function readResult(
  message: PolledMessage,
  result: NoticeResult,
): { readonly known: readonly RecipientResult[]; readonly sendAgain: boolean } {
  const known = message.pending.flatMap((staffId): readonly RecipientResult[] => {
    if (result.readUserIds.includes(staffId)) return [{ staffId, state: 'read' }];
    if (result.unreadUserIds.includes(staffId)) return [{ staffId, state: 'delivered' }];
    const refusal = result.refused.find(({ userId }) => userId === staffId);
    if (!refusal || isPassing(refusal.class)) return [];
    if (refusal.class !== 'same') {
      return [{ staffId, state: 'blocked', reason: refusal.explanation }];
    }
    return message.ambiguous
      ? [{ staffId, state: 'delivered' }]
      : [{ staffId, state: 'blocked', reason: NUMBERING_FAULT }];
  });
  const waiting = (staffId: string) => message.pending.includes(staffId);
  return {
    known,
    sendAgain:
      result.failedUserIds.some(waiting) ||
      result.refused.some((refusal) => waiting(refusal.userId) && isPassing(refusal.class)),
  };
}

/** What to do about those of whom nothing is known yet. */
export function afterPoll(
  { acceptedAt, ambiguous }: PolledMessage,
  sendAgain: boolean,
  now: Instant,
): AfterResult {
  // Sent again once: whom two calls did not reach is shown to the office instead of paid for a third time.
  if (sendAgain && !ambiguous) {
    return { resendAt: instant(now + RESEND_AFTER), reason: '钉钉未送达，系统稍后补发一次。' };
  }
  const next = SCHEDULE.map((after) => instant(acceptedAt + after)).find((at) => at > now);
  return next === undefined ? 'unconfirmed' : { pollAt: next };
}

/** Two notices with one text: the number in the text was not its own. */
export const NUMBERING_FAULT = '编号错误：钉钉认为此人今日已收到过同样的通知，请联系管理员。';

function isPassing(failureClass: string): boolean {
  return failureClass === 'soon' || failureClass === 'slow' || failureClass === 'ban';
}

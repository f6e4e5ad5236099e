import type { DeadlineView } from '../server/contract/view.ts';

const MINUTE = 60_000;
/** Half an office day: from here on a deadline is worth a colour. */
const SOON = 4 * 60 * MINUTE;
/** About an office day: beyond it the server counts working days, and minutes would only distract. */
const BY_THE_MINUTE = 8 * 60 * MINUTE;

export interface Remaining {
  readonly text: string;
  readonly tone: 'calm' | 'soon' | 'overdue' | 'ended';
}

type Counted = Pick<DeadlineView, 'dueAt' | 'state' | 'remainingWorkingMs' | 'remainingText'>;

/**
 * How much working time a deadline has left, live. The server's figure is as of its answer; between answers it can
 * only shrink, and it can never exceed the wall-clock time to the due instant, which the phone does know. In the
 * last unbroken stretch before a deadline the two are the same, so there the text counts down exactly.
 */
export function remainingOf(deadline: Counted, now: number): Remaining {
  const { dueAt, state, remainingWorkingMs, remainingText } = deadline;
  if (state === 'met') return { text: remainingText, tone: 'ended' };
  if (state === 'missed') return { text: remainingText, tone: 'overdue' };
  if (state === 'overdue') {
    const over = -remainingWorkingMs;
    return { text: spanText('已超期', over) ?? remainingText, tone: 'overdue' };
  }
  if (now > dueAt) return { text: '刚刚超期', tone: 'overdue' };
  const left = Math.min(remainingWorkingMs, dueAt - now);
  const tone = left <= SOON ? 'soon' : 'calm';
  return { text: spanText('剩余', left) ?? remainingText, tone };
}

/** `剩余 2小时15分（工作时间）`, rounded up: a begun minute is not yet gone. Null for spans better told in days. */
function spanText(word: string, span: number): string | null {
  if (span > BY_THE_MINUTE) return null;
  const minutes = Math.max(1, Math.ceil(span / MINUTE));
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [hours > 0 ? `${hours}小时` : '', rest > 0 ? `${rest}分` : ''];
  return `${word} ${parts.join('')}（工作时间）`;
}

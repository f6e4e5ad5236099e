import type { DeadlineView } from '../server/contract/view.ts';

const MINUTE = 60_000;
/** Half an office day: from here on a deadline is worth a colour. */
const SOON = 4 * 60 * MINUTE;

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
  if (deadline.state === 'met' || deadline.state === 'missed') {
    const inTime = deadline.state === 'met';
    return { text: inTime ? '已按期完成' : '已完成（超期）', tone: inTime ? 'ended' : 'overdue' };
  }
  const untilDue = deadline.dueAt - now;
  if (deadline.state === 'overdue' || untilDue < 0) {
    const said = deadline.state === 'overdue';
    return { text: said ? deadline.remainingText : '刚刚超期', tone: 'overdue' };
  }
  const left = Math.min(deadline.remainingWorkingMs, untilDue);
  const text = left < deadline.remainingWorkingMs ? spanText(left) : deadline.remainingText;
  return { text, tone: left <= SOON ? 'soon' : 'calm' };
}

/** `剩余 2小时15分（工作时间）`; a begun minute is not yet gone. */
function spanText(span: number): string {
  const minutes = Math.ceil(span / MINUTE);
  if (minutes < 1) return '即将到期';
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [hours > 0 ? `${hours}小时` : '', rest > 0 || hours === 0 ? `${rest}分` : ''];
  return `剩余 ${parts.join('')}（工作时间）`;
}

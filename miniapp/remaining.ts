import type { DeadlineView } from '../server/contract/view.ts';
import { dayNumber, soonText } from './clock.ts';
import { resumesAt, type Shift, workedBetween } from './office-hours.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Half an office day: from here on a deadline is worth a colour. */
const SOON = 4 * HOUR;
/** About an office day: beyond it minutes would only distract. */
const BY_THE_MINUTE = 8 * HOUR;

export interface Remaining {
  readonly text: string;
  readonly tone: 'calm' | 'soon' | 'overdue' | 'ended';
}

type Counted = Pick<DeadlineView, 'dueAt' | 'state' | 'remainingWorkingMs' | 'remainingText'>;

/**
 * How much working time a deadline has left, live: counted on the phone with the office's own shifts, so it stands
 * still at noon and at night and is right again the moment a sleeping phone wakes. Where the known shifts do not
 * reach, the server's words stand.
 */
export function remainingOf(
  { dueAt, state, remainingText }: Counted,
  now: number,
  shifts: readonly Shift[],
): Remaining {
  if (state === 'met') return { text: remainingText, tone: 'ended' };
  if (state === 'missed') return { text: remainingText, tone: 'overdue' };
  return now > dueAt
    ? { text: overText(dueAt, now, shifts, remainingText), tone: 'overdue' }
    : leftOf(dueAt, now, shifts, remainingText);
}

function leftOf(
  dueAt: number,
  now: number,
  shifts: readonly Shift[],
  otherwise: string,
): Remaining {
  const left = workedBetween(shifts, now, dueAt);
  if (left === null) return { text: otherwise, tone: 'calm' };
  const tone = left <= SOON ? 'soon' : 'calm';
  const days = workingDaysAfter(now, dueAt, shifts);
  if (days > 1 && left > BY_THE_MINUTE) return { text: `剩余${days}个工作日`, tone };
  const resumes = resumesAt(shifts, now);
  const remark = resumes === null ? '工作时间' : `暂停计时，${soonText(resumes, now)}继续`;
  return { text: `剩余 ${spanText(left)}（${remark}）`, tone };
}

function overText(dueAt: number, now: number, shifts: readonly Shift[], otherwise: string): string {
  const over = workedBetween(shifts, dueAt, now);
  if (over === null) return otherwise.startsWith('已超期') ? otherwise : '已超期';
  const days = workingDaysAfter(dueAt, now, shifts);
  if (days > 1) return `已超期${days}个工作日`;
  return `已超期 ${spanText(Math.max(over, MINUTE))}（工作时间）`;
}

/** Working days after the day of the one instant, up to and including the day of the other. */
function workingDaysAfter(from: number, to: number, shifts: readonly Shift[]): number {
  const days = shifts.map(([opens]) => dayNumber(opens));
  return new Set(days.filter((day) => day > dayNumber(from) && day <= dayNumber(to))).size;
}

/** `2小时15分`, rounded up: a begun minute is not yet gone. In the last hour the seconds are told as well. */
function spanText(span: number): string {
  if (span < HOUR) {
    const seconds = Math.ceil(span / SECOND);
    const minutes = Math.floor(seconds / 60);
    const rest = seconds % 60;
    return `${minutes > 0 ? `${minutes}分` : ''}${rest > 0 || minutes === 0 ? `${rest}秒` : ''}`;
  }
  const minutes = Math.ceil(span / MINUTE);
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)}小时${rest > 0 ? `${rest}分` : ''}`;
}

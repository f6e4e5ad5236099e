import type { DayDescription } from './calendar.ts';
import type { CountedSpan, DeadlineFacts, SkippedSpan } from './deadline-facts.ts';
import type { DeadlineRule } from './deadline-rule.ts';
import type { Instant, LocalDay } from './time.ts';
import { chineseDay, civilDateOf, durationText, exactClockTimeText, localDayOf } from './time.ts';

/**
 * What was counted, what was skipped and which make-up days were worked, one Chinese line each, by date. What was
 * decided about the last of the natural days stands between the counting and the skipping.
 */
export function timeline(facts: DeadlineFacts, aboutLastDay: string): readonly string[] {
  const { rule, startAt, nominalDueAt, counted, skipped, makeUpDays } = facts;
  const lines = [
    ...makeUpDays.map(({ day, holiday }) => ({
      day,
      text: `调休：${dayTextBeside(startAt, day)}${holiday}调休上班，是工作日`,
    })),
    ...counted.map((span) => ({ day: firstDayOf(span), text: countedText(startAt, rule, span) })),
    { day: localDayOf(nominalDueAt), text: aboutLastDay },
    ...skipped.map((span) => ({ day: span.firstDay, text: skippedText(startAt, span) })),
  ];
  return lines
    .filter(({ text }) => text !== '')
    .sort((left, right) => left.day - right.day)
    .map(({ text }) => text);
}

/** `2月14日（周六）`, with the year when it is not the one of the start. */
export function dayTextBeside(startAt: Instant, day: LocalDay): string {
  const sameYear = civilDateOf(day).year === civilDateOf(localDayOf(startAt)).year;
  return chineseDay(day, sameYear ? undefined : 'withYear');
}

/** `周末休息`, `春节放假`, `春节调休上班`; nothing on an ordinary working day. */
export function exceptionText(description: DayDescription | null): string {
  switch (description?.kind) {
    case 'weekend':
      return '周末休息';
    case 'holiday':
      return `${description.holiday}放假`;
    case 'makeUpDay':
      return `${description.holiday}调休上班`;
    default:
      return '';
  }
}

function countedText(startAt: Instant, rule: DeadlineRule, span: CountedSpan): string {
  if (span.kind === 'time') {
    const { from, to, workingMs } = span;
    const day = dayTextBeside(startAt, localDayOf(from));
    return `计时：${day}${exactClockTimeText(from)}–${exactClockTimeText(to)}，${durationText(workingMs)}`;
  }
  const { days, workingMs } = span;
  const period = periodText(startAt, span);
  if (workingMs !== undefined) {
    return `计时：${period}整日办公${days}天，${durationText(workingMs)}`;
  }
  return `计数：${period}，${rule.unit === 'work_days' ? '工作日' : ''}${days}天`;
}

function skippedText(startAt: Instant, span: SkippedSpan): string {
  const isGathered = span.days < span.lastDay - span.firstDay + 1;
  const reason = span.holiday === undefined ? '周末' : `${span.holiday}放假`;
  return `跳过：${periodText(startAt, span)}${isGathered ? '之间的' : ''}${reason}${span.days}天`;
}

function periodText(
  startAt: Instant,
  { firstDay, lastDay }: { readonly firstDay: LocalDay; readonly lastDay: LocalDay },
): string {
  const first = dayTextBeside(startAt, firstDay);
  return firstDay === lastDay ? first : `${first}至${dayTextBeside(startAt, lastDay)}`;
}

function firstDayOf(span: CountedSpan): LocalDay {
  return span.kind === 'time' ? localDayOf(span.from) : span.firstDay;
}

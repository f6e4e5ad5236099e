import type { Calendar, OutsideCalendar } from './calendar.ts';
import { describeDay, missingYears, shiftsOf } from './calendar.ts';
import { receivedOn } from './deadline.ts';
import type { DeadlineFacts } from './deadline-facts.ts';
import { deadlineFacts } from './deadline-facts.ts';
import type { DeadlineRule, NaturalRule } from './deadline-rule.ts';
import { ruleText } from './deadline-rule.ts';
import { dayTextBeside, exceptionText, timeline } from './explanation-timeline.ts';
import type { Result } from './result.ts';
import { assertNever, ok } from './result.ts';
import type { Instant, LocalDay } from './time.ts';
import {
  chineseDay,
  civilDateOf,
  clockTimeText,
  exactClockTimeText,
  localDayOf,
  timeOfDay,
} from './time.ts';
import { officeTimeFrom } from './working-time.ts';

/** How a deadline was found (怎么算的): stored with it and shown beside it. */
export interface Explanation extends DeadlineFacts {
  /** Chinese, in the order of the calculation. */
  readonly sentences: readonly string[];
}

/** The same answer and the same refusals as `deadlineFor`, with every step told. */
export function explainDeadline(
  calendar: Calendar,
  rule: DeadlineRule,
  start: Instant,
): Result<Explanation, OutsideCalendar> {
  const facts = deadlineFacts(calendar, rule, start);
  if (!facts.ok) return facts;
  return ok({ ...facts.value, sentences: tell(calendar, facts.value).map((line) => `${line}。`) });
}

function tell(calendar: Calendar, facts: DeadlineFacts): readonly string[] {
  const { rule, startAt, dueAt, provisional } = facts;
  return [
    `时限：${ruleText(rule)}，${countingText(rule)}`,
    `起算：${momentText(startAt)}，${startText(calendar, facts)}`,
    ...timeline(facts, rollText(calendar, facts)),
    ...shiftEndText(calendar, facts),
    ...sourceText(calendar, facts),
    `到期：${momentText(dueAt)}${provisional ? '（暂定）' : ''}`,
  ];
}

function countingText(rule: DeadlineRule): string {
  switch (rule.unit) {
    case 'work_hours':
      return '自起算时刻起只计办公时间';
    case 'work_days':
      return `起算当日不计入，至第${rule.amount}个工作日下班时止`;
    case 'natural_days':
    case 'weeks':
    case 'months':
      return rule.roll === 'next'
        ? '起算当日不计入，末日遇休息日顺延至下一个工作日，至下班时止'
        : '起算当日不计入，末日遇休息日不顺延，至末日24时止';
    case 'same_day':
      return '至当日下班时止，下班后或休息日发生的至下一个工作日下班时止';
    default:
      return assertNever(rule);
  }
}

/** When the counting begins, and why not at once. */
function startText(calendar: Calendar, { rule, startAt, dueAt }: DeadlineFacts): string {
  const startDay = localDayOf(startAt);
  switch (rule.unit) {
    case 'work_hours': {
      const begins = officeTimeFrom(calendar, startAt);
      return !begins.ok || begins.value === startAt
        ? '当时在办公时间内，即时起算'
        : `${situationText(calendar, startAt)}，自${dayTextBeside(startAt, localDayOf(begins.value))}${clockTimeText(begins.value)}起算`;
    }
    case 'work_days': {
      const received = rule.deemNext ? receivedOn(calendar, startAt) : ok(startDay);
      return !received.ok || received.value === startDay
        ? '当日不计入'
        : `${situationText(calendar, startAt)}，视为${dayTextBeside(startAt, received.value)}收到，该日不计入`;
    }
    case 'natural_days':
    case 'weeks':
    case 'months':
      return '当日不计入，自次日数起';
    case 'same_day':
      return localDayOf(dueAt) === startDay
        ? '当时尚未下班，当日到期'
        : `${situationText(calendar, startAt)}，顺延至下一个工作日`;
    default:
      return assertNever(rule);
  }
}

/** Why it is not office time now. */
function situationText(calendar: Calendar, at: Instant): string {
  const shifts = shiftsOf(calendar, localDayOf(at));
  const time = timeOfDay(at);
  if (shifts.length === 0) return `当日${exceptionText(describeDay(calendar, localDayOf(at)))}`;
  if (shifts.every(({ closes }) => time >= closes)) return '当时已下班';
  return shifts.every(({ opens }) => time < opens) ? '当时尚未上班' : '当时为午间休息';
}

/** A shift that was used up exactly: why the deadline does not wait for the next one (D1). */
function shiftEndText(calendar: Calendar, { rule, dueAt }: DeadlineFacts): readonly string[] {
  if (rule.unit !== 'work_hours') return [];
  const ends = shiftsOf(calendar, localDayOf(dueAt)).map(({ closes }) => closes);
  if (timeOfDay(dueAt) === ends.at(-1)) {
    return ['恰在下班时用完，就此到期，不延至下一个工作日'];
  }
  return ends.includes(timeOfDay(dueAt)) ? ['恰在午间休息开始时用完，就此到期，不延至下午'] : [];
}

/** Whether the last of the natural days moved on, and why (D3). */
function rollText(calendar: Calendar, facts: DeadlineFacts): string {
  const { rule, startAt, dueAt, nominalDueAt } = facts;
  if (!('roll' in rule)) return '';
  const [lastDay, dueDay] = [localDayOf(nominalDueAt), localDayOf(dueAt)];
  const last = lastDayText(rule, startAt, lastDay);
  if (rule.roll === 'none') return rule.unit === 'natural_days' ? '' : last;
  return lastDay === dueDay
    ? `${last}，是工作日，不顺延`
    : `${last}，${exceptionText(describeDay(calendar, lastDay))}，顺延至${dayTextBeside(startAt, dueDay)}`;
}

/** Which day the last one is; of months, also why it bears another number than the first. */
function lastDayText(rule: NaturalRule, startAt: Instant, lastDay: LocalDay): string {
  const day = dayTextBeside(startAt, lastDay);
  if (rule.unit === 'natural_days') return `第${rule.amount}日为${day}`;
  const isShorter =
    rule.unit === 'months' &&
    civilDateOf(lastDay).dayOfMonth !== civilDateOf(localDayOf(startAt)).dayOfMonth;
  return `满${ruleText(rule)}为${day}${isShorter ? '（该月没有对应日，以月末为末日）' : ''}`;
}

/** The papers relied on, and those still to come. */
function sourceText(calendar: Calendar, facts: DeadlineFacts): readonly string[] {
  const { notices, provisional, startAt, dueAt } = facts;
  const lines: string[] = [];
  if (calendar.asKnownOn !== null) {
    lines.push(`按截至${chineseDay(calendar.asKnownOn, 'withYear')}已公布的放假安排计算`);
  }
  if (notices.length > 0) lines.push(`放假依据：${notices.map(({ number }) => number).join('、')}`);
  if (provisional) {
    const missing = missingYears(calendar, localDayOf(startAt), localDayOf(dueAt));
    lines.push(`${missing.join('、')}年放假安排尚未发布，暂按周末双休估算，发布后重新计算`);
  }
  return lines;
}

function momentText(at: Instant): string {
  return `${chineseDay(localDayOf(at), 'withYear')}${exactClockTimeText(at)}`;
}

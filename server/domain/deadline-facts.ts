import type { Calendar, DayDescription, OutsideCalendar } from './calendar.ts';
import { describeDay, shiftsOf } from './calendar.ts';
import type { Notice } from './calendar-data.ts';
import type { Deadline } from './deadline.ts';
import { deadlineFor, receivedOn } from './deadline.ts';
import type { DeadlineRule } from './deadline-rule.ts';
import type { Result } from './result.ts';
import { assertNever, ok } from './result.ts';
import type { Instant, LocalDay } from './time.ts';
import { instant, localDay, localDayOf, startOfDay } from './time.ts';

/** What went into a deadline: plain data, so that it can be stored with it. */
export interface DeadlineFacts extends Deadline {
  readonly rule: DeadlineRule;
  readonly startAt: Instant;
  /** Of a rule in working hours they add up to exactly its amount. */
  readonly counted: readonly CountedSpan[];
  readonly skipped: readonly SkippedSpan[];
  /** Make-up days that were counted as the working days they are. */
  readonly makeUpDays: readonly DayDescription[];
  /** The papers that made days of the calculation rest days or working days. */
  readonly notices: readonly Notice[];
}

export type CountedSpan =
  | {
      readonly kind: 'time';
      readonly from: Instant;
      readonly to: Instant;
      readonly workingMs: number;
    }
  /** Whole days; for working hours and working days the rest days between them are not among the `days`. */
  | {
      readonly kind: 'days';
      readonly firstDay: LocalDay;
      readonly lastDay: LocalDay;
      readonly days: number;
      /** Absent where days are counted and not hours. */
      readonly workingMs?: number;
    };

/** Rest days in a row with one reason, or, when there are many weekends, all of them together. */
export interface SkippedSpan {
  readonly firstDay: LocalDay;
  readonly lastDay: LocalDay;
  readonly days: number;
  /** Absent for a weekend. */
  readonly holiday?: string;
}

/** More weekends than this are not told one by one. */
const WEEKENDS_NAMED = 3;

/** The deadline with the days and hours that make it up; the same refusals as `deadlineFor`. */
export function deadlineFacts(
  calendar: Calendar,
  rule: DeadlineRule,
  start: Instant,
): Result<DeadlineFacts, OutsideCalendar> {
  const deadline = deadlineFor(calendar, rule, start);
  if (!deadline.ok) return deadline;
  const counted = countedSpans(calendar, rule, start, deadline.value);
  const days = describeDays(calendar, decidingDays(rule, start, deadline.value));
  const firstCounted = firstDayOf(counted[0]) ?? localDayOf(deadline.value.dueAt);
  const makeUpDays = days.filter(({ kind, day }) => kind === 'makeUpDay' && day >= firstCounted);
  return ok({
    ...deadline.value,
    rule,
    startAt: start,
    counted,
    skipped: skippedSpans(days),
    makeUpDays,
    notices: noticesOf(days),
  });
}

function countedSpans(
  calendar: Calendar,
  rule: DeadlineRule,
  start: Instant,
  { dueAt, nominalDueAt }: Deadline,
): readonly CountedSpan[] {
  const [startDay, dueDay] = [localDayOf(start), localDayOf(dueAt)];
  switch (rule.unit) {
    case 'work_hours':
      return countedTime(calendar, start, dueAt);
    case 'work_days': {
      const excluded = rule.deemNext ? receivedOn(calendar, start) : ok(startDay);
      const days = describeDays(calendar, [
        localDay((excluded.ok ? excluded.value : startDay) + 1),
        dueDay,
      ]).filter(isWorked);
      const firstDay = days[0]?.day ?? dueDay;
      return [{ kind: 'days', firstDay, lastDay: dueDay, days: days.length }];
    }
    case 'natural_days':
    case 'weeks':
    case 'months': {
      const [firstDay, lastDay] = [localDay(startDay + 1), localDayOf(nominalDueAt)];
      return [{ kind: 'days', firstDay, lastDay, days: lastDay - startDay }];
    }
    case 'same_day':
      return [];
    default:
      return assertNever(rule);
  }
}

/** Shift by shift where a day counts in part; whole days in between are gathered into one span. */
function countedTime(calendar: Calendar, start: Instant, dueAt: Instant): readonly CountedSpan[] {
  const spans: CountedSpan[] = [];
  for (let day = localDayOf(start); day <= localDayOf(dueAt); day = localDay(day + 1)) {
    const midnight = startOfDay(day);
    const shifts = shiftsOf(calendar, day).map(({ opens, closes }) => ({
      from: instant(Math.max(start, midnight + opens)),
      to: instant(Math.min(dueAt, midnight + closes)),
      length: closes - opens,
    }));
    const counted = shifts.filter(({ from, to }) => from < to);
    if (counted.length === 0) continue;
    const isWhole =
      counted.length === shifts.length &&
      counted.every(({ from, to, length }) => to - from === length);
    if (isWhole) {
      addWholeDay(
        spans,
        day,
        counted.reduce((sum, { length }) => sum + length, 0),
      );
    } else {
      spans.push(
        ...counted.map(
          ({ from, to }) => ({ kind: 'time', from, to, workingMs: to - from }) as const,
        ),
      );
    }
  }
  return spans;
}

function addWholeDay(spans: CountedSpan[], day: LocalDay, workingMs: number): void {
  const last = spans.at(-1);
  if (last?.kind !== 'days') {
    spans.push({ kind: 'days', firstDay: day, lastDay: day, days: 1, workingMs });
    return;
  }
  const sum = (last.workingMs ?? 0) + workingMs;
  spans[spans.length - 1] = { ...last, lastDay: day, days: last.days + 1, workingMs: sum };
}

/** The days whose being worked or not had a part in the answer. */
function decidingDays(
  rule: DeadlineRule,
  start: Instant,
  { dueAt, nominalDueAt }: Deadline,
): readonly [LocalDay, LocalDay] {
  const [startDay, dueDay] = [localDayOf(start), localDayOf(dueAt)];
  if (rule.unit === 'work_days' && !rule.deemNext) return [localDay(startDay + 1), dueDay];
  if (!('roll' in rule)) return [startDay, dueDay];
  // Not rolling asks no day anything: an empty span.
  return [rule.roll === 'next' ? localDayOf(nominalDueAt) : localDay(dueDay + 1), dueDay];
}

function skippedSpans(days: readonly DayDescription[]): readonly SkippedSpan[] {
  const spans: SkippedSpan[] = [];
  for (const { day, holiday } of days.filter((candidate) => !isWorked(candidate))) {
    const last = spans.at(-1);
    if (last && last.lastDay === day - 1 && last.holiday === holiday) {
      spans[spans.length - 1] = { ...last, lastDay: day, days: last.days + 1 };
    } else {
      spans.push({
        firstDay: day,
        lastDay: day,
        days: 1,
        ...(holiday !== undefined && { holiday }),
      });
    }
  }
  return withWeekendsGathered(spans);
}

function withWeekendsGathered(spans: readonly SkippedSpan[]): readonly SkippedSpan[] {
  const weekends = spans.filter(({ holiday }) => holiday === undefined);
  const [first, last] = [weekends[0], weekends.at(-1)];
  if (!first || !last || weekends.length <= WEEKENDS_NAMED) return spans;
  const days = weekends.reduce((sum, weekend) => sum + weekend.days, 0);
  const holidays = spans.filter(({ holiday }) => holiday !== undefined);
  return [...holidays, { firstDay: first.firstDay, lastDay: last.lastDay, days }];
}

function noticesOf(days: readonly DayDescription[]): readonly Notice[] {
  return [...new Set(days.flatMap(({ notice }) => (notice ? [notice] : [])))];
}

function describeDays(
  calendar: Calendar,
  [from, to]: readonly [LocalDay, LocalDay],
): readonly DayDescription[] {
  return Array.from({ length: to - from + 1 }, (_, offset) =>
    describeDay(calendar, localDay(from + offset)),
  ).filter((description) => description !== null);
}

function isWorked({ kind }: DayDescription): boolean {
  return kind === 'workingDay' || kind === 'makeUpDay';
}

function firstDayOf(span: CountedSpan | undefined): LocalDay | undefined {
  return span?.kind === 'time' ? localDayOf(span.from) : span?.firstDay;
}

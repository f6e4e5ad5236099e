import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seedCalendar } from '../../db/seed-calendar.ts';
import { checkDeadlines } from '../../server/check-deadlines.ts';
import { buildCalendar } from '../../server/domain/calendar.ts';
import { deadlineFor, receivedOn } from '../../server/domain/deadline.ts';
import { parseRule } from '../../server/domain/deadline-rule.ts';
import { isoText } from '../../server/domain/time.ts';
import { at, day, officeCalendar } from '../support/time.ts';

const calendar = officeCalendar();

/** The deadline in Beijing wall-clock, with the un-rolled one after it where they differ. */
function due(rule: string, start: string, office = calendar): string {
  const parsed = parseRule(rule);
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  const deadline = deadlineFor(office, parsed.value.rule, at(start));
  if (!deadline.ok) return deadline.refusal.code;
  const { dueAt, nominalDueAt, provisional } = deadline.value;
  const moments = dueAt === nominalDueAt ? [dueAt] : [dueAt, nominalDueAt];
  return [
    ...moments.map((moment) => isoText(moment).slice(0, 16).replace('T', ' ')),
    ...(provisional ? ['provisional'] : []),
  ].join(', ');
}

describe('the worked facts of the requirements', () => {
  it.each([
    ['3 工作小时 into a make-up Saturday', 'work_hours:3', '2020-10-09 16:30', '2020-10-10 10:30'],
    ['3 工作小时 over the National Day', 'work_hours:3', '2020-09-30 17:00', '2020-10-09 11:00'],
    ['3 工作小时 over lunch', 'work_hours:3', '2020-10-22 11:30', '2020-10-22 16:30'],
    ['5 工作日 with a working Sunday', 'work_days:5', '2020-09-23 09:00', '2020-09-29 17:30'],
    ['3 工作日 over the National Day', 'work_days:3', '2020-09-30 09:00', '2020-10-12 17:30'],
    ['3 自然日 not rolled', 'natural_days:3/noroll', '2020-09-30 09:00', '2020-10-03 23:59'],
    [
      '10 自然日 rolled to a make-up Sunday',
      'natural_days:10',
      '2020-06-15 09:00',
      '2020-06-28 17:30, 2020-06-25 23:59',
    ],
  ])('%s: %s from %s', (_, rule, start, expected) => {
    expect(due(rule, start)).toBe(expected);
  });

  it('a holiday prolonged after the deadline was issued moves it, and both answers remain', () => {
    const asIssued = officeCalendar(day('2020-01-26'));
    const asAmended = officeCalendar(day('2020-01-28'));
    expect(due('work_hours:3', '2020-01-23 16:30', asIssued)).toBe('2020-01-31 10:30');
    expect(due('work_hours:3', '2020-01-23 16:30', asAmended)).toBe('2020-02-03 10:30');
  });
});

describe('the worked examples', () => {
  it.each([
    ['deadline-cases.csv', 'all-year', 72],
    ['deadline-cases-summer.csv', 'summer', 4],
  ] as const)('of %s all hold', (file, timetable, rows) => {
    const csv = readFileSync(new URL(`../support/${file}`, import.meta.url), 'utf8');
    const report = checkDeadlines(buildCalendar(seedCalendar(timetable)), csv);
    expect(report).toEqual({
      ok: true,
      value: { findings: [], agreeing: rows, differing: 0, broken: 0 },
    });
  });

  it('of the summer timetable do not hold without it', () => {
    const file = new URL('../support/deadline-cases-summer.csv', import.meta.url);
    const report = checkDeadlines(calendar, readFileSync(file, 'utf8'));
    expect(report.ok && report.value.differing).toBe(3);
  });
});

describe('the same day', () => {
  it.each([
    ['before opening', '2026-03-10 06:00', '2026-03-10 17:30'],
    ['a second before close', '2026-03-10 17:29:59', '2026-03-10 17:30'],
    ['at close', '2026-03-10 17:30', '2026-03-11 17:30'],
    ['on a rest day', '2026-03-14 10:00', '2026-03-16 17:30'],
    ['on a make-up Saturday', '2026-02-14 10:00', '2026-02-14 17:30'],
  ])('%s: %s → %s', (_, start, expected) => {
    expect(due('same_day', start)).toBe(expected);
  });
});

describe('working days', () => {
  it.each([
    ['work_days:1', '2026-03-13 17:29:59', '2026-03-16 17:30'],
    ['work_days:1', '2026-03-13 17:30', '2026-03-16 17:30'],
    ['work_days:1/deem_next', '2026-03-13 17:29:59', '2026-03-16 17:30'],
    ['work_days:1/deem_next', '2026-03-13 17:30', '2026-03-17 17:30'],
    ['work_days:1/deem_next', '2026-03-13 06:00', '2026-03-16 17:30'],
    ['work_days:1/deem_next', '2026-10-03 12:00', '2026-10-09 17:30'],
  ])('%s from %s: %s', (rule, start, expected) => {
    expect(due(rule, start)).toBe(expected);
  });
});

describe('natural days', () => {
  it.each([
    ['2026-03-10 00:00', '2026-03-13 17:30'],
    ['2026-03-10 23:59:59', '2026-03-13 17:30'],
    ['2026-03-11 00:00', '2026-03-16 17:30, 2026-03-14 23:59'],
    ['2026-09-17 09:00', '2026-09-20 17:30'],
  ])('three from %s: %s', (start, expected) => {
    expect(due('natural_days:3', start)).toBe(expected);
  });
});

describe('when something that comes is dealt with', () => {
  it('is today until close of business', () => {
    expect(receivedOn(calendar, at('2026-03-13 17:29:59'))).toEqual({
      ok: true,
      value: day('2026-03-13'),
    });
    expect(receivedOn(calendar, at('2026-03-13 17:30'))).toEqual({
      ok: true,
      value: day('2026-03-16'),
    });
  });
});

describe('a deadline that reaches into a year without notice', () => {
  it.each([
    ['work_hours:3', '2026-12-31 14:30', '2026-12-31 17:30'],
    ['work_hours:3', '2026-12-31 14:31', '2027-01-01 08:31, provisional'],
    ['work_days:1', '2026-12-30 09:00', '2026-12-31 17:30'],
    ['work_days:1', '2026-12-31 09:00', '2027-01-01 17:30, provisional'],
    ['natural_days:60', '2026-11-01 09:00', '2026-12-31 17:30'],
    ['natural_days:60', '2026-11-02 09:00', '2027-01-01 17:30, provisional'],
    ['natural_days:60', '2026-11-03 09:00', '2027-01-04 17:30, 2027-01-02 23:59, provisional'],
    ['same_day', '2026-12-31 17:29:59', '2026-12-31 17:30'],
    ['same_day', '2026-12-31 17:30', '2027-01-01 17:30, provisional'],
    ['same_day', '2027-05-03 09:00', '2027-05-03 17:30, provisional'],
  ])('is provisional: %s from %s is %s', (rule, start, expected) => {
    expect(due(rule, start)).toBe(expected);
  });

  it('is certain when only calendar days are counted', () => {
    expect(due('natural_days:60/noroll', '2026-11-03 09:00')).toBe('2027-01-02 23:59');
  });

  it('is certain when the last of the natural days is, whatever the year they began in', () => {
    const { officeHours, years } = seedCalendar();
    const only2026 = buildCalendar({
      officeHours,
      years: years.filter(({ year }) => year === 2026),
    });
    expect(due('natural_days:10', '2025-12-30 09:00', only2026)).toBe('2026-01-09 17:30');
    expect(due('work_days:5', '2025-12-31 09:00', only2026)).toBe('2026-01-08 17:30, provisional');
  });

  it('is provisional for a year that had no notice yet on the day asked about', () => {
    const october2025 = officeCalendar(day('2025-10-31'));
    expect(due('work_days:5', '2025-12-31 09:00', october2025)).toBe(
      '2026-01-07 17:30, provisional',
    );
    expect(due('work_days:5', '2025-12-31 09:00')).toBe('2026-01-08 17:30');
  });
});

describe('a deadline outside the calendar', () => {
  it.each([
    ['work_hours:1', '2017-12-31 23:59:59'],
    ['same_day', '2041-01-01 00:00'],
    ['work_hours:1', '2040-12-31 16:30:01'],
    ['work_days:1', '2040-12-31 09:00'],
    ['work_days:1/deem_next', '2040-12-31 17:30'],
    ['natural_days:1', '2040-12-31 09:00'],
    ['natural_days:1/noroll', '2040-12-31 09:00'],
    ['same_day', '2040-12-31 17:30'],
  ])('is refused: %s from %s', (rule, start) => {
    expect(due(rule, start)).toBe('outsideCalendar');
  });

  it('is still found on its last day', () => {
    expect(due('work_hours:1', '2040-12-31 16:30')).toBe('2040-12-31 17:30, provisional');
    expect(due('natural_days:1', '2040-12-30 09:00')).toBe('2040-12-31 17:30, provisional');
    expect(due('same_day', '2018-01-01 00:00')).toBe('2018-01-02 17:30');
  });
});

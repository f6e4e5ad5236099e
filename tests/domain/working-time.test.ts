import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedCalendar } from '../../db/seed-calendar.ts';
import { buildCalendar, CALENDAR_YEARS, isWorkingTime } from '../../server/domain/calendar.ts';
import type { Result } from '../../server/domain/result.ts';
import type { Instant, LocalDay } from '../../server/domain/time.ts';
import {
  DAY,
  dayText,
  HOUR,
  instant,
  isoText,
  localDay,
  MINUTE,
} from '../../server/domain/time.ts';
import {
  addWorkingDays,
  addWorkingTime,
  officeTimeFrom,
  subtractWorkingTime,
  workingDayFrom,
  workingDaysBetween,
  workingTimeBetween,
} from '../../server/domain/working-time.ts';
import { at, day, officeCalendar } from '../support/time.ts';

const calendar = officeCalendar();
const summer = buildCalendar(seedCalendar('summer'));
const OUTSIDE = { ok: false, refusal: { code: 'outsideCalendar' } };

/** Beijing wall-clock, to be read beside the input. */
function moment(result: Result<Instant, unknown>): string {
  return result.ok ? isoText(result.value).slice(0, -6).replace('T', ' ') : 'refused';
}

function date(result: Result<LocalDay, unknown>): string {
  return result.ok ? dayText(result.value) : 'refused';
}

describe('three working hours', () => {
  it.each([
    ['within a morning', '2026-03-10 08:30', '2026-03-10 11:30:00'],
    ['ending as lunch begins', '2026-03-10 09:00', '2026-03-10 12:00:00'],
    ['a second too late for that', '2026-03-10 09:00:01', '2026-03-10 14:00:01'],
    ['from the last second before lunch', '2026-03-10 11:59:59', '2026-03-10 16:59:59'],
    ['from the first second of lunch', '2026-03-10 12:00', '2026-03-10 17:00:00'],
    ['from the end of lunch', '2026-03-10 14:00', '2026-03-10 17:00:00'],
    ['ending as the office closes', '2026-03-10 14:30', '2026-03-10 17:30:00'],
    ['a second too late for that one', '2026-03-10 14:30:01', '2026-03-11 08:30:01'],
    ['from the last second of the day', '2026-03-10 17:29:59', '2026-03-11 11:29:59'],
    ['from closing time', '2026-03-10 17:30', '2026-03-11 11:30:00'],
    ['from before opening', '2026-03-10 06:00', '2026-03-10 11:30:00'],
    ['over a weekend', '2026-03-13 16:30', '2026-03-16 10:30:00'],
    ['into a make-up Saturday', '2026-02-27 17:00', '2026-02-28 11:00:00'],
    ['over the Spring Festival', '2026-02-14 15:00', '2026-02-24 09:00:00'],
    ['over New Year into a make-up Sunday', '2025-12-31 16:30', '2026-01-04 10:30:00'],
  ])('%s: %s → %s', (_, start, expected) => {
    expect(moment(addWorkingTime(calendar, at(start), 3 * HOUR))).toBe(expected);
  });

  it('are counted by the timetable of each day', () => {
    expect(moment(addWorkingTime(summer, at('2026-06-30 15:30'), 3 * HOUR))).toBe(
      '2026-07-01 09:30:00',
    );
    expect(moment(addWorkingTime(summer, at('2026-09-30 16:30'), 3 * HOUR))).toBe(
      '2026-10-08 10:00:00',
    );
  });

  it('end no earlier than a shorter amount, to the millisecond', () => {
    const start = at('2026-03-10 09:00');
    expect(moment(addWorkingTime(calendar, start, 3 * HOUR - 1))).toBe('2026-03-10 11:59:59.999');
    expect(moment(addWorkingTime(calendar, start, 3 * HOUR + 1))).toBe('2026-03-10 14:00:00.001');
    expect(moment(addWorkingTime(calendar, start, 0))).toBe('2026-03-10 09:00:00');
  });
});

describe('a reminder so many working hours before', () => {
  it.each([
    ['the same morning', '2026-03-10 11:30', '2026-03-10 10:30:00'],
    ['before lunch', '2026-03-10 14:30', '2026-03-10 11:30:00'],
    ['as the morning ends', '2026-03-10 15:00', '2026-03-10 12:00:00'],
    ['on Friday as the office closes, not on Monday', '2026-03-16 09:30', '2026-03-13 17:30:00'],
    ['a second into Monday', '2026-03-16 09:30:01', '2026-03-16 08:30:01'],
    ['before the holiday', '2026-02-24 09:00', '2026-02-14 17:00:00'],
    ['counted from closing time for a night', '2026-03-10 22:00', '2026-03-10 16:30:00'],
  ])('goes out %s: due %s → %s', (_, due, expected) => {
    expect(moment(subtractWorkingTime(calendar, at(due), HOUR))).toBe(expected);
  });
});

describe('working time measured', () => {
  it('leaves out lunch, nights and weekends', () => {
    const measure = (from: string, to: string) => workingTimeBetween(calendar, at(from), at(to));
    expect(measure('2026-03-10 11:00', '2026-03-10 15:00')).toEqual({ ok: true, value: 2 * HOUR });
    expect(measure('2026-03-13 17:30', '2026-03-16 08:30')).toEqual({ ok: true, value: 0 });
    expect(measure('2026-03-13 17:29', '2026-03-16 08:31')).toEqual({
      ok: true,
      value: 2 * MINUTE,
    });
  });

  it('is negative backwards', () => {
    const late = workingTimeBetween(calendar, at('2026-03-16 09:30'), at('2026-03-13 17:00'));
    expect(late).toEqual({ ok: true, value: -90 * MINUTE });
  });
});

describe('adding and measuring', () => {
  const moments = fc
    .integer({ min: at('2018-02-01 00:00'), max: at('2030-12-31 00:00') })
    .map(instant);
  const spans = fc.integer({ min: 1, max: 2000 * HOUR });

  it.each([
    ['all year', calendar],
    ['with a summer timetable', summer],
  ])('are inverses %s', (_, office) => {
    fc.assert(
      fc.property(moments, spans, (start, span) => {
        const end = addWorkingTime(office, start, span);
        expect(end.ok && workingTimeBetween(office, start, end.value)).toEqual({
          ok: true,
          value: span,
        });
      }),
    );
  });

  it('and subtracting again lead to a moment from which the same time remains', () => {
    fc.assert(
      fc.property(moments, spans, (end, span) => {
        const start = subtractWorkingTime(calendar, end, span);
        // The first month holds no 2000 hours before it.
        if (!start.ok) return;
        expect(workingTimeBetween(calendar, start.value, end)).toEqual({ ok: true, value: span });
      }),
    );
  });

  it('never end outside office hours, save at the end of a shift', () => {
    fc.assert(
      fc.property(moments, spans, (start, span) => {
        const end = addWorkingTime(calendar, start, span);
        expect(end.ok && isWorkingTime(calendar, instant(end.value - 1))).toBe(true);
      }),
    );
  });

  it('are the same in one step and in two', () => {
    fc.assert(
      fc.property(moments, spans, spans, (start, first, second) => {
        const middle = addWorkingTime(calendar, start, first);
        const end = addWorkingTime(calendar, start, first + second);
        expect(middle.ok && addWorkingTime(calendar, middle.value, second)).toEqual(end);
      }),
    );
  });
});

describe('the next moment of office time', () => {
  it.each([
    ['2026-03-10 09:00:01', '2026-03-10 09:00:01'],
    ['2026-03-10 08:30', '2026-03-10 08:30:00'],
    ['2026-03-10 12:00', '2026-03-10 14:00:00'],
    ['2026-03-13 17:30', '2026-03-16 08:30:00'],
    ['2026-10-01 10:00', '2026-10-08 08:30:00'],
  ])('after %s is %s', (start, expected) => {
    expect(moment(officeTimeFrom(calendar, at(start)))).toBe(expected);
  });
});

describe('working days', () => {
  it.each([
    ['2026-03-10', 1, '2026-03-11'],
    ['2026-03-13', 1, '2026-03-16'],
    ['2026-03-14', 1, '2026-03-16'],
    ['2026-09-18', 1, '2026-09-20'],
    ['2026-09-18', 2, '2026-09-21'],
    ['2026-02-14', 1, '2026-02-24'],
    ['2026-03-10', 0, '2026-03-10'],
    ['2026-03-16', -1, '2026-03-13'],
    ['2026-03-15', -1, '2026-03-13'],
    ['2026-02-24', -1, '2026-02-14'],
  ])('from %s, %i on: %s', (from, count, expected) => {
    expect(date(addWorkingDays(calendar, day(from), count))).toBe(expected);
  });

  it('are counted after the first day and with the last', () => {
    const count = (from: string, to: string) => workingDaysBetween(calendar, day(from), day(to));
    expect(count('2026-03-10', '2026-03-11')).toEqual({ ok: true, value: 1 });
    expect(count('2026-03-13', '2026-03-15')).toEqual({ ok: true, value: 0 });
    expect(count('2026-03-13', '2026-03-16')).toEqual({ ok: true, value: 1 });
    expect(count('2026-03-16', '2026-03-13')).toEqual({ ok: true, value: -1 });
    expect(count('2026-02-13', '2026-02-24')).toEqual({ ok: true, value: 2 });
  });

  it('begin with the day itself when it is one', () => {
    expect(date(workingDayFrom(calendar, day('2026-10-10')))).toBe('2026-10-10');
    expect(date(workingDayFrom(calendar, day('2026-10-01')))).toBe('2026-10-08');
  });
});

describe('beyond the calendar', () => {
  const first = day(`${CALENDAR_YEARS.first}-01-01`);
  const last = day(`${CALENDAR_YEARS.last}-12-31`);
  const before = instant(at(`${dayText(first)} 00:00`) - 1);
  const after = instant(at(`${dayText(last)} 00:00`) + DAY);
  const closing = at(`${dayText(last)} 17:30`);

  it('nothing is added, subtracted or measured', () => {
    const inside = at('2026-03-10 09:00');
    expect(addWorkingTime(calendar, before, HOUR)).toEqual(OUTSIDE);
    expect(addWorkingTime(calendar, after, 0)).toEqual(OUTSIDE);
    expect(subtractWorkingTime(calendar, after, HOUR)).toEqual(OUTSIDE);
    expect(workingTimeBetween(calendar, before, inside)).toEqual(OUTSIDE);
    expect(workingTimeBetween(calendar, inside, after)).toEqual(OUTSIDE);
    expect(addWorkingDays(calendar, localDay(last + 1), -1)).toEqual(OUTSIDE);
    expect(addWorkingDays(calendar, last, 1)).toEqual(OUTSIDE);
    expect(addWorkingDays(calendar, first, -1)).toEqual(OUTSIDE);
    expect(workingDaysBetween(calendar, first, localDay(last + 1))).toEqual(OUTSIDE);
  });

  it('the last hour is the last answer', () => {
    const lastHour = instant(closing - HOUR);
    expect(addWorkingTime(calendar, lastHour, HOUR)).toEqual({ ok: true, value: closing });
    expect(addWorkingTime(calendar, lastHour, HOUR + 1)).toEqual(OUTSIDE);
    expect(addWorkingTime(calendar, closing, 1)).toEqual(OUTSIDE);
  });

  it('the first hour is the first one that can be taken back', () => {
    const opening = at(`${CALENDAR_YEARS.first}-01-02 08:30`);
    const halfPastNine = instant(opening + HOUR);
    expect(subtractWorkingTime(calendar, halfPastNine, HOUR - 1)).toEqual({
      ok: true,
      value: opening + 1,
    });
    // The end of the shift before is not in the calendar.
    expect(subtractWorkingTime(calendar, halfPastNine, HOUR)).toEqual(OUTSIDE);
    expect(subtractWorkingTime(calendar, halfPastNine, HOUR + 1)).toEqual(OUTSIDE);
  });

  it.each([-1, 0.5, Number.NaN])('an amount of %d is a bug', (amount) => {
    expect(() => addWorkingTime(calendar, at('2026-03-10 09:00'), amount)).toThrow(RangeError);
    expect(() => subtractWorkingTime(calendar, at('2026-03-10 09:00'), amount)).toThrow(RangeError);
  });
});

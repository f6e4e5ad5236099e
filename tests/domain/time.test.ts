import { describe, expect, it } from 'vitest';
import type { CivilDate } from '../../server/domain/time.ts';
import {
  chineseDay,
  chineseMoment,
  chineseWeekday,
  civilDateOf,
  clockTimeText,
  dayOf,
  dayText,
  durationText,
  exactClockTimeText,
  HOUR,
  instant,
  isoText,
  localDay,
  localDayOf,
  MINUTE,
  parseInstant,
  parseLocalDay,
  SECOND,
  startOfDay,
  weekdayOf,
} from '../../server/domain/time.ts';
import { at, day } from '../support/time.ts';

/** What the person reads who typed this. */
function complaint(text: string): string {
  const read = parseInstant(text);
  return read.ok ? 'accepted' : read.refusal.message;
}

/** By the rule of the Gregorian calendar, month by month. */
function nextDate({ year, month, dayOfMonth }: CivilDate): CivilDate {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  if (dayOfMonth < (lengths[month - 1] ?? 0)) return { year, month, dayOfMonth: dayOfMonth + 1 };
  return month < 12
    ? { year, month: month + 1, dayOfMonth: 1 }
    : { year: year + 1, month: 1, dayOfMonth: 1 };
}

describe('a moment read from text', () => {
  it.each([
    ['2026-02-14T15:00:00+08:00', 1_771_052_400_000],
    ['2026-02-14T07:00:00Z', 1_771_052_400_000],
    ['2026-02-14T02:00:00-05:00', 1_771_052_400_000],
    ['2026-02-14T12:30:00+0530', 1_771_052_400_000],
    ['2026-02-14T15:00+08:00', 1_771_052_400_000],
    ['2026-02-14T15:00:00.25+08:00', 1_771_052_400_250],
    ['1992-01-01T00:00:00+08:00', 694_195_200_000],
  ])('%s is one instant whatever its zone', (text, milliseconds) => {
    expect(parseInstant(text)).toEqual({ ok: true, value: milliseconds });
  });

  it.each([
    ['2026-02-14T15:00:00', '没有写明时区'],
    ['2026-02-30T09:00:00+08:00', '2026-02-30 这一天不存在'],
    ['2025-02-29T09:00:00+08:00', '2025-02-29 这一天不存在'],
    ['2026-13-01T09:00:00+08:00', '2026-13-01 这一天不存在'],
    ['2026-00-01T09:00:00+08:00', '2026-00-01 这一天不存在'],
    ['2026-02-14T24:00:00+08:00', '没有这样的钟点'],
    ['2026-02-14T15:60:00+08:00', '没有这样的钟点'],
    ['2026-02-14T15:00:60+08:00', '没有这样的钟点'],
    ['2026-02-14T15:00:00+15:00', '时区不存在'],
    ['2026-02-14 15:00:00+08:00', '不是有效的时间'],
    ['2026-02-14', '不是有效的时间'],
    ['明天下午三点', '不是有效的时间'],
    ['', '不是有效的时间'],
    ['1991-12-31T23:59:59+08:00', '早于1992年'],
    ['1992-01-01T00:00:00+09:00', '早于1992年'],
  ])('%s is refused, and the person is told why', (text, reason) => {
    expect(complaint(text)).toContain(reason);
  });

  it('keeps the leap day', () => {
    expect(complaint('2024-02-29T09:00:00+08:00')).toBe('accepted');
  });
});

describe('a day', () => {
  it('begins and ends at midnight in Beijing', () => {
    expect(localDayOf(at('2026-03-10 00:00'))).toBe(day('2026-03-10'));
    expect(localDayOf(at('2026-03-10 23:59:59.999'))).toBe(day('2026-03-10'));
    expect(startOfDay(day('2026-03-10'))).toBe(at('2026-03-10 00:00'));
  });

  it('is counted from the first of January 1970, a Thursday', () => {
    expect(parseLocalDay('1970-01-01')).toEqual({ ok: true, value: 0 });
    expect(chineseWeekday(localDay(0))).toBe('周四');
    expect(weekdayOf(localDay(-1))).toBe(3);
  });

  it('follows the one before for a hundred and fifty years', () => {
    const wrong: string[] = [];
    let date: CivilDate = { year: 1970, month: 1, dayOfMonth: 1 };
    for (let number = 0; date.year < 2120; number++) {
      const { year, month, dayOfMonth } = date;
      const found = civilDateOf(localDay(number));
      if (JSON.stringify(found) !== JSON.stringify(date)) wrong.push(dayText(localDay(number)));
      if (dayOf(year, month, dayOfMonth) !== number) wrong.push(JSON.stringify(date));
      date = nextDate(date);
    }
    expect(wrong).toEqual([]);
  });

  it.each(['2026-2-3', '2026/02/03', '20260203', '2026-02-29', '二月三日'])(
    'is not read from %s',
    (text) => {
      expect(parseLocalDay(text).ok).toBe(false);
    },
  );
});

describe('what people read', () => {
  it('is a moment as the messages write it', () => {
    expect(chineseMoment(at('2026-03-16 10:30'))).toBe('3月16日（周一）10:30');
    expect(chineseMoment(at('2026-03-16 08:05:59'), 'withYear')).toBe('2026年3月16日（周一）08:05');
    expect(chineseDay(day('2026-09-20'))).toBe('9月20日（周日）');
    expect(chineseDay(day('2026-09-20'), 'withYear')).toBe('2026年9月20日（周日）');
  });

  it('shows seconds only where they count', () => {
    expect(clockTimeText(at('2026-03-16 23:59:59'))).toBe('23:59');
    expect(exactClockTimeText(at('2026-03-16 23:59:59'))).toBe('23:59:59');
    expect(exactClockTimeText(at('2026-03-16 23:59'))).toBe('23:59');
  });

  it('is a moment for machines, with its zone', () => {
    expect(isoText(at('2026-02-24 09:00'))).toBe('2026-02-24T09:00:00+08:00');
    expect(isoText(instant(at('2026-02-24 00:00') - 1))).toBe('2026-02-23T23:59:59.999+08:00');
  });

  it.each([
    [0, '0分'],
    [30 * MINUTE, '30分'],
    [3 * HOUR, '3小时'],
    [2 * HOUR + 30 * MINUTE, '2小时30分'],
    [HOUR + 5 * SECOND, '1小时5秒'],
  ])('is a length of time: %i ms is %s', (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text);
  });

  it('can be read back', () => {
    const moment = at('2026-02-24 09:00:01.005');
    expect(parseInstant(isoText(moment))).toEqual({ ok: true, value: moment });
  });
});

describe('a number that is no moment', () => {
  it.each([Number.NaN, 1.5, Number.POSITIVE_INFINITY])('%d is a bug', (value) => {
    expect(() => instant(value)).toThrow(RangeError);
    expect(() => localDay(value)).toThrow(RangeError);
  });
});

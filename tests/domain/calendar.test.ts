import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { seedCalendar } from '../../db/seed-calendar.ts';
import {
  buildCalendar,
  CALENDAR_YEARS,
  covers,
  describeDay,
  isWorkingDay,
  isWorkingTime,
  shiftsOf,
} from '../../server/domain/calendar.ts';
import { dayText, HOUR, localDay, MINUTE, weekdayOf } from '../../server/domain/time.ts';
import { closeOf, openingOf } from '../../server/domain/working-time.ts';
import { at, day, officeCalendar } from '../support/time.ts';

const calendar = officeCalendar();
// The tables and not the functions of chinese-days, which answer in the zone of the machine.
const daysOff = new Set(Object.keys(published.holidays));
const makeUpDays = new Set(Object.keys(published.workdays));

describe('the days of the office', () => {
  it('agree with chinese-days on every day from 2018 to 2026', () => {
    const disagreements: string[] = [];
    let compared = 0;
    for (let each = day('2018-01-01'); each <= day('2026-12-31'); each = localDay(each + 1)) {
      const isWorking = isWorkingDay(calendar, each);
      compared++;
      const text = dayText(each);
      const expected = makeUpDays.has(text) || (!daysOff.has(text) && weekdayOf(each) % 6 !== 0);
      if (isWorking !== expected) disagreements.push(text);
    }
    expect(disagreements).toEqual([]);
    expect(compared).toBe(9 * 365 + 2);
  });

  it.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('of %i number %i working days', (year, expected) => {
    let workingDays = 0;
    for (let each = day(`${year}-01-01`); each <= day(`${year}-12-31`); each = localDay(each + 1)) {
      if (isWorkingDay(calendar, each)) workingDays++;
    }
    expect(workingDays).toBe(expected);
  });

  it('carry the name and the paper that make them what they are', () => {
    expect(describeDay(calendar, day('2026-10-10'))).toMatchObject({
      kind: 'makeUpDay',
      holiday: '国庆节',
      notice: { number: '国办发明电〔2025〕7号', issuedOn: '2025-11-04' },
      provisional: false,
    });
    expect(describeDay(calendar, day('2026-02-16'))).toMatchObject({
      kind: 'holiday',
      holiday: '春节',
    });
    expect(describeDay(calendar, day('2026-03-14'))?.kind).toBe('weekend');
    expect(describeDay(calendar, day('2026-03-16'))?.kind).toBe('workingDay');
  });

  it('may be ruled by the notice of the next year', () => {
    expect(describeDay(calendar, day('2018-12-29'))).toMatchObject({
      kind: 'makeUpDay',
      holiday: '元旦',
      notice: { number: '国办发明电〔2018〕15号' },
    });
    expect(isWorkingDay(calendar, day('2018-12-31'))).toBe(false);
  });

  it('are a plain week in a year without notice, and say so', () => {
    expect(describeDay(calendar, day('2027-10-01'))).toEqual({
      day: day('2027-10-01'),
      kind: 'workingDay',
      provisional: true,
    });
    expect(isWorkingDay(calendar, day('2027-10-02'))).toBe(false);
  });

  it('end where the calendar ends', () => {
    const { first, last } = CALENDAR_YEARS;
    expect(covers(calendar, day(`${first}-01-01`))).toBe(true);
    expect(covers(calendar, day(`${last}-12-31`))).toBe(true);
    expect(describeDay(calendar, localDay(day(`${first}-01-01`) - 1))).toBeNull();
    expect(describeDay(calendar, localDay(day(`${last}-12-31`) + 1))).toBeNull();
    expect(isWorkingDay(calendar, localDay(day(`${last}-12-31`) + 1))).toBe(false);
  });
});

describe('what was known on a day', () => {
  it('is the first Spring Festival paper of 2020 until the second was published', () => {
    const before = officeCalendar(day('2020-01-26'));
    expect(describeDay(before, day('2020-02-01'))).toMatchObject({
      kind: 'makeUpDay',
      notice: { number: '国办发明电〔2019〕16号' },
    });
    expect(isWorkingDay(before, day('2020-01-31'))).toBe(true);
    const after = officeCalendar(day('2020-01-27'));
    expect(describeDay(after, day('2020-02-01'))).toMatchObject({
      kind: 'holiday',
      notice: { number: '国办发明电〔2020〕1号' },
    });
    expect(isWorkingDay(after, day('2020-01-31'))).toBe(false);
  });

  it('leaves the other holidays of an amended year to the first paper', () => {
    expect(describeDay(calendar, day('2020-06-28'))).toMatchObject({
      kind: 'makeUpDay',
      holiday: '端午节',
      notice: { number: '国办发明电〔2019〕16号' },
    });
  });

  it('is one day off for Labour Day 2019 until the amendment gave four', () => {
    const before = officeCalendar(day('2019-03-21'));
    expect(isWorkingDay(before, day('2019-05-02'))).toBe(true);
    expect(isWorkingDay(before, day('2019-05-05'))).toBe(false);
    const after = officeCalendar(day('2019-03-22'));
    expect(isWorkingDay(after, day('2019-05-02'))).toBe(false);
    expect(isWorkingDay(after, day('2019-05-05'))).toBe(true);
  });

  it('is the later paper where those of two years speak of one day', () => {
    const { officeHours, years } = seedCalendar();
    const ruling = (year: number, knownFrom: string, makeUpDays: string[], from: string) => ({
      year,
      versions: [
        {
          notice: { number: `试〔${year}〕1号`, title: '试', issuedOn: knownFrom },
          knownFrom,
          holidays: [{ name: '元旦', from, to: from, makeUpDays }],
        },
      ],
    });
    const off = ruling(2027, '2026-11-05', [], '2026-12-27');
    const worked = ruling(2026, '2025-11-04', ['2026-12-27'], '2026-01-01');
    const before2026 = years.filter(({ year }) => year < 2026);
    const office = buildCalendar({ officeHours, years: [off, worked, ...before2026] });
    expect(isWorkingDay(office, day('2026-12-27'))).toBe(false);
  });

  it('does not hold a year before its notice', () => {
    expect(officeCalendar(day('2025-11-03')).loadedYears.has(2026)).toBe(false);
    expect(officeCalendar(day('2025-11-04')).loadedYears.has(2026)).toBe(true);
    expect([...calendar.loadedYears]).toEqual([
      2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026,
    ]);
  });
});

describe('office hours', () => {
  it('are half-open', () => {
    expect(isWorkingTime(calendar, at('2026-03-10 08:29:59'))).toBe(false);
    expect(isWorkingTime(calendar, at('2026-03-10 08:30'))).toBe(true);
    expect(isWorkingTime(calendar, at('2026-03-10 11:59:59'))).toBe(true);
    expect(isWorkingTime(calendar, at('2026-03-10 12:00'))).toBe(false);
    expect(isWorkingTime(calendar, at('2026-03-10 14:00'))).toBe(true);
    expect(isWorkingTime(calendar, at('2026-03-10 17:30'))).toBe(false);
    expect(isWorkingTime(calendar, at('2026-03-14 10:00'))).toBe(false);
  });

  it('change with the season where the office has a summer timetable', () => {
    const summer = buildCalendar(seedCalendar('summer'));
    expect(closeOf(summer, day('2026-06-30'))).toBe(at('2026-06-30 17:30'));
    expect(closeOf(summer, day('2026-07-01'))).toBe(at('2026-07-01 18:00'));
    expect(closeOf(summer, day('2026-09-30'))).toBe(at('2026-09-30 18:00'));
    expect(closeOf(summer, day('2026-10-08'))).toBe(at('2026-10-08 17:30'));
    expect(isWorkingTime(summer, at('2026-07-01 14:00'))).toBe(false);
  });

  it('do not exist on a rest day', () => {
    expect(shiftsOf(calendar, day('2026-10-01'))).toEqual([]);
    expect(openingOf(calendar, day('2026-10-01'))).toBeNull();
    expect(closeOf(calendar, day('2026-10-01'))).toBeNull();
    expect(openingOf(calendar, day('2026-10-08'))).toBe(at('2026-10-08 08:30'));
  });

  it('may change from a day on, once that has been decided', () => {
    const { officeHours, years } = seedCalendar();
    const data = {
      years,
      officeHours: [
        ...officeHours,
        {
          title: '新作息',
          effectiveFrom: '2026-05-01',
          knownFrom: '2026-04-20',
          seasons: [
            {
              from: '01-01',
              to: '12-31',
              intervals: [
                ['09:00', '12:00'],
                ['13:00', '18:00'],
              ],
            },
          ] as const,
        },
      ],
    };
    const now = buildCalendar(data);
    expect(shiftsOf(now, day('2026-04-30'))[0]?.opens).toBe(8 * HOUR + 30 * MINUTE);
    expect(shiftsOf(now, day('2026-05-06'))[0]?.opens).toBe(9 * HOUR);
    const earlier = buildCalendar(data, day('2026-04-19'));
    expect(shiftsOf(earlier, day('2026-05-06'))[0]?.opens).toBe(8 * HOUR + 30 * MINUTE);
  });
});

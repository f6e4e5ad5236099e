import { describe, expect, it } from 'vitest';
import { parseCalendarData, seedCalendar } from '../../db/seed-calendar.ts';
import type { CalendarData, Holiday, OfficeHours } from '../../server/domain/calendar-data.ts';
import { calendarProblems } from '../../server/domain/calendar-problems.ts';

const good = seedCalendar();

function withHolidays(...holidays: readonly Partial<Holiday>[]): CalendarData {
  const blank = { name: '元旦', from: '2027-01-01', to: '2027-01-01', makeUpDays: [] };
  const notice = { number: '试〔2026〕1号', title: '试', issuedOn: '2026-11-05' };
  const version = {
    notice,
    knownFrom: '2026-11-05',
    holidays: holidays.map((holiday) => ({ ...blank, ...holiday })),
  };
  return { ...good, years: [{ year: 2027, versions: [version] }] };
}

function withSeasons(...seasons: OfficeHours['seasons']): CalendarData {
  return { ...good, officeHours: [{ title: '试', effectiveFrom: '2026-01-01', seasons }] };
}

describe('a calendar that does not hold together', () => {
  it('is none of the seeded ones', () => {
    expect(calendarProblems(seedCalendar())).toEqual([]);
    expect(calendarProblems(seedCalendar('summer'))).toEqual([]);
  });

  it.each([
    ['a day that does not exist', { from: '2027-02-29' }, '2027-02-29 这一天不存在'],
    ['a holiday that ends before it begins', { from: '2027-01-03' }, '元旦的起止日期颠倒'],
    ['a day of another year', { to: '2028-01-01' }, '元旦的2028-01-01不在本年度'],
    [
      'a make-up day in the middle of the week',
      { makeUpDays: ['2027-01-06'] },
      '元旦调休上班的1月6日（周三）不是周六、周日',
    ],
    [
      'a day both off and worked',
      { to: '2027-01-02', makeUpDays: ['2027-01-02'] },
      '2027-01-02同时列入元旦和元旦',
    ],
  ])('is told about %s', (_, holiday, problem) => {
    expect(calendarProblems(withHolidays(holiday))).toEqual([`2027年放假安排：${problem}`]);
  });

  it('is told about two holidays on one day, but not when an amendment moves one', () => {
    const spring = { name: '春节' };
    expect(calendarProblems(withHolidays({}, spring))).toEqual([
      '2027年放假安排：2027-01-01同时列入元旦和春节',
    ]);
  });

  it('is told about amendments out of order and years without a notice or twice', () => {
    const [year2019] = good.years.filter(({ year }) => year === 2019);
    const versions = [...(year2019?.versions ?? [])].reverse();
    const years = [
      { year: 2019, versions },
      { year: 2020, versions: [] },
      { year: 2020, versions: [] },
    ];
    expect(calendarProblems({ ...good, years })).toEqual([
      '2020年的放假安排重复',
      '2019年放假安排：通知应按公布先后排列',
      '2020年放假安排：没有放假通知',
      '2020年放假安排：没有放假通知',
    ]);
  });

  const intervals = [['08:30', '12:00']] as const;
  it.each([
    ['a gap', [{ from: '01-01', to: '12-30', intervals }], '12-31没有作息'],
    [
      'an overlap',
      [
        { from: '07-01', to: '09-30', intervals },
        { from: '09-30', to: '06-30', intervals },
      ],
      '09-30有两种作息',
    ],
    ['a date that does not exist', [{ from: '01-01', to: '02-30', intervals }], '没有02-30这一天'],
    ['no hours', [{ from: '01-01', to: '12-31', intervals: [] }], '01-01至12-31没有办公时段'],
    [
      'hours in the wrong order',
      [{ from: '01-01', to: '12-31', intervals: [['14:00', '12:00']] as const }],
      '01-01至12-31的办公时段有误或前后颠倒',
    ],
    [
      'hours beyond midnight',
      [{ from: '01-01', to: '12-31', intervals: [['14:00', '24:30']] as const }],
      '01-01至12-31的办公时段有误或前后颠倒',
    ],
  ])('is told about office hours with %s', (_, seasons, problem) => {
    expect(calendarProblems(withSeasons(...seasons))).toEqual([`作息时间“试”：${problem}`]);
  });

  it('is told about missing office hours', () => {
    expect(calendarProblems({ ...good, officeHours: [] })).toEqual(['没有作息时间']);
  });
});

describe('a calendar file', () => {
  it('is refused with every fault at once', () => {
    const faulty = withHolidays({ from: '2027-02-29' }, { name: '春节', from: '2027-02-08' });
    expect(() => parseCalendarData(faulty)).toThrow('2027-02-29 这一天不存在');
    expect(() => parseCalendarData({ ...good, officeHours: [] })).toThrow('没有作息时间');
  });

  it('is refused when its shape is not that of a calendar', () => {
    expect(() => parseCalendarData({ ...good, years: [{ year: '2027' }] })).toThrow();
    expect(() => parseCalendarData({ ...good, seasons: [] })).toThrow();
  });
});

import type { CalendarData, CalendarYear, Holiday, OfficeHours, Season } from './calendar-data.ts';
import { daysOff, rulingsInForce } from './named-days.ts';
import type { LocalDay } from './time.ts';
import {
  chineseDay,
  civilDateOf,
  DAY,
  dayOf,
  dayText,
  localDay,
  parseLocalDay,
  readDay,
  weekdayOf,
} from './time.ts';
import { includes, readClockTime, readDateInYear } from './timetable.ts';

/** Everything that is wrong with a calendar, one Chinese sentence each, so that it can be put right in one go. */
export function calendarProblems({ officeHours, years }: CalendarData): readonly string[] {
  const repeated = years.filter(({ year }, index) =>
    years.slice(0, index).some((earlier) => earlier.year === year),
  );
  return [
    ...(officeHours.length === 0 ? ['没有作息时间'] : []),
    ...officeHours.flatMap(officeHoursProblems),
    ...repeated.map(({ year }) => `${year}年的放假安排重复`),
    ...years.flatMap(yearProblems),
  ];
}

function officeHoursProblems({ title, effectiveFrom, knownFrom, seasons }: OfficeHours) {
  const problems = [
    ...dayProblems([effectiveFrom, ...(knownFrom === undefined ? [] : [knownFrom])]),
    ...seasons.flatMap(seasonProblems),
  ];
  const wrong = problems.length > 0 ? problems : coverageProblems(seasons);
  return wrong.map((problem) => `作息时间“${title}”：${problem}`);
}

function seasonProblems({ from, to, intervals }: Season): readonly string[] {
  // A leap year, because 02-29 must be covered as well.
  const badDates = [from, to].filter((date) => !parseLocalDay(`2024-${date}`).ok);
  if (badDates.length > 0) return badDates.map((date) => `没有${date}这一天`);
  if (intervals.length === 0) return [`${from}至${to}没有办公时段`];
  const clockTimes = intervals.flat().map(readClockTime);
  const ascending = clockTimes.every(
    (time, index) => time > (clockTimes[index - 1] ?? -1) && time <= DAY,
  );
  return ascending ? [] : [`${from}至${to}的办公时段有误或前后颠倒`];
}

function coverageProblems(seasons: readonly Season[]): readonly string[] {
  const spans = seasons.map(({ from, to }) => ({
    from: readDateInYear(from),
    to: readDateInYear(to),
  }));
  const newYear = dayOf(2024, 1, 1);
  for (let day = newYear; civilDateOf(day).year === 2024; day = localDay(day + 1)) {
    const date = dayText(day).slice(5);
    const covering = spans.filter((span) => includes(span, readDateInYear(date))).length;
    if (covering !== 1) return [`${date}${covering === 0 ? '没有作息' : '有两种作息'}`];
  }
  return [];
}

function yearProblems({ year, versions }: CalendarYear): readonly string[] {
  const holidays = versions.flatMap((version) => version.holidays);
  const problems = dayProblems([
    ...versions.flatMap(({ knownFrom, notice }) => [knownFrom, notice.issuedOn]),
    ...holidays.flatMap(({ from, to, makeUpDays }) => [from, to, ...makeUpDays]),
  ]);
  if (versions.length === 0) problems.push('没有放假通知');
  if (problems.length === 0) {
    problems.push(...holidays.flatMap((holiday) => holidayProblems(year, holiday)));
    const known = versions.map(({ knownFrom }) => readDay(knownFrom));
    if (known.some((day, index) => day < (known[index - 1] ?? day))) {
      problems.push('通知应按公布先后排列');
    }
    problems.push(
      ...versions.flatMap((_, index) => clashes(rulingsInForce(versions.slice(0, index + 1)))),
    );
  }
  return [...new Set(problems)].map((problem) => `${year}年放假安排：${problem}`);
}

function holidayProblems(year: number, { name, from, to, makeUpDays }: Holiday): readonly string[] {
  if (readDay(from) > readDay(to)) return [`${name}的起止日期颠倒`];
  const [earliest, latest] = [dayOf(year - 1, 12, 1), dayOf(year, 12, 31)];
  const days = [from, to, ...makeUpDays].map(readDay);
  const astray = days.filter((day) => day < earliest || day > latest);
  const ordinary = makeUpDays.map(readDay).filter((day) => weekdayOf(day) % 6 !== 0);
  return [
    ...astray.map((day) => `${name}的${dayText(day)}不在本年度`),
    ...ordinary.map((day) => `${name}调休上班的${chineseDay(day)}不是周六、周日`),
  ];
}

/** Days about which the notices in force say two things. */
function clashes(rulings: readonly { readonly holiday: Holiday }[]): readonly string[] {
  const claimed = new Map<LocalDay, string>();
  const problems: string[] = [];
  for (const { holiday } of rulings) {
    for (const day of [...daysOff(holiday), ...holiday.makeUpDays.map(readDay)]) {
      const other = claimed.get(day);
      if (other !== undefined) problems.push(`${dayText(day)}同时列入${other}和${holiday.name}`);
      claimed.set(day, holiday.name);
    }
  }
  return problems;
}

function dayProblems(texts: readonly string[]): string[] {
  return texts.flatMap((text) => {
    const day = parseLocalDay(text);
    return day.ok ? [] : [day.refusal.message];
  });
}

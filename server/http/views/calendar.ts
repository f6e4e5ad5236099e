import type { CalendarView } from '../../contract/calendar.ts';
import { holdsRight } from '../../domain/access.ts';
import { yearsWanted } from '../../domain/announced-years.ts';
import {
  buildCalendar,
  CALENDAR_YEARS,
  type Calendar,
  describeDay,
  shiftsOf,
} from '../../domain/calendar.ts';
import type { CalendarChange } from '../../domain/calendar-change.ts';
import type { CalendarData, OfficeHours } from '../../domain/calendar-data.ts';
import type { StaffMember } from '../../domain/directory.ts';
import {
  civilDateOf,
  clockTimeText,
  dayOf,
  dayText,
  instant,
  type LocalDay,
  localDay,
  localDayOf,
  startOfDay,
  weekdayOf,
} from '../../domain/time.ts';
import type { CalendarEntry } from '../../store/administration-store.ts';
import type { Scene } from '../route.ts';
import { nameOf } from './people.ts';

interface Asked {
  readonly year: number | undefined;
  /** The day whose knowledge is asked for. */
  readonly known: LocalDay | undefined;
  readonly changes: readonly CalendarEntry[];
  readonly handwriting: ReadonlyMap<number, string | null>;
}

/** One year of the working calendar, day by day, with the papers it rests on. */
export function calendarYearView(
  { year: asked, known, changes, handwriting }: Asked,
  person: StaffMember,
  { deps, now, calendar, directory, regime }: Scene,
): CalendarView {
  const today = localDayOf(now);
  const year = asked ?? civilDateOf(today).year;
  const data = deps.calendarBook.data();
  const shown = known === undefined ? calendar : buildCalendar(data, known);
  const warning = warningOf(calendar, today);
  return {
    now,
    today: dayText(today),
    year,
    years: yearsOf(shown, today),
    ...(known === undefined ? {} : { asKnownOn: dayText(known) }),
    days: daysOf(shown, year),
    notices: noticesOf(data, year, known),
    officeHours: officeHoursOf(data, known, today),
    changes: changes
      .map(({ id, change, at, by, reason }) => {
        const written = handwriting.get(id);
        return {
          id,
          title: titleOf(change),
          at,
          name: nameOf(by, directory),
          reason,
          ...(written ? { handwriting: written } : {}),
        };
      })
      .reverse(),
    ...(warning === null ? {} : { warning }),
    mayChange: holdsRight(person, regime, 'administers'),
  };
}

function titleOf(change: CalendarChange): string {
  return change.kind === 'holidays'
    ? `${change.year}年放假安排（${change.version.notice.number}）`
    : `作息时间“${change.hours.title}”，自${change.hours.effectiveFrom}起`;
}

function daysOf(calendar: Calendar, year: number): CalendarView['days'] {
  const first = dayOf(year, 1, 1);
  const count = dayOf(year, 12, 31) - first + 1;
  return Array.from({ length: count }, (_, offset) => {
    const day = localDay(first + offset);
    const described = describeDay(calendar, day);
    const hours = shiftsOf(calendar, day)
      .map(({ opens, closes }) => `${timeText(opens)}–${timeText(closes)}`)
      .join('、');
    return {
      day: dayText(day),
      weekday: weekdayOf(day),
      kind: described?.kind ?? 'workingDay',
      ...(described?.holiday === undefined ? {} : { holiday: described.holiday }),
      provisional: described?.provisional ?? true,
      ...(hours === '' ? {} : { hours }),
    };
  });
}

function timeText(sinceMidnight: number): string {
  return clockTimeText(instant(startOfDay(dayOf(2024, 1, 1)) + sinceMidnight));
}

function isKnown({ knownFrom }: { readonly knownFrom?: string }, known: LocalDay | undefined) {
  return known === undefined || knownFrom === undefined || knownFrom <= dayText(known);
}

function noticesOf(
  { years }: CalendarData,
  year: number,
  known: LocalDay | undefined,
): CalendarView['notices'] {
  const versions = years.find((each) => each.year === year)?.versions ?? [];
  return versions
    .filter((version) => isKnown(version, known))
    .map(({ notice, knownFrom, holidays }) => ({
      ...notice,
      knownFrom,
      holidays: holidays.map((holiday) => ({ ...holiday, makeUpDays: [...holiday.makeUpDays] })),
    }));
}

function officeHoursOf(
  data: CalendarData,
  known: LocalDay | undefined,
  today: LocalDay,
): CalendarView['officeHours'] {
  const hours = data.officeHours
    .filter((each) => isKnown(each, known))
    .toSorted((left, right) => left.effectiveFrom.localeCompare(right.effectiveFrom));
  const inForce: OfficeHours | undefined =
    hours.findLast(({ effectiveFrom }) => effectiveFrom <= dayText(today)) ?? hours[0];
  return hours.map((each) => ({
    title: each.title,
    effectiveFrom: each.effectiveFrom,
    ...(each.knownFrom === undefined ? {} : { knownFrom: each.knownFrom }),
    inForce: each === inForce,
    seasons: each.seasons.map(({ from, to, intervals }) => ({
      from,
      to,
      intervals: intervals.map((interval) => [...interval]),
    })),
  }));
}

function yearsOf({ loadedYears }: Calendar, today: LocalDay): CalendarView['years'] {
  const last = Math.min(civilDateOf(today).year + 2, CALENDAR_YEARS.last);
  const count = last - CALENDAR_YEARS.first + 1;
  return Array.from({ length: count }, (_, offset) => {
    const year = CALENDAR_YEARS.first + offset;
    return { year, loaded: loadedYears.has(year) };
  });
}

function warningOf({ loadedYears }: Calendar, today: LocalDay): string | null {
  const { year } = civilDateOf(today);
  if (!loadedYears.has(year)) {
    return `${year}年放假安排尚未载入，本年时限均按周末口径估算并注明“待核”，请尽快载入。`;
  }
  return yearsWanted(today).some((wanted) => !loadedYears.has(wanted))
    ? `${year + 1}年放假安排尚未载入，跨年的时限暂按周末口径估算。国务院办公厅通知发布后请及时载入。`
    : null;
}

import type { CalendarVersion, CalendarYear, Holiday, Notice } from './calendar-data.ts';
import type { LocalDay } from './time.ts';
import { localDay, readDay } from './time.ts';

/** A day that does not follow the plain week, with the paper that says so. */
export interface NamedDay {
  readonly kind: 'holiday' | 'makeUpDay';
  /** The holiday's own name, or the one the make-up day was exchanged for. */
  readonly holiday: string;
  readonly notice: Notice;
}

/** Where two years speak of one day (New Year reaches into December), the later paper prevails. */
export function nameDays(years: readonly CalendarYear[]): ReadonlyMap<LocalDay, NamedDay> {
  const rulings = years
    .flatMap(({ versions }) => rulingsInForce(versions))
    .sort((left, right) => readDay(left.version.knownFrom) - readDay(right.version.knownFrom));
  const named = new Map<LocalDay, NamedDay>();
  for (const { holiday, version } of rulings) {
    const { name, makeUpDays } = holiday;
    const { notice } = version;
    for (const day of daysOff(holiday)) named.set(day, { kind: 'holiday', holiday: name, notice });
    for (const text of makeUpDays) {
      named.set(readDay(text), { kind: 'makeUpDay', holiday: name, notice });
    }
  }
  return named;
}

/** The days off themselves, without the days worked for them. */
export function daysOff({ from, to }: Holiday): readonly LocalDay[] {
  const first = readDay(from);
  return Array.from({ length: readDay(to) - first + 1 }, (_, offset) => localDay(first + offset));
}

/** What remains of the notices when each amendment has replaced the holidays it restates. */
export function rulingsInForce(versions: readonly CalendarVersion[]) {
  const byName = new Map<string, { holiday: Holiday; version: CalendarVersion }[]>();
  for (const version of versions) {
    for (const { name } of version.holidays) {
      const restated = version.holidays.filter((holiday) => holiday.name === name);
      byName.set(
        name,
        restated.map((holiday) => ({ holiday, version })),
      );
    }
  }
  return [...byName.values()].flat();
}

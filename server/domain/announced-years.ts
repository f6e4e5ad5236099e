import { civilDateOf, dayOf, type LocalDay } from './time.ts';

/** The State Council announces a year's holidays around the beginning of the November before. */
export function announcedFrom(year: number): LocalDay {
  return dayOf(year - 1, 11, 1);
}

/** The years whose holidays should be loaded by this day; until they are, deadlines in them are guessed. */
export function yearsWanted(today: LocalDay): readonly number[] {
  const { year } = civilDateOf(today);
  return today < announcedFrom(year + 1) ? [year] : [year, year + 1];
}

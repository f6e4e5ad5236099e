import type { DeadlineView, PetitionView } from '../contract/view.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { StaffId } from '../domain/directory.ts';
import { DAY, HOUR, type Instant, instant, MINUTE } from '../domain/time.ts';
import { addWorkingTime } from '../domain/working-time.ts';
import type { Dice } from './dice.ts';
import type { Fate } from './fates.ts';
import type { FilePetition } from './petitions-file.ts';

/** What is known when it is decided who does what next with one petition. */
export interface Situation {
  readonly petition: FilePetition;
  readonly fate: Fate;
  /** Of this stage of this petition, this time. */
  readonly dice: Dice;
  readonly view: PetitionView;
  /** Acts the API offers to the people the petition waits for, with those people. */
  readonly offers: ReadonlyMap<string, readonly StaffId[]>;
  /** When the last step was taken. */
  readonly since: Instant;
  /** How often the petition has been in this stage, this time included. */
  readonly times: number;
  /** When each act was taken last. */
  readonly taken: ReadonlyMap<string, Instant>;
  /** The petition that this one repeats, while it is open. */
  readonly openOriginal?: string;
  readonly calendar: Calendar;
}

/** An act and when it is done. */
export interface Plan {
  readonly act: string;
  readonly at: Instant;
}

/** An office day has seven hours. */
export const WORKING_DAY = 7 * HOUR;

/** After a time between the two, in minutes of working time. */
export function within(
  { calendar, dice, since }: Situation,
  shortest: number,
  longest: number,
): Instant {
  const span = shortest + dice.roll('delay') * (longest - shortest);
  return afterWork(calendar, since, span * MINUTE);
}

/** After so many working days and something. */
export function afterDays(situation: Situation, shortest: number, longest: number): Instant {
  const minutes = WORKING_DAY / MINUTE;
  return within(situation, shortest * minutes, longest * minutes);
}

export function afterWork(calendar: Calendar, from: Instant, workingMs: number): Instant {
  const reached = addWorkingTime(calendar, from, Math.round(workingMs));
  // Beyond the calendar nobody works; plain days have to do.
  return reached.ok ? reached.value : instant(from + DAY);
}

/** The clock's latest run, whether or not it has been stopped. */
export function deadlineOf({ view }: Situation, clock: string): DeadlineView | undefined {
  return view.deadlines.findLast((deadline) => deadline.clock === clock);
}

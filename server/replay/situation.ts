import type { PetitionView } from '../contract/view.ts';
import type { ActKind } from '../domain/act-input.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { StaffId } from '../domain/directory.ts';
import { DAY, HOUR, type Instant, instant, MINUTE } from '../domain/time.ts';
import { addWorkingTime } from '../domain/working-time.ts';
import type { Dice } from './dice.ts';
import type { Fate } from './fates.ts';
import type { FilePetition } from './petitions-file.ts';

/** What is known when it is decided who does what next with one petition. Acts are told apart by their kinds alone. */
export interface Situation {
  readonly petition: FilePetition;
  readonly fate: Fate;
  /** Of this stage of this petition, this time. */
  readonly dice: Dice;
  readonly view: PetitionView;
  /** To those the petition waits for; to everybody where they can do nothing new. */
  readonly offers: readonly Offer[];
  readonly everybody: boolean;
  /** When the last step was taken. */
  readonly since: Instant;
  /** How often the petition has been in this stage, this time included. */
  readonly times: number;
  /** When an act of each kind was taken last. */
  readonly taken: ReadonlyMap<ActKind, Instant>;
  /** Acts taken since it came into this stage, which have left it there. */
  readonly stayed: ReadonlySet<string>;
  /** The petition that this one repeats, while it is open. */
  readonly openOriginal?: string;
  readonly calendar: Calendar;
}

/** An act that the API offers to the people the petition waits for. */
export interface Offer {
  readonly act: string;
  readonly kind: ActKind;
  /** The step it waits for, not one that only stands beside it. */
  readonly primary: boolean;
  /** When the deadline that it would meet falls due. */
  readonly until?: Instant;
  readonly people: readonly StaffId[];
  /** Taken once more it would only do again what has been done. */
  readonly exhausted?: true;
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

/** The furthest deadline that is running: that of the whole petition, as a rule. */
export function lastDeadline({ view }: Situation): Instant | undefined {
  const running = view.deadlines.filter(({ stoppedAt }) => stoppedAt === undefined);
  return running.length === 0 ? undefined : instant(Math.max(...running.map(({ dueAt }) => dueAt)));
}

export function offered({ offers }: Situation, kind: ActKind): Offer | undefined {
  return offers.find((offer) => offer.kind === kind);
}

import type { Calendar } from '../domain/calendar.ts';
import type { Submission } from '../domain/command.ts';
import type { Instant } from '../domain/time.ts';
import type { Wording } from '../domain/wording.ts';
import type { Answer, Store } from '../store/store.ts';
import type { Delivery } from './delivery.ts';

/** What the work that nobody asks for is given by the composition root. */
export interface JobSurroundings {
  readonly store: Store;
  /** The one command path. */
  readonly execute: (submission: Submission) => Promise<Answer>;
  readonly delivery: Delivery;
  readonly clock: () => Instant;
  /** In [0, 1). */
  readonly random: () => number;
  /** As it is now; a newly loaded year counts from the next look. */
  readonly calendar: () => Calendar;
  readonly wording: Wording;
  /** Absolute address of a page of the mini-app, from its path such as `/petitions/12`. */
  readonly linkFor: (path: string) => string;
  readonly log: Log;
  /** Billable calls the organisation may make in a month; 5,000 (the standard edition) unless told. */
  readonly monthlyBudget?: number;
  /** When the group is reminded, in milliseconds since midnight and before 18:00; 08:45 unless told. */
  readonly dailyReminderTime?: number;
  /** Whose it is, at the head of what is said in a group that several offices share. */
  readonly groupHeading?: string;
}

/** Where trouble is reported. Fields hold ids, codes and instants: nothing of a petitioner, nothing anyone typed. */
export interface Log {
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
}

/** Something that holds work up and that the office should be told of. */
export interface Trouble {
  readonly what:
    | 'workNotices'
    | 'groupMessages'
    | 'cards'
    | 'toDos'
    | 'approvals'
    | 'budget'
    | 'addressBook'
    | 'clock'
    | 'backlog';
  readonly since: Instant;
  /** When it is tried again; absent when it ends by itself. */
  readonly until?: Instant;
  /** For the office, in Chinese. */
  readonly explanation: string;
}

import type { RoleId } from './directory.ts';
import type { Guard } from './guard.ts';
import type { FieldId, RecordId } from './record.ts';

export interface ClockRule {
  readonly title: string;
  /** `assignment` clocks belong to one dispatch and start anew with the next; `petition` clocks never do. */
  readonly scope: 'petition' | 'assignment';
  readonly limits: readonly ConditionalLimit[];
  readonly startsOn: readonly Trigger[];
  /** From when it is counted once it has started; from that moment where nothing is said. */
  readonly startsAt?: StartAnchor;
  readonly stopsOn: readonly Trigger[];
  /** Roles answerable while it runs. */
  readonly responsible: readonly RoleId[];
  readonly warnings: readonly Warning[];
  readonly clause: Clause;
  /** False when the text gives no number and the amount is the office's own decision. */
  readonly explicit: boolean;
  /** Counts as overdue for the ladder and the figures; internal limits may not. */
  readonly countsOverdue: boolean;
  /** Passing it closes the regular return window (逾期退单). */
  readonly closesReturnWindow?: true;
  /** What an extension moves. */
  readonly extendable?: true;
  readonly note?: string;
  /** Added when the regimes are loaded, never written in a file: the regulation that lends the clock. */
  readonly lentBy?: Lender;
  /** Added when the regimes are loaded: the superior's limits for the same matter, which win where they are stricter. */
  readonly superiors?: readonly SuperiorLimit[];
}

export interface SuperiorLimit extends Lender {
  readonly limits: readonly ConditionalLimit[];
  readonly clause: Clause;
}

/** The superior regulation a clock or a cap comes from. It has no say over what was registered before it was in force. */
export interface Lender {
  readonly regime: RegimeId;
  readonly title: string;
  /** `YYYY-MM-DD` */
  readonly effectiveFrom: string;
}

/**
 * `received`: when the petition came in, which may be before anybody touched it; a field: the day that the latest such
 * record names, without which the clock does not start.
 */
export type StartAnchor =
  | 'now'
  | 'received'
  | { readonly record: RecordId; readonly field: FieldId };

export interface ConditionalLimit {
  readonly when?: readonly Guard[];
  readonly limit: Limit;
}

/** A limit that the calendar alone decides. */
export type CountedLimit =
  | { readonly unit: 'work_hours'; readonly amount: number }
  | { readonly unit: 'work_days'; readonly amount: number }
  | { readonly unit: 'natural_days'; readonly amount: number; readonly roll: 'next' | 'none' }
  | { readonly unit: 'weeks'; readonly amount: number; readonly roll: 'next' | 'none' }
  | { readonly unit: 'months'; readonly amount: number; readonly roll: 'next' | 'none' }
  | { readonly unit: 'same_day' };

export type Limit =
  | CountedLimit
  /** A bare 日 in the text: how many, how the office reads it, and the choice that says why (N9). */
  | {
      readonly unit: 'unspecified';
      readonly amount: number;
      readonly reading: CountedLimit;
      readonly choice: string;
    }
  /** The instant on the superior's paper (`registration`) or the day chosen with the act; without one, the next limit. */
  | { readonly unit: 'external'; readonly from: 'registration' | 'act' }
  /** So many working days before another running clock falls due. */
  | { readonly unit: 'before_clock'; readonly clock: ClockId; readonly workDays: number };

export interface Trigger {
  readonly milestone: Milestone;
  readonly when?: readonly Guard[];
}

/** A reminder before the deadline (`before`) or a step of the overdue ladder (`after`, 0 = at expiry). */
export interface Warning {
  readonly side: 'before' | 'after';
  readonly unit: 'work_hours' | 'work_days' | 'natural_days';
  readonly amount: number;
  readonly template: string;
  readonly to: readonly RoleId[];
}

export interface Clause {
  readonly document: string;
  readonly article: string;
  readonly quote: string;
}

/** How long 及时 took: from the first such moment to the next such moment after it. */
export interface Measure {
  readonly title: string;
  readonly from: Milestone;
  readonly to: Milestone;
  readonly clause: Clause;
}

/**
 * How far a granted extension may reach, once. `added`: at most so many days more; `total`: the whole time, from the
 * start of the clock, is at most so many days.
 */
export interface ExtensionRule {
  readonly unit: 'natural_days' | 'work_days';
  readonly maximum: number;
  readonly counts: 'added' | 'total';
  readonly source: string;
}

export interface Extension extends ExtensionRule {
  /** Added when the regimes are loaded: how far the superior's own limit could be extended, which holds as well. */
  readonly superior?: ExtensionRule;
  /** Added when the regimes are loaded: it came with a lent clock. */
  readonly lentBy?: Lender;
}

/** Every clock of the superior is named exactly once; every difference that the engine cannot settle has its entry. */
export interface SuperiorRules {
  readonly clocks: Readonly<Record<ClockId, SuperiorClock>>;
  readonly conflicts: readonly Conflict[];
}

export type SuperiorClock =
  /** It runs here as a clock of this regime, by the superior's limit and clause. */
  | {
      readonly as: 'lent';
      readonly startsOn: readonly Trigger[];
      readonly stopsOn: readonly Trigger[];
      readonly responsible: readonly RoleId[];
      readonly warnings: readonly Warning[];
    }
  /** This regime has a clock of its own for the matter; the earlier of the two deadlines counts. */
  | { readonly as: 'answered'; readonly by: ClockId }
  | { readonly as: 'notApplicable'; readonly reason: string };

/** `id` is the superior's clock, `extension`, or a name of its own where texts differ that no clock measures. */
export interface Conflict {
  readonly id: string;
  readonly ours: Clause;
  readonly theirs: Clause;
  readonly prevails: 'superior' | 'ours';
  readonly reason: string;
}

export type RegimeId = string;
export type ClockId = string;
/** A named point in a petition's life that starts or stops clocks; acts say which they mark. */
export type Milestone = string;

import type { RegimeId } from '../domain/clock-rule.ts';
import type { StaffId } from '../domain/directory.ts';
import type { PetitionId } from '../domain/petition.ts';
import type { Regime } from '../domain/regime.ts';
import type { Instant } from '../domain/time.ts';

/** Other versions of its regulations that the office has signed. */
export interface RuleChanges {
  /** Oldest first. */
  ruleChanges(): Promise<readonly RuleChangeEntry[]>;
  /** Puts the version on the shelf, with its audit entry. A command id seen before changes nothing. */
  recordRuleChange(entry: NewRuleChange, now: Instant): Promise<void>;
  /** Changes whose petitions have not all gone over yet. */
  adoptionsToCarryOut(): Promise<readonly OrderedAdoption[]>;
  noteAdopted(id: number, now: Instant): Promise<void>;
}

/** `registered`: from now on, for what is registered; `open`: for open petitions as well. */
export type RuleReach = 'registered' | 'open';

export interface RuleChangeEntry {
  readonly id: number;
  readonly commandId: string;
  readonly at: Instant;
  readonly by: StaffId;
  readonly regime: RegimeId;
  readonly version: number;
  readonly what: string;
  readonly reach: RuleReach;
  readonly reason: string;
  /** Id of the signature. */
  readonly handwriting: string;
  readonly carriedOutAt?: Instant;
}

export interface NewRuleChange {
  readonly commandId: string;
  readonly by: StaffId;
  readonly regime: Regime;
  readonly what: string;
  readonly reach: RuleReach;
  readonly reason: string;
  /** SVG path data. */
  readonly handwriting: string;
  /** Those that go over; none where only new ones are to. */
  readonly petitions: readonly PetitionId[];
}

export interface OrderedAdoption {
  readonly id: number;
  readonly version: number;
  readonly what: string;
  readonly petitions: readonly PetitionId[];
}

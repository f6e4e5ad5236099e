import type { RecordGuard } from './guard.ts';
import type { PetitionChannel, PetitionSource } from './petition-kinds.ts';

/** What an office registers: by which ways petitions reach it, from whom, and what it wants to know of each. */
export interface RegistrationRules {
  /** In the order they are offered. */
  readonly channels: readonly { readonly id: PetitionChannel; readonly title: string }[];
  readonly sources: Readonly<Record<PetitionSource, string>>;
  /** What a case handed down must bring along. */
  readonly superiorNeeds: readonly SuperiorNeed[];
  /** How many a crowd of visitors may send; the statute's five where nothing is said. */
  readonly representatives?: { readonly most: number; readonly source: string };
  /** Where it holds the petition stands before all others (急事急办). */
  readonly urgent?: RecordGuard;
}

export type SuperiorNeed = 'platformNumber' | 'externalDueAt';

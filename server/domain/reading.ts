import type { RoleId, StaffId } from './directory.ts';
import type { PeriodKind } from './figures/period.ts';
import type { Guard } from './guard.ts';
import type { PetitionId } from './petition.ts';
import type { Instant } from './time.ts';

/**
 * How letters are put before leaders (领导批阅): `original` is one letter itself; `summary` one letter or several
 * similar ones in the office's words; `comprehensive` a report on a period or a kind of question; `periodic` what a
 * period brought, complete.
 */
export const readingModes = ['original', 'summary', 'comprehensive', 'periodic'] as const;
export type ReadingModeId = (typeof readingModes)[number];

export interface ReadingRules {
  readonly modes: Readonly<Partial<Record<ReadingModeId, ReadingMode>>>;
  readonly readers: readonly RoleId[];
  /** An accusation is put before these alone, by itself and never together with anything else. */
  readonly confidentialTo?: readonly RoleId[];
  readonly source: string;
}

export interface ReadingMode {
  readonly title: string;
  readonly source?: string;
  /** The period it is about, which must then be said. */
  readonly period?: PeriodKind;
  /** Every petition registered in the period for which these hold is in it: nobody chooses, so nothing is left out. */
  readonly gathers?: readonly Guard[];
}

export type ReadingId = string;

/** 批阅件: what was put before one leader, and what he wrote on it. */
export interface Reading {
  readonly id: ReadingId;
  readonly mode: ReadingModeId;
  readonly title: string;
  /** The office's words; empty under an original letter. */
  readonly text: string;
  readonly period?: string;
  readonly petitions: readonly PetitionId[];
  readonly reader: StaffId;
  readonly by: StaffId;
  readonly at: Instant;
  readonly read?: ReadingAnswer;
}

export interface ReadingAnswer {
  readonly at: Instant;
  /** Empty where the leader has read it and asks for nothing (已阅). */
  readonly instruction: string;
  /** SVG path data. */
  readonly handwriting: string;
}

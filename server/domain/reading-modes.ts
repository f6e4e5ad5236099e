import type { RoleId } from './directory.ts';
import type { PeriodKind } from './figures/period.ts';
import type { Guard } from './guard.ts';

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

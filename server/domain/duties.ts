import type { RoleId, StaffId } from './directory.ts';
import type { PeriodKind } from './figures/period.ts';
import type { ReadingModeId } from './reading-modes.ts';
import type { Answers, RecordField } from './record.ts';
import type { Instant } from './time.ts';

export type DutyId = string;

/**
 * What a regulation has the office do again and again, whatever petitions there are: a half-year meeting, a monthly
 * study, a sweep (每半年召开分析会、每月研究不少于一次). Done is what has been written down; a period without is red.
 */
export interface DutyRule {
  readonly title: string;
  /** Absent for a register: written whenever there is something, and never missing. */
  readonly every?: Exclude<PeriodKind, 'day'>;
  /** Who has to see to it and may write it down, as the office may. */
  readonly by: RoleId;
  /** Counted from the last day of the period; 0 is that day itself. */
  readonly due?: DutyDue;
  /** How often in one period; once unless said. */
  readonly least?: number;
  /** Minutes, attendance, decisions: asked as with the records of a petition. */
  readonly form: readonly RecordField[];
  /** Done by what has been put before the leaders in this way for the period (每月定期整理上报领导批阅). */
  readonly doneBy?: ReadingModeId;
  readonly source: string;
}

export type DutyDue = { readonly workingDay: number } | { readonly naturalDay: number };

/** One time the duty was done, as written down then; a correction is another entry that names the first. */
export interface DutyEntry {
  readonly id: string;
  readonly duty: DutyId;
  /** `2026-10`, `2026-H2`; absent in a register. */
  readonly period?: string;
  readonly answers: Answers;
  readonly files: readonly DutyFile[];
  readonly by: StaffId;
  readonly at: Instant;
}

export interface DutyFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
}

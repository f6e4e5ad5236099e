import type { RoleId } from '../directory.ts';

/** What an institution has to report to its leaders, when, to whom and in which words (每月向办领导推送). */
export interface ReportRules {
  /** With `{period}`: 2026年10月, 2026年第三季度. */
  readonly title: string;
  readonly source: string;
  /** Each active holder gets one work notice a month and may read every report. */
  readonly to: readonly RoleId[];
  /** They are told in numbers, live and never on paper, of the accusations they may know of. */
  readonly confidentialTo: readonly RoleId[];
  /** Whose handwriting stands under the advice (信访信息和相关建议). */
  readonly signedBy: readonly RoleId[];
  /** The n-th working day after the month, and the time of day as `HH:MM`. */
  readonly due: { readonly workingDay: number; readonly time: string };
  /** A visit by so many people or more is a group visit (集体访). */
  readonly groupVisitPeople: number;
  /** The clock whose deadline is that of the whole petition. */
  readonly conclusionClock: string;
  readonly followUpClock: string;
  /** Shares of deadlines kept, one for each clock that is reported on; the conclusion clock's is among them. */
  readonly timeliness: readonly TimelinessRule[];
  /** So many petitions of one kind at one unit, or of one petitioner, within the period are an early sign (苗头). */
  readonly cluster: { readonly petitions: number; readonly source: string };
  /** A watched place is to be looked into every so many natural days (定期摸排). */
  readonly sweep: { readonly naturalDays: number; readonly source: string };
  readonly sections: readonly ReportSection[];
  /** Lists at the end, without anything personal. */
  readonly annexes: readonly { readonly id: AnnexId; readonly title: string }[];
}

export interface TimelinessRule {
  readonly id: string;
  readonly title: string;
  readonly clock: string;
}

export interface ReportSection {
  readonly heading: string;
  /** With `{…}` for the values of `reportValues`. */
  readonly lines?: readonly string[];
  /** Written by the office and signed. */
  readonly advice?: 'problems' | 'suggestions';
}

export type AnnexId = 'overdue' | 'repeated' | 'consultations';

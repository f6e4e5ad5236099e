import type { RoleId } from '../directory.ts';
import type { Guard } from '../guard.ts';
import { type Period, type PeriodKind, readPeriod } from './period.ts';

/**
 * One report that an institution makes again and again: what it tells, for which period, to whom, when and in which
 * words (一日一清单、一月一汇总、一季一通报、一年一考核). The first of a regime is the one whose counts are shown
 * wherever figures of another kind of period are asked for.
 */
export interface ReportRules {
  /** Names the report for ever: the job that issues it is called after it. */
  readonly id: string;
  readonly period: PeriodKind;
  /** With `{period}`: 2026年10月, 2026年第三季度. */
  readonly title: string;
  readonly source: string;
  /** At the head of the paper instead of the office (以县政府办名义). */
  readonly inNameOf?: string;
  /** Each active holder gets one work notice for every report and may read them all. */
  readonly to: readonly RoleId[];
  /** The message that announces it; `periodicReport` unless said. */
  readonly notice?: string;
  /** It is issued and kept, and nobody gets a notice: it is looked up. */
  readonly quiet?: true;
  /** They are told in numbers, live and never on paper, of the accusations they may know of. */
  readonly confidentialTo: readonly RoleId[];
  /** Whose handwriting stands under the advice (信访信息和相关建议); nobody's where no section asks for advice. */
  readonly signedBy: readonly RoleId[];
  /** The n-th working day after the period, and the time of day as `HH:MM`. */
  readonly due: { readonly workingDay: number; readonly time: string };
  /** A visit by so many people or more is a group visit (集体访). */
  readonly groupVisitPeople: number;
  /** The clock whose deadline is that of the whole petition; without one nothing is counted as in time or late. */
  readonly conclusionClock?: string;
  /** The clock within which the petitioner is asked; without one every concluded petition should have been. */
  readonly followUpClock?: string;
  /** Shares of deadlines kept, one for each clock that is reported on; the conclusion clock's is among them. */
  readonly timeliness: readonly TimelinessRule[];
  /** What else is counted: whatever the regulation's records and conditions can say of a petition. */
  readonly counts?: readonly CountRule[];
  /** The institution's own words for totals, by id (受理件数（联络员接件）). */
  readonly labels?: Readonly<Record<string, string>>;
  /** So many petitions of one kind at one unit, or of one petitioner, within the period are an early sign (苗头). */
  readonly cluster?: { readonly petitions: number; readonly source: string };
  /** A watched place is to be looked into every so many natural days (定期摸排). */
  readonly sweep?: { readonly naturalDays: number; readonly source: string };
  /** Who is assessed in it, and by which figures; absent where it is no assessment. */
  readonly assessment?: AssessmentRules;
  readonly sections: readonly ReportSection[];
  /** Lists at the end, without anything personal. */
  readonly annexes: readonly { readonly id: AnnexId; readonly title: string }[];
}

export interface TimelinessRule {
  readonly id: string;
  readonly title: string;
  readonly clock: string;
}

/**
 * Petitions registered or concluded in the period, or open at its end, for which all conditions hold
 * (`answered:registration.skipLevel=yes`). With `share` also their share of all of those.
 */
export interface CountRule {
  readonly id: string;
  readonly title: string;
  readonly of: CountBase;
  readonly when: readonly Guard[];
  /** The title of the share. */
  readonly share?: string;
}

export type CountBase = 'registered' | 'concluded' | 'open';

/**
 * A table for each kind of answerable party, with the columns in their groups (数量、质量). A party is the unit, the
 * caseworker, or whoever holds a role towards the petition (主要领导、分管领导、首办责任人).
 */
export interface AssessmentRules {
  readonly source: string;
  readonly by: readonly ('unit' | 'person' | RoleId)[];
  readonly groups: readonly {
    readonly title: string;
    readonly columns: readonly AssessmentColumn[];
  }[];
}

export const assessmentColumns = [
  'handled',
  'due.inTime',
  'due.late',
  'due.overdue',
  'returned',
  'lateReturns',
  'upheld',
  'rejected',
  'reworks',
  'unrated',
  'onTime',
  'upheldShare',
  'satisfaction',
  'averageDays',
] as const;
export type AssessmentColumn = (typeof assessmentColumns)[number];

export interface ReportSection {
  readonly heading: string;
  /** With `{…}` for the values of `reportValues`. */
  readonly lines?: readonly string[];
  /** Written by the office and signed. */
  readonly advice?: 'problems' | 'suggestions';
}

export const annexIds = [
  'registered',
  'concluded',
  'open',
  'overdue',
  'repeated',
  'unrated',
  'reworked',
  'consultations',
  'readings',
  'duties',
] as const;
export type AnnexId = (typeof annexIds)[number];

/**
 * Under which an issued report of the period is kept and opened: `2026-10` for the first report of its kind, and
 * `2026-10.letters` for any other of the same period. A period of which no report is made has the first one's.
 */
export function reportIdOf(
  rules: ReportRules,
  { id, kind }: Period,
  reports: readonly ReportRules[],
): string {
  const first = reports.find(({ period }) => period === kind);
  return first === undefined || first.id === rules.id ? id : `${id}.${rules.id}`;
}

/** The period and the rules that such an id stands for; null where the regime has no such report. */
export function reportNamed(
  text: string,
  reports: readonly ReportRules[] | undefined,
): ReportNamed | null {
  const [periodId = '', ruleId] = text.split('.');
  const period = readPeriod(periodId);
  if (period === null) return null;
  const rules =
    ruleId === undefined
      ? rulesFor(reports, period.kind)
      : reports?.find(({ id, period: kind }) => id === ruleId && kind === period.kind);
  return rules === undefined
    ? null
    : { id: reportIdOf(rules, period, reports ?? []), period, rules };
}

export interface ReportNamed {
  readonly id: string;
  readonly period: Period;
  readonly rules: ReportRules;
}

/** The rules by which a period of this kind is counted: its own report's, else the first's. */
export function rulesFor(
  reports: readonly ReportRules[] | undefined,
  kind: PeriodKind,
): ReportRules | undefined {
  return reports?.find(({ period }) => period === kind) ?? reports?.[0];
}

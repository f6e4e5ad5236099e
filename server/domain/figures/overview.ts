import type { StaffMember } from '../directory.ts';
import type { DutyState } from '../duty-states.ts';
import type { PetitionId } from '../petition.ts';
import { type Case, casesSeen, type History, knownTo } from './case.ts';
import { clusters } from './clusters.ts';
import { type Figures, type FiguresContext, figuresOf } from './figures.ts';
import { type Period, periodBefore, samePeriodLastYear } from './period.ts';
import { type Report, reportOf } from './report.ts';
import type { ReportBackground } from './report-values.ts';

/** What has been read for one period: every petition it, the period before and the year before may speak of. */
export interface ReportMaterial {
  readonly period: Period;
  readonly current: readonly History[];
  readonly before: readonly History[];
  readonly yearBefore: readonly History[];
  /** Groups of petitions brought by the same person. */
  readonly petitioners: readonly (readonly PetitionId[])[];
  /** What the office itself had to do in the period. */
  readonly duties: readonly DutyState[];
}

/** A period's figures with what they are compared with. */
export interface Overview extends ReportBackground {
  readonly figures: Figures;
  readonly cases: readonly Case[];
}

/** As it may be told to all of these people together: what one of them must not know of is not counted. */
export function overviewFor(
  people: readonly StaffMember[],
  { period, current, before, yearBefore, petitioners, duties }: ReportMaterial,
  context: FiguresContext,
): Overview {
  const known = knownTo(current, people);
  const figures = figuresOf(period, known, context);
  const cases = casesSeen(known, figures.window, context.regimes);
  return {
    figures,
    cases,
    before: figuresOf(periodBefore(period), knownTo(before, people), context),
    yearBefore: figuresOf(samePeriodLastYear(period), knownTo(yearBefore, people), context),
    clusters: clusters(cases, figures.window, petitioners, context),
    duties,
  };
}

export function composeReport(
  readers: readonly StaffMember[],
  material: ReportMaterial,
  context: FiguresContext,
  id?: string,
): Report {
  const { figures, cases, ...background } = overviewFor(readers, material, context);
  return reportOf(figures, cases, background, context, id);
}

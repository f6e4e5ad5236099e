import type {
  AssessmentRowView,
  FiguresView,
  FigureView,
  IndicatorView,
  PeriodView,
} from '../../contract/figures.ts';
import type { AssessmentRow } from '../../domain/figures/assessment.ts';
import { type Figure, type Indicator, indicatorText } from '../../domain/figures/figure.ts';
import { allFigures, type Figures } from '../../domain/figures/figures.ts';
import type { Overview } from '../../domain/figures/overview.ts';
import {
  type Period,
  periodAround,
  periodBefore,
  periodTitle,
  samePeriodLastYear,
} from '../../domain/figures/period.ts';
import { type Instant, localDayOf } from '../../domain/time.ts';
import type { IssuedReport } from '../../store/report-store.ts';

export function periodView(period: Period, now: Instant): PeriodView {
  const next = periodAround(period.kind, localDayOf(period.to));
  return {
    id: period.id,
    title: periodTitle(period),
    ...(next.from <= now ? { next: next.id } : {}),
    before: periodBefore(period).id,
    yearBefore: samePeriodLastYear(period).id,
    running: now < period.to,
  };
}

/** Every number beside what it was the period before and a year earlier. */
export function figuresParts(
  overview: Overview,
): Pick<FiguresView, 'totals' | 'groups' | 'conclusion' | 'indicators'> {
  const { figures } = overview;
  const compared = comparing(overview.before, overview.yearBefore);
  return {
    totals: figures.totals.map(compared.figure),
    groups: figures.groups.map(({ id, title, figures: parts }) => ({
      id,
      title,
      figures: parts.map(compared.figure),
    })),
    conclusion: figures.conclusion.map(compared.figure),
    indicators: figures.indicators.map(compared.indicator),
  };
}

/** Where an issued report and the present count disagree: corrections, or a viewer who may know of more. */
export function issuedView(
  issued: IssuedReport | null,
  figures: Figures,
): Pick<FiguresView, 'issued'> {
  if (!issued) return {};
  const present = allFigures(figures);
  const differences = issued.report.figures.flatMap(({ id, title, value }) => {
    const now = present.get(id)?.value ?? 0;
    return now === value ? [] : [{ title, issued: value, now }];
  });
  return { issued: { version: issued.version, issuedAt: issued.issuedAt, differences } };
}

export function assessmentRowView(row: AssessmentRow): AssessmentRowView {
  const { id, title, detail, figures, indicators } = row;
  return {
    id,
    title,
    ...(detail === undefined ? {} : { detail }),
    figures: figures.map(figureView),
    indicators: indicators.map(indicatorView),
  };
}

export function figureView({ id, title, value }: Figure): FigureView {
  return { id, title, value };
}

function indicatorView(indicator: Indicator): IndicatorView {
  const { id, title, formula, numerator, denominator } = indicator;
  return {
    id,
    title,
    text: indicatorText(indicator),
    formula,
    numerator: figureView(numerator),
    denominator: figureView(denominator),
  };
}

function comparing(before: Figures, yearBefore: Figures) {
  const [then, lastYear] = [allFigures(before), allFigures(yearBefore)];
  const textIn = ({ indicators }: Figures, id: string) => {
    const found = indicators.find((each) => each.id === id);
    return found ? indicatorText(found) : '—';
  };
  return {
    figure: (figure: Figure): FigureView => ({
      ...figureView(figure),
      before: then.get(figure.id)?.value ?? 0,
      yearBefore: lastYear.get(figure.id)?.value ?? 0,
    }),
    indicator: (indicator: Indicator): IndicatorView => ({
      ...indicatorView(indicator),
      beforeText: textIn(before, indicator.id),
      yearBeforeText: textIn(yearBefore, indicator.id),
    }),
  };
}

import type { Calendar } from '../calendar.ts';
import type { Directory } from '../directory.ts';
import type { Terms } from '../regime.ts';
import type { Instant } from '../time.ts';
import { annexOf, type ReportTable } from './annexes.ts';
import { assessmentTables } from './assessment-tables.ts';
import type { Case } from './case.ts';
import { type Figure, indicatorText } from './figure.ts';
import type { Figures } from './figures.ts';
import { periodTitle } from './period.ts';
import { type ReportBackground, reportValues } from './report-values.ts';
import type { ReportRules } from './rules.ts';

/** A report as leaders get it: words and numbers, nothing of a petitioner. Once issued it is never worked out again. */
export interface Report {
  /** What it is kept under, see `reportIdOf`: `2026-10`. */
  readonly period: string;
  /** Of the rules it was made by; absent on what was issued when there was one report only. */
  readonly rule?: string;
  /** Stands at its head instead of the office. */
  readonly inNameOf?: string;
  readonly periodTitle: string;
  readonly title: string;
  /** Events and deadlines up to here were counted. */
  readonly seenAt: Instant;
  readonly source: string;
  readonly sections: readonly ReportPart[];
  readonly charts: readonly ReportChart[];
  /** Every share with its formula and both parts, printed. */
  readonly formulas: readonly ReportFormula[];
  readonly annexes: readonly ReportTable[];
  /** The numbers with the petitions behind them, as counted then. */
  readonly figures: readonly Figure[];
  readonly advice?: SignedAdvice;
}

export interface ReportPart {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly advice?: 'problems' | 'suggestions';
}

export interface ReportChart {
  readonly title: string;
  readonly bars: readonly { readonly label: string; readonly value: number }[];
}

export interface ReportFormula {
  readonly title: string;
  readonly value: string;
  readonly formula: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** 信访信息和相关建议, written by the office. */
export interface Advice {
  readonly problems: string;
  readonly suggestions: string;
}

export interface SignedAdvice extends Advice {
  readonly signedBy: string;
  readonly signerTitle: string;
  readonly signedAt: Instant;
  /** SVG path data. */
  readonly handwriting: string;
}

export interface ReportContext {
  readonly rules: ReportRules;
  readonly directory: Directory;
  readonly calendar: Calendar;
  /** The institution's own words. */
  readonly terms?: Pick<Terms, 'handlingUnit'>;
}

export function reportOf(
  figures: Figures,
  cases: readonly Case[],
  background: ReportBackground,
  context: ReportContext,
  id: string = figures.period.id,
): Report {
  const { rules } = context;
  const values = reportValues(figures, background);
  const title = periodTitle(figures.period);
  return {
    period: id,
    rule: rules.id,
    ...(rules.inNameOf === undefined ? {} : { inNameOf: rules.inNameOf }),
    periodTitle: title,
    title: rules.title.replace('{period}', title),
    seenAt: figures.window.seenAt,
    source: rules.source,
    sections: rules.sections.map(({ heading, lines = [], advice }) => ({
      heading,
      lines: lines.map((line) => filled(line, values)),
      ...(advice === undefined ? {} : { advice }),
    })),
    charts: figures.groups
      .filter(({ id }) => CHARTED.includes(id))
      .map((group) => ({
        title: group.title,
        bars: group.figures
          .filter(({ value }) => value > 0)
          .map(({ title: label, value }) => ({ label, value })),
      })),
    formulas: figures.indicators.map((each) => ({
      title: each.title,
      value: indicatorText(each),
      formula: each.formula,
      numerator: each.numerator.value,
      denominator: each.denominator.value,
    })),
    annexes: [
      ...assessmentTables(cases, figures, context),
      ...rules.annexes.map(({ id: annex, title: heading }) => ({
        title: heading,
        ...annexOf(annex, cases, figures.window, { ...context, duties: background.duties }),
      })),
    ],
    figures: [
      ...figures.totals,
      ...figures.groups.flatMap((group) => group.figures),
      ...figures.conclusion,
      ...figures.indicators.flatMap(({ numerator, denominator }) => [numerator, denominator]),
    ],
  };
}

const CHARTED: readonly string[] = ['channel', 'appeal', 'unit'];
const PLACEHOLDER = /\{([^{}]*)\}/g;

function filled(line: string, values: ReadonlyMap<string, string>): string {
  return line.replace(PLACEHOLDER, (_braced, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`a report line lacks a value for ${name}`);
    return value;
  });
}

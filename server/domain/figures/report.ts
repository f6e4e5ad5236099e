import type { Calendar } from '../calendar.ts';
import type { Directory } from '../directory.ts';
import { chineseDay, type Instant, instant, type LocalDay, localDayOf } from '../time.ts';
import { workingDaysBetween } from '../working-time.ts';
import type { Case } from './case.ts';
import { type Figure, indicatorText } from './figure.ts';
import type { Figures } from './figures.ts';
import { periodTitle, type Window } from './period.ts';
import { type ReportBackground, reportValues } from './report-values.ts';
import type { AnnexId, ReportRules } from './rules.ts';
import { isFirst, isOverdue, registeredIn, unitTitle } from './totals.ts';

/** A report as leaders get it: words and numbers, nothing of a petitioner. Once issued it is never worked out again. */
export interface Report {
  /** `2026-10` */
  readonly period: string;
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

export interface ReportTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
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
}

export function reportOf(
  figures: Figures,
  cases: readonly Case[],
  background: ReportBackground,
  context: ReportContext,
): Report {
  const { rules } = context;
  const values = reportValues(figures, background);
  const title = periodTitle(figures.period);
  return {
    period: figures.period.id,
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
    annexes: rules.annexes.map(({ id, title: heading }) => ({
      title: heading,
      ...annexes[id](cases, figures.window, context),
    })),
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

type Annex = (
  cases: readonly Case[],
  window: Window,
  context: ReportContext,
) => Omit<ReportTable, 'title'>;

/** By number and department only. */
const annexes: Readonly<Record<AnnexId, Annex>> = {
  overdue: (cases, window, { directory, calendar }) => ({
    columns: ['编号', '承办部室', '环节', '最早逾期的期限', '已逾期（工作日）'],
    rows: cases
      .filter((each) => each.endedAt === undefined && each.petition.concludedAt === undefined)
      .filter((each) => isOverdue(each, window))
      .map((each) => {
        const due = earliestOverdue(each, window);
        return [
          ...nameOf(each, directory),
          stageOf(each),
          due === null ? '' : dayOf(due),
          due === null
            ? ''
            : daysLate(calendar, localDayOf(due), localDayOf(instant(window.seenAt - 1))),
        ];
      }),
  }),
  repeated: (cases, window, { directory }) => ({
    columns: ['编号', '承办部室', '关联件编号', '环节'],
    rows: registeredIn(cases, window)
      .filter((each) => !isFirst(each))
      .map((each) => [
        ...nameOf(each, directory),
        each.petition.facts.repeatOf ?? '',
        stageOf(each),
      ]),
  }),
  consultations: (cases, window, { directory }) => ({
    columns: ['编号', '承办部室', '事项', '开始', '进展'],
    rows: cases.flatMap((each) =>
      [
        ...episodes('会商', each.petition.consultations, window, ({ concludedAt }) => concludedAt),
        ...episodes('督查督办', each.petition.supervisions, window, ({ closedAt }) => closedAt),
      ].map((episode) => [...nameOf(each, directory), ...episode]),
    ),
  }),
};

/** Those begun, going on or ended in the period. */
function episodes<Episode extends { readonly openedAt: Instant }>(
  title: string,
  all: readonly Episode[],
  { from }: Window,
  endOf: (episode: Episode) => Instant | undefined,
): readonly (readonly string[])[] {
  return all.flatMap((episode) => {
    const end = endOf(episode);
    if (end !== undefined && end < from) return [];
    return [[title, dayOf(episode.openedAt), end === undefined ? '进行中' : `${dayOf(end)}结束`]];
  });
}

function nameOf({ petition, unitId }: Case, directory: Directory): readonly [string, string] {
  return [petition.number, unitTitle(unitId, directory)];
}

function stageOf({ petition, regime }: Case): string {
  return regime.stages[petition.stage]?.title ?? petition.stage;
}

function earliestOverdue({ petition, regime }: Case, { seenAt }: Window): Instant | null {
  return petition.clocks
    .filter(({ stoppedAt, dueAt }) => stoppedAt === undefined && dueAt < seenAt)
    .filter(({ clock }) => regime.clocks[clock]?.countsOverdue === true)
    .reduce<Instant | null>(
      (first, { dueAt }) => (first === null || dueAt < first ? dueAt : first),
      null,
    );
}

/** A working day begun counts. */
function daysLate(calendar: Calendar, from: LocalDay, to: LocalDay): string {
  const days = workingDaysBetween(calendar, from, to);
  return days.ok ? String(days.value) : '—';
}

function dayOf(at: Instant): string {
  return chineseDay(localDayOf(at));
}

import type { ReportTable } from '../../domain/figures/annexes.ts';
import type { Report, ReportChart, SignedAdvice } from '../../domain/figures/report.ts';
import { PAPER_WIDTH } from '../../domain/paper.ts';
import type { PaperStyle } from '../../domain/paper-style.ts';
import { type Instant, localDayOf, paperDay } from '../../domain/time.ts';
import type { Block, Cell, Row, Run, Sheet, Table } from '../sheet.ts';

export interface Imprint {
  /** Of the office that reports. */
  readonly office: string;
  readonly version: number;
  readonly issuedAt: Instant;
}

/** The report as the office's paper: words, drawn numbers, the way each share was calculated, and the lists. */
export function reportSheet(report: Report, { office, version, issuedAt }: Imprint): Sheet {
  const issuedOn = paperDay(localDayOf(issuedAt));
  return {
    title: report.title,
    blocks: [
      paragraph('title', report.title),
      twoEnds(report.inNameOf ?? office, `${issuedOn}　第${version}版`),
      ...report.sections.flatMap(({ heading, lines, advice }) => [
        paragraph('heading', heading),
        ...lines.map((line) => paragraph('body', line)),
        ...(advice ? adviceBlocks(report.advice, advice) : []),
      ]),
      ...signature(report.advice),
      ...report.charts.flatMap(chart),
      paragraph('heading', '附：指标及计算口径'),
      grid(
        ['指标', '数值', '分子', '分母', '计算口径'],
        [36, 18, 16, 16, 84],
        report.formulas.map(({ title, value, numerator, denominator, formula }) => [
          title,
          value,
          String(numerator),
          String(denominator),
          formula,
        ]),
      ),
      ...report.annexes.flatMap(annex),
      paragraph(
        'note',
        `依据：${report.source}。检举控告件不在本报告统计之内；附件只列编号，不含信访人个人信息。`,
      ),
    ],
  };
}

function adviceBlocks(
  signed: SignedAdvice | undefined,
  part: 'problems' | 'suggestions',
): readonly Block[] {
  if (!signed) return [paragraph('body', '（意见尚未签发）')];
  return signed[part]
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => paragraph('body', line.trim()));
}

function signature(signed: SignedAdvice | undefined): readonly Block[] {
  if (!signed) return [];
  const runs: readonly Run[] = [
    words(`签发：${signed.signerTitle}　`),
    { kind: 'handwriting', path: signed.handwriting, by: signed.signedBy },
    words(`　${paperDay(localDayOf(signed.signedAt))}`),
  ];
  return [{ kind: 'paragraph', style: 'closing', parts: [runs] }];
}

/** Bars are written, so that every Word, WPS and printer shows them alike. */
function chart({ title, bars }: ReportChart): readonly Block[] {
  if (bars.length === 0) return [];
  const most = Math.max(...bars.map(({ value }) => value));
  return [
    paragraph('heading', `登记件${title}`),
    grid(
      ['类别', '件数', '图示'],
      [44, 16, 110],
      bars.map(({ label, value }) => [
        label,
        String(value),
        '█'.repeat(Math.max(1, Math.round((value / most) * LONGEST_BAR))),
      ]),
    ),
  ];
}

const LONGEST_BAR = 24;

function annex({ title, columns, rows }: ReportTable, index: number): readonly Block[] {
  const heading = paragraph('heading', `附件${index + 1}：${title}`);
  if (rows.length === 0) return [heading, paragraph('body', '本期无。')];
  const width = Math.floor(PAPER_WIDTH / columns.length);
  const widths = columns.map((_, column) =>
    column === 0 ? PAPER_WIDTH - width * (columns.length - 1) : width,
  );
  return [heading, grid(columns, widths, rows)];
}

function grid(
  heads: readonly string[],
  widths: readonly number[],
  rows: readonly (readonly string[])[],
): Table {
  const row = (texts: readonly string[], label: boolean): Row => ({
    height: 7,
    cells: texts.map((text, index) => cell(text, widths[index] ?? 0, label)),
  });
  return {
    kind: 'table',
    columns: widths,
    rows: [row(heads, true), ...rows.map((texts) => row(texts, false))],
  };
}

function cell(text: string, width: number, label: boolean): Cell {
  return { width, span: 1, down: 1, label, vertical: false, paragraphs: [[words(text)]] };
}

function paragraph(style: PaperStyle, text: string): Block {
  return { kind: 'paragraph', style, parts: [[words(text)]] };
}

function twoEnds(left: string, right: string): Block {
  return { kind: 'paragraph', style: 'line', parts: [[words(left)], [words(right)]] };
}

function words(text: string): Run {
  return { kind: 'words', words: text };
}

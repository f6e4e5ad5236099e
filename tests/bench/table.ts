import type { Spread } from './spread.ts';

/** One line of the result: a figure, what it is compared with, and what is aimed at. */
export interface Line {
  /** Chinese, then a short English label. */
  readonly label: string;
  readonly ours: Spread;
  /** What ours is compared with. */
  readonly reference?: Spread;
  readonly unit: string;
  /** Ours against the reference, repetition by repetition. */
  readonly ratio?: Spread;
  readonly target?: Target;
  /** What the line says, in one Chinese sentence. */
  readonly meaning: string;
}

/** For the median of the ratio. */
export type Target = { readonly atLeast: number } | { readonly atMost: number };

export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
  /** What must be known to read the figures. */
  readonly notes?: readonly string[];
}

/** The section as text in columns that line up in a terminal, where a Chinese character is two wide. */
export function sectionText({ title, lines, notes = [] }: Section): string {
  const rows = [HEAD, ...lines.map(cellsOf)];
  const widths = HEAD.map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  const text = rows.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [
    '',
    `【${title}】`,
    ...text.flatMap((row, index) => {
      const meaning = index === 0 ? undefined : lines[index - 1]?.meaning;
      return meaning === undefined ? [row] : [row, `    ${meaning}`];
    }),
    ...notes.map((note) => `  注：${note}`),
  ].join('\n');
}

/** Whether the median meets the target; null where there is none. */
export function verdictOf({ ratio, target }: Line): boolean | null {
  if (!ratio || !target) return null;
  return 'atLeast' in target ? ratio.median >= target.atLeast : ratio.median <= target.atMost;
}

const HEAD = [
  '项目 item',
  '本系统 ours',
  '对照 reference',
  '单位 unit',
  '比值 ratio',
  '目标 target',
  'n',
];

function cellsOf(line: Line): readonly string[] {
  const { label, ours, reference, unit, ratio, target } = line;
  const verdict = verdictOf(line);
  const mark = verdict === null ? '' : verdict ? '✔ ' : '✘ ';
  return [
    label,
    spreadText(ours),
    reference ? spreadText(reference) : '',
    unit,
    ratio ? `${spreadText(ratio)} ×` : '',
    target ? `${mark}${targetText(target)}` : '',
    String(ours.count),
  ];
}

function targetText(target: Target): string {
  return 'atLeast' in target ? `≥ ${target.atLeast} ×` : `≤ ${target.atMost} ×`;
}

/** `min/median/max` */
function spreadText({ min, median, max }: Spread): string {
  return [min, median, max].map(numberText).join('/');
}

function numberText(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)}M`;
  const decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
}

const WIDE = /[\u2E80-\u9FFF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]/;

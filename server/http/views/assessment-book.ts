import type { AssessmentRow } from '../../domain/figures/assessment.ts';
import { type Indicator, indicatorText } from '../../domain/figures/figure.ts';
import type { FiguresCell, FiguresSheet } from '../figures-book.ts';

/** How the columns are counted, below the table on the screen and on paper. */
export const ASSESSMENT_NOTE =
  '承办件为办结期限在本期内、已办结或已超期的信访件；按期办结率 = 按期办结 ÷ 承办件，尚未到期的不计。退单按提出退单的单位和人员计，退单成立以裁定日期为准。平均用时从登记到办结，按工作日计。';

/** 考核表 as a workbook: the table, and on a second sheet each share and mean with its formula and both its parts. */
export function assessmentSheets(
  { units, people }: Assessment,
  head: Pick<FiguresSheet, 'title' | 'subtitle'>,
): readonly FiguresSheet[] {
  const rows = [
    ...units.map((row) => ({ kind: '单位', row })),
    ...people.map((row) => ({ kind: '个人', row })),
  ];
  return [
    {
      ...head,
      name: '考核表',
      columns: [...NAMES, ...titlesOf(units[0] ?? people[0])],
      rows: rows.map(({ kind, row }) => [
        ...named(kind, row),
        ...row.figures.map(({ value }) => value),
        ...row.indicators.map(shown),
      ]),
      note: ASSESSMENT_NOTE,
    },
    {
      ...head,
      name: '计算口径',
      columns: [...NAMES, ...PARTS],
      rows: rows.flatMap(({ kind, row }) =>
        row.indicators.map((each) => [...named(kind, row), ...partsOf(each)]),
      ),
    },
  ];
}

interface Assessment {
  readonly units: readonly AssessmentRow[];
  readonly people: readonly AssessmentRow[];
}

const NAMES = [
  { title: '类别', width: 6 },
  { title: '单位或姓名', width: 16 },
  { title: '职务', width: 20 },
];
const PARTS = [
  { title: '指标', width: 12 },
  { title: '结果', width: 9 },
  { title: '分子', width: 9 },
  { title: '分母', width: 9 },
  { title: '算式（分子 ÷ 分母）', width: 50 },
];

function titlesOf(row: AssessmentRow | undefined) {
  return [...(row?.figures ?? []), ...(row?.indicators ?? [])].map(({ title }) => ({
    title,
    width: Math.max(8, title.length * 2 + 2),
  }));
}

function named(kind: string, { title, detail = '' }: AssessmentRow): readonly string[] {
  return [kind, title, detail];
}

function partsOf(indicator: Indicator): readonly FiguresCell[] {
  const { title, numerator, denominator, formula } = indicator;
  return [title, shown(indicator), numerator.value, denominator.value, formula];
}

function shown(indicator: Indicator): FiguresCell {
  const { value, unit } = indicator;
  return value === null ? indicatorText(indicator) : { value, unit };
}

import type { AssessmentRow } from '../../domain/figures/assessment.ts';
import { type AssessedParty, assessmentGroups } from '../../domain/figures/assessment-tables.ts';
import { type Indicator, indicatorText } from '../../domain/figures/figure.ts';
import type { ReportRules } from '../../domain/figures/rules.ts';
import type { FiguresCell, FiguresColumn, FiguresSheet } from '../figures-book.ts';

/** How the columns are counted, below the table on the screen and on paper. */
export const ASSESSMENT_NOTE =
  '承办件为办结期限在本期内、已办结或已超期的信访件；按期办结率 = 按期办结 ÷ 承办件，尚未到期的不计。退单按提出退单的单位和人员计，退单成立以裁定日期为准。平均用时从登记到办结，按工作日计。';

/**
 * 考核表 as a workbook: the table with its columns in the regulation's groups, and on a second sheet each share and
 * mean with its formula and both its parts.
 */
export function assessmentSheets(
  parties: readonly AssessedParty[],
  rules: Pick<ReportRules, 'assessment'>,
  head: Pick<FiguresSheet, 'title' | 'subtitle'>,
): readonly FiguresSheet[] {
  const rows = parties.flatMap((party) => party.rows.map((row) => ({ kind: party.title, row })));
  const first = rows[0]?.row;
  const groups = assessmentGroups(rules, first);
  const ids = groups.flatMap(({ columns }) => columns);
  const names = namesOf(parties);
  return [
    {
      ...head,
      name: '考核表',
      columns: [
        ...names,
        ...groups.flatMap(({ title, columns }) =>
          columns.map((id) => columnOf(first, id, title === '' ? undefined : title)),
        ),
      ],
      rows: rows.map(({ kind, row }) => [...named(kind, row), ...ids.map((id) => cellOf(row, id))]),
      note: ASSESSMENT_NOTE,
    },
    {
      ...head,
      name: '计算口径',
      columns: [...names, ...PARTS],
      rows: rows.flatMap(({ kind, row }) =>
        row.indicators
          .filter(({ id }) => ids.some((each) => id === `${row.id}.${each}`))
          .map((each) => [...named(kind, row), ...partsOf(each)]),
      ),
    },
  ];
}

function namesOf([first]: readonly AssessedParty[]): readonly FiguresColumn[] {
  const unit = first?.id === 'unit' ? `${first.title}或` : '';
  return [
    { title: '类别', width: 12 },
    { title: `${unit}姓名`, width: 16 },
    { title: '职务', width: 20 },
  ];
}

const PARTS = [
  { title: '指标', width: 12 },
  { title: '结果', width: 9 },
  { title: '分子', width: 9 },
  { title: '分母', width: 9 },
  { title: '算式（分子 ÷ 分母）', width: 50 },
];

function columnOf(row: AssessmentRow | undefined, id: string, group?: string): FiguresColumn {
  const title = row ? (partOf(row, id)?.title ?? '') : '';
  const width = Math.max(8, title.length * 2 + 2);
  return { title, width, ...(group === undefined ? {} : { group }) };
}

function cellOf(row: AssessmentRow, id: string): FiguresCell {
  const part = partOf(row, id);
  if (part === undefined) return '';
  return 'formula' in part ? shown(part) : part.value;
}

function partOf(row: AssessmentRow, id: string) {
  const named = ({ id: each }: { readonly id: string }) => each === `${row.id}.${id}`;
  return row.figures.find(named) ?? row.indicators.find(named);
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
  return value === null || unit === 'workMinutes' ? indicatorText(indicator) : { value, unit };
}

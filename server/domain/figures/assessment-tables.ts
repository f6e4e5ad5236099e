import type { Calendar } from '../calendar.ts';
import type { Directory, RoleId } from '../directory.ts';
import type { Regime, Terms } from '../regime.ts';
import type { ReportTable } from './annexes.ts';
import type { AssessmentRow } from './assessment.ts';
import type { Case } from './case.ts';
import { indicatorText } from './figure.ts';
import type { Figures } from './figures.ts';
import type { ReportRules } from './rules.ts';

interface TableContext {
  readonly rules: ReportRules;
  readonly directory: Directory;
  readonly calendar: Calendar;
  readonly terms?: Pick<Terms, 'handlingUnit'>;
}

/** 考核表 on paper: for each kind of answerable party one table for each group of columns (数量、质量). */
export function assessmentTables(
  cases: readonly Case[],
  figures: Figures,
  { rules, terms }: TableContext,
): readonly ReportTable[] {
  const { assessment } = rules;
  if (!assessment) return [];
  return assessment.by.flatMap((party) => {
    const rows = rowsOf(party, figures);
    const heading = partyTitle(party, cases, terms);
    return assessment.groups.map(({ title, columns }) => ({
      title: `考核表（${heading}·${title}）`,
      columns: [heading, ...columns.map((column) => columnOf(rows[0], column)?.title ?? '')],
      rows: rows.map((row) => [
        row.title,
        ...columns.map((column) => columnOf(row, column)?.text ?? ''),
      ]),
    }));
  });
}

/** `部室`, `姓名`, or the regulation's title of the role. */
export function partyTitle(
  party: 'unit' | 'person' | RoleId,
  cases: readonly { readonly regime: Pick<Regime, 'roles'> }[],
  terms: Pick<Terms, 'handlingUnit'> | undefined,
): string {
  if (party === 'unit') return terms?.handlingUnit ?? '承办单位';
  if (party === 'person') return '承办人';
  return cases.find(({ regime }) => regime.roles[party])?.regime.roles[party]?.title ?? party;
}

function rowsOf(party: string, { units, people, holders }: Figures): readonly AssessmentRow[] {
  if (party === 'unit') return units;
  return party === 'person' ? people : (holders.find(({ role }) => role === party)?.rows ?? []);
}

function columnOf(
  row: AssessmentRow | undefined,
  column: string,
): { readonly title: string; readonly text: string } | undefined {
  if (!row) return undefined;
  const id = `${row.id}.${column}`;
  const figure = row.figures.find((each) => each.id === id);
  if (figure) return { title: figure.title, text: String(figure.value) };
  const share = row.indicators.find((each) => each.id === id);
  return share && { title: share.title, text: indicatorText(share) };
}

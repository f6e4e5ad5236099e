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
    return assessmentGroups(rules, rows[0]).map(({ title, columns }) => ({
      title: `考核表（${heading}·${title}）`,
      columns: [heading, ...columns.map((column) => columnOf(rows[0], column)?.title ?? '')],
      rows: rows.map((row) => [
        row.title,
        ...columns.map((column) => columnOf(row, column)?.text ?? ''),
      ]),
    }));
  });
}

/** Who is assessed: the regulation's own parties, else every department and every person (责任落实到人). */
export function assessedParties(
  { rules }: Pick<TableContext, 'rules'>,
  figures: Figures,
  regime: Pick<Regime, 'roles' | 'terms'>,
): readonly AssessedParty[] {
  return (rules.assessment?.by ?? ['unit', 'person']).map((id) => ({
    id,
    title: partyTitle(id, [{ regime }], regime.terms),
    rows: rowsOf(id, figures),
  }));
}

export interface AssessedParty {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly AssessmentRow[];
}

/** The columns in the regulation's groups (数量、质量); without any, all that a row has in one group without a title. */
export function assessmentGroups(
  { assessment }: Pick<ReportRules, 'assessment'>,
  row: AssessmentRow | undefined,
): readonly { readonly title: string; readonly columns: readonly string[] }[] {
  if (assessment) return assessment.groups;
  const all = row ? [...row.figures, ...row.indicators] : [];
  return [{ title: '', columns: all.map(({ id }) => id.slice((row?.id.length ?? 0) + 1)) }];
}

/** `部室`, `个人`, or the regulation's title of the role. */
function partyTitle(
  party: 'unit' | 'person' | RoleId,
  cases: readonly { readonly regime: Pick<Regime, 'roles'> }[],
  terms: Pick<Terms, 'handlingUnit'> | undefined,
): string {
  if (party === 'unit') return terms?.handlingUnit ?? '承办单位';
  if (party === 'person') return '个人';
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

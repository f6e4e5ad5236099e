import type { Calendar } from '../calendar.ts';
import type { Directory, RoleId } from '../directory.ts';
import type { Regime, Terms } from '../regime.ts';
import type { Instant } from '../time.ts';
import { type AssessmentRow, holderRows, personRows, unitRows } from './assessment.ts';
import { casesSeen, type History } from './case.ts';
import { ruledCounts } from './counts.ts';
import { conclusionTable, dueIn } from './deadlines.ts';
import { counted, type Figure, type Indicator } from './figure.ts';
import { indicators } from './indicators.ts';
import { measuredFigures } from './measured.ts';
import { type Period, type Window, windowOf } from './period.ts';
import { readLetters } from './read-letters.ts';
import { returnsAsked } from './returns.ts';
import type { ReportRules } from './rules.ts';
import { type Group, groups, totals } from './totals.ts';

/** Everything that is counted of a period. The same events give the same figures, whenever they are asked for. */
export interface Figures {
  readonly period: Period;
  readonly window: Window;
  readonly totals: readonly Figure[];
  readonly groups: readonly Group[];
  /** 按期／超期 × 已办结／未办结 */
  readonly conclusion: readonly Figure[];
  readonly indicators: readonly Indicator[];
  readonly units: readonly AssessmentRow[];
  readonly people: readonly AssessmentRow[];
  /** By the holders of roles that the regulation's assessment names. */
  readonly holders: readonly { readonly role: RoleId; readonly rows: readonly AssessmentRow[] }[];
}

export interface FiguresContext {
  readonly now: Instant;
  readonly rules: ReportRules;
  readonly regimes: readonly Regime[];
  readonly directory: Directory;
  readonly calendar: Calendar;
  /** The institution's own words. */
  readonly terms?: Pick<Terms, 'handlingUnit'>;
  /** What the institution's regulation wants done 及时, without a number. */
  readonly measures?: Regime['measures'];
}

/** `histories` must hold every petition that was registered, due, open or acted on in the period. */
export function figuresOf(
  period: Period,
  histories: readonly History[],
  { now, rules, regimes, directory, calendar, terms, measures }: FiguresContext,
): Figures {
  const window = windowOf(period, now);
  const cases = casesSeen(histories, window, regimes);
  const returns = returnsAsked(cases, window);
  const context = { window, rules, directory, calendar };
  const counts = ruledCounts(cases, window, rules, calendar);
  const letters = readLetters(cases, window, calendar);
  const measured = measuredFigures(cases, window, measures, calendar);
  const all = [
    ...totals(cases, window, rules),
    counted('returned', '退单件次', returns),
    counted(
      'lateReturns',
      '逾期退单件次',
      returns.filter(({ asked }) => asked.late),
    ),
    ...letters.figures,
    ...counts.figures,
  ];
  return {
    period,
    window,
    totals: all.map((figure) => ({ ...figure, title: rules.labels?.[figure.id] ?? figure.title })),
    groups: [...groups(cases, window, directory, terms), ...measured.groups],
    conclusion:
      rules.conclusionClock === undefined
        ? []
        : conclusionTable(dueIn(cases, rules.conclusionClock, window)),
    indicators: [
      ...indicators(cases, window, rules, calendar),
      ...letters.shares,
      ...measured.means,
      ...counts.shares,
    ],
    units: unitRows(cases, context),
    people: personRows(cases, context),
    holders: (rules.assessment?.by ?? [])
      .filter((party) => party !== 'unit' && party !== 'person')
      .map((role) => ({ role, rows: holderRows(role, cases, context) })),
  };
}

/** Every number by its id, so that each can be opened. */
export function allFigures(figures: Figures): ReadonlyMap<string, Figure> {
  const rows = [
    ...figures.units,
    ...figures.people,
    ...figures.holders.flatMap((holder) => holder.rows),
  ];
  const all = [
    ...figures.totals,
    ...figures.groups.flatMap((group) => group.figures),
    ...figures.conclusion,
    ...rows.flatMap((row) => row.figures),
    ...[...figures.indicators, ...rows.flatMap((row) => row.indicators)].flatMap(
      ({ numerator, denominator }) => [numerator, denominator],
    ),
  ];
  return new Map(all.map((figure) => [figure.id, figure]));
}

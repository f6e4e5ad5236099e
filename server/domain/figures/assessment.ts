import type { Calendar } from '../calendar.ts';
import type { Directory, RoleId, UnitId } from '../directory.ts';
import type { PetitionId } from '../petition.ts';
import { holdersOf } from '../staffing.ts';
import type { Case } from './case.ts';
import { conclusionTable, type DueCase, dueIn, keptShare, ofState } from './deadlines.ts';
import { counted, type Figure, type Indicator, indicator } from './figure.ts';
import { averageDays, satisfaction } from './indicators.ts';
import { isWithin, type Window } from './period.ts';
import { type AskedReturn, returnsAsked, returnsSettled } from './returns.ts';
import type { ReportRules } from './rules.ts';
import { unitTitle, unratedIn } from './totals.ts';

/** What one department or one person did (考核): the same columns for all. */
export interface AssessmentRow {
  /** `unit.demolition`, `person.demolition-a` */
  readonly id: string;
  readonly title: string;
  /** Of a person: title and department. */
  readonly detail?: string;
  readonly figures: readonly Figure[];
  readonly indicators: readonly Indicator[];
}

export interface AssessmentContext {
  readonly window: Window;
  readonly rules: ReportRules;
  readonly directory: Directory;
  readonly calendar: Calendar;
}

/** By department in charge; returns by the department that asked for them. Departments without anything are left out. */
export function unitRows(
  cases: readonly Case[],
  context: AssessmentContext,
): readonly AssessmentRow[] {
  const { directory } = context;
  const concern = concernOf(cases, context);
  return [...directory.units.keys(), undefined]
    .map((unitId) =>
      rowOf(`unit.${unitId ?? 'none'}`, { title: unitTitle(unitId, directory) }, context, {
        cases: cases.filter((each) => each.unitId === unitId),
        due: concern.due.filter((due) => due.case.unitId === unitId),
        asked: concern.asked.filter((each) => each.unitId === unitId),
        settled: concern.settled.filter((each) => each.unitId === unitId),
      }),
    )
    .filter(hasAnything);
}

/** By caseworker; returns by the liaison who asked for them (责任落实到人). */
export function personRows(
  cases: readonly Case[],
  context: AssessmentContext,
): readonly AssessmentRow[] {
  const { directory } = context;
  const concern = concernOf(cases, context);
  return [...directory.staff.values()]
    .map(({ id, name, title, unitId }) =>
      rowOf(`person.${id}`, { title: name, detail: detailOf(title, unitId, directory) }, context, {
        cases: cases.filter(({ caseworkerId }) => caseworkerId === id),
        due: concern.due.filter((due) => due.case.caseworkerId === id),
        asked: concern.asked.filter(({ asked }) => asked.by === id),
        settled: concern.settled.filter(({ asked }) => asked.by === id),
      }),
    )
    .filter(hasAnything);
}

/** By whoever holds the role towards each petition (主要领导、分管领导、首办责任人); his returns are his petitions'. */
export function holderRows(
  role: RoleId,
  cases: readonly Case[],
  context: AssessmentContext,
): readonly AssessmentRow[] {
  const { directory } = context;
  const concern = concernOf(cases, context);
  const held = new Map(
    cases.map(({ id, petition, regime }) => [
      id,
      regime.roles[role] ? holdersOf(role, petition, regime, directory).map((one) => one.id) : [],
    ]),
  );
  return [...directory.staff.values()]
    .map(({ id, name, title, unitId }) => {
      const isHis = (each: { readonly id: PetitionId }) => held.get(each.id)?.includes(id) === true;
      const detail = detailOf(title, unitId, directory);
      return rowOf(`${role}.${id}`, { title: name, detail }, context, {
        cases: cases.filter(isHis),
        due: concern.due.filter(isHis),
        asked: concern.asked.filter(isHis),
        settled: concern.settled.filter(isHis),
      });
    })
    .filter(hasAnything);
}

interface Concern {
  readonly cases: readonly Case[];
  readonly due: readonly DueCase[];
  readonly asked: readonly AskedReturn[];
  readonly settled: readonly AskedReturn[];
}

function concernOf(cases: readonly Case[], { window, rules }: AssessmentContext): Concern {
  return {
    cases,
    due: dueIn(cases, rules.conclusionClock, window),
    asked: returnsAsked(cases, window),
    settled: returnsSettled(cases, window),
  };
}

function rowOf(
  id: string,
  name: { readonly title: string; readonly detail?: string },
  { window, calendar, rules }: AssessmentContext,
  { cases, due, asked, settled }: Concern,
): AssessmentRow {
  const upheld = settled.filter((each) => each.asked.outcome === 'upheld');
  const redone = cases.flatMap((each) =>
    each.petition.reworks.filter(({ at }) => isWithin(at, window)).map(() => each),
  );
  const within = (figure: Figure): Figure => ({ ...figure, id: `${id}.${figure.id}` });
  return {
    id,
    ...name,
    figures: [
      counted('handled', '承办件', ofState(due, 'inTime', 'late', 'overdue')),
      ...conclusionTable(due).slice(0, 3),
      counted('returned', '退单', asked),
      counted(
        'lateReturns',
        '逾期退单',
        asked.filter((each) => each.asked.late),
      ),
      counted('upheld', '退单成立', upheld),
      counted(
        'rejected',
        '退单不成立',
        settled.filter((each) => each.asked.outcome === 'rejected'),
      ),
      counted('reworks', '责令重办', redone),
      ...(rules.assessment ? [counted('unrated', '未取得评价', unratedIn(cases, window))] : []),
    ].map(within),
    indicators: [
      keptShare(`${id}.onTime`, '按期办结率', due),
      indicator({
        id: `${id}.upheldShare`,
        title: '退单成立率',
        unit: 'share',
        numerator: counted('', '期内裁定成立的退单', upheld),
        denominator: counted('', '期内裁定的退单', settled),
      }),
      satisfaction(`${id}.satisfaction`, cases, window),
      averageDays(`${id}.averageDays`, cases, window, calendar),
    ],
  };
}

function hasAnything({ figures, indicators }: AssessmentRow): boolean {
  return (
    figures.some(({ value }) => value > 0) ||
    indicators.some(({ denominator }) => denominator.value > 0)
  );
}

function detailOf(title: string, unitId: UnitId | undefined, { units }: Directory): string {
  const unit = unitId === undefined ? undefined : units.get(unitId);
  return unit && !title.startsWith(unit.name) ? `${unit.name} ${title}` : title;
}

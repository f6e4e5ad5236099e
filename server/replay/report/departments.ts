import type { UnitId } from '../../domain/directory.ts';
import type { Petition, RunningClock } from '../../domain/petition.ts';
import type { Instant } from '../../domain/time.ts';
import { type Evidence, isAccusation, regimeOf } from '../verdict/evidence.ts';
import { tableLines } from './text-table.ts';

/** The year by department. Accusations are left out: they are nobody's figures but the principal leader's. */
export function departmentTable(evidence: Evidence): readonly string[] {
  const { petitions, office } = evidence;
  const ordinary = petitions
    .map(({ petition }) => petition)
    .filter((petition) => !isAccusation(petition));
  const rows = [...office.directory.units.values()].map(({ id, name }) => ({
    name,
    figures: figuresOf(id, ordinary, evidence),
  }));
  const total = rows.map(({ figures }) => figures).reduce(added, NOTHING);
  return tableLines([
    [
      '承办单位',
      '接收',
      '时限内退单',
      '逾期退单',
      '按期',
      '超期',
      '满意',
      '基本满意',
      '不满意',
      '满意率',
    ],
    ...rows.map(({ name, figures }) => [name, ...cells(figures)]),
    ['合计', ...cells(total)],
  ]);
}

interface Figures {
  readonly received: number;
  readonly returnedInTime: number;
  readonly returnedLate: number;
  readonly onTime: number;
  readonly overdue: number;
  readonly satisfied: number;
  readonly basicallySatisfied: number;
  readonly dissatisfied: number;
}

const NOTHING: Figures = {
  received: 0,
  returnedInTime: 0,
  returnedLate: 0,
  onTime: 0,
  overdue: 0,
  satisfied: 0,
  basicallySatisfied: 0,
  dissatisfied: 0,
};

function figuresOf(
  unitId: UnitId,
  petitions: readonly Petition[],
  { office, played: { until } }: Pick<Evidence, 'office' | 'played'>,
): Figures {
  const dispatches = petitions.flatMap((petition) =>
    petition.assignments
      .filter((assignment) => assignment.unitId === unitId)
      .map((assignment) => ({ petition, assignment })),
  );
  const returns = dispatches.flatMap(({ assignment }) => assignment.returns);
  const answered = petitions.filter((petition) => answeringUnit(petition) === unitId);
  const deadlines = answered.flatMap((petition) =>
    petition.clocks.filter(
      ({ clock }) => regimeOf(petition, office).clocks[clock]?.countsOverdue === true,
    ),
  );
  const opinions = answered.map(({ followUps }) => followUps.findLast(isOpinion)?.outcome);
  const count = (outcome: string) => opinions.filter((opinion) => opinion === outcome).length;
  return {
    received: dispatches.length,
    returnedInTime: returns.filter(({ late }) => !late).length,
    returnedLate: returns.filter(({ late }) => late).length,
    onTime: deadlines.filter((clock) => clock.stoppedAt !== undefined && !isLate(clock, until))
      .length,
    overdue: deadlines.filter((clock) => isLate(clock, until)).length,
    satisfied: count('satisfied'),
    basicallySatisfied: count('basicallySatisfied'),
    dissatisfied: count('dissatisfied'),
  };
}

/** The department in charge at the end; a petition passed on to another organ or merged is nobody's answer. */
function answeringUnit({ assignments, visit, transfer, mergedInto }: Petition): UnitId | undefined {
  if (transfer !== undefined || mergedInto !== undefined) return undefined;
  return assignments.findLast(({ endedAt }) => endedAt === undefined)?.unitId ?? visit?.unitId;
}

function isLate({ stoppedAt, dueAt }: RunningClock, until: Instant): boolean {
  return (stoppedAt ?? until) > dueAt;
}

function isOpinion({ outcome }: Petition['followUps'][number]): boolean {
  return outcome !== 'unreachable' && outcome !== 'notPossible';
}

function added(left: Figures, right: Figures): Figures {
  return {
    received: left.received + right.received,
    returnedInTime: left.returnedInTime + right.returnedInTime,
    returnedLate: left.returnedLate + right.returnedLate,
    onTime: left.onTime + right.onTime,
    overdue: left.overdue + right.overdue,
    satisfied: left.satisfied + right.satisfied,
    basicallySatisfied: left.basicallySatisfied + right.basicallySatisfied,
    dissatisfied: left.dissatisfied + right.dissatisfied,
  };
}

/** Nobody asked is not nobody satisfied: a rate of nothing is a dash. */
function cells(figures: Figures): readonly string[] {
  const { satisfied, basicallySatisfied, dissatisfied } = figures;
  const asked = satisfied + basicallySatisfied + dissatisfied;
  const rate =
    asked === 0 ? '—' : `${(((satisfied + basicallySatisfied) / asked) * 100).toFixed(1)}%`;
  return [...Object.values<number>({ ...figures }).map(String), rate];
}

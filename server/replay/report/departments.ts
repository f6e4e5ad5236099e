import type { UnitId } from '../../domain/directory.ts';
import type { Assignment, Petition, RunningClock } from '../../domain/petition.ts';
import type { Instant } from '../../domain/time.ts';
import { type Evidence, isAccusation } from '../verdict/evidence.ts';
import { tableLines } from './text-table.ts';

/** The year by department. Accusations are left out: they are nobody's figures but the principal leader's. */
export function departmentTable({ petitions, office, played }: Evidence): readonly string[] {
  const ordinary = petitions
    .map(({ petition }) => petition)
    .filter((petition) => !isAccusation(petition));
  const rows = [...office.directory.units.values()].map(({ id, name }) => ({
    name,
    figures: figuresOf(id, ordinary, played.until),
  }));
  const total = rows.map(({ figures }) => figures).reduce(added, NOTHING);
  return tableLines([
    [
      '部室',
      '接收',
      '当天接处',
      '时限内退单',
      '逾期退单',
      '按期办结',
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
  readonly acceptedSameDay: number;
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
  acceptedSameDay: 0,
  returnedInTime: 0,
  returnedLate: 0,
  onTime: 0,
  overdue: 0,
  satisfied: 0,
  basicallySatisfied: 0,
  dissatisfied: 0,
};

function figuresOf(unitId: UnitId, petitions: readonly Petition[], until: Instant): Figures {
  const dispatches = petitions.flatMap((petition) =>
    petition.assignments
      .filter((assignment) => assignment.unitId === unitId)
      .map((assignment) => ({ petition, assignment })),
  );
  const returns = dispatches.flatMap(({ assignment }) => assignment.returns);
  const answered = petitions.filter((petition) => answeringUnit(petition) === unitId);
  const deadlines = answered.flatMap(
    ({ clocks }) => clocks.findLast(({ clock }) => clock === 'caseDue') ?? [],
  );
  const opinions = answered.map(({ followUps }) => followUps.findLast(isOpinion)?.outcome);
  const count = (outcome: string) => opinions.filter((opinion) => opinion === outcome).length;
  return {
    received: dispatches.length,
    acceptedSameDay: dispatches.filter(isAcceptedSameDay).length,
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
function answeringUnit({ assignments, visit, concludedAt }: Petition): UnitId | undefined {
  if (concludedAt === undefined) return undefined;
  return assignments.findLast(({ endedAt }) => endedAt === undefined)?.unitId ?? visit?.unitId;
}

function isAcceptedSameDay({
  petition,
  assignment,
}: {
  petition: Petition;
  assignment: Assignment;
}): boolean {
  const clock = petition.clocks.findLast(
    ({ clock: id, instance }) => id === 'sameDayAcceptance' && instance === assignment.sequence,
  );
  return (
    clock !== undefined &&
    assignment.acceptedAt !== undefined &&
    assignment.acceptedAt <= clock.dueAt
  );
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
    acceptedSameDay: left.acceptedSameDay + right.acceptedSameDay,
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

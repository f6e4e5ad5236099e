import type { VisitNature, VisitVenue } from './act-input.ts';
import type { Directory, UnitId } from './directory.ts';

/** 现场接访: who receives whom, and how many the room takes. */
export interface ReceptionRules {
  /** 一般不超过: more are warned of, not turned away. */
  readonly roomPeople: number;
  readonly source: string;
  /** Stages during which those who came are in the room. */
  readonly inRoom: readonly string[];
  /** The first that fits decides. */
  readonly branches: readonly ReceptionBranch[];
}

export interface ReceptionBranch {
  readonly id: string;
  readonly title: string;
  readonly venue: VisitVenue;
  /** Absent: whatever the visit is about. */
  readonly nature?: VisitNature;
  /** Who has to receive, in the words of the regulation. */
  readonly receiver: string;
  /** The unit that leads, by its name in the directory; absent: whichever unit is competent. */
  readonly unitName?: string;
  /** Leaders receive, so the principal leader may be needed. */
  readonly byLeader?: true;
  readonly source: string;
}

export interface RoutedVisit {
  readonly unitId: UnitId;
  readonly venue: VisitVenue;
  readonly nature: VisitNature;
  readonly principalNeeded: boolean;
}

/** Undefined where the regulation does not say who receives. */
export function branchOf(
  { venue, nature }: Pick<RoutedVisit, 'venue' | 'nature'>,
  rules: ReceptionRules | undefined,
): ReceptionBranch | undefined {
  return rules?.branches.find(
    (branch) => branch.venue === venue && (branch.nature === undefined || branch.nature === nature),
  );
}

/** Whether others receive than the regulation says: that takes a reason. */
export function departsFromRule(
  visit: RoutedVisit,
  rules: ReceptionRules | undefined,
  { units }: Directory,
): boolean {
  const branch = branchOf(visit, rules);
  if (!branch) return false;
  const isLeadersMatter = branch.byLeader === true || visit.nature === 'major';
  if (visit.principalNeeded && !isLeadersMatter) return true;
  const leading = [...units.values()].find(
    ({ name, active }) => active && name === branch.unitName,
  );
  return leading !== undefined && leading.id !== visit.unitId;
}

import type { Act, ActId, Branch, Regime, Route, StageId } from '../regime.ts';

/** An act with the place it stands in, so that a problem can be found in the file. */
export interface NamedAct {
  readonly id: ActId;
  readonly act: Act;
  /** Absent for standing acts. */
  readonly stage?: StageId;
  /** `“办结签批”的操作“签批办结”(conclude)` */
  readonly place: string;
}

export function namedActs(regime: Regime): readonly NamedAct[] {
  const inStages = Object.entries(regime.stages).flatMap(([stage, { title, acts }]) =>
    Object.entries(acts).map(([id, act]) => ({
      id,
      act,
      stage,
      place: `环节“${title}”的操作“${act.title}”(${id})`,
    })),
  );
  const standing = Object.entries(regime.standingActs).map(([id, act]) => ({
    id,
    act,
    place: `常设操作“${act.title}”(${id})`,
  }));
  return [...inStages, ...standing];
}

/** Where an act may lead; `stay` leads nowhere else. */
export function branchesOf(to: Route): readonly Branch[] {
  if (to === 'stay') return [];
  return typeof to === 'string' ? [{ stage: to }] : to;
}

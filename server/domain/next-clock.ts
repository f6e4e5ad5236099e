import type { Directory, StaffId } from './directory.ts';
import type { Petition, RunningClock } from './petition.ts';
import type { Regime } from './regime.ts';
import { holdersOf } from './staffing.ts';

interface Looking {
  readonly by: StaffId;
  /** The petition's own. */
  readonly regime: Regime;
  readonly directory: Directory;
}

/** The running deadline that falls due first: of those this person answers for, if any, else of all. */
export function nextClock(petition: Petition, looking: Looking): RunningClock | undefined {
  const running = petition.clocks
    .filter(({ stoppedAt }) => stoppedAt === undefined)
    .toSorted((left, right) => left.dueAt - right.dueAt);
  return running.find((clock) => isAnsweredFor(clock, petition, looking)) ?? running[0];
}

function isAnsweredFor(
  { clock }: RunningClock,
  petition: Petition,
  { regime, directory, by }: Looking,
): boolean {
  const roles = regime.clocks[clock]?.responsible ?? [];
  return roles.some((role) =>
    holdersOf(role, petition, regime, directory).some(({ id }) => id === by),
  );
}

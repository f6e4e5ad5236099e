import type { ActKind } from '../../../domain/act-input.ts';
import type { Petition, RunningClock } from '../../../domain/petition.ts';
import type { Regime } from '../../../domain/regime.ts';

/** The running clock that an act of this kind, taken now, would stop. */
export function runningClockOf(
  kind: ActKind,
  petition: Petition,
  { stages, standingActs, clocks }: Regime,
): RunningClock | undefined {
  const acts = [
    ...Object.values(stages[petition.stage]?.acts ?? {}),
    ...Object.values(standingActs),
  ];
  const marks = acts.filter((act) => act.kind === kind).flatMap((act) => act.marks ?? []);
  return petition.clocks.findLast(
    ({ clock, stoppedAt }) =>
      stoppedAt === undefined &&
      clocks[clock]?.stopsOn.some(({ milestone }) => marks.includes(milestone)),
  );
}

import { type DeadlineMove, movesUnder } from './calendar-preview.ts';
import type { GuardContext } from './guards.ts';
import type { Petition } from './petition.ts';
import type { Regime } from './regime.ts';

/** What another version of its regulation would do to an open petition; or why it has to stay with the one it has. */
export type Adoption =
  | { readonly fits: true; readonly moves: readonly DeadlineMove[] }
  | { readonly fits: false; readonly lacking: string };

/** A petition can only go over where the stage it rests in, and every clock that runs, is there in the other version. */
export function adoptionOf(petition: Petition, context: GuardContext, planned: Regime): Adoption {
  const { regime } = context;
  if (!planned.stages[petition.stage] || !planned.flows[petition.flow]) {
    return { fits: false, lacking: regime.stages[petition.stage]?.title ?? petition.stage };
  }
  const dropped = petition.clocks.find(
    ({ clock, stoppedAt }) => stoppedAt === undefined && !planned.clocks[clock],
  );
  if (dropped) {
    return { fits: false, lacking: regime.clocks[dropped.clock]?.title ?? dropped.clock };
  }
  return { fits: true, moves: movesUnder(petition, context, { regime: planned }) };
}

import { type GuardContext, holds, latestRecord } from './guards.ts';
import type { Petition } from './petition.ts';

/** Whether the petitioner may rate now: the regulation lets him, and nobody has recorded his rating yet. */
export function mayStillRate(petition: Petition, context: GuardContext): boolean {
  const rating = context.regime.query?.rating;
  if (!rating || petition.facts.appealType === 'accusation') return false;
  return (
    holds(rating.when, petition, context) &&
    latestRecord(petition, rating.record, context.regime) === undefined
  );
}

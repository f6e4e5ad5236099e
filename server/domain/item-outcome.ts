import type { Regime } from './regime.ts';

/** What came of a claim, in the words of whichever act of the regulation names it. */
export function itemOutcomeTitle(id: string, { stages, standingActs }: Regime): string {
  const acts = [...Object.values(stages).map(({ acts: own }) => own), standingActs];
  const outcomes = acts.flatMap((own) =>
    Object.values(own).flatMap(({ items }) => items?.outcomes ?? []),
  );
  return outcomes.find((outcome) => outcome.id === id)?.title ?? id;
}

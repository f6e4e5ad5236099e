import { loadRegimes } from '../../db/seed-regime.ts';
import type { ClockRule } from '../../server/domain/clock-rule.ts';
import { lintRegime } from '../../server/domain/lint-regime.ts';
import type { Act, Regime, Stage, StandingAct } from '../../server/domain/regime.ts';

export type Draft<Value> = { -readonly [Key in keyof Value]: Draft<Value[Key]> };
export type DraftRegime = Draft<Regime>;
/** What the linter should catch, how it is planted, and the sentence that names it. */
export type PlantedFault = readonly [string, (regime: DraftRegime) => void, string];

export const regimes: ReadonlyMap<string, Regime> = new Map(
  loadRegimes().map((regime) => [regime.id, regime]),
);

/** The office's own regulation, free to be spoilt. */
export function draftRegime(): DraftRegime {
  return structuredClone(found(regimes.get('jinghu2020'))) as DraftRegime;
}

/** What the linter says of the office's own regulation once a fault is planted in it. */
export function problemsWith(plant: (regime: DraftRegime) => void): readonly string[] {
  const draft = draftRegime();
  plant(draft);
  return lintRegime(draft as Regime, regimes);
}

export function stage(regime: DraftRegime, id: string): Draft<Stage> {
  return found(regime.stages[id]);
}

export function act(regime: DraftRegime, at: string, id: string): Draft<Act> {
  return found(stage(regime, at).acts[id]);
}

export function standing(regime: DraftRegime, id: string): Draft<StandingAct> {
  return found(regime.standingActs[id]);
}

export function clock(regime: DraftRegime, id: string): Draft<ClockRule> {
  return found(regime.clocks[id]);
}

export function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the regulation has no such entry');
  return value;
}

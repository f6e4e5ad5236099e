import { latestRecord } from '../guards.ts';
import type { Petition } from '../petition.ts';
import type { Answers } from '../record.ts';
import type { Regime } from '../regime.ts';
import type { MeasureRules } from './rules.ts';

/** What the petition's records say that the measure goes by; null while one of them has not been made. */
export function takenOver(
  { takes = [] }: MeasureRules,
  petition: Petition | undefined,
  regime: Regime,
): Answers | null {
  const found = takes.map((id) => petition && latestRecord(petition, id, regime));
  if (!found.every((record) => record !== undefined)) return null;
  return Object.assign({}, ...found.map(({ answers }) => answers));
}

import type { Petition } from '../petition.ts';
import type { Regime } from '../regime.ts';

/** How often a reply of this petition was sent back, by whom and on whatever occasion. */
export function timesSentBack({ replies }: Petition): number {
  return replies.filter(({ sentBackAt }) => sentBackAt !== undefined).length;
}

/** 答复质量较差且不改正: more often than the regulation bears; never where it has no such gate. */
export function isReworkedTooOften(petition: Petition, { qualityGate }: Regime): boolean {
  return qualityGate !== undefined && timesSentBack(petition) > qualityGate.times;
}

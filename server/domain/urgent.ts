import { answersHold } from './guards.ts';
import type { Petition } from './petition.ts';
import type { Regime } from './regime.ts';

/** 急事急办: the petition stands before all others, for what was answered at its registration. */
export function isUrgent(petition: Petition, regime: Regime): boolean {
  const urgent = regime.registration?.urgent;
  return urgent !== undefined && answersHold(urgent, petition, regime);
}

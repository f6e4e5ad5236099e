import { type GuardContext, holds } from './guards.ts';
import type { Petition } from './petition.ts';

/** 急事急办: the petition stands before all others, for what was answered at its registration. */
export function isUrgent(petition: Petition, context: GuardContext): boolean {
  const urgent = context.regime.registration?.urgent;
  return urgent !== undefined && holds([urgent], petition, context);
}

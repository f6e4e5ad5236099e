import { awaitedRoles, waitingFor } from './access.ts';
import type { Calendar } from './calendar.ts';
import type { Directory, StaffId } from './directory.ts';
import { actionsFor } from './gate.ts';
import { currentAssignment, type Petition } from './petition.ts';
import type { ActId, Regime } from './regime.ts';
import type { Instant } from './time.ts';

export interface HandOverContext {
  readonly now: Instant;
  readonly calendar: Calendar;
  readonly directory: Directory;
  readonly regime: Regime;
}

/** Why a petition is in somebody's hands. */
export interface Holding {
  readonly petition: Petition;
  /** Named on the assignment; otherwise it waits for him by virtue of a role or post, and goes with it. */
  readonly caseworker: boolean;
}

/** The petition as something this person holds; null when he does not. */
export function holdingOf(
  petition: Petition,
  staffId: StaffId,
  context: HandOverContext,
): Holding | null {
  const caseworker = currentAssignment(petition)?.caseworkerId === staffId;
  if (caseworker) return { petition, caseworker };
  return waitingFor(petition, context).includes(staffId) ? { petition, caseworker } : null;
}

/** Why a petition has to be given to somebody else. */
export type HandOverOwed = 'caseworkerLeft' | 'nobody';

/**
 * Null while everything is in order. A petition that waits for people outside the office waits for nobody here, and
 * that is in order; so does one whose caseworker is still to be named.
 */
export function handOverOwed(petition: Petition, context: HandOverContext): HandOverOwed | null {
  const { directory, regime } = context;
  const awaited = awaitedRoles(petition, context)
    .map((role) => regime.roles[role]?.binding.kind)
    .filter((kind) => kind === 'office' || kind === 'unit');
  if (awaited.length > 0 && waitingFor(petition, context).length === 0) return 'nobody';
  const caseworker = currentAssignment(petition)?.caseworkerId;
  const left = caseworker !== undefined && !directory.staff.get(caseworker)?.active;
  return left && awaitedRoles(petition, context).length > 0 ? 'caseworkerLeft' : null;
}

/** The act by which this person can name another caseworker; null where the regulation leaves that to others. */
export function namingAct(petition: Petition, by: StaffId, context: HandOverContext): ActId | null {
  const naming = actionsFor(petition, { ...context, by }).find(
    ({ definition }) => definition.kind === 'nameCaseworker',
  );
  return naming?.act ?? null;
}

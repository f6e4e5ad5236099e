import type { TakeAct } from '../command.ts';
import type { Circumstances } from '../decision.ts';
import type { StaffMember, UnitId } from '../directory.ts';
import type { FieldFault } from '../field-fault.ts';
import type { Petition } from '../petition.ts';
import type { Refusal } from '../refusal.ts';
import type { Act } from '../regime.ts';
import { refuse } from '../result.ts';
import { isConflicted } from '../staffing.ts';
import { type LocalDay, localDayOf } from '../time.ts';

/** One person's request that has passed the gate. */
export interface Asked {
  readonly petition: Petition;
  readonly command: TakeAct;
  readonly definition: Act;
  readonly person: StaffMember;
}

export function missing(field: string) {
  return refuse<Refusal>({ code: 'fieldMissing', field });
}

export function invalid(field: string, reason: FieldFault) {
  return refuse<Refusal>({ code: 'fieldInvalid', field, reason });
}

/** Something done cannot be dated after today. */
export function isFuture(day: LocalDay, { now }: Circumstances): boolean {
  return day > localDayOf(now);
}

/** Why this unit may not be given the petition, or null. */
export function unitFault(
  petition: Petition,
  unitId: UnitId,
  { directory }: Circumstances,
): Refusal | null {
  const unit = directory.units.get(unitId);
  if (!unit?.active) return { code: 'unknownUnit' };
  return petition.accused.unitIds.includes(unitId) ? { code: 'conflictOfInterest' } : null;
}

/** Why this person may not work on the petition for the unit, or null. */
export function caseworkerFault(
  petition: Petition,
  staffId: string,
  unitId: UnitId,
  { directory }: Circumstances,
): Refusal | null {
  const person = directory.staff.get(staffId);
  if (!person?.active) return { code: 'unknownStaff' };
  if (person.unitId !== unitId) return { code: 'notOfThisUnit' };
  return isConflicted(petition, person) ? { code: 'conflictOfInterest' } : null;
}

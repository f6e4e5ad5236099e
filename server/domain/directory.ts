export type StaffId = string & { readonly brand?: 'staff' };
export type UnitId = string & { readonly brand?: 'unit' };
/** A role that a regime declares. */
export type RoleId = string;

/** A person of the office. `id` is the DingTalk userid. */
export interface StaffMember {
  readonly id: StaffId;
  readonly name: string;
  readonly title: string;
  /** Office-wide roles of the regime (信访办办理人员, 信访分管领导 …). */
  readonly roles: readonly RoleId[];
  /** Absent for leaders who belong to no department. */
  readonly unitId?: UnitId;
  readonly active: boolean;
  /** Set while the person is out. He goes on receiving; whoever stands in for him is told as well and may act. */
  readonly away?: Away;
}

/** Days as `YYYY-MM-DD`, both inclusive. Why is one of a few words, so that nothing private is written down. */
export interface Away {
  readonly from: string;
  readonly to: string;
  readonly why: AbsenceReason;
}

export const absenceReasons = ['duty', 'leave', 'training', 'other'] as const;
export type AbsenceReason = (typeof absenceReasons)[number];

/** 承办部室（单位）with its two liaisons (A角、B角), its head and the leader in charge of its matters. */
export interface Unit {
  readonly id: UnitId;
  readonly name: string;
  readonly liaisonA?: StaffId;
  readonly liaisonB?: StaffId;
  readonly head?: StaffId;
  readonly leader?: StaffId;
  readonly active: boolean;
}

/** The office's people as they are when a decision is taken. */
export interface Directory {
  readonly version: number;
  readonly staff: ReadonlyMap<StaffId, StaffMember>;
  readonly units: ReadonlyMap<UnitId, Unit>;
}

/**
 * The two liaisons a petition can be pushed to, or null: fewer than two distinct active people are not a pair (M14).
 */
export function liaisonPair(
  directory: Directory,
  unitId: UnitId,
): readonly [StaffMember, StaffMember] | null {
  const unit = directory.units.get(unitId);
  if (!unit?.active || !unit.liaisonA || !unit.liaisonB || unit.liaisonA === unit.liaisonB) {
    return null;
  }
  const first = directory.staff.get(unit.liaisonA);
  const second = directory.staff.get(unit.liaisonB);
  return first?.active && second?.active ? [first, second] : null;
}

/** Active holders of an office-wide role. */
export function roleHolders(directory: Directory, role: RoleId): readonly StaffMember[] {
  return [...directory.staff.values()].filter(
    (person) => person.active && person.roles.includes(role),
  );
}

import { type Office, type OfficeId, officeOf } from './office.ts';

export type StaffId = string & { readonly brand?: 'staff' };
export type UnitId = string & { readonly brand?: 'unit' };
/** A role that a regime declares. */
export type RoleId = string;
/** A post of a unit that a regime declares (联络员A角、负责人、分管领导 …). */
export type PostId = string;

/** A person of the office. `id` is the DingTalk userid. */
export interface StaffMember {
  readonly id: StaffId;
  readonly name: string;
  readonly title: string;
  /** Office-wide roles of the regime (信访办办理人员, 信访分管领导 …). */
  readonly roles: readonly RoleId[];
  /** Absent for leaders who belong to no department. */
  readonly unitId?: UnitId;
  /** Absent: of the main office. */
  readonly officeId?: OfficeId;
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

/** 承办部室（单位）and who holds the posts that the regime gives it; a vacant post is absent. */
export interface Unit {
  readonly id: UnitId;
  readonly name: string;
  readonly posts: Readonly<Record<PostId, StaffId>>;
  /** Absent: of the main office. */
  readonly officeId?: OfficeId;
  readonly active: boolean;
}

/** The office's people as they are when a decision is taken. */
export interface Directory {
  readonly version: number;
  readonly staff: ReadonlyMap<StaffId, StaffMember>;
  readonly units: ReadonlyMap<UnitId, Unit>;
  /** Always there in the one in force; left out where people are put in force, the offices stay as they are. */
  readonly offices?: ReadonlyMap<OfficeId, Office>;
}

/** What one office knows of the directory: itself, its people and its units, as if there were no other. */
export function directoryOf(directory: Directory, officeId: OfficeId): Directory {
  const { version, staff, units, offices } = directory;
  const own = <Id, Entry extends { readonly officeId?: OfficeId }>(all: ReadonlyMap<Id, Entry>) =>
    new Map([...all].filter(([, entry]) => officeOf(entry) === officeId));
  const office = offices?.get(officeId);
  return {
    version,
    staff: own(staff),
    units: own(units),
    ...(office ? { offices: new Map([[officeId, office]]) } : {}),
  };
}

/** Throws for one that does not exist: whoever names it has it from the directory. */
export function officeIn({ offices }: Directory, officeId: OfficeId): Office {
  const office = offices?.get(officeId);
  if (!office) throw new Error(`there is no office ${officeId}`);
  return office;
}

/** Active holders of an office-wide role. */
export function roleHolders(directory: Directory, role: RoleId): readonly StaffMember[] {
  return [...directory.staff.values()].filter(
    (person) => person.active && person.roles.includes(role),
  );
}

import type { Directory, StaffId, StaffMember, Unit } from './directory.ts';
import type { Instant } from './time.ts';

/** What DingTalk's address book says of a person. */
export interface AddressSaid {
  readonly name: string;
  /** Often empty. */
  readonly title: string;
  /** Names of his departments and of those above them, nearest first; null where they may not be read. */
  readonly departments: readonly string[] | null;
  /** Whether he has ever signed in there. */
  readonly active: boolean;
}

/** What the office remembers of what it said. */
export interface AddressEntry {
  /** Null for a stranger who was there from the beginning and whom nobody has asked after. */
  readonly said: AddressSaid | null;
  /** Rises whenever it says something else. */
  readonly revision: number;
  /** The office has seen it and leaves it at that, until something else is said. */
  readonly setAside: boolean;
  /** One of the office's people when it was last asked, as opposed to a stranger. */
  readonly ours: boolean;
  /** When it was first found to know him no longer. */
  readonly missingSince?: Instant;
}

/** The entry after it was asked once more; `said` is null when it knows nobody of this id. Null forgets a stranger. */
export function noted(
  before: AddressEntry | undefined,
  said: AddressSaid | null,
  ours: boolean,
  now: Instant,
): AddressEntry | null {
  const missing = isMissing(before, said);
  if (missing && !ours) return null;
  const latest = said ?? before?.said ?? null;
  const same = before !== undefined && before.ours === ours && saysTheSame(before.said, latest);
  return {
    said: latest,
    revision: (before?.revision ?? 0) + (same ? 0 : 1),
    setAside: same && before.setAside,
    ours,
    ...(missing ? { missingSince: before?.missingSince ?? now } : {}),
  };
}

/** So many at once have not left: the application's scope was narrowed. One person alone can always leave. */
export function tooManyMissing(missing: number, people: number): boolean {
  return missing > 1 && missing > people * LARGEST_SHARE;
}

const LARGEST_SHARE = 0.2;

/** One thing about a person that the address book says otherwise. */
export interface AddressDifference {
  readonly what: 'name' | 'title' | 'unit';
  readonly ours: string;
  readonly theirs: string;
  /** False where theirs is a department that the office does not have. */
  readonly acceptable: boolean;
}

/** An empty field says nothing. A department matches the unit of the same name. */
export function addressDifferences(
  person: StaffMember,
  said: AddressSaid,
  { units }: Pick<Directory, 'units'>,
): readonly AddressDifference[] {
  const { name, title } = said;
  return [
    ...differing('name', person.name, name),
    ...differing('title', person.title, title),
    ...unitDifference(person, said, units),
  ];
}

/** The person as the address book says; `before` is null for a newcomer, who comes without any role. */
export function asSaid(
  id: StaffId,
  before: StaffMember | null,
  said: AddressSaid,
  { units }: Pick<Directory, 'units'>,
): Omit<StaffMember, 'away'> {
  const newcomer = { id, name: id, title: NO_TITLE, roles: [], active: true };
  const { away: _, ...known }: StaffMember = before ?? newcomer;
  const isOwn = known.unitId !== undefined && isIn(units.get(known.unitId), said);
  const unitId = isOwn ? known.unitId : (unitOf(said, units)?.id ?? known.unitId);
  return {
    ...known,
    name: said.name || known.name,
    title: said.title || known.title,
    ...(unitId === undefined ? {} : { unitId }),
    active: true,
  };
}

const NO_TITLE = '工作人员';

/** An account that was in use and no longer is says the same as none; one that was never in use says nothing. */
function isMissing(before: AddressEntry | undefined, said: AddressSaid | null): boolean {
  if (said === null) return true;
  if (said.active) return false;
  return before?.missingSince !== undefined || before?.said?.active === true;
}

function saysTheSame(left: AddressSaid | null, right: AddressSaid | null): boolean {
  if (left === null || right === null) return left === right;
  return (
    left.name === right.name &&
    left.title === right.title &&
    left.active === right.active &&
    left.departments?.join('\n') === right.departments?.join('\n')
  );
}

function differing(
  what: 'name' | 'title',
  ours: string,
  theirs: string,
): readonly AddressDifference[] {
  return theirs === '' || theirs === ours ? [] : [{ what, ours, theirs, acceptable: true }];
}

function unitDifference(
  { unitId }: StaffMember,
  said: AddressSaid,
  units: Directory['units'],
): readonly AddressDifference[] {
  const own = unitId === undefined ? undefined : units.get(unitId);
  if (said.departments === null || isIn(own, said)) return [];
  const theirs = unitOf(said, units);
  const name = theirs?.name ?? said.departments[0] ?? NO_DEPARTMENT;
  // A leader sits in some department of DingTalk's and in no unit of the office's.
  if (!theirs && !own) return [];
  return [
    { what: 'unit', ours: own?.name ?? '无', theirs: name, acceptable: theirs !== undefined },
  ];
}

const NO_DEPARTMENT = '未分部门';

function isIn(unit: Unit | undefined, { departments }: AddressSaid): boolean {
  return unit !== undefined && departments?.includes(unit.name) === true;
}

function unitOf({ departments }: AddressSaid, units: Directory['units']): Unit | undefined {
  const active = [...units.values()].filter((unit) => unit.active);
  return (departments ?? [])
    .map((name) => active.find((unit) => unit.name === name))
    .find((unit) => unit !== undefined);
}

import type { Directory, PostId, StaffId, StaffMember, Unit } from './directory.ts';
import { roleHolders } from './directory.ts';
import { changesBetween, staffingNotes, unknownRoles } from './directory-review.ts';
import { missingText, postTitle, recipientsOf } from './dispatch.ts';
import type { Regime } from './regime.ts';
import type { Result } from './result.ts';
import { ok, refuse } from './result.ts';

/** One entry of the directory as it shall be from now on. */
export type DirectoryChange =
  | { readonly kind: 'person'; readonly person: Omit<StaffMember, 'away'> }
  | { readonly kind: 'unit'; readonly unit: Unit };

export interface ChangedDirectory {
  readonly people: Omit<Directory, 'version'>;
  /** Old → new, one sentence each; none where nothing differs. */
  readonly changes: readonly string[];
  /** What is allowed and will make petitions stop somewhere. */
  readonly warnings: readonly string[];
}

/** The directory with the change, or every reason against it. What was wrong before does not stand in the way. */
export function changedDirectory(
  directory: Directory,
  change: DirectoryChange,
  regime: Regime,
): Result<ChangedDirectory, readonly string[]> {
  return reviewed(directory, applied(directory, change), regime);
}

/**
 * Everything `from` holds in the directory — roles, posts — goes to `to`; with `leaves` he is no longer of the office.
 */
export function handedOver(
  directory: Directory,
  { from, to, leaves }: { readonly from: StaffId; readonly to: StaffId; readonly leaves: boolean },
  regime: Regime,
): Result<ChangedDirectory, readonly string[]> {
  const [leaver, successor] = [directory.staff.get(from), directory.staff.get(to)];
  if (!leaver || !successor?.active || from === to) {
    return refuse(['移交人和接收人须是两名不同的人员，接收人须在岗。']);
  }
  const staff = new Map(directory.staff);
  staff.set(from, { ...leaver, roles: [], active: leaver.active && !leaves });
  staff.set(to, { ...successor, roles: [...new Set([...successor.roles, ...leaver.roles])] });
  const units = new Map(
    [...directory.units].map(([id, unit]) => [id, withPosts(unit, from, to)] as const),
  );
  return reviewed(directory, { staff, units }, regime);
}

/** What somebody still is in the office, in words; he can leave only when there is none of it. */
export function postsHeld(
  { staff, units }: Omit<Directory, 'version'>,
  id: StaffId,
  regime: Regime,
): readonly string[] {
  const roles = (staff.get(id)?.roles ?? []).map((role) => regime.roles[role]?.title ?? role);
  const posts = [...units.values()]
    .filter(({ active }) => active)
    .flatMap((unit) => postsOf(unit, id).map((post) => unit.name + postTitle(post, regime)));
  return [...roles, ...posts];
}

function postsOf({ posts }: Unit, id: StaffId): readonly PostId[] {
  return Object.keys(posts).filter((post) => posts[post] === id);
}

function applied(directory: Directory, change: DirectoryChange): Omit<Directory, 'version'> {
  const staff = new Map(directory.staff);
  const units = new Map(directory.units);
  if (change.kind === 'unit') {
    units.set(change.unit.id, change.unit);
  } else {
    const away = staff.get(change.person.id)?.away;
    staff.set(change.person.id, { ...change.person, ...(away ? { away } : {}) });
  }
  return { staff, units };
}

function withPosts(unit: Unit, from: StaffId, to: StaffId): Unit {
  const moved = postsOf(unit, from).map((post) => [post, to] as const);
  return { ...unit, posts: { ...unit.posts, ...Object.fromEntries(moved) } };
}

function reviewed(
  before: Directory,
  people: Omit<Directory, 'version'>,
  regime: Regime,
): Result<ChangedDirectory, readonly string[]> {
  const known = new Set(faults(before, regime));
  const introduced = faults(people, regime).filter((fault) => !known.has(fault));
  if (introduced.length > 0) return refuse(introduced);
  return ok({
    people,
    changes: changesBetween(before, people, regime),
    warnings: directoryWarnings(people, regime),
  });
}

/** What is wrong with the office as it stands, though it was allowed: said wherever the directory is shown. */
export function directoryWarnings(
  people: Omit<Directory, 'version'>,
  regime: Regime,
): readonly string[] {
  return [
    ...(regime.dispatch ? [...people.units.values()] : []).flatMap(({ id, name, active }) => {
      const recipients = recipientsOf(id, people, regime);
      return !active || recipients.complete
        ? []
        : [
            `${missingText(name, recipients, regime)}，此后不能向其推送${regime.terms.matter}，请尽快补齐。`,
          ];
    }),
    ...staffingNotes(people, regime),
  ];
}

/** What may not be. */
function faults(people: Omit<Directory, 'version'>, regime: Regime): readonly string[] {
  return [
    ...unknownRoles(people, regime),
    ...roleFaults(people, regime),
    ...[...people.units.values()]
      .filter(({ active }) => active)
      .flatMap((unit) => unitFaults(unit, people, regime)),
    ...[...people.staff.values()].flatMap((person) => personFaults(person, people, regime)),
  ];
}

function roleFaults(people: Omit<Directory, 'version'>, regime: Regime): readonly string[] {
  const directory = { ...people, version: 0 };
  return Object.entries(regime.roles).flatMap(
    ([role, { title, binding, exactlyOne, administers }]) => {
      if (binding.kind !== 'office') return [];
      const count = roleHolders(directory, role).length;
      if (exactlyOne && count > 1) return [`“${title}”只能由一人担任，请先免去原任人员。`];
      const must = exactlyOne || administers;
      return must && count === 0 ? [`“${title}”须有在岗人员担任，请先确定接任人员。`] : [];
    },
  );
}

function unitFaults(
  { name, posts }: Unit,
  { staff }: Omit<Directory, 'version'>,
  regime: Regime,
): readonly string[] {
  return Object.entries(regime.posts ?? {}).flatMap(([post, { title, vital }]) => {
    const id = posts[post];
    if (id === undefined) return vital ? [`${name}须有一名${title}。`] : [];
    return staff.get(id)?.active ? [] : [`${name}的${title}须是在岗人员。`];
  });
}

function personFaults(
  { id, name, unitId, active }: StaffMember,
  people: Omit<Directory, 'version'>,
  regime: Regime,
): readonly string[] {
  if (unitId !== undefined && !people.units.has(unitId))
    return [`${name}所在的${regime.terms.unit}不存在。`];
  if (active) return [];
  const held = postsHeld(people, id, regime);
  return held.length === 0
    ? []
    : [`${name}仍担任${held.join('、')}，不能设为离岗。请先办理工作移交。`];
}

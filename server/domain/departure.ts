import type { Directory, StaffId, Unit } from './directory.ts';
import { type ChangedDirectory, directoryWarnings, postsHeld } from './directory-change.ts';
import { changesBetween } from './directory-review.ts';
import type { Regime } from './regime.ts';

/** What somebody's leaving makes of the directory. */
export interface Departure extends ChangedDirectory {
  /** The roles and posts that nobody holds in his place, in words. */
  readonly vacant: readonly string[];
}

/**
 * The directory without him. Unlike a change that the office decides it cannot be refused: he has left, and what he
 * held falls vacant until somebody is appointed. Meanwhile the substitutes that the regulation names are waited for.
 */
export function departed(directory: Directory, id: StaffId, regime: Regime): Departure {
  const staff = new Map(directory.staff);
  const person = staff.get(id);
  if (person) staff.set(id, { ...person, roles: [], active: false });
  const units = new Map(
    [...directory.units].map(([unitId, unit]) => [unitId, without(unit, id)] as const),
  );
  const people = { staff, units };
  return {
    people,
    changes: changesBetween(directory, people, regime),
    warnings: directoryWarnings(people, regime),
    vacant: postsHeld(directory, id, regime),
  };
}

function without(unit: Unit, id: StaffId): Unit {
  const held = Object.entries(unit.posts).filter(([, holder]) => holder !== id);
  return { ...unit, posts: Object.fromEntries(held) };
}

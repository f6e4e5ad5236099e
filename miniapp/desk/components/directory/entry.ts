import type { AdministeredDirectory } from '../../../../server/contract/directory.ts';

export interface PersonEntry {
  id: string;
  name: string;
  title: string;
  roles: string[];
  unitId: string;
  active: boolean;
}

export interface UnitEntry {
  id: string;
  name: string;
  /** By post of the regulation; empty where nobody holds it. */
  posts: Record<string, string>;
  active: boolean;
}

/** The person as he is, to be changed; an empty form for a new one. Empty texts are posts nobody holds. */
export function personEntry({ staff }: AdministeredDirectory, id: string | undefined): PersonEntry {
  const known = staff.find((person) => person.id === id);
  return {
    id: known?.id ?? '',
    name: known?.name ?? '',
    title: known?.title ?? '',
    roles: [...(known?.roles ?? [])],
    unitId: known?.unitId ?? '',
    active: known?.active ?? true,
  };
}

/** The unit as it is, or an empty form. */
export function unitEntry(
  { units, posts }: AdministeredDirectory,
  id: string | undefined,
): UnitEntry {
  const known = units.find((unit) => unit.id === id);
  return {
    id: known?.id ?? '',
    name: known?.name ?? '',
    posts: Object.fromEntries(posts.map((post) => [post.id, known?.posts[post.id] ?? ''])),
    active: known?.active ?? true,
  };
}

import { type Directory, type RoleId, roleHolders, type StaffMember } from '../directory.ts';
import type { Regime } from '../regime.ts';

/** The active people behind the roles, each once: holders in the office, and posts of all active departments. */
export function peopleOf(
  roles: readonly RoleId[],
  regime: Regime,
  directory: Directory,
): readonly StaffMember[] {
  const people = roles.flatMap((role) => {
    const binding = regime.roles[role]?.binding;
    if (binding?.kind === 'office') return roleHolders(directory, role);
    if (binding?.kind !== 'unit') return [];
    return [...directory.units.values()]
      .filter(({ active }) => active)
      .flatMap((unit) => directory.staff.get(unit.posts[binding.post] ?? '') ?? [])
      .filter(({ active }) => active);
  });
  return [...new Set(people)];
}

/** Whoever is told of the figures by the regulation, or holds an office-wide role. */
export function readsReports(
  person: StaffMember,
  { regime, directory }: { readonly regime: Regime; readonly directory: Directory },
): boolean {
  const { reports } = regime;
  if (reports === undefined) return false;
  return (
    person.roles.length > 0 ||
    peopleOf(
      reports.flatMap(({ to }) => to),
      regime,
      directory,
    ).some(({ id }) => id === person.id)
  );
}

import type { Directory, StaffMember, Unit } from './directory.ts';
import { roleHolders } from './directory.ts';
import { dispatchPosts, dispatchPostsHeld } from './dispatch.ts';
import type { Regime, Role } from './regime.ts';

/**
 * Who acts in somebody's place while he is out: whoever else of his unit is told with him (互为AB角), and the substitutes of what he
 * alone holds. On an accusation nobody does: see `holdersOf`.
 */
export function standInsOf(
  person: StaffMember,
  directory: Directory,
  regime: Regime,
): readonly StaffMember[] {
  const people = [
    ...otherRecipients(person, directory, regime),
    ...Object.entries(regime.roles).flatMap(([id, role]) =>
      substitutesIn(id, role, person, directory, regime),
    ),
  ];
  const found = new Map(people.map((each) => [each.id, each]));
  return [...found.values()].filter(({ id, active }) => active && id !== person.id);
}

function otherRecipients(
  { id }: StaffMember,
  { units, staff }: Directory,
  regime: Regime,
): readonly StaffMember[] {
  return [...units.values()]
    .filter((unit) => unit.active && dispatchPostsHeld(unit, id, regime).length > 0)
    .flatMap((unit) => dispatchPosts(regime).flatMap((post) => unit.posts[post] ?? []))
    .flatMap((recipient) => staff.get(recipient) ?? []);
}

function substitutesIn(
  id: string,
  { binding, substitute }: Role,
  person: StaffMember,
  directory: Directory,
  regime: Regime,
): readonly StaffMember[] {
  if (substitute === undefined) return [];
  if (binding.kind === 'office') {
    const holders = roleHolders(directory, id);
    const isAlone = holders.every((each) => each.id === person.id || each.away !== undefined);
    return person.roles.includes(id) && isAlone
      ? holding(substitute, undefined, directory, regime)
      : [];
  }
  if (binding.kind !== 'unit') return [];
  return [...directory.units.values()]
    .filter((unit) => unit.active && unit.posts[binding.post] === person.id)
    .flatMap((unit) => holding(substitute, unit, directory, regime));
}

function holding(
  role: string,
  unit: Unit | undefined,
  directory: Directory,
  { roles }: Regime,
): readonly StaffMember[] {
  const binding = roles[role]?.binding;
  if (binding?.kind === 'office') return roleHolders(directory, role);
  if (binding?.kind !== 'unit') return [];
  const person = directory.staff.get(unit?.posts[binding.post] ?? '');
  return person ? [person] : [];
}

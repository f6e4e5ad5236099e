import type { Directory, RoleId, StaffId, StaffMember, UnitId } from './directory.ts';
import { roleHolders } from './directory.ts';
import { latestOf } from './guards.ts';
import { currentAssignment, type Petition } from './petition.ts';
import type { Regime, RoleBinding } from './regime.ts';

/**
 * The people who hold a role towards this petition. Accused and recused people are never among them; where that
 * leaves nobody, the role's substitute steps in (回避). Where everyone is out, the substitute may act as well — except
 * on an accusation, which gains no reader by somebody's journey.
 */
export function holdersOf(
  role: RoleId,
  petition: Petition,
  regime: Regime,
  directory: Directory,
): readonly StaffMember[] {
  // Nobody was named yet, so there is nobody to stand in for.
  if (isUnnamed(role, petition, regime)) return [];
  const seen = new Set<RoleId>();
  const found = new Map<StaffId, StaffMember>();
  for (let current: RoleId | undefined = role; current && !seen.has(current); ) {
    seen.add(current);
    const eligible = appointed(current, petition, regime, directory).filter(
      (person) => person.active && !isConflicted(petition, person),
    );
    for (const person of eligible) found.set(person.id, person);
    const someoneIsIn = eligible.some(({ away }) => away === undefined);
    if (someoneIsIn || (found.size > 0 && petition.facts.appealType === 'accusation')) break;
    current = regime.roles[current]?.substitute;
  }
  return [...found.values()];
}

/** Accused by name, member of an accused unit, or recused: sees and does nothing (条例第二十八、三十条). */
export function isConflicted(petition: Petition, person: StaffMember): boolean {
  return (
    petition.accused.staffIds.includes(person.id) ||
    petition.recused.includes(person.id) ||
    (person.unitId !== undefined && petition.accused.unitIds.includes(person.unitId))
  );
}

/** The unit answering for the petition now: the dispatch in force, else the unit receiving the visit. */
export function responsibleUnit(petition: Petition): UnitId | undefined {
  return currentAssignment(petition)?.unitId ?? petition.visit?.unitId;
}

function isUnnamed(role: RoleId, petition: Petition, regime: Regime): boolean {
  const binding = regime.roles[role]?.binding;
  if (binding?.kind === 'caseworker')
    return currentAssignment(petition)?.caseworkerId === undefined;
  return binding?.kind === 'named' && namedBy(binding, petition, regime) === undefined;
}

function namedBy(
  { record, changedBy, field }: Extract<RoleBinding, { kind: 'named' }>,
  petition: Petition,
  regime: Regime,
) {
  return latestOf(petition, [record, changedBy], regime)?.answers[field];
}

function staffNamed(
  named: boolean | readonly StaffId[] | undefined,
  { staff }: Directory,
): readonly StaffMember[] {
  return typeof named === 'object' ? named.flatMap((id) => staff.get(id) ?? []) : [];
}

function appointed(
  role: RoleId,
  petition: Petition,
  regime: Regime,
  directory: Directory,
): readonly StaffMember[] {
  const binding = regime.roles[role]?.binding;
  if (!binding || binding.kind === 'external') return [];
  if (binding.kind === 'office') return roleHolders(directory, role);
  if (binding.kind === 'named') {
    const named = namedBy(binding, petition, regime);
    return staffNamed(typeof named === 'string' ? [named] : named, directory);
  }
  const unitId = responsibleUnit(petition);
  const holder: StaffId | undefined =
    binding.kind === 'caseworker'
      ? currentAssignment(petition)?.caseworkerId
      : unitId && directory.units.get(unitId)?.posts[binding.post];
  const person = holder === undefined ? undefined : directory.staff.get(holder);
  return person ? [person] : [];
}

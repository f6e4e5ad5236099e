import { type Directory, type RoleId, roleHolders, type StaffId } from '../../domain/directory.ts';
import type { ActTaken } from '../../domain/event.ts';
import type { Guard } from '../../domain/guard.ts';
import type { Petition } from '../../domain/petition.ts';
import type { Act, Regime } from '../../domain/regime.ts';
import { standingBefore } from '../history.ts';
import { type Evidence, type Finding, isAccusation, regimeOf } from './evidence.ts';

/**
 * Every signature is that of somebody whom the regulation names for an accusation or for an ordinary petition, or of
 * who steps in for him where he must stand aside; reckoned here from the file, not by the gate that let him sign.
 */
export function signedByThoseNamed({ petitions, office }: Evidence): Finding {
  const signed = petitions.flatMap((record) =>
    record.events.flatMap((event) =>
      event.type === 'actTaken' && event.signature ? [{ ...record, event }] : [],
    ),
  );
  const faulty = signed.filter(({ petition, standings, event }) => {
    const regime = regimeOf(petition, office);
    const act = actOf(event, regime);
    const before = standingBefore(standings, event.at) ?? petition;
    return !act || !mayHaveSigned(event.by, act, before, { regime, directory: office.directory });
  });
  const confidential = signed.filter(({ petition }) => isAccusation(petition)).length;
  return {
    title: '每处签名都是制度规定的人所签（检举控告件按其专门规定）',
    figures: `签名${signed.length}处，其中专办件${confidential}处`,
    faults: faulty.map(({ petition, event }) => {
      const kind = isAccusation(petition) ? '专办件' : '';
      return `${kind}${petition.number}的“${event.title}”不是制度规定的人所签。`;
    }),
  };
}

interface Given {
  readonly regime: Regime;
  readonly directory: Directory;
}

function actOf({ act, from }: ActTaken, { stages, standingActs }: Regime): Act | undefined {
  return stages[from]?.acts[act] ?? standingActs[act];
}

function mayHaveSigned(
  by: StaffId,
  { by: actors }: Act,
  petition: Petition,
  given: Given,
): boolean {
  return actors
    .filter(({ when = [] }) => suits(when, petition))
    .some(({ role }) => holds(by, role, petition, given));
}

/** Of the conditions only the kind of petition is judged here: it decides whose signature it must be. */
function suits(when: readonly Guard[], petition: Petition): boolean {
  return !when.includes(isAccusation(petition) ? '!accusation' : 'accusation');
}

/** The role itself, or the one that takes its place where its holders stand aside or are away. */
function holds(by: StaffId, role: RoleId, petition: Petition, given: Given): boolean {
  const seen = new Set<RoleId>();
  for (let current: RoleId | undefined = role; current && !seen.has(current); ) {
    seen.add(current);
    const holders = holdersOf(current, petition, given);
    if (holders.includes(by)) return true;
    const free = holders.filter((id) => !standsAside(id, petition, given.directory));
    if (free.length > 0) return false;
    current = given.regime.roles[current]?.substitute;
  }
  return false;
}

function standsAside(id: StaffId, { accused, recused }: Petition, { staff }: Directory): boolean {
  const person = staff.get(id);
  return (
    accused.staffIds.includes(id) ||
    recused.includes(id) ||
    person?.away !== undefined ||
    (person?.unitId !== undefined && accused.unitIds.includes(person.unitId))
  );
}

function holdersOf(
  role: RoleId,
  petition: Petition,
  { regime, directory }: Given,
): readonly StaffId[] {
  const binding = regime.roles[role]?.binding;
  const assignment = petition.assignments.at(-1);
  switch (binding?.kind) {
    case 'office':
      return roleHolders(directory, role).map(({ id }) => id);
    case 'unit': {
      const unitId = assignment?.unitId ?? petition.visit?.unitId ?? '';
      const holder = directory.units.get(unitId)?.posts[binding.post];
      return holder === undefined ? [] : [holder];
    }
    case 'caseworker':
      return assignment?.caseworkerId === undefined ? [] : [assignment.caseworkerId];
    case 'named': {
      const { record, changedBy, field } = binding;
      const naming = petition.records.findLast((filed) =>
        [record, changedBy].includes(filed.record),
      );
      const named = naming?.answers[field];
      return typeof named === 'string' ? [named] : typeof named === 'object' ? named : [];
    }
    default:
      return [];
  }
}

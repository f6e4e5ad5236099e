import type { Directory, RoleId, StaffId, StaffMember } from './directory.ts';
import type { Petition } from './petition.ts';
import type { Regime, Stage } from './regime.ts';
import { holdersOf, isConflicted } from './staffing.ts';
import type { GuardContext } from './guards.ts';
import { holds } from './guards.ts';

/**
 * Whether the person may know of the petition at all. Accused and recused people never do, before any role is asked.
 * An accusation is seen only by the people of its chain (`participants`: everyone who has acted, been pushed to or
 * been waited for); an ordinary petition by the office and the leaders, and by units it was given to.
 */
export function maySee(
  petition: Petition,
  person: StaffMember,
  participants: ReadonlySet<StaffId>,
): boolean {
  if (!person.active || isConflicted(petition, person)) return false;
  if (participants.has(person.id)) return true;
  if (petition.facts.appealType === 'accusation') return false;
  if (person.roles.length > 0) return true;
  return petition.assignments.some(({ unitId }) => unitId === person.unitId);
}

/** Everyone who can take a step the petition is waiting for; asides do not count. Empty only at an end. */
export function waitingFor(
  petition: Petition,
  context: GuardContext & { readonly directory: Directory },
): readonly StaffId[] {
  const stage: Stage | undefined = context.regime.stages[petition.stage];
  if (!stage || stage.end) return [];
  const people = new Set<StaffId>();
  for (const act of Object.values(stage.acts)) {
    if (act.aside || !holds(act.when, petition, context)) continue;
    for (const { role, when } of act.by) {
      if (!holds(when, petition, context)) continue;
      for (const person of holdersOf(role, petition, context.regime, context.directory)) {
        people.add(person.id);
      }
    }
  }
  for (const role of standingWaits(petition, context)) {
    for (const person of holdersOf(role, petition, context.regime, context.directory)) {
      people.add(person.id);
    }
  }
  return [...people];
}

/** Standing acts that answer a request (延期审批) make the petition wait for their people too. */
function standingWaits(petition: Petition, context: GuardContext): readonly RoleId[] {
  return Object.values(context.regime.standingActs)
    .filter(
      (act) =>
        act.awaited === true &&
        (act.during === 'open' || act.during.includes(petition.stage)) &&
        holds(act.when, petition, context),
    )
    .flatMap((act) => act.by.filter(({ when }) => holds(when, petition, context)))
    .map(({ role }) => role);
}

/** The regime's titles of the roles a person holds in the office, for the person's own page. */
export function roleTitles(person: StaffMember, regime: Regime): readonly string[] {
  return person.roles.map((role) => regime.roles[role]?.title ?? role);
}

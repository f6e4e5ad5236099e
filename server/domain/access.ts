import type { Directory, RoleId, StaffId, StaffMember } from './directory.ts';
import type { GuardContext } from './guards.ts';
import { holds } from './guards.ts';
import { officeOf } from './office.ts';
import type { Petition } from './petition.ts';
import type { Act, Regime, Stage } from './regime.ts';
import { holdersOf, isConflicted } from './staffing.ts';

/** Whether the person is of an office that is there, and still of it. */
export function mayEnter(person: StaffMember, directory: Directory): boolean {
  return person.active && directory.offices?.get(officeOf(person))?.active === true;
}

/**
 * Whether the person may know of the petition at all. Nobody knows of another office's. Accused and recused people never do, before any role is asked.
 * An accusation is seen only by the people of its chain (`participants`: everyone who has acted, been pushed to or
 * been waited for); an ordinary petition by the office and the leaders, and by units it was given to.
 */
export function maySee(
  petition: Petition,
  person: StaffMember,
  participants: ReadonlySet<StaffId>,
): boolean {
  if (officeOf(person) !== officeOf(petition)) return false;
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
  const people = awaitedRoles(petition, context).flatMap((role) =>
    holdersOf(role, petition, context.regime, context.directory),
  );
  return [...new Set(people.map(({ id }) => id))];
}

/** The roles whose holders can take those steps, whether or not anybody holds them. */
export function awaitedRoles(petition: Petition, context: GuardContext): readonly RoleId[] {
  const stage = context.regime.stages[petition.stage];
  if (!stage || stage.end) return [];
  return awaitedActs(stage, petition, context)
    .filter(({ when }) => holds(when, petition, context))
    .flatMap(({ by }) => by.filter(({ when }) => holds(when, petition, context)))
    .map(({ role }) => role);
}

/** The stage's own steps, and the standing acts that answer a request (延期审批). */
function awaitedActs(stage: Stage, petition: Petition, { regime }: GuardContext): readonly Act[] {
  const answering = Object.values(regime.standingActs).filter(
    ({ awaited, during }) =>
      awaited === true && (during === 'open' || during.includes(petition.stage)),
  );
  return [...Object.values(stage.acts).filter(({ aside }) => aside !== true), ...answering];
}

/** Whether one of the person's roles carries the right in the office's own regulation. */
export function holdsRight(
  { roles }: StaffMember,
  regime: Regime,
  right: 'administers' | 'audits',
): boolean {
  return roles.some((role) => regime.roles[role]?.[right] === true);
}

/** The regime's titles of the roles a person holds in the office, for the person's own page. */
export function roleTitles(person: StaffMember, regime: Regime): readonly string[] {
  return person.roles.map((role) => regime.roles[role]?.title ?? role);
}

/** `规划建设部联络员A角`: the posts a person holds in departments. */
export function postTitles(
  { id }: StaffMember,
  { units }: Directory,
  { roles }: Regime,
): readonly string[] {
  const posts = Object.values(roles).flatMap(({ title, binding }) =>
    binding.kind === 'unit' ? [{ title, post: binding.post }] : [],
  );
  return [...units.values()]
    .filter(({ active }) => active)
    .flatMap((unit) =>
      posts.filter(({ post }) => unit.posts[post] === id).map(({ title }) => unit.name + title),
    );
}

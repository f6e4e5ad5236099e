import { dispatchPostsHeld } from '../../domain/dispatch.ts';
import { currentAssignment, type Petition } from '../../domain/petition.ts';
import type { ViewContext } from './context.ts';
import { isOffice } from './people.ts';

/** Whoever has to reach the petitioner: the office, the caseworker and whoever is told of assignments in the unit in charge. */
export function mayReveal(petition: Petition, { person, regime, directory }: ViewContext): boolean {
  if (isOffice(person, regime)) return true;
  const assignment = currentAssignment(petition);
  const unit = assignment && directory.units.get(assignment.unitId);
  if (assignment?.caseworkerId === person.id) return true;
  return unit !== undefined && dispatchPostsHeld(unit, person.id, regime).length > 0;
}

import type { ActionView } from '../../contract/view.ts';
import type { StaffMember } from '../../domain/directory.ts';
import { recipientsOf } from '../../domain/dispatch.ts';
import { currentAssignment, type Petition } from '../../domain/petition.ts';
import type { Act } from '../../domain/regime.ts';
import { isConflicted } from '../../domain/staffing.ts';
import type { ViewContext } from './context.ts';

type Choices = NonNullable<ActionView['units']>;

/** Units that may be named with the act; undefined where no unit is asked for. Those accused are never offered. */
export function unitsFor(
  { kind, binds }: Act,
  petition: Petition,
  context: ViewContext,
): Choices | undefined {
  switch (kind) {
    case 'propose':
    case 'routeVisit':
      return eligibleUnits(petition, context);
    case 'assign':
      return binds
        ? eligibleUnits(petition, context)
        : otherUnits(eligibleUnits(petition, context), petition);
    case 'return':
      return otherUnits(eligibleUnits(petition, context), petition);
    default:
      return undefined;
  }
}

/** People who may be named with the act; undefined where nobody is asked for. */
export function peopleFor(
  { kind }: Act,
  petition: Petition,
  context: ViewContext,
): Choices | undefined {
  switch (kind) {
    case 'accept':
    case 'nameCaseworker': {
      const unitId = currentAssignment(petition)?.unitId;
      return peopleView(petition, context, (person) => person.unitId === unitId);
    }
    case 'recuse':
    case 'concludeConsultation':
      return peopleView(petition, context, () => true);
    default:
      return undefined;
  }
}

function eligibleUnits(petition: Petition, { directory, regime }: ViewContext): Choices {
  const { recipient } = regime.terms;
  return [...directory.units.values()]
    .filter(({ id, active }) => active && !petition.accused.unitIds.includes(id))
    .map(({ id, name }) => {
      const { people, complete } = recipientsOf(id, directory, regime);
      if (!complete) return { id, name, detail: `${recipient}不齐，暂不能推送` };
      return people.some((person) => isConflicted(petition, person))
        ? { id, name, detail: `${recipient}须回避，暂不能推送` }
        : { id, name };
    });
}

function otherUnits(units: Choices, petition: Petition): Choices {
  const current = currentAssignment(petition)?.unitId;
  return units.filter(({ id }) => id !== current);
}

function peopleView(
  petition: Petition,
  { directory }: ViewContext,
  isEligible: (person: StaffMember) => boolean,
): Choices {
  return [...directory.staff.values()]
    .filter((person) => person.active && !isConflicted(petition, person) && isEligible(person))
    .map(({ id, name, title }) => ({ id, name, detail: title }));
}

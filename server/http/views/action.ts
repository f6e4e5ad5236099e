import type { ActionView } from '../../contract/view.ts';
import { type AllowedAct, actionsFor } from '../../domain/gate.ts';
import { type Petition, pendingReturn } from '../../domain/petition.ts';
import { chineseMoment } from '../../domain/time.ts';
import { peopleFor, unitsFor } from './choices.ts';
import type { ViewContext } from './context.ts';

/** The buttons: what the gate allows this person now, with everything the form needs to be filled in. */
export function actionViews(petition: Petition, context: ViewContext): readonly ActionView[] {
  return actionsFor(petition, context).map((allowed) => actionView(allowed, petition, context));
}

function actionView(
  { act, definition, primary, until, late }: AllowedAct,
  petition: Petition,
  context: ViewContext,
): ActionView {
  const units = unitsFor(definition, petition, context);
  const people = peopleFor(definition, petition, context);
  const suggestedUnitId = suggestedUnit(definition.kind, petition);
  return {
    act,
    kind: definition.kind,
    title: definition.title,
    primary,
    ...(until === undefined ? {} : { until, untilText: chineseMoment(until) }),
    late,
    needsSignature: definition.signs !== undefined,
    requiresNote: definition.requiresNote === true,
    phrases: [...(definition.phrases ?? [])],
    ...(units === undefined ? {} : { units }),
    ...(people === undefined ? {} : { people }),
    ...(definition.kind === 'reply' ? { checklist: checklistOf(context) } : {}),
    ...(suggestedUnitId === undefined ? {} : { suggestedUnitId }),
    ...(definition.source === undefined ? {} : { source: definition.source }),
  };
}

function checklistOf({ regime }: ViewContext) {
  return regime.closingChecklist.map(({ id, title }) => ({ id, title }));
}

/** What the office or the returning unit has proposed. */
function suggestedUnit(kind: AllowedAct['definition']['kind'], petition: Petition) {
  if (kind !== 'assign' && kind !== 'propose') return undefined;
  return pendingReturn(petition)?.proposedUnitId ?? petition.proposal?.unitId;
}

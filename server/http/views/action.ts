import type { ActionView, PetitionView } from '../../contract/view.ts';
import { type AllowedAct, actionsFor, waitingActsFor } from '../../domain/gate.ts';
import type { Guard } from '../../domain/guard.ts';
import { lackingPieces } from '../../domain/guards.ts';
import { type Petition, pendingReturn } from '../../domain/petition.ts';
import type { Act } from '../../domain/regime.ts';
import { chineseMoment } from '../../domain/time.ts';
import { guardSentence, piecesSentence } from '../guard-sentences.ts';
import { formTitle } from './attachment.ts';
import { peopleFor, unitsFor } from './choices.ts';
import type { ViewContext } from './context.ts';
import { recordFormView } from './record.ts';

/** The buttons: what the gate allows this person now, with everything the form needs to be filled in. */
export function actionViews(petition: Petition, context: ViewContext): readonly ActionView[] {
  return actionsFor(petition, context).map((allowed) => actionView(allowed, petition, context));
}

/** What could be done if something were done first, with what that is. */
export function notYetViews(petition: Petition, context: ViewContext): PetitionView['notYet'] {
  return waitingActsFor(petition, context).map(({ act, definition, lacking }) => ({
    act,
    title: definition.title,
    reason: reasonOf(lacking, petition, context),
  }));
}

/** An archive says which of its pieces are still missing. */
function reasonOf(lacking: Guard, petition: Petition, context: ViewContext): string {
  return lacking === 'archiveComplete'
    ? piecesSentence(lackingPieces(petition, context))
    : guardSentence(lacking, context.regime);
}

function actionView(
  { act, definition, primary, until, late }: AllowedAct,
  petition: Petition,
  context: ViewContext,
): ActionView {
  const units = unitsFor(definition, petition, context);
  const people = peopleFor(definition, petition, context);
  const suggestedUnitId = suggestedUnit(definition.kind, petition);
  const prefilled = definition.kind === 'openVerification' ? ofFollowUp(petition) : undefined;
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
    ...askedView(definition, context),
    ...(definition.kind === 'attach' ? formsFor(primary, context) : {}),
    ...(definition.records === undefined
      ? {}
      : { record: recordFormView(definition.records, petition, context) }),
    ...(definition.scanOf === undefined ? {} : { scanOf: formTitle(definition.scanOf, context) }),
    ...(suggestedUnitId === undefined ? {} : { suggestedUnitId }),
    ...(prefilled ? { prefilled } : {}),
    ...(definition.source === undefined ? {} : { source: definition.source }),
  };
}

function checklistOf({ regime }: ViewContext) {
  return regime.closingChecklist.map(({ id, title }) => ({ id, title }));
}

/** What the form asks because the regulation, or the kind of act, says so. */
function askedView({ kind, asks, items }: Act, context: ViewContext) {
  return {
    asks: [...(asks ?? [])],
    ...(kind === 'reply' ? { checklist: checklistOf(context) } : {}),
    ...(items ? { itemOutcomes: outcomesOf(items) } : {}),
  };
}

function outcomesOf({ outcomes }: NonNullable<Act['items']>) {
  return outcomes.map(({ id, title, needsReason }) => ({
    id,
    title,
    needsReason: needsReason === true,
  }));
}

/** Uploading is the step waited for only where a form signed by hand is still missing. */
function formsFor(isAwaited: boolean, { regime }: ViewContext) {
  const forms = Object.entries(regime.forms);
  const suggestedForm = forms.find(([, { handSigned }]) => handSigned)?.[0];
  return {
    forms: forms.map(([id, { title, source }]) => ({ id, name: title, detail: source })),
    ...(isAwaited && suggestedForm !== undefined ? { suggestedForm } : {}),
  };
}

/** What the office or the returning unit has proposed. */
function suggestedUnit(kind: AllowedAct['definition']['kind'], petition: Petition) {
  if (kind !== 'assign' && kind !== 'propose') return undefined;
  return pendingReturn(petition)?.proposedUnitId ?? petition.proposal?.unitId;
}

/** A petitioner who was not satisfied at the follow-up has said why: the verification begins with that. */
function ofFollowUp({ followUps }: Petition): ActionView['prefilled'] {
  const latest = followUps.at(-1);
  if (latest?.outcome !== 'dissatisfied') return undefined;
  return { origin: 'followUp', requirement: `回访时信访人不满意：${latest.comment ?? ''}` };
}

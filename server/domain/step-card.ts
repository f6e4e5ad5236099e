import type { ActInput } from './act-input.ts';
import { type AllowedAct, actionsFor, type GateContext } from './gate.ts';
import type { Petition } from './petition.ts';
import type { Act, ActId } from './regime.ts';

/** What a card offers the person it lies before: at most one act to be taken by a tap, and one that opens its form. */
export interface StepButtons {
  readonly tap: {
    readonly act: ActId;
    readonly label: string;
    readonly phrases: readonly string[];
    /** The act signs a box of a form: whoever has left no signature signs in the app. */
    readonly signs: boolean;
  } | null;
  readonly form: { readonly act: ActId; readonly label: string } | null;
}

/** Nothing can be done about an accusation without opening it: its card says nothing by which to decide. */
export function stepButtons(petition: Petition, context: GateContext): StepButtons {
  if (petition.facts.appealType === 'accusation') return { tap: null, form: null };
  const acts = actionsFor(petition, context).filter(({ primary }) => primary);
  const byTap = acts.find((allowed) => isTappable(allowed, petition));
  const byForm = acts.find((allowed) => allowed !== byTap);
  return {
    tap: byTap
      ? {
          act: byTap.act,
          label: byTap.definition.title,
          phrases: byTap.definition.phrases ?? [],
          signs: byTap.definition.signs !== undefined,
        }
      : null,
    form: byForm ? { act: byForm.act, label: byForm.definition.title } : null,
  };
}

/**
 * What is entered by a tap, or null where a tap cannot say enough. A phrase that the regulation does not offer is
 * taken for none: an opinion is never put into a leader's mouth. Nor can a tap answer a record.
 */
export function tappedInput(
  petition: Petition,
  { kind, phrases = [], records }: Act,
  phrase: string | undefined,
): ActInput | null {
  if (records !== undefined) return null;
  const [usual] = phrases;
  const opinion = phrases.find((offered) => offered === phrase) ?? (phrase ? undefined : usual);
  switch (kind) {
    case 'accept':
      return { kind };
    case 'approve':
    case 'conclude':
      return opinion === undefined ? null : { kind, opinion };
    case 'assign': {
      const unitId = petition.proposal?.unitId;
      return opinion === undefined || unitId === undefined ? null : { kind, unitId, opinion };
    }
    default:
      return null;
  }
}

function isTappable({ definition, late }: AllowedAct, petition: Petition): boolean {
  return !late && tappedInput(petition, definition, undefined) !== null;
}

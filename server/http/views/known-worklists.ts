import { type Worklist, worklist } from '../../contract/people.ts';
import type { ActKind } from '../../domain/act-input.ts';
import type { Regime } from '../../domain/regime.ts';

/** The lists of the desk that can ever hold something under the regulation. */
export function knownWorklists(regime: Regime): Worklist[] {
  const acts = [
    ...Object.values(regime.stages).flatMap((stage) => Object.values(stage.acts)),
    ...Object.values(regime.standingActs),
  ];
  const kinds = new Set(acts.map(({ kind }) => kind));
  return worklist.options.filter((list) => {
    const kind = filledBy[list];
    return kind === undefined ? asked[list]?.(regime) === true : kinds.has(kind);
  });
}

/** The act whose kind fills the list. */
const filledBy: Readonly<Partial<Record<Worklist, ActKind>>> = {
  assignments: 'assign',
  visits: 'routeVisit',
  returns: 'return',
  followUps: 'followUp',
  supervisions: 'openSupervision',
  consultations: 'consult',
  letters: 'sendLetter',
  verifications: 'openVerification',
};

/** The part of the regulation that asks for the others. */
const asked: Readonly<Partial<Record<Worklist, (regime: Regime) => boolean>>> = {
  readings: ({ readings }) => readings !== undefined,
  duties: ({ duties }) => duties !== undefined,
  sanctions: ({ sanctions }) => sanctions !== undefined,
  assessment: ({ reports }) => reports?.some(({ assessment }) => assessment !== undefined) === true,
};

import type { ActInput } from '../act-input.ts';
import type { TakeAct } from '../command.ts';
import type { Circumstances, Decision } from '../decision.ts';
import type { ActOutcome, ActTaken } from '../event.ts';
import { evolve } from '../evolve.ts';
import { gate } from '../gate.ts';
import { holds } from '../guards.ts';
import type { Petition } from '../petition.ts';
import type { Act, Regime, Route, StageId } from '../regime.ts';
import { refuse } from '../result.ts';
import type { Wording } from '../wording.ts';
import { outcomeOf } from './outcome.ts';
import { recordRefusal } from './record.ts';
import { registrationRecord } from './registration.ts';
import { settle } from './settle.ts';

/** A person takes an act of the regime: gate, what was entered, where it leads, what follows. */
export function decideAct(
  petition: Petition,
  command: TakeAct,
  circumstances: Circumstances,
  wording: Wording,
): Decision {
  const passed = gate(petition, command.act, circumstances);
  if (!passed.ok) return passed;
  const { definition, person } = passed.value;
  if (definition.kind !== command.input.kind) {
    return refuse({ code: 'wrongKind', expected: definition.kind });
  }
  if (definition.signs !== undefined && circumstances.handwriting === undefined) {
    return refuse({ code: 'signatureMissing', slot: definition.signs });
  }
  const faulty = recordRefusal(definition.records, command.answers, circumstances);
  if (faulty) return refuse(faulty);
  const outcome = outcomeOf({ petition, command, definition, person }, circumstances);
  if (!outcome.ok) return outcome;
  const staying = actTaken(petition, command, definition, person, outcome.value, circumstances);
  const to = destination(petition, definition.to, staying, circumstances);
  const event = { ...staying, to, outcome: entering(petition, to, outcome.value, circumstances) };
  return settle(
    {
      before: petition,
      after: evolve(petition, event),
      event,
      marks: definition.marks ?? [],
      act: definition,
      ...chosenWith(command.input),
      ...(command.input.kind === 'grantExtension' ? extensionAsked(petition) : {}),
    },
    circumstances,
    wording,
  );
}

function actTaken(
  petition: Petition,
  command: TakeAct,
  definition: Act,
  person: { readonly id: string; readonly title: string },
  outcome: ActOutcome,
  { now, handwriting, regime }: Circumstances,
): ActTaken {
  const { act, input } = command;
  const record = recordWith(command, definition, regime);
  return {
    type: 'actTaken',
    at: now,
    by: person.id,
    act,
    title: definition.title,
    from: petition.stage,
    to: petition.stage,
    input,
    outcome,
    ...(definition.signs === undefined || handwriting === undefined
      ? {}
      : { signature: { slot: definition.signs, title: person.title, handwriting } }),
    voids: definition.voids ?? [],
    ...(record === undefined ? {} : { record }),
  };
}

/** What is recorded with the act: its own record, or the registration's as corrected. */
function recordWith(
  { answers = {}, amendment }: TakeAct,
  { records }: Act,
  regime: Regime,
): ActTaken['record'] {
  if (records !== undefined) return { record: records, answers };
  const registration = registrationRecord(regime);
  return amendment === undefined || registration === undefined
    ? undefined
    : { record: registration, answers: amendment.answers ?? {} };
}

/** Branches are judged with the act already on the file: a follow-up visit leads where its own answer says. */
function destination(
  petition: Petition,
  route: Route,
  event: ActTaken,
  context: Circumstances,
): StageId {
  if (route === 'stay') return petition.stage;
  if (typeof route === 'string') return route;
  const considered = evolve(petition, event);
  const branch = route.find(({ when }) => holds(when, considered, context));
  if (!branch) throw new Error(`${event.act}: no branch applies, the linter asks for a default`);
  return branch.stage;
}

/** Crossing into another flow (来访转办理) gives the petition that flow's number. */
function entering(
  petition: Petition,
  to: StageId,
  outcome: ActOutcome,
  { regime, nextNumber }: Circumstances,
): ActOutcome {
  const flow = regime.stages[to]?.flow;
  if (flow === undefined || flow === petition.flow) return outcome;
  const series = regime.flows[flow]?.series;
  if (series === undefined || petition.facts.appealType === 'accusation') {
    return { ...outcome, flow };
  }
  return { ...outcome, flow, petitionNumber: nextNumber(series) };
}

function chosenWith(input: ActInput) {
  return 'dueOn' in input && input.dueOn !== undefined ? { chosenDay: input.dueOn } : {};
}

function extensionAsked(petition: Petition) {
  const days = petition.extensions.at(-1)?.days;
  return days === undefined ? {} : { extendedBy: days };
}

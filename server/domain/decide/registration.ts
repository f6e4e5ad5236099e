import type { RegisterPetition } from '../command.ts';
import type { Circumstances, Decision } from '../decision.ts';
import type { StaffMember } from '../directory.ts';
import type { PetitionRegistered } from '../event.ts';
import { evolve } from '../evolve.ts';
import type { FieldFault } from '../field-fault.ts';
import { belongingTo, officeOf } from '../office.ts';
import type { Accused, PetitionFacts } from '../petition.ts';
import type { AppealType } from '../petition-kinds.ts';
import { REGISTRATION_RECORD, type RecordId } from '../record.ts';
import type { Refusal } from '../refusal.ts';
import type { Flow, Regime, SeriesId } from '../regime.ts';
import { derivedAppealType, registrationRules } from '../registering.ts';
import { refuse } from '../result.ts';
import { isConflicted } from '../staffing.ts';
import { dayText, localDayOf } from '../time.ts';
import type { Wording } from '../wording.ts';
import { filesOf } from './files-brought.ts';
import { recordRefusal } from './record.ts';
import { settle } from './settle.ts';

/** 受理登记: everything received is registered (接收必登), under its own gap-free number. */
export function decideRegistration(
  command: RegisterPetition,
  circumstances: Circumstances,
  wording: Wording,
): Decision {
  const { flow: flowId, facts, accused, attachments = [], answers = {} } = command;
  const { by, directory, regime, now, newId } = circumstances;
  const flow = regime.flows[flowId];
  if (!flow) return refuse({ code: 'fieldInvalid', field: 'flow', reason: 'format' });
  const person = by === 'system' ? undefined : directory.staff.get(by);
  if (!person?.active || !mayRegister(person, regime, flow))
    return refuse({ code: 'notPermitted' });
  const fault = registrationFault(command, circumstances);
  if (fault) return refuse(fault);
  const brought = filesOf(attachments, { purpose: 'material' }, person, circumstances);
  if (!brought.ok) return brought;
  const accusation = facts.appealType === 'accusation';
  const series: SeriesId = accusation ? 'accusation' : flow.series;
  const number = circumstances.nextNumber(series);
  const event: PetitionRegistered = {
    type: 'petitionRegistered',
    at: now,
    by: person.id,
    id: newId,
    number,
    ...(flow.series === 'visit' && !accusation ? { visitNumber: number } : {}),
    regime: { id: regime.id, version: regime.version },
    ...belongingTo(officeOf(person)),
    flow: flowId,
    stage: flow.start,
    facts,
    accused,
    ...(brought.value.length === 0 ? {} : { attachments: brought.value }),
    ...(registrationRecord(regime) === undefined ? {} : { answers }),
  };
  const petition = evolve(null, event);
  // Whoever registers goes on with the file, so he must not be the one it is about.
  if (isConflicted(petition, person)) return refuse({ code: 'conflictOfInterest' });
  return settle(
    { before: null, after: petition, event, marks: flow.marks },
    circumstances,
    wording,
  );
}

/** The office roles that act in the flow's first stage receive what comes in. */
export function mayRegister(person: StaffMember, regime: Regime, flow: Flow): boolean {
  const acts = Object.values(regime.stages[flow.start]?.acts ?? {});
  return acts
    .filter(({ aside }) => !aside)
    .some(({ by }) => by.some(({ role }) => person.roles.includes(role)));
}

type Registered = Pick<RegisterPetition, 'facts' | 'accused' | 'particulars' | 'answers'>;

/** The record every registration fills in, where the regulation asks for one. */
export function registrationRecord({ records }: Regime): RecordId | undefined {
  return records?.[REGISTRATION_RECORD] && REGISTRATION_RECORD;
}

/** What no regime lets pass: dates that cannot be, accusations without an accused, crowds without representatives. */
export function registrationFault(
  { facts, accused, particulars, answers }: Registered,
  { now, regime, directory }: Pick<Circumstances, 'now' | 'regime' | 'directory'>,
): Refusal | null {
  const rules = registrationRules(regime);
  if (facts.receivedAt > now) return invalidField('receivedAt', 'inFuture');
  if (dayText(localDayOf(facts.receivedAt)) < regime.effectiveFrom) {
    return { code: 'beforeRegimeInForce', effectiveFrom: regime.effectiveFrom };
  }
  if (particulars.title.trim() === '') return { code: 'fieldMissing', field: 'title' };
  return (
    channelFault(facts, rules) ??
    superiorFault(facts, rules) ??
    accusedFault(facts, accused) ??
    crowdFault(facts, rules) ??
    recordRefusal(registrationRecord(regime), answers, { now, directory, regime }) ??
    kindFault(facts, derivedAppealType(regime, answers))
  );
}

function channelFault({ channel }: PetitionFacts, { channels }: Rules): Refusal | null {
  return channels.some(({ id }) => id === channel) ? null : invalidField('channel', 'format');
}

/** What the paper from above must say: the superior's own limit, where the office has none to put in its place (R13). */
function superiorFault(facts: PetitionFacts, { superiorNeeds }: Rules): Refusal | null {
  if (facts.source !== 'superior') return null;
  const missing = superiorNeeds.find((need) => facts[need] === undefined);
  if (missing !== undefined) return { code: 'fieldMissing', field: missing };
  return facts.externalDueAt !== undefined && facts.externalDueAt <= facts.receivedAt
    ? invalidField('externalDueAt', 'inPast')
    : null;
}

/** The office's own kind and the statute's may not say two things: secrecy goes by the statute's. */
function kindFault({ appealType }: PetitionFacts, derived: AppealType | undefined): Refusal | null {
  return derived === undefined || derived === appealType
    ? null
    : invalidField('appealType', 'format');
}

/** Without it nobody could be kept from seeing what accuses him. */
function accusedFault({ appealType }: PetitionFacts, accused: Accused): Refusal | null {
  const named = accused.outside || accused.staffIds.length + accused.unitIds.length > 0;
  return appealType === 'accusation' && !named ? { code: 'fieldMissing', field: 'accused' } : null;
}

/** 多人走访推选代表，不超过规定的人数. */
function crowdFault(
  { channel, peopleCount, representatives }: PetitionFacts,
  { representatives: { most } }: Rules,
): Refusal | null {
  if ((representatives ?? 0) > most) return invalidField('representatives', 'outOfRange');
  return channel === 'visit' && peopleCount > most && representatives === undefined
    ? { code: 'fieldMissing', field: 'representatives' }
    : null;
}

type Rules = ReturnType<typeof registrationRules>;

function invalidField(field: string, reason: FieldFault): Refusal {
  return { code: 'fieldInvalid', field, reason };
}

import type { RegisterPetition } from '../command.ts';
import type { Circumstances, Decision } from '../decision.ts';
import type { StaffMember } from '../directory.ts';
import type { PetitionRegistered } from '../event.ts';
import { evolve } from '../evolve.ts';
import type { FieldFault } from '../field-fault.ts';
import type { Accused, PetitionFacts } from '../petition.ts';
import { REGISTRATION_RECORD, type RecordId } from '../record.ts';
import type { Refusal } from '../refusal.ts';
import type { Flow, Regime, SeriesId } from '../regime.ts';
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
  if (facts.receivedAt > now) return invalidField('receivedAt', 'inFuture');
  if (dayText(localDayOf(facts.receivedAt)) < regime.effectiveFrom) {
    return { code: 'beforeRegimeInForce', effectiveFrom: regime.effectiveFrom };
  }
  if (particulars.title.trim() === '') return { code: 'fieldMissing', field: 'title' };
  return (
    superiorFault(facts) ??
    accusedFault(facts, accused) ??
    crowdFault(facts) ??
    recordRefusal(registrationRecord(regime), answers, { now, directory, regime })
  );
}

/** The regulation names no number of days, so the superior's own limit must be given (R13). */
function superiorFault({ source, externalDueAt, receivedAt }: PetitionFacts): Refusal | null {
  if (source !== 'superior') return null;
  if (externalDueAt === undefined) return { code: 'fieldMissing', field: 'externalDueAt' };
  return externalDueAt <= receivedAt ? invalidField('externalDueAt', 'inPast') : null;
}

/** Without it nobody could be kept from seeing what accuses him. */
function accusedFault({ appealType }: PetitionFacts, accused: Accused): Refusal | null {
  const named = accused.outside || accused.staffIds.length + accused.unitIds.length > 0;
  return appealType === 'accusation' && !named ? { code: 'fieldMissing', field: 'accused' } : null;
}

/** 条例第二十条第三款: 多人走访推选代表，不超过5人. */
function crowdFault({ channel, peopleCount, representatives }: PetitionFacts): Refusal | null {
  if ((representatives ?? 0) > MOST_REPRESENTATIVES) {
    return invalidField('representatives', 'outOfRange');
  }
  return channel === 'visit' && peopleCount > MOST_REPRESENTATIVES && representatives === undefined
    ? { code: 'fieldMissing', field: 'representatives' }
    : null;
}

const MOST_REPRESENTATIVES = 5;

function invalidField(field: string, reason: FieldFault): Refusal {
  return { code: 'fieldInvalid', field, reason };
}

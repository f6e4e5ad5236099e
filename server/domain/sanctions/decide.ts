import type { Calendar } from '../calendar.ts';
import { deadlineFor } from '../deadline.ts';
import type { DeadlineRule } from '../deadline-rule.ts';
import type { UnitId } from '../directory.ts';
import { explainDeadline } from '../explanation.ts';
import type { FieldFault } from '../field-fault.ts';
import type { Petition, PetitionId } from '../petition.ts';
import { type Answers, type FieldId, type RecordField, recordFault } from '../record.ts';
import { ok, type Result, refuse } from '../result.ts';
import { responsibleUnit } from '../staffing.ts';
import type { Instant } from '../time.ts';
import { type NoticeCircumstances, type NoticeRefusal, noticeRefusal } from './gate.ts';
import {
  countedIn,
  type Notice,
  type NoticeDrafted,
  type NoticeId,
  type SanctionEvent,
  standingMeasure,
} from './notice.ts';
import { measureOf, peopleFor, stepOf } from './people.ts';
import type { MeasureId, MeasureRules } from './rules.ts';
import { takenOver } from './taken-over.ts';

export type NoticeCommand =
  | { readonly kind: 'issue'; readonly handwriting: string }
  | { readonly kind: 'explain'; readonly words: string }
  | {
      readonly kind: 'object';
      readonly petitions: readonly PetitionId[];
      readonly reason: string;
    }
  | {
      readonly kind: 'decide';
      readonly upheld: boolean;
      readonly reason: string;
      readonly handwriting: string;
    }
  | { readonly kind: 'withdraw'; readonly why: string }
  | { readonly kind: 'recordOutcome'; readonly answers: Answers };

export interface Proposal {
  readonly measure: MeasureId;
  readonly answers: Answers;
  readonly unitId?: UnitId;
  readonly petition?: Petition;
}

type Given = NoticeCircumstances & { readonly calendar: Calendar };

export type SanctionRefusal =
  | { readonly code: NoticeRefusal }
  /** `notRecorded`: the petition does not say yet what the draft goes by. */
  | { readonly code: 'unknown' | 'outsideCalendar' | 'notRecorded' }
  | { readonly code: 'faulty'; readonly field: string; readonly fault: 'missing' | FieldFault };

type Decided = Result<SanctionEvent, SanctionRefusal>;

/** What one of the office's people does with a notice. */
export function decideNotice(notice: Notice, command: NoticeCommand, given: Given): Decided {
  const refusal = noticeRefusal(command.kind, notice, given);
  if (refusal) return refuse({ code: refusal });
  const common = { notice: notice.id, at: given.now, by: given.person.id };
  switch (command.kind) {
    case 'issue':
      return issued(notice, command.handwriting, given);
    case 'explain':
      return ok({ ...common, type: 'noticeExplained', words: command.words });
    case 'object': {
      const known = countedIn(notice);
      if (command.petitions.length === 0) return faulty('petitions', 'missing');
      if (!command.petitions.every((id) => known.includes(id)))
        return faulty('petitions', 'format');
      const { petitions, reason } = command;
      return ok({ ...common, type: 'objectionRaised', petitions, reason });
    }
    case 'decide': {
      const { upheld, reason, handwriting } = command;
      return ok({ ...common, type: 'objectionDecided', upheld, reason, handwriting });
    }
    case 'withdraw':
      return ok({ ...common, type: 'noticeWithdrawn', why: command.why });
    default: {
      const fields = measureOf(notice, given.regime)?.outcome?.fields ?? [];
      const { answers } = command;
      return checked(fields, answers, given) ?? ok({ ...common, type: 'outcomeRecorded', answers });
    }
  }
}

/** A draft by a person: accountability, referral, commendation. */
export function decideProposal(proposal: Proposal, id: NoticeId, given: Given): Decided {
  const { measure, petition } = proposal;
  const { person, now, regime, directory, notices } = given;
  const rules = regime.sanctions?.measures?.[measure];
  if (!rules) return refuse({ code: 'unknown' });
  const drafters = peopleFor(rules.draftedBy, person.unitId, regime, directory);
  if (!drafters.some((drafter) => drafter.id === person.id)) {
    return refuse({ code: 'notPermitted' });
  }
  const unitId = proposal.unitId ?? (rules.takes && petition && responsibleUnit(petition));
  const fault =
    subjectFault(rules, { unitId, petition }, given) ??
    checked(rules.fields, proposal.answers, given);
  if (fault) return fault;
  const taken = takenOver(rules, petition, regime);
  if (!taken) return refuse({ code: 'notRecorded' });
  if (rules.takes && petition && standingMeasure(notices, measure, petition.id)) {
    return refuse({ code: 'notNow' });
  }
  const answers = { ...taken, ...proposal.answers };
  return ok({
    type: 'noticeDrafted',
    notice: id,
    at: now,
    by: person.id,
    regime: { id: regime.id, version: regime.version },
    about: { kind: 'measure', measure, answers, ...(petition ? { petition: petition.id } : {}) },
    ...(unitId === undefined ? {} : { unitId }),
    ...dueOf(rules, petition),
  });
}

function issued(
  notice: Notice,
  handwriting: string,
  { person, now, regime, calendar }: Given,
): Decided {
  const owed = stepOf(notice, regime)?.owes?.dueIn;
  const within = stepOf(notice, regime) && regime.sanctions?.ladder?.objection.within;
  const owedBy = owed && counted(owed, now, calendar);
  const objectUntil = within && counted(within, now, calendar);
  if (owedBy?.ok === false || objectUntil?.ok === false) return refuse({ code: 'outsideCalendar' });
  return ok({
    type: 'noticeIssued',
    notice: notice.id,
    at: now,
    by: person.id,
    title: person.title,
    handwriting,
    explanation: owedBy?.value.explanation ?? [],
    ...(owedBy ? { owedBy: owedBy.value.at } : {}),
    ...(objectUntil ? { objectUntil: objectUntil.value.at } : {}),
  });
}

/** The petition's own clock is the deadline, however often it has been moved before the draft. */
function dueOf({ due }: MeasureRules, petition: Petition | undefined): Pick<NoticeDrafted, 'due'> {
  const run = petition?.clocks.findLast(({ clock }) => clock === due);
  return run ? { due: { at: run.dueAt, explanation: run.explanation } } : {};
}

function counted(
  rule: DeadlineRule,
  from: Instant,
  calendar: Calendar,
): Result<
  { readonly at: Instant; readonly explanation: readonly string[] },
  { readonly code: 'outsideCalendar' }
> {
  const deadline = deadlineFor(calendar, rule, from);
  if (!deadline.ok) return refuse({ code: 'outsideCalendar' });
  const explained = explainDeadline(calendar, rule, from);
  if (!explained.ok) return refuse({ code: 'outsideCalendar' });
  return ok({ at: deadline.value.dueAt, explanation: explained.value.sentences });
}

function subjectFault(
  { unit, petition }: MeasureRules,
  subject: { readonly unitId: UnitId | undefined; readonly petition: Petition | undefined },
  { directory }: Given,
): Decided | null {
  if (subject.petition === undefined && petition === 'required') {
    return faulty('number', 'missing');
  }
  const { unitId } = subject;
  if (unitId === undefined ? unit === 'required' : !directory.units.has(unitId)) {
    return faulty('unitId', unitId === undefined ? 'missing' : 'format');
  }
  return null;
}

function checked(fields: readonly RecordField[], answers: Answers, given: Given): Decided | null {
  const fault = recordFault({ fields }, answers, given);
  return fault && faulty(fault.field, fault.fault);
}

function faulty(field: FieldId, fault: 'missing' | FieldFault): Decided {
  return refuse({ code: 'faulty', field, fault });
}

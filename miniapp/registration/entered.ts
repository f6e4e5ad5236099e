import {
  type Amendment,
  amendment,
  type Registration,
  registration,
} from '../../server/contract/registration.ts';
import type { RegistrationFormView } from '../../server/contract/view.ts';
import { answersIn } from '../acts/record-answers.ts';
import { faultsOf } from '../validation.ts';
import { isAppealTypeAsked, saidByAnswers } from './appeal-type.ts';
import type { RegistrationDraft } from './draft.ts';

/** The office's form; null where it has not been loaded, and then the server judges alone. */
export type OfficeForm = RegistrationFormView | null;

/** What the form says, as the contract takes it. Faults are found by the contract, so nothing is judged here. */
export function registrationOf(draft: RegistrationDraft, form: OfficeForm): Registration {
  const { peopleCount, representatives, externalDueAt, receivedAt, accused, ...plain } = draft;
  const fromSuperior = draft.source === 'superior';
  const appealType = saidByAnswers(form?.record, draft.answers) ?? draft.appealType;
  const entered = {
    ...plain,
    appealType,
    peopleCount: Number(peopleCount),
    receivedAt: beijing(receivedAt),
    representatives: representatives === '' ? undefined : Number(representatives),
    platformNumber: fromSuperior ? draft.platformNumber : '',
    externalDueAt: fromSuperior ? beijing(externalDueAt) : '',
    repeatOf: draft.repeated ? draft.repeatOf : '',
    accused: appealType === 'accusation' ? accused : undefined,
    answers: form?.record ? answersIn(form.record, draft.answers).answers : undefined,
  };
  return Object.fromEntries(
    Object.entries(entered).filter(
      ([name, value]) => !(optional.includes(name) && (value === undefined || value === '')),
    ),
  ) as Registration;
}

const optional = [
  'representatives',
  'platformNumber',
  'externalDueAt',
  'repeatOf',
  'accused',
  'answers',
];

/** A correction; a petitioner left blank stays as registered. */
export function amendmentOf(draft: RegistrationDraft, form: OfficeForm): Amendment {
  const { petitioner, ...matter } = registrationOf(draft, form);
  const untouched = Object.values(petitioner).every((value) => value === '');
  return untouched ? matter : { ...matter, petitioner };
}

export function registrationFaults(
  draft: RegistrationDraft,
  form: OfficeForm,
): Record<string, string> {
  return withUnfilled(draft, form, faultsOf(registration, registrationOf(draft, form)));
}

export function amendmentFaults(
  draft: RegistrationDraft,
  form: OfficeForm,
): Record<string, string> {
  return withUnfilled(draft, form, faultsOf(amendment, amendmentOf(draft, form)));
}

function withUnfilled(
  draft: RegistrationDraft,
  form: OfficeForm,
  found: Record<string, string>,
): Record<string, string> {
  const { missing } = answersIn(form?.record, draft.answers);
  const faults = { ...found, ...superiorFaults(draft, form), ...missing };
  if (draft.flow === '') faults.flow = '请选择办理流程。';
  if (draft.category === '') faults.category = '请选择内容分类。';
  if (draft.peopleCount.trim() === '') faults.peopleCount = '请填写信访人数。';
  if (!isAppealTypeAsked(form?.record, draft.answers)) delete faults.appealType;
  return faults;
}

function superiorFaults(draft: RegistrationDraft, form: OfficeForm): Record<string, string> {
  const needs = draft.source === 'superior' ? (form?.superiorNeeds ?? []) : [];
  return Object.fromEntries(
    needs.filter((need) => draft[need] === '').map((need) => [need, SUPERIOR_FAULTS[need]]),
  );
}

const SUPERIOR_FAULTS = {
  platformNumber: '上级交转件须填写信访件编号。',
  externalDueAt: '上级交转件须填写平台限办时间：制度未规定天数，系统不代为假定。',
};

/** The pickers write local time without a zone; what they show is meant as Beijing's. */
function beijing(minute: string): string {
  return minute === '' ? '' : `${minute}:00+08:00`;
}

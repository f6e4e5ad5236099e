import {
  type Amendment,
  amendment,
  type Registration,
  registration,
} from '../../server/contract/registration.ts';
import { faultsOf } from '../validation.ts';
import type { RegistrationDraft } from './draft.ts';

/** What the form says, as the contract takes it. Faults are found by the contract, so nothing is judged here. */
export function registrationOf(draft: RegistrationDraft): Registration {
  const { peopleCount, representatives, externalDueAt, receivedAt, accused, ...plain } = draft;
  const fromSuperior = draft.source === 'superior';
  const entered = {
    ...plain,
    peopleCount: Number(peopleCount),
    receivedAt: beijing(receivedAt),
    representatives: representatives === '' ? undefined : Number(representatives),
    platformNumber: fromSuperior ? draft.platformNumber : '',
    externalDueAt: fromSuperior ? beijing(externalDueAt) : '',
    repeatOf: draft.repeated ? draft.repeatOf : '',
    accused: draft.appealType === 'accusation' ? accused : undefined,
  };
  const optional = ['representatives', 'platformNumber', 'externalDueAt', 'repeatOf', 'accused'];
  return Object.fromEntries(
    Object.entries(entered).filter(
      ([name, value]) => !(optional.includes(name) && (value === undefined || value === '')),
    ),
  ) as Registration;
}

/** A correction; a petitioner left blank stays as registered. */
export function amendmentOf(draft: RegistrationDraft): Amendment {
  const { petitioner, ...matter } = registrationOf(draft);
  const untouched = Object.values(petitioner).every((value) => value === '');
  return untouched ? matter : { ...matter, petitioner };
}

export function registrationFaults(draft: RegistrationDraft): Record<string, string> {
  return withUnfilled(draft, faultsOf(registration, registrationOf(draft)));
}

export function amendmentFaults(draft: RegistrationDraft): Record<string, string> {
  return withUnfilled(draft, faultsOf(amendment, amendmentOf(draft)));
}

function withUnfilled(
  draft: RegistrationDraft,
  faults: Record<string, string>,
): Record<string, string> {
  if (draft.flow === '') faults.flow = '请选择办理流程。';
  if (draft.category === '') faults.category = '请选择内容分类。';
  if (draft.peopleCount.trim() === '') faults.peopleCount = '请填写信访人数。';
  return faults;
}

/** The pickers write local time without a zone; what they show is meant as Beijing's. */
function beijing(minute: string): string {
  return minute === '' ? '' : `${minute}:00+08:00`;
}

import { reactive, watch } from 'vue';
import type { Values } from '../acts/form.ts';

/** The registration form as it is typed: everything text until it is read. */
export interface RegistrationDraft {
  flow: string;
  source: string;
  channel: string;
  category: string;
  appealType: string;
  peopleCount: string;
  representatives: string;
  platformNumber: string;
  /** `2026-03-16T10:31`, Beijing. */
  externalDueAt: string;
  receivedAt: string;
  anonymous: boolean;
  repeated: boolean;
  repeatOf: string;
  title: string;
  body: string;
  petitioner: { name: string; phone: string; idNumber: string; address: string };
  accused: { staffIds: string[]; unitIds: string[]; outside: boolean };
  /** To the regulation's own record of a registration, by the field's id. */
  answers: Values;
}

const KEY = 'registration-draft';
let current: RegistrationDraft | null = null;

/** The form as it was left, or an empty one received at this minute. */
export function registrationDraft(minute: string): RegistrationDraft {
  current ??= reactive({ ...emptyDraft(), receivedAt: minute, ...remembered() });
  watch(current, remember, { deep: true });
  return current;
}

/** Where an office has one flow, nobody is asked which. */
export function takeOnlyFlow(draft: RegistrationDraft, flows: readonly { readonly id: string }[]) {
  const [only, ...others] = flows;
  if (only && others.length === 0) draft.flow = only.id;
}

export function forgetRegistration(): void {
  current = null;
  storage()?.removeItem(KEY);
}

export function emptyDraft(): RegistrationDraft {
  return {
    flow: '',
    source: '',
    channel: '',
    category: '',
    appealType: '',
    peopleCount: '1',
    representatives: '',
    platformNumber: '',
    externalDueAt: '',
    receivedAt: '',
    anonymous: false,
    repeated: false,
    repeatOf: '',
    title: '',
    body: '',
    petitioner: { name: '', phone: '', idNumber: '', address: '' },
    accused: { staffIds: [], unitIds: [], outside: false },
    answers: {},
  };
}

/**
 * Survives a reload, within this window only, and without the petitioner. Of an accusation nothing at all is
 * written to the device.
 */
function remember(draft: RegistrationDraft): void {
  if (draft.appealType === 'accusation') {
    storage()?.removeItem(KEY);
    return;
  }
  const { petitioner: _petitioner, accused: _accused, ...kept } = draft;
  storage()?.setItem(KEY, JSON.stringify(kept));
}

function remembered(): Partial<RegistrationDraft> {
  try {
    return JSON.parse(storage()?.getItem(KEY) ?? '{}') as Partial<RegistrationDraft>;
  } catch {
    return {};
  }
}

function storage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

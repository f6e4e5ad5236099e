import { computed, reactive, ref, shallowRef, watch } from 'vue';
import type { ActBody } from '../../server/contract/act-input.ts';
import { actInputSchemas } from '../../server/contract/act-input.ts';
import type { Amendment } from '../../server/contract/registration.ts';
import type { ActionView, PetitionView } from '../../server/contract/view.ts';
import { carryOut } from '../api/petitions.ts';
import { clock } from '../clock.ts';
import { session } from '../session.ts';
import { type PendingId, useSubmission } from '../submission.ts';
import { inWords } from '../terms.ts';
import { faultsOf } from '../validation.ts';
import { drafts, type Place } from './drafts.ts';
import type { ActForm, ActKind, Given, Values } from './form.ts';
import { actForms } from './forms.ts';
import { initialValues, inputOf, visibleFields } from './input.ts';
import { type Overtaken, overtakenBy } from './overtaken.ts';
import { recordFields } from './record-fields.ts';

export interface Situation {
  readonly petition: PetitionView;
  readonly action: ActionView;
  readonly kind: ActKind;
}

/** The state of one act's form: what is typed, what is wrong with it, and how it is sent. */
export function useActForm({ petition, action, kind }: Situation) {
  const own: ActForm = inWords(actForms[kind]);
  const form: ActForm = { ...own, fields: [...own.fields, ...recordFields(action.record)] };
  const place = { petitionId: petition.id, act: action.act, confidential: petition.confidential };
  const draft = useDraft(place, () =>
    initialValues(form, { action, today: clock.today(), me: session.me?.person.id }),
  );
  const { values } = draft;
  const handwriting = ref('');
  const errors = ref<Readonly<Record<string, string>>>({});
  const given = computed<Given>(() => ({ values, action, petition }));
  const fields = computed(() => visibleFields(form, given.value));
  const sending = useSending(petition, action, draft.pending);

  /** The petition as it is afterwards, or null when something is missing or the server did not take it. */
  async function send(amendment?: Amendment) {
    const { input, answers, faults } = judged();
    errors.value = faults;
    if (Object.keys(faults).length > 0) return null;
    const answer = await sending.submit({
      input,
      ...(action.record ? { answers } : {}),
      ...(action.needsSignature ? { handwriting: handwriting.value } : {}),
      ...(amendment ? { amendment } : {}),
    });
    if (answer) draft.drop();
    else errors.value = serverFaults(sending.submission.failure.value);
    return answer?.petition ?? null;
  }

  function judged() {
    const { input: entered, missing } = inputOf(kind, fields.value, given.value);
    const { answers = {}, ...input } = entered;
    const faults: Record<string, string> = {
      ...faultsOf(actInputSchemas[kind], input),
      ...missing,
    };
    if (action.needsSignature && handwriting.value === '') faults.handwriting = '请手写签名。';
    // Only sent without faults: the schema of this kind has then accepted it.
    return {
      input: input as ActBody['input'],
      answers: answers as NonNullable<ActBody['answers']>,
      faults,
    };
  }

  const { submission, overtaken } = sending;
  return { form, values, given, fields, handwriting, errors, draft, submission, overtaken, send };
}

/** What is typed, kept as it is typed, with the command id of a sending that has had no answer. */
function useDraft(place: Place, blank: () => Values) {
  const found = drafts.find(place);
  const values = reactive<Values>({ ...blank(), ...found?.values });
  const restoredAt = ref(found?.at ?? null);
  let commandId = found?.commandId;
  const untouched = JSON.stringify(values);
  const keep = () => {
    if (commandId === undefined && JSON.stringify(values) === untouched) return;
    drafts.keep(place, {
      values: { ...values },
      ...(commandId === undefined ? {} : { commandId }),
    });
  };
  // At once: a client that is closed in the middle of a word asks nobody for patience.
  const stop = watch(values, keep, { deep: true, flush: 'sync' });
  const pending: PendingId = {
    read: () => commandId,
    write: (next) => {
      commandId = next;
      keep();
    },
  };
  const drop = () => {
    stop();
    drafts.drop(place);
  };
  const startAfresh = () => {
    Object.assign(values, blank());
    restoredAt.value = null;
    drafts.drop(place);
  };
  return { values, restoredAt, pending, drop, startAfresh };
}

/** Sends the act for the version that was looked at; where somebody was first, finds out what has happened since. */
function useSending(petition: PetitionView, action: ActionView, pending: PendingId) {
  const overtaken = shallowRef<Overtaken | null>(null);
  let seenVersion = petition.version;
  const submission = useSubmission(
    (commandId: string, body: Omit<ActBody, 'commandId'>) =>
      carryOut(petition.id, action.act, { commandId, ...body }),
    pending,
  );

  async function submit(body: Omit<ActBody, 'commandId' | 'seenVersion'>) {
    overtaken.value = null;
    const answer = await submission.submit({ seenVersion, ...body });
    const failure = submission.failure.value;
    if (failure?.kind === 'refused' && failure.code === 'changedMeanwhile') {
      overtaken.value = await overtakenBy(petition, action.act);
      // Only what the person has been told of may be acted upon.
      if (overtaken.value?.stillPossible) seenVersion = overtaken.value.version;
    }
    return answer;
  }

  return { submission, overtaken, submit };
}

/** The server names fields by their place in the body: `input.detail`. */
function serverFaults(failure: ReturnType<typeof useSubmission>['failure']['value']) {
  if (failure?.kind !== 'refused') return {};
  return Object.fromEntries(
    Object.entries(failure.fields).map(([path, message]) => [
      path.replace(/^input\./, ''),
      message,
    ]),
  );
}

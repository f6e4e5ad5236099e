import { computed, reactive, ref } from 'vue';
import type { ActBody } from '../../server/contract/act-input.ts';
import { actInputSchemas } from '../../server/contract/act-input.ts';
import type { Amendment } from '../../server/contract/registration.ts';
import type { ActionView, PetitionView } from '../../server/contract/view.ts';
import { carryOut } from '../api/petitions.ts';
import { clock } from '../clock.ts';
import { session } from '../session.ts';
import { useSubmission } from '../submission.ts';
import { faultsOf } from '../validation.ts';
import { draftOf, dropDraft, keepDraft } from './drafts.ts';
import type { ActForm, ActKind, Given } from './form.ts';
import { actForms } from './forms.ts';
import { initialValues, inputOf, visibleFields } from './input.ts';

export interface Situation {
  readonly petition: PetitionView;
  readonly action: ActionView;
  readonly kind: ActKind;
}

/** The state of one act's form: what is typed, what is wrong with it, and how it is sent. */
export function useActForm({ petition, action, kind }: Situation) {
  const form: ActForm = actForms[kind];
  const values = reactive(
    draftOf(petition.id, action.act) ??
      initialValues(form, { action, today: clock.today(), me: session.me?.person.id }),
  );
  keepDraft(petition.id, action.act, values);
  const handwriting = ref('');
  const errors = ref<Readonly<Record<string, string>>>({});
  const given = computed<Given>(() => ({ values, action, petition }));
  const fields = computed(() => visibleFields(form, given.value));
  const submission = useSubmission((commandId: string, body: Omit<ActBody, 'commandId'>) =>
    carryOut(petition.id, action.act, { commandId, ...body }),
  );

  /** The petition as it is afterwards, or null when something is missing or the server did not take it. */
  async function send(amendment?: Amendment) {
    const { input, faults } = judged();
    errors.value = faults;
    if (Object.keys(faults).length > 0) return null;
    const answer = await submission.submit({
      seenVersion: petition.version,
      input,
      ...(action.needsSignature ? { handwriting: handwriting.value } : {}),
      ...(amendment ? { amendment } : {}),
    });
    if (answer) dropDraft(petition.id, action.act);
    else errors.value = serverFaults(submission.failure.value);
    return answer?.petition ?? null;
  }

  function judged() {
    const { input, missing } = inputOf(kind, fields.value, given.value);
    const faults: Record<string, string> = {
      ...faultsOf(actInputSchemas[kind], input),
      ...missing,
    };
    if (action.needsSignature && handwriting.value === '') faults.handwriting = '请手写签名。';
    // Only sent without faults: the schema of this kind has then accepted it.
    return { input: input as ActBody['input'], faults };
  }

  return { form, values, given, fields, handwriting, errors, submission, send };
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

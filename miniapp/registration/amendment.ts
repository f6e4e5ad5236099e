import { reactive } from 'vue';
import type { PetitionView } from '../../server/contract/view.ts';
import { typedAnswers } from '../acts/record-answers.ts';
import { minuteText } from '../clock.ts';
import { emptyDraft, type RegistrationDraft } from './draft.ts';

/** A registration form to correct a petition with, as it was registered; the petitioner stays unless written anew. */
export function amendmentDraft({ registration, particulars }: PetitionView): RegistrationDraft {
  const { title, body } = particulars;
  if (!registration) return reactive({ ...emptyDraft(), title, body });
  const { peopleCount, representatives, externalDueAt, receivedAt, accused, form, answers } =
    registration;
  return reactive({
    ...emptyDraft(),
    title,
    body,
    flow: registration.flow,
    source: registration.source,
    channel: registration.channel,
    category: registration.category,
    appealType: registration.appealType,
    peopleCount: String(peopleCount),
    representatives: representatives === undefined ? '' : String(representatives),
    platformNumber: registration.platformNumber ?? '',
    externalDueAt: externalDueAt === undefined ? '' : minuteText(externalDueAt),
    receivedAt: minuteText(receivedAt),
    anonymous: registration.anonymous,
    repeated: registration.repeated,
    repeatOf: registration.repeatOf ?? '',
    accused: {
      staffIds: [...accused.staffIds],
      unitIds: [...accused.unitIds],
      outside: accused.outside,
    },
    answers: typedAnswers(form.record, answers),
  });
}

import { reactive } from 'vue';
import type { PetitionView } from '../../server/contract/view.ts';
import type { Option } from '../fields/option.ts';
import { emptyDraft, type RegistrationDraft } from './draft.ts';
import { appealTypes, channels, sources } from './options.ts';

/** A registration form to correct a petition with, filled with what its page shows; what is masked stays empty. */
export function amendmentDraft(petition: PetitionView): RegistrationDraft {
  return reactive({
    ...emptyDraft(),
    source: valueOf(sources, petition.sourceText),
    channel: valueOf(channels, petition.channelText),
    appealType: valueOf(appealTypes, petition.appealText),
    category: petition.category,
    title: petition.particulars.title,
    body: petition.particulars.body,
  });
}

function valueOf(options: readonly Option[], label: string): string {
  return options.find((option) => option.label === label)?.value ?? '';
}

import { reactive } from 'vue';
import type { PetitionView } from '../../server/contract/view.ts';
import type { Option } from '../fields/option.ts';
import { emptyDraft, type RegistrationDraft } from './draft.ts';
import { appealTypes, channels, sources } from './options.ts';

/** A registration form to correct a petition with, filled with what its page shows; what is masked stays empty. */
export function amendmentDraft(petition: PetitionView): RegistrationDraft {
  return reactive({
    ...emptyDraft(),
    source: valueLabelled(sources, petition.sourceText),
    channel: valueLabelled(channels, petition.channelText),
    appealType: valueLabelled(appealTypes, petition.appealText),
    category: petition.category,
    title: petition.particulars.title,
    body: petition.particulars.body,
  });
}

function valueLabelled(options: readonly Option[], label: string): string {
  return options.find((option) => option.label === label)?.value ?? '';
}

import type { AttachmentView } from '../../contract/attachment.ts';
import type { PetitionView } from '../../contract/view.ts';
import type { FormId } from '../../domain/attachment.ts';
import type { Petition } from '../../domain/petition.ts';
import { chineseDay } from '../../domain/time.ts';
import {
  attachmentPurposeTitles,
  contactHowTitles,
  contactOutcomeTitles,
} from '../../domain/titles.ts';
import type { Attachment } from '../../store/attachment-store.ts';
import type { ViewContext } from './context.ts';
import { nameOf } from './people.ts';

export function attachmentViews(
  attachments: readonly Attachment[],
  context: ViewContext,
): readonly AttachmentView[] {
  return attachments.map(({ addedBy, addedAt, form, ...attachment }) => ({
    id: attachment.id,
    name: attachment.name,
    mediaType: attachment.mediaType,
    size: attachment.size,
    sha256: attachment.sha256,
    purpose: attachment.purpose,
    purposeText:
      form === undefined
        ? attachmentPurposeTitles[attachment.purpose]
        : `${formTitle(form, context)}${attachmentPurposeTitles.signedForm}`,
    ...(form === undefined ? {} : { form }),
    petitionerVisible: attachment.petitionerVisible,
    by: nameOf(addedBy, context.directory),
    at: addedAt,
  }));
}

export function formTitle(form: FormId, { regime }: ViewContext): string {
  return regime.forms[form]?.title ?? form;
}

/** The latest first: who calls next wants to know how the last call went. */
export function contactViews(
  { contacts }: Petition,
  { directory }: ViewContext,
): PetitionView['contacts'] {
  return contacts.toReversed().map((contact) => ({
    at: contact.at,
    by: nameOf(contact.by, directory),
    onText: `${chineseDay(contact.on)}${contact.time ?? ''}`,
    howText: contactHowTitles[contact.how],
    outcomeText: contactOutcomeTitles[contact.outcome],
    reached: contact.outcome === 'reached',
    summary: contact.summary,
    attachments: [...(contact.attachments ?? [])],
  }));
}

import { officeOf } from '../domain/office.ts';
import { pinnedRegime } from '../domain/regime-in-force.ts';
import { type StepButtons, stepButtons } from '../domain/step-card.ts';
import type { OutgoingMessage } from '../store/message-store.ts';
import type { JobSurroundings } from './surroundings.ts';

/** A message that asks for a step, shown as a card that can be answered. */
export interface WrittenCard {
  readonly outTrackId: string;
  readonly userIds: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** Variables that are addresses of pages. */
  readonly pages: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The petition's version as the card shows it. */
  readonly version: number;
}

/** DingTalk delivers a card to so many people at once. */
const MOST_READERS = 20;

/**
 * Null where the message is no card: it only informs, goes to the group or to too many people, or to one person who
 * has to open the app anyway. That one sees by the notice no less, and it need not be changed afterwards.
 */
export async function cardOf(
  message: OutgoingMessage,
  given: JobSurroundings,
): Promise<WrittenCard | null> {
  const { id, petitionId, channel, asksForStep, title, text } = message;
  if (!asksForStep || channel.kind !== 'people' || channel.staffIds.length > MOST_READERS) {
    return null;
  }
  const petition = petitionId === undefined ? null : await given.store.petition(petitionId);
  const [reader] = channel.staffIds;
  if (!petition || reader === undefined) return null;
  const regime = pinnedRegime(petition, await given.store.regimes());
  if (!regime) return null;
  const buttons = stepButtons(petition, {
    now: given.clock(),
    by: reader,
    calendar: given.calendar(),
    directory: await given.store.ofOffice(officeOf(petition)).directory(),
    regime,
  });
  if (channel.staffIds.length === 1 && !buttons.tap && !message.reminds) return null;
  return {
    outTrackId: await trackOf(message, given),
    userIds: channel.staffIds,
    version: petition.version,
    summary: title,
    variables: {
      title,
      content: text.replaceAll('\n', '  \n  '),
      status: 'open',
      statusText: '待办理',
      primaryLabel: buttons.tap?.label ?? '',
      phrases: JSON.stringify(buttons.tap?.phrases ?? []),
      secondaryLabel: buttons.form?.label ?? '',
      linkLabel: '打开',
    },
    pages: pagesOf(buttons, `/petitions/${petition.id}`, id, given),
  };
}

/** What a card shows once its step is over: who was first, and no button but the one that opens the file. */
export function endedVariables({
  status,
  statusText,
  content,
}: {
  readonly status: 'done' | 'closed';
  readonly statusText: string;
  readonly content?: string;
}): Readonly<Record<string, string>> {
  return {
    status,
    statusText,
    primaryLabel: '',
    phrases: '[]',
    secondaryLabel: '',
    secondaryLink: '',
    ...(content === undefined ? {} : { content: content.replaceAll('\n', '  \n  ') }),
  };
}

/** The same for every attempt, so that no second card appears; unguessable, and another in every installation. */
async function trackOf({ id }: OutgoingMessage, { store }: JobSurroundings): Promise<string> {
  const name = await store.fingerprint(`card|${id}`);
  return `gc-${name.toString('base64url').slice(0, 32)}`;
}

/** Opened from the card, the message counts as seen. */
function pagesOf({ form }: StepButtons, page: string, id: number, { linkFor }: JobSurroundings) {
  return {
    link: linkFor(`${page}?notice=${id}`),
    secondaryLink: form ? linkFor(`${page}/acts/${form.act}?notice=${id}`) : '',
  };
}

import type { PetitionView } from '../contract/view.ts';
import type { ActKind } from '../domain/act-input.ts';
import type { StaffId } from '../domain/directory.ts';
import type { DeliveredCard, TapResult } from '../sandbox/seen.ts';
import type { Tapped } from './logbook.ts';
import { pageFor } from './players.ts';
import type { Track } from './track.ts';
import { handwritingOf } from './typed.ts';
import type { World } from './world.ts';

/** What is needed to use the telephones of the play. */
export type Phones = Pick<
  World,
  'server' | 'client' | 'dice' | 'directory' | 'specimens' | 'tracks'
>;

/** What somebody was answered, with the petition's page if it was carried out. */
export interface PageReply {
  readonly status: number;
  readonly text: string;
  readonly page?: PetitionView;
}

/** Most people look at their telephone before they open the system, and follow the notices they find there. */
export async function lookAtPhone(
  { server: { sandbox }, client, dice }: Pick<Phones, 'server' | 'client' | 'dice'>,
  by: StaffId,
): Promise<void> {
  for (const { taskId, readAt, link } of sandbox?.inbox(by) ?? []) {
    if (readAt !== null || !dice.chance(LOOKING, 'read', noticeIn(link) ?? taskId, by)) continue;
    sandbox?.markRead(taskId, by);
    await openNotice(client, by, link);
  }
}

/** As the mini-app does when it is opened from a notice or a card. */
export async function openNotice(
  client: Phones['client'],
  by: StaffId,
  link: string | null | undefined,
): Promise<void> {
  const notice = noticeIn(link);
  if (notice !== null) await client.post(by, `/api/notices/${notice}/opened`, {});
}

/**
 * The button of a card that does what was meant, for those who use it; the others open the app from the card. Null
 * where no card offers the act.
 */
export async function tapFor(
  world: Phones,
  { petition, stage, visits }: Track,
  page: PetitionView,
  { by, act }: { readonly by: StaffId; readonly act: string },
): Promise<Tapped | null> {
  const { server, dice, client } = world;
  const cards = server.sandbox?.cards(by) ?? [];
  const card = cards.findLast(({ variables }) => asksAbout(variables, page.id));
  const action = page.actions.find((offered) => offered.act === act);
  // What has to be recorded with the act is written in the app.
  if (!card || !action || action.record) return null;
  const times = visits.get(stage) ?? 1;
  const { primaryLabel, phrases = '[]', link } = card.variables;
  const taps = dice.chance(TAPPING, 'tap', petition.id, stage, times, act);
  if (!taps || primaryLabel !== action.title) {
    await openNotice(client, by, link);
    return null;
  }
  if (action.needsSignature) await leaveSpecimen(world, by);
  // Written by the office: a list of sentences.
  const offered = JSON.parse(phrases) as readonly string[];
  const phrase = dice.pick(offered, 'phrase', petition.id, stage, times);
  return {
    subject: petition.id,
    by,
    act,
    actKind: action.kind as ActKind,
    card: card.outTrackId,
    params: phrase === undefined ? {} : { phrase },
    version: page.version,
  };
}

/** Presses the button, and looks at the petition afterwards whatever the card says. */
export async function tapped(
  { server: { sandbox }, client, tracks }: Phones,
  { subject, by, card, params, version }: Tapped,
): Promise<PageReply> {
  const shown = await sandbox?.tapCard(by, card, params);
  const id = tracks.get(subject)?.registered?.id ?? '';
  // An answer that comes too late for the phone comes nevertheless.
  for (let looks = 0; ; looks += 1) {
    const page = await pageFor(client, by, id);
    if (page && page.version > version) return { status: 200, text: '', page };
    if (shown?.answered || looks === LOOKS) return { status: 409, text: wordsOf(shown) };
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

const LOOKING = 0.9;
const TAPPING = 0.75;
const LOOK_EVERY_MS = 200;
const LOOKS = 50;

/** Whoever signs by a card has once drawn the signature that it stands for. */
async function leaveSpecimen({ specimens, client, directory }: Phones, by: StaffId): Promise<void> {
  if (specimens.has(by)) return;
  const handwriting = handwritingOf(directory.staff.get(by)?.name ?? by);
  const { status, text } = await client.post(by, '/api/specimen', { handwriting, confirmed: true });
  if (status !== 204) throw new Error(`specimen: ${status} ${text}`);
  specimens.add(by);
}

function asksAbout({ status, link = '' }: DeliveredCard['variables'], petitionId: string): boolean {
  return status === 'open' && link.includes(`/petitions/${petitionId}?`);
}

function noticeIn(link: string | null | undefined): string | null {
  return /[?&]notice=(\d+)/.exec(link ?? '')?.[1] ?? null;
}

function wordsOf(shown: TapResult | undefined): string {
  if (!shown) return '';
  return shown.answered ? (shown.variables.statusText ?? '') : shown.sentence;
}

import type { Calendar } from '../domain/calendar.ts';
import type { Submission, TakeAct } from '../domain/command.ts';
import type { Directory } from '../domain/directory.ts';
import { officeOf } from '../domain/office.ts';
import type { Petition } from '../domain/petition.ts';
import type { Refusal } from '../domain/refusal.ts';
import { pinnedRegime } from '../domain/regime-in-force.ts';
import { isConflicted } from '../domain/staffing.ts';
import { type StepButtons, stepButtons, tappedInput } from '../domain/step-card.ts';
import { chineseMoment, type Instant, SECOND } from '../domain/time.ts';
import type { Execute } from '../execute.ts';
import type { TappableCard } from '../store/step-store.ts';
import type { Store } from '../store/store.ts';
import type { Arrival, CardAnswer } from './arrival.ts';

export interface CardTapSurroundings {
  readonly store: Store;
  readonly execute: Execute;
  readonly clock: () => Instant;
  readonly calendar: () => Calendar;
}

type Tap = Extract<Arrival, { kind: 'cardTap' }>;

/**
 * A tap on a card is a command like any other, under the key of its frame: repeated, it gets the same answer. Whoever
 * comes second reads who was first. Nothing a card says is believed but whose it is and which phrase was chosen.
 */
export function openCardTap(given: CardTapSurroundings): (tap: Tap) => Promise<CardAnswer> {
  const { store, clock } = given;
  return async (tap) => {
    const begun = clock();
    const card = await store.card(tap.outTrackId);
    if (!card) return null;
    if (!card.recipients.includes(tap.userId)) return shows('open', NOT_YOURS);
    await store.noticeOpened(card.messageId, tap.userId, begun);
    if (card.status !== 'open') return over(card);
    const answer = await act(tap, card, given);
    const after = await store.card(tap.outTrackId);
    if (!after || after.status === 'open') return answer;
    // Nobody else has this card, and its reader is just being shown the end of it: no call need tell him again.
    const inTime = clock() - begun < ANSWERED_IN_TIME;
    if (inTime && card.recipients.length === 1) await store.recordCardEnded(card.messageId);
    return over(after);
  };
}

const ANSWERED_IN_TIME = 1.5 * SECOND;
const NOT_YOURS = '您不是该事项的办理人，请以自己收到的通知为准。';
const OPEN_IT = '请点“打开”办理。';
const SIGN_FIRST = '您尚未留存签名：请点“打开”手写签名，或先在“我的”中留存卡片签名。';

async function act(tap: Tap, card: TappableCard, given: CardTapSurroundings): Promise<CardAnswer> {
  const { store, execute } = given;
  const scene = await sceneOf(tap, card, given);
  if (!scene) return shows('closed', '该事项您已无须办理。');
  const { petition, buttons, directory } = scene;
  if (!buttons.tap) return shows('expired', OPEN_IT);
  const command = await commandOf(tap, scene, store);
  if (typeof command === 'string') return shows('open', command);
  const answer = await execute({
    commandId: `card:${tap.key}`,
    petitionId: petition.id,
    by: tap.userId,
    // Whoever signs signs what the card was written from.
    ...(buttons.tap.signs ? { seenVersion: card.version } : {}),
    command,
  } satisfies Submission);
  // Done, the step is over and says so itself; an act that leaves it open says at least that it was taken.
  return answer.ok
    ? shows('done', `已办理：${buttons.tap.label}`)
    : shows('expired', refusalText(answer.refusal, directory));
}

interface TapScene {
  readonly petition: Petition;
  readonly buttons: StepButtons;
  readonly directory: Directory;
  readonly definition: Parameters<typeof tappedInput>[1] | undefined;
}

/** Null when the person may not know of the petition any more. */
async function sceneOf(
  { userId }: Tap,
  { petitionId }: TappableCard,
  { store, clock, calendar }: CardTapSurroundings,
): Promise<TapScene | null> {
  const petition = await store.petition(petitionId);
  const regime = petition ? pinnedRegime(petition, await store.regimes()) : undefined;
  if (!petition || !regime) return null;
  const directory = await store.ofOffice(officeOf(petition)).directory();
  const person = directory.staff.get(userId);
  if (!person?.active || isConflicted(petition, person)) return null;
  const context = { now: clock(), by: userId, calendar: calendar(), directory, regime };
  const buttons = stepButtons(petition, context);
  const definition = buttons.tap ? regime.stages[petition.stage]?.acts[buttons.tap.act] : undefined;
  return { petition, buttons, directory, definition };
}

/** The command, or in a sentence what is missing for it. */
async function commandOf(
  { userId, params }: Tap,
  { petition, buttons: { tap }, definition }: TapScene,
  store: Store,
): Promise<TakeAct | string> {
  const input = definition ? tappedInput(petition, definition, params.phrase) : null;
  if (!tap || !input) return OPEN_IT;
  if (!tap.signs) return { type: 'takeAct', act: tap.act, input };
  const handwriting = await store.specimen(userId);
  return handwriting === null ? SIGN_FIRST : { type: 'takeAct', act: tap.act, input, handwriting };
}

/** For the card itself; the app says the rest. */
function refusalText(refusal: Refusal, { staff }: Directory): string {
  switch (refusal.code) {
    case 'changedMeanwhile': {
      const { lastAct, lastActBy, lastActAt } = refusal;
      if (lastAct === undefined || lastActBy === undefined || lastActAt === undefined) break;
      const name = staff.get(lastActBy)?.name ?? '工作人员';
      return `${name}已于${chineseMoment(lastActAt)}办理：${lastAct}。请点“打开”查看最新情况。`;
    }
    case 'notFound':
    case 'notPermitted':
    case 'wrongStage':
    case 'unknownAct':
      return '该事项您已无须办理。';
    default:
      break;
  }
  return '未能办理，请点“打开”查看原因。';
}

function over({ status, statusText }: TappableCard): CardAnswer {
  return shows(status === 'done' ? 'done' : 'closed', statusText);
}

/** Where it is over, no button is left but the one that opens the file. */
function shows(status: 'open' | 'done' | 'closed' | 'expired', statusText: string): CardAnswer {
  const gone = { primaryLabel: '', phrases: '[]', secondaryLabel: '', secondaryLink: '' };
  return { variables: { status, statusText, ...(status === 'open' ? {} : gone) } };
}

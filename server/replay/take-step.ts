import type { ActBody } from '../contract/act-input.ts';
import { uploadedFile } from '../contract/attachment.ts';
import type { RegisterBody } from '../contract/registration.ts';
import { type PetitionView, petitionAnswer } from '../contract/view.ts';
import type { ActKind } from '../domain/act-input.ts';
import { answersFor, entryFor } from './act-entry.ts';
import type { Sending, Tapped, Typed } from './logbook.ts';
import { lookAtPhone, type PageReply, tapFor, tapped } from './phone.ts';
import { type Intention, intentionFor, pageFor, whoRuns } from './players.ts';
import { postHolders, registrationOf } from './registration.ts';
import type { Track } from './track.ts';
import { handwritingOf } from './typed.ts';
import { answeredWith, follow, type World } from './world.ts';

/** Decides what happens next with a petition. `page` is what was answered last; without one its clerk looks it up. */
export async function plan(world: World, track: Track, page?: PetitionView): Promise<void> {
  const { id } = track.petition;
  world.next.delete(id);
  if (track.ended) return;
  if (!track.registered) {
    world.next.set(id, { by: track.clerk, act: REGISTRATION, at: track.since });
    return;
  }
  const view = page ?? (await pageFor(world.client, track.clerk, track.registered.id));
  if (!view) throw new Error(`${track.clerk} cannot see petition ${track.registered.number}`);
  const original = world.tracks.get(track.petition.repeatOf ?? Number.NaN);
  const openOriginal = original?.ended === false ? original.registered?.number : undefined;
  const intention = await intentionFor(track, view, {
    ...world,
    dropped: world.dropped.get(id) ?? new Map(),
    ...(openOriginal === undefined ? {} : { openOriginal }),
  });
  if (intention) world.next.set(id, intention);
}

/** Somebody does what he meant to do, if it is still offered, and everybody concerned thinks again. */
export async function carryOut(world: World, track: Track, intention: Intention): Promise<void> {
  if ('errand' in intention) return await runErrand(world, track, intention);
  if (intention.act === REGISTRATION) return await send(world, registration(world, track));
  const { by, act } = intention;
  await lookAtPhone(world, by);
  const page = await pageFor(world.client, by, track.registered?.id ?? '');
  const tapping = page && (await tapFor(world, track, page, intention));
  if (tapping && (await tap(world, tapping))) return;
  const scan = page && (await scanFor(world, page, intention));
  const sending = page && actSending(world, track, page, intention, scan ?? undefined);
  if (sending) return await send(world, sending);
  drop(world, track, act);
  await plan(world, track);
}

/** Finds out who may do it now. What nobody may do is forgotten until the petition moves on. */
async function runErrand(
  world: World,
  track: Track,
  { errand, at }: Extract<Intention, { readonly errand: ActKind }>,
): Promise<void> {
  const view = await pageFor(world.client, track.clerk, track.registered?.id ?? '');
  const found = view && (await whoRuns(errand, view, track, world));
  if (found) return await carryOut(world, track, { ...found, at });
  drop(world, track, errand);
  await plan(world, track);
}

/** Does once more what a killed run was doing when it ended. */
export async function resume(world: World, sending: Sending): Promise<void> {
  if ('card' in sending) await tap(world, sending);
  else await send(world, sending);
}

/** False when nothing has come of it: then there is still the app. */
async function tap(world: World, tapping: Tapped): Promise<boolean> {
  world.logbook.write({ kind: 'sending', ...tapping });
  const reply = await tapped(world, tapping);
  await answered(world, tapping, reply);
  return reply.page !== undefined;
}

/** Written down before it is sent, so that a run that was killed meanwhile sends it again. */
async function send(world: World, sending: Typed): Promise<void> {
  world.logbook.write({ kind: 'sending', ...sending });
  const { status, text } = await world.client.post(sending.by, sending.path, sending.body);
  const isDone = status === 200 || status === 201;
  const page = isDone ? petitionAnswer.parse(JSON.parse(text)).petition : undefined;
  await answered(world, sending, { status, text, ...(page ? { page } : {}) });
}

async function answered(world: World, sent: Sending, reply: PageReply): Promise<void> {
  const { subject, act, actKind } = sent;
  const { logbook, tracks, now } = world;
  const { page } = reply;
  const taken = act === undefined || actKind === undefined ? undefined : { act, actKind };
  const line = answeredWith(subject, { status: reply.status, at: now() }, taken, page);
  logbook.write({ kind: 'answered', ...line });
  follow(tracks, line);
  const track = tracks.get(subject);
  if (!track) return;
  if (page) {
    world.dropped.delete(subject);
  } else {
    world.refused.push({
      subject,
      act: act ?? REGISTRATION,
      status: reply.status,
      text: reply.text,
    });
    drop(world, track, act ?? REGISTRATION);
  }
  await plan(world, track, page);
  await world.onStep(track);
}

const REGISTRATION = 'register';
/** So often something planned may turn out impossible before it is taken for a fault of the play. */
const PATIENCE = 4;

function registration(world: World, track: Track): Typed {
  const { petition, clerk } = track;
  const repeatOf = world.tracks.get(petition.repeatOf ?? Number.NaN)?.registered?.number;
  const body: RegisterBody = {
    commandId: `replay-${world.seed}-${petition.id}-register`,
    ...registrationOf(petition, { ...world, ...(repeatOf === undefined ? {} : { repeatOf }) }),
  };
  return { subject: petition.id, by: clerk, path: '/api/petitions', body };
}

function actSending(
  world: World,
  track: Track,
  view: PetitionView,
  { by, act }: Extract<Intention, { readonly by: string }>,
  scan: string | undefined,
): Typed | null {
  const { petition, fate } = track;
  const action = view.actions.find((offered) => offered.act === act);
  if (!action) return null;
  const times = track.visits.get(track.stage) ?? 1;
  const original = world.tracks.get(petition.repeatOf ?? Number.NaN)?.registered;
  const filling = {
    action,
    view,
    petition,
    fate,
    dice: world.dice.of('entry', petition.id, view.stage, times),
    now: world.now(),
    times,
    ...(original ? { originalNumber: original.number } : {}),
    ...(scan === undefined ? {} : { scan }),
    posts: postHolders(world.directory),
  };
  const input = entryFor(filling);
  if (!input) return null;
  const name = world.directory.staff.get(by)?.name ?? by;
  const body: ActBody = {
    commandId: `replay-${world.seed}-${petition.id}-${view.version}-${act}`,
    seenVersion: view.version,
    input,
    ...(action.record ? { answers: answersFor(action.record, filling) } : {}),
    ...(action.needsSignature ? { handwriting: handwritingOf(name) } : {}),
  };
  const actKind = action.kind as ActKind;
  return {
    subject: petition.id,
    by,
    act,
    actKind,
    path: `/api/petitions/${view.id}/acts/${act}`,
    body,
  };
}

/** What is uploaded before the act that needs it; one that no act takes up is forgotten by the office. */
export async function scanFor(
  { client }: Pick<World, 'client'>,
  { id, actions }: PetitionView,
  { by, act }: { readonly by: string; readonly act: string },
): Promise<string | null> {
  if (actions.find((offered) => offered.act === act)?.kind !== 'attach') return null;
  const path = `/api/petitions/${id}/attachments?name=${encodeURIComponent('签字扫描件.png')}`;
  const reply = await client.upload(by, path, SCAN);
  return reply.status === 201 ? uploadedFile.parse(JSON.parse(reply.text)).id : null;
}

/** A sheet of paper, one pixel large. */
const SCAN = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEANl9ngAAAAABJRU5ErkJggg==',
  'base64',
);

function drop(world: World, track: Track, act: string): void {
  const dropped = world.dropped.get(track.petition.id) ?? new Map<string, number>();
  const times = (dropped.get(act) ?? 0) + 1;
  if (times > PATIENCE) {
    throw new Error(
      `${act} is planned over and over for id ${track.petition.id} in ${track.stage}: ${world.refused.at(-1)?.text ?? ''}`,
    );
  }
  world.dropped.set(track.petition.id, dropped.set(act, times));
}

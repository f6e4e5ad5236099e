import type { ActBody } from '../../contract/act-input.ts';
import { type PetitionView, petitionAnswer } from '../../contract/view.ts';
import type { StaffId } from '../../domain/directory.ts';
import { type Instant, MINUTE } from '../../domain/time.ts';
import { entryFor } from '../act-entry.ts';
import { createClient } from '../client.ts';
import { createDice, type Dice } from '../dice.ts';
import type { Fate } from '../fates.ts';
import { openLogbook } from '../logbook.ts';
import type { FilePetition } from '../petitions-file.ts';
import { lookAtPhone, openNotice, type PageReply, type Phones, tapFor, tapped } from '../phone.ts';
import { pageFor } from '../players.ts';
import { registrationOf } from '../registration.ts';
import { afterWork } from '../situation.ts';
import type { TheatreServer } from '../theatre.ts';
import { followed, type Track } from '../track.ts';
import { handwritingOf } from '../typed.ts';
import { answeredWith, recalledTracks } from '../world.ts';
import type { Stop } from './course.ts';

/** An office in which one petition goes its way. */
export interface Stage extends Phones {
  readonly server: TheatreServer;
  readonly petition: FilePetition;
}

/** Nothing happens to it. */
const USUAL: Fate = {
  acceptance: 'prompt',
  returned: 'never',
  ruling: 'reassign',
  transfer: 'never',
  rework: 'never',
  extension: 'never',
  opinion: 'satisfied',
  unreachable: 0,
  visit: 'settled',
  merged: false,
  has: () => false,
};

export async function stageFor(
  petition: FilePetition,
  server: TheatreServer,
  logbook: string,
): Promise<Stage> {
  const directory = await server.store.directory();
  const chance = createDice('ordinary');
  // Everybody looks at his phone, and whoever has a button uses it.
  const dice: Dice = { ...chance, chance: () => true };
  const tracks = recalledTracks([petition], new Map([[petition.id, USUAL]]), {
    logbook: openLogbook(logbook),
    dice: chance,
    calendar: server.calendar,
    directory,
  });
  const client = createClient(server.url, server.sandbox.issueLoginCode);
  return { server, petition, client, dice, directory, tracks, specimens: new Set() };
}

/** Its page once it is registered. */
export async function register(stage: Stage): Promise<PetitionView> {
  const { server, petition, client } = stage;
  const body = {
    commandId: 'ordinary-register',
    registration: registrationOf(petition, { ...stage, calendar: server.calendar }),
  };
  const { status, text } = await client.post(trackOf(stage).clerk, '/api/petitions', body);
  return noted(stage, status === 201 ? { status, text, page: pageIn(text) } : { status, text });
}

/** By the button of a card where one offers the act, else in the app. */
export async function take(
  stage: Stage,
  { id }: PetitionView,
  { act, by, names }: Stop,
): Promise<{ readonly page: PetitionView; readonly title: string; readonly byCard: boolean }> {
  await lookAtPhone(stage, by);
  const page = await pageFor(stage.client, by, id);
  const action = page?.actions.find((offered) => offered.act === act);
  if (!page || !action) throw new Error(`${act} is not offered to ${by}`);
  const now = stage.server.clock.now();
  const tapping = await tapFor(stage, trackOf(stage), page, { by, act, at: now });
  const reply = tapping
    ? await tapped(stage, tapping)
    : await typedAct(stage, page, { by, act, ...(names === undefined ? {} : { names }) });
  return { page: noted(stage, reply, act), title: action.title, byCard: tapping !== null };
}

/** Some minutes later everybody who has been told of something has looked at it. */
export async function everybodyLooks(stage: Stage): Promise<void> {
  const { server, client, directory } = stage;
  await server.jobs.settle();
  await server.clock.to(afterWork(server.calendar, server.clock.now(), GLANCE));
  for (const by of directory.staff.keys()) {
    await lookAtPhone(stage, by);
    for (const { variables } of server.sandbox.cards(by)) {
      if (variables.status === 'open') await openNotice(client, by, variables.link);
    }
  }
}

const GLANCE = 10 * MINUTE;

async function typedAct(
  { server, petition, client, dice, directory }: Stage,
  view: PetitionView,
  { by, act, names }: { readonly by: StaffId } & Pick<Stop, 'act' | 'names'>,
): Promise<PageReply> {
  const action = view.actions.find((offered) => offered.act === act);
  if (!action) throw new Error(`${act} is not offered to ${by}`);
  const now: Instant = server.clock.now();
  const input =
    names === undefined
      ? entryFor({ action, view, petition, fate: USUAL, dice, now, times: 1 })
      : { kind: 'nameCaseworker' as const, caseworkerId: names };
  if (!input) throw new Error(`nobody knows how to fill in ${act}`);
  const body: ActBody = {
    commandId: `ordinary-${view.version}-${act}`,
    seenVersion: view.version,
    input,
    ...(action.needsSignature
      ? { handwriting: handwritingOf(directory.staff.get(by)?.name ?? by) }
      : {}),
  };
  const { status, text } = await client.post(by, `/api/petitions/${view.id}/acts/${act}`, body);
  return status === 200 ? { status, text, page: pageIn(text) } : { status, text };
}

function pageIn(text: string): PetitionView {
  return petitionAnswer.parse(JSON.parse(text)).petition;
}

/** Remembers what has become of the petition. An ordinary one is never refused anything. */
function noted(stage: Stage, { status, text, page }: PageReply, act?: string): PetitionView {
  if (!page) throw new Error(`${act ?? 'registration'}: ${status} ${text}`);
  const track = trackOf(stage);
  const line = answeredWith(stage.petition.id, { status, at: stage.server.clock.now() }, act, page);
  stage.tracks.set(stage.petition.id, followed(track, line));
  return page;
}

function trackOf({ tracks, petition }: Stage): Track {
  const track = tracks.get(petition.id);
  if (!track) throw new Error('the petition is not on the stage');
  return track;
}

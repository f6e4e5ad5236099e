import type { ActBody } from '../../contract/act-input.ts';
import { type PetitionView, petitionAnswer } from '../../contract/view.ts';
import type { ActKind } from '../../domain/act-input.ts';
import type { RegimeId } from '../../domain/clock-rule.ts';
import type { StaffId } from '../../domain/directory.ts';
import { regimeInForce } from '../../domain/regime-in-force.ts';
import { type Instant, MINUTE } from '../../domain/time.ts';
import { answersFor, entryFor } from '../act-entry.ts';
import { createClient } from '../client.ts';
import type { Dice } from '../dice.ts';
import type { Fate } from '../fates.ts';
import { openLogbook } from '../logbook.ts';
import type { FilePetition } from '../petitions-file.ts';
import { lookAtPhone, openNotice, type PageReply, type Phones, tapFor, tapped } from '../phone.ts';
import { intentionFor, type Planning, pageFor, whoRuns } from '../players.ts';
import { postHolders, registrationOf } from '../registration.ts';
import { afterWork } from '../situation.ts';
import { scanFor } from '../take-step.ts';
import type { TheatreServer } from '../theatre.ts';
import { followed, type Track } from '../track.ts';
import { handwritingOf } from '../typed.ts';
import { answeredWith, recalledTracks } from '../world.ts';

/** Whether whoever accepts handles it himself or gives it to a colleague. */
export type Handling = 'byAcceptor' | 'byColleague';

/** An office in which one petition goes its way. */
export interface Stage extends Phones, Planning {
  readonly server: TheatreServer;
  readonly petition: FilePetition;
  readonly handling: Handling;
}

/** One act of the course, when it is due and what it is called on its button. */
export interface Done {
  readonly title: string;
  readonly byCard: boolean;
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
  merged: false,
  has: () => false,
};

/** People do what most do, early in the time they have. Everybody looks at his phone, and whoever has a button uses it. */
const usually: Dice = {
  roll: () => 0.1,
  chance: (share) => share > 0.5,
  pick: ([first]) => first,
  between: (low) => low,
  of: () => usually,
};

export async function stageFor(
  petition: FilePetition,
  handling: Handling,
  server: TheatreServer,
  played: { readonly logbook: string; readonly regimeId: RegimeId },
): Promise<Stage> {
  const { store, calendar, clock, sandbox, url } = server;
  const directory = await store.directory();
  const regime = regimeInForce(await store.regimes(), played.regimeId, clock.now());
  const tracks = recalledTracks([petition], new Map([[petition.id, USUAL]]), {
    ...{ logbook: openLogbook(played.logbook), dice: usually, calendar, directory, regime },
  });
  const client = createClient(url, sandbox.issueLoginCode);
  return {
    ...{ server, petition, handling, client, dice: usually, directory, calendar, regime, tracks },
    specimens: new Set(),
  };
}

/** Its page once it is registered. */
export async function register(stage: Stage): Promise<PetitionView> {
  const { server, petition, client } = stage;
  const body = {
    commandId: 'ordinary-register',
    ...registrationOf(petition, { ...stage, now: server.clock.now }),
  };
  const { status, text } = await client.post(trackOf(stage).clerk, '/api/petitions', body);
  return noted(stage, status === 201 ? { status, text, page: pageIn(text) } : { status, text });
}

/** Who does what next, and when; null when the petition has ended. */
export async function nextTurn(
  stage: Stage,
  page: PetitionView,
  dropped: Map<string, number>,
): Promise<{ readonly at: Instant; readonly take: () => Promise<Done | null> } | null> {
  const track = trackOf(stage);
  if (track.ended) return null;
  const intention = await intentionFor(track, page, { ...stage, dropped });
  if (!intention) throw new Error(`nobody goes on with the ordinary petition in ${page.stage}`);
  return {
    at: intention.at,
    async take() {
      if (!('errand' in intention)) return await take(stage, page, intention);
      const found = await whoRuns(intention.errand, page, track, stage);
      if (!found) dropped.set(intention.errand, 1);
      return found && (await take(stage, page, found));
    },
  };
}

/** The page as it stands. */
export async function currentPage(stage: Stage): Promise<PetitionView> {
  const { clerk, registered } = trackOf(stage);
  const page = await pageFor(stage.client, clerk, registered?.id ?? '');
  if (!page) throw new Error('the clerk has lost sight of the ordinary petition');
  return page;
}

/** By the button of a card where one offers the act, else in the app. */
async function take(
  stage: Stage,
  { id }: PetitionView,
  { act, by }: { readonly act: string; readonly by: StaffId },
): Promise<Done> {
  await lookAtPhone(stage, by);
  const page = await pageFor(stage.client, by, id);
  const action = page?.actions.find((offered) => offered.act === act);
  if (!page || !action) throw new Error(`${act} is not offered to ${by}`);
  const tapping = await tapFor(stage, trackOf(stage), page, { by, act });
  const reply = tapping
    ? await tapped(stage, tapping)
    : await typedAct(stage, page, { by, action });
  noted(stage, reply, { act, actKind: action.kind as ActKind });
  return { title: action.title, byCard: tapping !== null };
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
  stage: Stage,
  view: PetitionView,
  { by, action }: { readonly by: StaffId; readonly action: PetitionView['actions'][number] },
): Promise<PageReply> {
  const { server, petition, client, dice, directory, handling } = stage;
  const scan = await scanFor(stage, view, { by, act: action.act });
  const people = (action.people ?? []).filter(({ id }) => handling === 'byColleague' || id === by);
  const filling = {
    action: action.people === undefined ? action : { ...action, people },
    ...{ view, petition, dice },
    fate: USUAL,
    now: server.clock.now(),
    times: 1,
    posts: postHolders(directory),
    ...(scan === null ? {} : { scan }),
  };
  const input = entryFor(filling);
  if (!input) throw new Error(`nobody knows how to fill in ${action.act}`);
  const body: ActBody = {
    commandId: `ordinary-${view.version}-${action.act}`,
    seenVersion: view.version,
    input,
    ...(action.record ? { answers: answersFor(action.record, filling) } : {}),
    ...(action.needsSignature
      ? { handwriting: handwritingOf(directory.staff.get(by)?.name ?? by) }
      : {}),
  };
  const path = `/api/petitions/${view.id}/acts/${action.act}`;
  const { status, text } = await client.post(by, path, body);
  return status === 200 ? { status, text, page: pageIn(text) } : { status, text };
}

function pageIn(text: string): PetitionView {
  return petitionAnswer.parse(JSON.parse(text)).petition;
}

/** Remembers what has become of the petition. An ordinary one is never refused anything. */
function noted(
  stage: Stage,
  { status, text, page }: PageReply,
  taken?: { readonly act: string; readonly actKind: ActKind },
): PetitionView {
  if (!page) throw new Error(`${taken?.act ?? 'registration'}: ${status} ${text}`);
  const track = trackOf(stage);
  const at = stage.server.clock.now();
  const line = answeredWith(stage.petition.id, { status, at }, taken, page);
  stage.tracks.set(stage.petition.id, followed(track, line));
  return page;
}

function trackOf({ tracks, petition }: Stage): Track {
  const track = tracks.get(petition.id);
  if (!track) throw new Error('the petition is not on the stage');
  return track;
}

import type { PetitionView } from '../contract/view.ts';
import type { ActKind } from '../domain/act-input.ts';
import { mayRegister } from '../domain/decide/registration.ts';
import type { StaffId } from '../domain/directory.ts';
import type { Instant } from '../domain/time.ts';
import { MINUTE } from '../domain/time.ts';
import { officeTimeFrom } from '../domain/working-time.ts';
import type { RunningServer } from '../start.ts';
import type { Fate } from './fates.ts';
import type { Answered, Logbook } from './logbook.ts';
import type { FilePetition } from './petitions-file.ts';
import type { Intention, Planning } from './players.ts';
import { flowFor } from './registration.ts';
import { afterWork } from './situation.ts';
import { followed, type Track } from './track.ts';

/** The office that is played in, and what the players make of it. */
export interface World extends Planning {
  readonly server: Pick<RunningServer, 'clock' | 'jobs' | 'sandbox'>;
  readonly logbook: Logbook;
  readonly seed: number;
  readonly now: () => Instant;
  readonly tracks: Map<number, Track>;
  /** What will be done next with each petition; nothing any more with one that has ended. */
  readonly next: Map<number, Intention>;
  /** Acts that turned out not to be offered, and how often, until the petition moves on. */
  readonly dropped: Map<number, Map<string, number>>;
  readonly refused: Refused[];
  /** DingTalk has bad days. */
  readonly stormy: boolean;
  /** Who is known to have left a signature for the cards. */
  readonly specimens: Set<StaffId>;
  /** Told after each step on a petition, with its page if there is one. */
  readonly onStep: (track: Track) => Promise<void>;
}

/** What the office did not let a player do although it had offered it a moment before. */
export interface Refused {
  readonly subject: number;
  readonly act: string;
  readonly status: number;
  readonly text: string;
}

/** Everything that is known of the petitions from earlier runs on the same database. */
export function recalledTracks(
  petitions: readonly FilePetition[],
  fates: ReadonlyMap<number, Fate>,
  given: Pick<World, 'logbook' | 'dice' | 'calendar' | 'directory' | 'regime'>,
): Map<number, Track> {
  const tracks = new Map<number, Track>();
  for (const petition of petitions) {
    const fate = fates.get(petition.id);
    if (!fate) throw new Error(`no fate was dealt to petition ${petition.id}`);
    tracks.set(petition.id, newTrack(petition, fate, given));
  }
  for (const line of given.logbook.earlier) {
    if (line.kind === 'answered') follow(tracks, line);
  }
  return tracks;
}

/** Notes what has become of a petition. */
export function follow(tracks: Map<number, Track>, answered: Answered): void {
  const track = tracks.get(answered.subject);
  if (track) tracks.set(answered.subject, followed(track, answered));
}

export function answeredWith(
  subject: number,
  reply: { readonly status: number; readonly at: Instant },
  taken?: { readonly act: string; readonly actKind: ActKind },
  page?: PetitionView,
): Answered {
  return {
    subject,
    ...reply,
    ...taken,
    ...(page
      ? { petition: { id: page.id, number: page.number, stage: page.stage, ended: page.ended } }
      : {}),
  };
}

function newTrack(
  petition: FilePetition,
  fate: Fate,
  { dice, calendar, directory, regime }: Pick<World, 'dice' | 'calendar' | 'directory' | 'regime'>,
): Track {
  const flow = regime.flows[flowFor(petition, regime)];
  const clerks = [...directory.staff.values()].filter(
    (person) => flow !== undefined && mayRegister(person, regime, flow),
  );
  const clerk = dice.pick(clerks, 'clerk', petition.id)?.id;
  if (clerk === undefined) throw new Error('the office has no clerk');
  const opening = officeTimeFrom(calendar, petition.receivedAt);
  const [shortest, longest] = petition.channel === 'visit' ? [2, 10] : [5, 60];
  const delay = dice.between(shortest * 60, longest * 60, 'registered', petition.id) / 60;
  return {
    petition,
    fate,
    clerk,
    registered: null,
    ended: false,
    stage: '',
    since: afterWork(calendar, opening.ok ? opening.value : petition.receivedAt, delay * MINUTE),
    visits: new Map(),
    taken: new Map(),
    stayed: new Set(),
  };
}

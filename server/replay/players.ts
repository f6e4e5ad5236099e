import { type PetitionView, petitionAnswer } from '../contract/view.ts';
import type { Calendar } from '../domain/calendar.ts';
import { type Directory, roleHolders, type StaffId } from '../domain/directory.ts';
import type { Instant } from '../domain/time.ts';
import { nextStep } from './behaviour.ts';
import type { Client } from './client.ts';
import type { Dice } from './dice.ts';
import { type Cast, ERRANDS, errandsFor } from './errands.ts';
import type { Situation } from './situation.ts';
import type { Track } from './track.ts';

/** What somebody is going to do next with a petition. */
export interface Intention {
  readonly by: StaffId;
  readonly act: string;
  readonly at: Instant;
}

export interface Planning {
  readonly client: Client;
  readonly directory: Directory;
  readonly calendar: Calendar;
  readonly dice: Dice;
}

/** The page of the petition as this person sees it; null where there is none for him. */
export async function pageFor(
  client: Client,
  by: StaffId,
  petitionId: string,
): Promise<PetitionView | null> {
  const reply = await client.get(by, `/api/petitions/${petitionId}`);
  if (reply.status === 404) return null;
  if (reply.status !== 200) throw new Error(`petition page: ${reply.status} ${reply.text}`);
  return petitionAnswer.parse(JSON.parse(reply.text)).petition;
}

/**
 * Looks at the petition as each of the people it waits for, and decides who does what next; the earliest of the step
 * and of the errands beside it. `dropped` are acts that turned out not to be offered.
 */
export async function intentionFor(
  track: Track,
  view: PetitionView,
  given: Planning & {
    readonly openOriginal?: string;
    readonly dropped: ReadonlyMap<string, number>;
  },
): Promise<Intention | null> {
  if (view.ended) return null;
  const { dice, directory, calendar } = given;
  const offers = await offersIn(view, given);
  const { petition, fate, since, taken, stage } = track;
  const times = track.visits.get(stage) ?? 1;
  const ofPetition = dice.of('petition', petition.id);
  const situation: Situation = {
    petition,
    fate,
    dice: ofPetition.of(stage, times),
    view,
    offers,
    since,
    times,
    taken,
    calendar,
    ...(given.openOriginal === undefined ? {} : { openOriginal: given.openOriginal }),
  };
  const step = nextStep(situation);
  const errands = errandsFor({ ...situation, dice: ofPetition }, castOf(track, view, directory));
  const intentions: readonly Intention[] = [
    ...(step === null ? [] : [{ ...step, by: whoTakes(step.act, situation, track) }]),
    ...errands.filter(({ act }) => !given.dropped.has(act)),
  ];
  return intentions.reduce<Intention | null>(
    (first, next) => (first === null || next.at < first.at ? next : first),
    null,
  );
}

/** The acts offered to the people the petition waits for; those that only stand beside the flow come after. */
async function offersIn(
  view: PetitionView,
  { client, directory }: Planning,
): Promise<ReadonlyMap<string, readonly StaffId[]>> {
  const offers = new Map<string, readonly StaffId[]>();
  for (const person of directory.staff.values()) {
    if (!view.waitingFor.includes(person.name)) continue;
    const page = await pageFor(client, person.id, view.id);
    for (const { act, primary } of page?.actions ?? []) {
      if (primary || !ERRANDS.has(act)) offers.set(act, [...(offers.get(act) ?? []), person.id]);
    }
  }
  return offers;
}

/** The clerk who keeps the file takes the clerks' steps; of two liaisons the A角 is a little quicker. */
function whoTakes(act: string, { offers, dice }: Situation, track: Track): StaffId {
  const people = offers.get(act) ?? [];
  if (people.length === 0 || people.includes(track.clerk)) return track.clerk;
  const [first] = people;
  return (dice.chance(0.55, 'who') ? first : dice.pick(people, 'whom')) ?? track.clerk;
}

function castOf({ clerk }: Track, view: PetitionView, directory: Directory): Cast {
  const holder = (role: string) => roleHolders(directory, role)[0]?.id ?? clerk;
  const caseworker = [...directory.staff.values()].find(({ name }) => name === view.caseworkerName);
  const liaison = [...directory.units.values()].find(
    ({ name }) => name === view.unitName,
  )?.liaisonB;
  return {
    clerk,
    director: holder('petitionDirector'),
    principal: holder('principalLeader'),
    ...(caseworker ? { caseworker: caseworker.id } : {}),
    ...(liaison === undefined ? {} : { liaison }),
  };
}

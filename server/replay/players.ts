import { type ActionView, type PetitionView, petitionAnswer } from '../contract/view.ts';
import type { ActKind } from '../domain/act-input.ts';
import type { Calendar } from '../domain/calendar.ts';
import { type Directory, roleHolders, type StaffId } from '../domain/directory.ts';
import type { Act, Regime } from '../domain/regime.ts';
import { type Instant, instant } from '../domain/time.ts';
import { nextFile } from './act-entry.ts';
import { nextStep } from './behaviour.ts';
import type { Client } from './client.ts';
import type { Dice } from './dice.ts';
import { errandsFor } from './errands.ts';
import type { Offer, Situation } from './situation.ts';
import type { Track } from './track.ts';

/** What somebody is going to do next with a petition. */
export type Intention =
  | { readonly by: StaffId; readonly act: string; readonly at: Instant }
  /** Whoever may do it then. */
  | { readonly errand: ActKind; readonly at: Instant };

export interface Planning {
  readonly client: Client;
  readonly directory: Directory;
  readonly calendar: Calendar;
  readonly dice: Dice;
  /** The regulation that is played: who registers, and who could run which errand. */
  readonly regime: Regime;
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
 * and of the errands beside it. `dropped` are errands that turned out not to be offered.
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
  const { dice, calendar } = given;
  const { petition, fate, since, taken, stage, stayed } = track;
  const times = track.visits.get(stage) ?? 1;
  const ofPetition = dice.of('petition', petition.id);
  const narrow: Situation = {
    petition,
    fate,
    dice: ofPetition.of(stage, times),
    view,
    offers: await offersIn(view, track, given),
    everybody: false,
    since,
    times,
    taken,
    stayed,
    calendar,
    ...(given.openOriginal === undefined ? {} : { openOriginal: given.openOriginal }),
  };
  const soon = nextStep(narrow);
  const situation = soon
    ? narrow
    : { ...narrow, offers: await offersIn(view, track, given, true), everybody: true };
  const step = soon ?? nextStep(situation);
  const errands = errandsFor({ ...situation, dice: ofPetition });
  const intentions: readonly Intention[] = [
    ...(step === null ? [] : [{ ...step, by: whoTakes(step.act, situation, track) }]),
    ...errands
      .filter(({ kind }) => !given.dropped.has(kind))
      .map(({ kind, at }) => ({ errand: kind, at })),
  ];
  return intentions.reduce<Intention | null>(
    (first, next) => (first === null || next.at < first.at ? next : first),
    null,
  );
}

/** What the API offers to the people the petition waits for, and to the clerk who keeps the file. */
async function offersIn(
  view: PetitionView,
  { clerk }: Track,
  { client, directory }: Planning,
  everybody = false,
): Promise<readonly Offer[]> {
  const offers = new Map<string, Offer>();
  const people = [...directory.staff.values()].filter(
    ({ id, name }) => everybody || view.waitingFor.includes(name) || id === clerk,
  );
  for (const { id } of people) {
    const page = await pageFor(client, id, view.id);
    for (const action of page?.actions ?? []) {
      const known = offers.get(action.act);
      const own = offerOf(action, page, id);
      offers.set(action.act, {
        ...own,
        primary: own.primary || known?.primary === true,
        people: [...(known?.people ?? []), id],
      });
    }
  }
  return [...offers.values()];
}

function offerOf(action: ActionView, page: PetitionView | null, by: StaffId): Offer {
  const { act, kind, primary, until } = action;
  const isDone = page !== null && kind === 'attach' && nextFile(action, page) === null;
  return {
    act,
    // One of the engine's own kinds: the page is of this very version.
    kind: kind as ActKind,
    primary,
    people: [by],
    ...(until === undefined ? {} : { until: instant(until) }),
    ...(isDone ? { exhausted: true } : {}),
  };
}

/** The clerk who keeps the file takes the clerks' steps; of two liaisons the first is a little quicker. */
function whoTakes(act: string, { offers, dice }: Situation, track: Track): StaffId {
  const people = offers.find((offer) => offer.act === act)?.people ?? [];
  if (people.length === 0 || people.includes(track.clerk)) return track.clerk;
  const [first] = people;
  return (dice.chance(0.55, 'who') ? first : dice.pick(people, 'whom')) ?? track.clerk;
}

/** Somebody to whom an act of this kind is offered now, with the act; null where there is nobody. */
export async function whoRuns(
  errand: ActKind,
  view: PetitionView,
  { clerk }: Track,
  { client, directory, regime }: Planning,
): Promise<{ readonly by: StaffId; readonly act: string } | null> {
  const acts = actsAt(view.stage, regime).filter(({ kind }) => kind === errand);
  const roles = acts.flatMap(({ by }) => by.map(({ role }) => role));
  const people = new Set([
    ...(roles.some((role) => roleHolders(directory, role).some(({ id }) => id === clerk))
      ? [clerk]
      : []),
    ...roles.flatMap((role) => couldHold(role, view, directory, regime)),
  ]);
  for (const by of people) {
    const page = await pageFor(client, by, view.id);
    const action = page?.actions.find(({ kind }) => kind === errand);
    if (action) return { by, act: action.act };
  }
  return null;
}

function actsAt(stage: string, { stages, standingActs }: Regime): readonly Act[] {
  return [
    ...Object.values(stages[stage]?.acts ?? {}),
    ...Object.values(standingActs).filter(
      ({ during }) => during === 'open' || during.includes(stage),
    ),
  ];
}

/** Everyone who could hold the role towards this petition, as far as its page tells. */
function couldHold(
  role: string,
  { unitName, caseworkerName }: PetitionView,
  directory: Directory,
  { roles }: Regime,
): readonly StaffId[] {
  const people = [...directory.staff.values()];
  switch (roles[role]?.binding.kind) {
    case 'office':
      return roleHolders(directory, role).map(({ id }) => id);
    case 'caseworker':
      return people.filter(({ name }) => name === caseworkerName).map(({ id }) => id);
    case 'unit': {
      const unit = [...directory.units.values()].find(({ name }) => name === unitName);
      return unit ? Object.values(unit.posts) : [];
    }
    case 'named':
      return people.map(({ id }) => id);
    default:
      return [];
  }
}

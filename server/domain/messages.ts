import { waitingFor } from './access.ts';
import type { Warning } from './clock-rule.ts';
import type { Circumstances, PlannedMessage } from './decision.ts';
import type { RoleId, StaffId } from './directory.ts';
import { holds } from './guards.ts';
import { variablesOf } from './message-variables.ts';
import type { Petition, RunningClock } from './petition.ts';
import type { Act } from './regime.ts';
import { holdersOf } from './staffing.ts';
import { DAY, type Instant, instant } from './time.ts';
import { fillTemplate, type Wording } from './wording.ts';

/** After three days a notice of a step is no longer news; the to-do list shows the step itself all the time. */
const STEP_NOTICE_LIFE = 3 * DAY;
const LADDER_NOTICE_LIFE = DAY;
/** Says nothing of what it is about: for everything that concerns an accusation (条例第三十条第三款). */
const NEUTRAL = 'confidential';
/** For those the petition now waits for and whom the regime has not told otherwise: nobody is left unaware. */
const YOUR_TURN = 'yourTurn';

interface Change {
  readonly before: Petition | null;
  readonly after: Petition;
  readonly act: Act | undefined;
  readonly waiting: readonly StaffId[];
}

/** The work notices that an act brings about, each person told once. */
export function messagesOf(
  { before, after, act, waiting }: Change,
  circumstances: Circumstances,
  wording: Wording,
): readonly PlannedMessage[] {
  if (before === null || act === undefined) return [];
  const told = new Set<StaffId>();
  const planned: Planned[] = [];
  const tell = (template: string, people: readonly StaffId[]) => {
    const fresh = people.filter((id) => !told.has(id));
    for (const id of fresh) told.add(id);
    if (fresh.length > 0) planned.push({ template, to: fresh });
  };
  for (const telling of act.tells ?? []) {
    if (!holds(telling.when, after, circumstances)) continue;
    const people = peopleOf(telling.to, telling.of === 'before' ? before : after, circumstances);
    tell(
      telling.template,
      telling.exceptActor ? people.filter((id) => id !== circumstances.by) : people,
    );
  }
  const alreadyWaiting = before.stage === after.stage ? waitingFor(before, circumstances) : [];
  // Where the actor goes on himself, as the office does from step to step, nobody else need be called.
  const goesOn = waiting.some((id) => id === circumstances.by);
  if (!goesOn)
    tell(
      YOUR_TURN,
      waiting.filter((id) => !alreadyWaiting.includes(id)),
    );
  const expiresAt = instant(circumstances.now + STEP_NOTICE_LIFE);
  return worded(planned, after, expiresAt, circumstances, wording);
}

/** A reminder before a deadline, useless once it has passed, or a step of the overdue ladder. */
export function warningMessages(
  petition: Petition,
  clock: RunningClock,
  warning: Warning,
  circumstances: Circumstances,
  wording: Wording,
): readonly PlannedMessage[] {
  const to = peopleOf(warning.to, petition, circumstances);
  if (to.length === 0) return [];
  const expiresAt =
    warning.side === 'before' ? clock.dueAt : instant(circumstances.now + LADDER_NOTICE_LIFE);
  return worded(
    [{ template: warning.template, to }],
    petition,
    expiresAt,
    circumstances,
    wording,
    clock,
  );
}

/** Told to those answerable for the clock when the calendar has moved its deadline. */
export function movedMessages(
  petition: Petition,
  clock: RunningClock,
  circumstances: Circumstances,
  wording: Wording,
): readonly PlannedMessage[] {
  const roles = circumstances.regime.clocks[clock.clock]?.responsible ?? [];
  const to = peopleOf(roles, petition, circumstances);
  if (to.length === 0) return [];
  const expiresAt = instant(circumstances.now + STEP_NOTICE_LIFE);
  return worded(
    [{ template: 'deadlineMoved', to }],
    petition,
    expiresAt,
    circumstances,
    wording,
    clock,
  );
}

/** A leader has written something on the petition: whoever handles it now is told that, not what. */
export function instructionMessages(
  petition: Petition,
  reader: StaffId,
  circumstances: Circumstances,
  wording: Wording,
): readonly PlannedMessage[] {
  const caseworker = petition.assignments.at(-1)?.caseworkerId;
  const people = [...waitingFor(petition, circumstances), ...(caseworker ? [caseworker] : [])];
  const to = [...new Set(people)].filter((id) => id !== reader);
  if (to.length === 0) return [];
  const expiresAt = instant(circumstances.now + STEP_NOTICE_LIFE);
  const planned = [{ template: 'readingInstructed', to }];
  return worded(planned, petition, expiresAt, circumstances, wording);
}

/** The petitioner has rated by himself: whoever the petition waits for goes on with it. */
export function ratingMessages(
  petition: Petition,
  circumstances: Circumstances,
  wording: Wording,
): readonly PlannedMessage[] {
  const to = waitingFor(petition, circumstances);
  if (to.length === 0) return [];
  const expiresAt = instant(circumstances.now + STEP_NOTICE_LIFE);
  return worded([{ template: 'petitionerRated', to }], petition, expiresAt, circumstances, wording);
}

/** Of an accusation nothing but a neutral notice of its own chain; of all others the reading itself tells the reader. */
export function confidentialReading(
  petition: Petition,
  reader: StaffId,
  circumstances: Circumstances,
  wording: Wording,
): readonly PlannedMessage[] {
  if (petition.facts.appealType !== 'accusation') return [];
  const expiresAt = instant(circumstances.now + STEP_NOTICE_LIFE);
  const planned = [{ template: 'readingAwaited', to: [reader] }];
  return worded(planned, petition, expiresAt, circumstances, wording);
}

interface Planned {
  readonly template: string;
  readonly to: readonly StaffId[];
}

function peopleOf(
  roles: readonly RoleId[],
  petition: Petition,
  { regime, directory }: Circumstances,
): readonly StaffId[] {
  const people = roles.flatMap((role) => holdersOf(role, petition, regime, directory));
  return [...new Set(people.map(({ id }) => id))];
}

function worded(
  planned: readonly Planned[],
  petition: Petition,
  expiresAt: Instant,
  circumstances: Circumstances,
  wording: Wording,
  clock?: RunningClock,
): readonly PlannedMessage[] {
  const confidential = petition.facts.appealType === 'accusation';
  const messages = confidential ? together(planned, chainOf(petition, circumstances)) : planned;
  const variables = confidential ? {} : variablesOf(petition, circumstances, clock);
  return messages.map(({ template, to }) => ({
    template,
    to,
    ...fillTemplate(wording, template, circumstances.regime, variables),
    expiresAt,
    ...(clock ? { clock: { clock: clock.clock, instance: clock.instance } } : {}),
  }));
}

/**
 * One neutral notice, and only to people who may open the petition: a reminder to anybody else would tell that there
 * is one. Where the regulation names nobody of them, those it waits for are reminded.
 */
function together(planned: readonly Planned[], chain: Chain): readonly Planned[] {
  const named = new Set(planned.flatMap((message) => message.to));
  const known = [...named].filter((id) => chain.known.has(id));
  const to = known.length === 0 && named.size > 0 ? chain.waiting : known;
  return to.length === 0 ? [] : [{ template: NEUTRAL, to }];
}

interface Chain {
  readonly known: ReadonlySet<StaffId>;
  readonly waiting: readonly StaffId[];
}

/** Whoever registered, assigned, was pushed to, worked on or signed it, and whom it waits for. */
function chainOf(petition: Petition, circumstances: Circumstances): Chain {
  const waiting = waitingFor(petition, circumstances);
  const dispatched = petition.assignments.flatMap((assignment) => [
    assignment.assignedBy,
    ...assignment.recipients,
    assignment.acceptedBy,
    assignment.caseworkerId,
  ]);
  const people = [
    petition.registeredBy,
    ...dispatched,
    ...petition.signatures.map(({ by }) => by),
    ...waiting,
  ];
  return { known: new Set(people.filter((id) => id !== undefined)), waiting };
}

import type { StaffId } from '../domain/directory.ts';
import { DAY, type Instant, instant, MINUTE } from '../domain/time.ts';
import { officeTimeFrom, workingTimeBetween } from '../domain/working-time.ts';
import { afterWork, deadlineOf, type Situation, WORKING_DAY } from './situation.ts';

/** Who plays the parts that the acts beside the flow ask for. */
export interface Cast {
  readonly clerk: StaffId;
  readonly director: StaffId;
  readonly principal: StaffId;
  /** Of the department in charge. */
  readonly liaison?: StaffId;
  /** While one is named. */
  readonly caseworker?: StaffId;
}

export interface Errand {
  readonly act: string;
  readonly by: StaffId;
  readonly at: Instant;
}

/** Acts that leave the step the petition waits for where it is. */
export const ERRANDS: ReadonlySet<string> = new Set([
  'nameCaseworker',
  'informPetitioner',
  'requestExtension',
  'grantExtension',
  'refuseExtension',
  'sendLetter',
  'recordLetterReply',
  'openSupervision',
  'closeSupervision',
  'recordContact',
  'attachFiles',
]);

/** What somebody will do beside the step the petition waits for; whether it is still offered then shows itself. */
export function errandsFor(situation: Situation, cast: Cast): readonly Errand[] {
  return [
    withdrawn(situation, cast),
    returnedAfterAll(situation, cast),
    informed(situation, cast),
    contacted(situation, cast),
    extensionRequested(situation, cast),
    extensionDecided(situation, cast),
    letterSent(situation, cast),
    letterAnswered(situation, cast),
    supervisionOpened(situation, cast),
    supervisionClosed(situation, cast),
  ].filter((errand) => errand !== null);
}

/** The petitioner thinks better of it before anybody has been given the matter. */
function withdrawn({ fate, view, calendar, since }: Situation, { director }: Cast): Errand | null {
  const wanted = fate.has('withdrawn') && view.stage === 'signedIn';
  return wanted
    ? { act: 'terminate', by: director, at: afterWork(calendar, since, 10 * MINUTE) }
    : null;
}

/** 接件之后才觉得不归本部: the window has closed by then. */
function returnedAfterAll(situation: Situation, { liaison }: Cast): Errand | null {
  const { fate, view, taken, calendar, dice } = situation;
  const wanted = fate.returned === 'lateWhileHandling' && !taken.has('returnAssignment');
  const window = deadlineOf(situation, 'returnWindow');
  if (!wanted || !liaison || !window || view.stage !== 'handling') return null;
  const over = (30 + 400 * dice.roll('return after all')) * MINUTE;
  return {
    act: 'returnAssignment',
    by: liaison,
    at: afterWork(calendar, instant(window.dueAt), over),
  };
}

/** The petitioner is told that his petition has arrived, usually within days (条例第二十三条: 15日). */
function informed(situation: Situation, { clerk }: Cast): Errand | null {
  const deadline = deadlineOf(situation, 'notifyPetitioner');
  if (!deadline || deadline.stoppedAt !== undefined) return null;
  const { calendar, fate, petition, dice } = situation;
  const share = dice.roll('inform');
  // Visitors were told face to face; they are written to only when the matter is not settled within days.
  const days = petition.channel === 'visit' ? 5 + 3 * share : 0.3 + 6 * share;
  const late = officeTimeFrom(calendar, instant(deadline.dueAt + DAY));
  const at =
    fate.has('informedLate') && late.ok
      ? afterWork(calendar, late.value, share * WORKING_DAY)
      : afterWork(calendar, instant(deadline.startedAt), days * WORKING_DAY);
  return { act: 'informPetitioner', by: clerk, at };
}

/** Whoever takes the matter on mostly calls the petitioner soon (「联系协调」). */
function contacted(situation: Situation, { caseworker, liaison }: Cast): Errand | null {
  const { petition, view, dice, calendar, since } = situation;
  const by = caseworker ?? liaison;
  const wanted =
    view.stage === 'handling' &&
    !petition.anonymous &&
    isFirst(situation, 'recordContact') &&
    dice.chance(0.7, 'contact');
  if (!wanted || by === undefined) return null;
  const span = (15 + 120 * dice.roll('contact delay')) * MINUTE;
  return { act: 'recordContact', by, at: afterWork(calendar, since, span) };
}

function extensionRequested(situation: Situation, { caseworker }: Cast): Errand | null {
  const { fate } = situation;
  const wanted = fate.extension !== 'never' && isFirst(situation, 'requestExtension');
  return wanted ? midway(situation, caseworker, 'requestExtension', 0.1) : null;
}

/** The step still waits for somebody else meanwhile. */
function extensionDecided(
  { fate, taken, offers, calendar, dice }: Situation,
  { principal }: Cast,
): Errand | null {
  const asked = taken.get('requestExtension');
  if (asked === undefined || !offers.has('grantExtension')) return null;
  const act = fate.extension === 'granted' ? 'grantExtension' : 'refuseExtension';
  return {
    act,
    by: principal,
    at: afterWork(calendar, asked, (20 + 300 * dice.roll(act)) * MINUTE),
  };
}

function letterSent(situation: Situation, { caseworker }: Cast): Errand | null {
  const wanted = situation.fate.has('letter') && isFirst(situation, 'sendLetter');
  return wanted ? midway(situation, caseworker, 'sendLetter', 0.05) : null;
}

function letterAnswered(situation: Situation, { clerk, caseworker }: Cast): Errand | null {
  const letter = situation.view.letters.find(({ replied }) => !replied);
  if (!letter || situation.view.ended) return null;
  const days = 1 + 3 * situation.dice.roll('letter reply');
  const at = afterWork(situation.calendar, instant(letter.sentAt), days * WORKING_DAY);
  return { act: 'recordLetterReply', by: caseworker ?? clerk, at };
}

function supervisionOpened(situation: Situation, { director, caseworker }: Cast): Errand | null {
  const wanted = situation.fate.has('supervision') && isFirst(situation, 'openSupervision');
  return wanted && caseworker ? midway(situation, director, 'openSupervision', 0.15) : null;
}

/** A supervision opened while the petition was handled; one ordered at its end is the step of its own stage. */
function supervisionClosed(situation: Situation, { director }: Cast): Errand | null {
  const running = deadlineOf(situation, 'supervisionDue');
  const open = running && running.stoppedAt === undefined;
  if (!open || situation.offers.has('closeSupervision')) return null;
  const days = 2 + 5 * situation.dice.roll('close supervision');
  const at = afterWork(situation.calendar, instant(running.startedAt), days * WORKING_DAY);
  return { act: 'closeSupervision', by: director, at };
}

/** Some way through the time until the deadline, while the department handles the petition. */
function midway(
  situation: Situation,
  by: StaffId | undefined,
  act: string,
  share: number,
): Errand | null {
  const due = deadlineOf(situation, 'caseDue');
  if (by === undefined || situation.view.stage !== 'handling' || !due) return null;
  const left = workingTimeBetween(situation.calendar, situation.since, instant(due.dueAt));
  const span = left.ok ? Math.max(0, left.value) : 0;
  const at = afterWork(situation.calendar, situation.since, span * share + 20 * MINUTE);
  return { act, by, at };
}

function isFirst({ taken }: Situation, act: string): boolean {
  return !taken.has(act);
}

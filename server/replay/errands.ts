import type { ActKind } from '../domain/act-input.ts';
import { DAY, type Instant, instant, MINUTE } from '../domain/time.ts';
import { officeTimeFrom, workingTimeBetween } from '../domain/working-time.ts';
import { afterWork, lastDeadline, offered, type Situation, WORKING_DAY } from './situation.ts';

/** What somebody will do beside the step the petition waits for; who it is shows itself when it is done. */
export interface Errand {
  readonly kind: ActKind;
  readonly at: Instant;
}

/** Acts that leave the step the petition waits for where it is. */
export const ERRANDS: ReadonlySet<ActKind> = new Set([
  'nameCaseworker',
  'inform',
  'requestExtension',
  'grantExtension',
  'refuseExtension',
  'sendLetter',
  'recordLetterReply',
  'openSupervision',
  'closeSupervision',
  'recordContact',
  'attach',
]);

/** Whether each is offered then, the office decides. */
export function errandsFor(situation: Situation): readonly Errand[] {
  return [
    withdrawn(situation),
    returnedAfterAll(situation),
    informed(situation),
    contacted(situation),
    extensionRequested(situation),
    extensionDecided(situation),
    letterSent(situation),
    letterAnswered(situation),
    supervisionOpened(situation),
    supervisionClosed(situation),
  ].filter((errand) => errand !== null);
}

/** The petitioner thinks better of it before anybody has been given the matter. */
function withdrawn({ fate, view, calendar, since }: Situation): Errand | null {
  return fate.has('withdrawn') && view.unitName === undefined
    ? { kind: 'terminate', at: afterWork(calendar, since, 10 * MINUTE) }
    : null;
}

/** 接件之后才觉得不归本部: the window has closed by then. */
function returnedAfterAll({ fate, taken, calendar, dice }: Situation): Errand | null {
  const accepted = taken.get('accept');
  const wanted = fate.returned === 'lateWhileHandling' && !taken.has('return');
  if (!wanted || accepted === undefined || taken.has('reply')) return null;
  const later = (210 + 400 * dice.roll('return after all')) * MINUTE;
  return { kind: 'return', at: afterWork(calendar, accepted, later) };
}

/** The petitioner is told that his petition has arrived, usually within days (条例第二十三条: 15日). */
function informed(situation: Situation): Errand | null {
  const { calendar, fate, petition, dice, taken } = situation;
  if (taken.has('inform') || petition.anonymous) return null;
  const share = dice.roll('inform');
  // Visitors were told face to face; they are written to only when the matter is not settled within days.
  const days = petition.channel === 'visit' ? 5 + 3 * share : 0.3 + 6 * share;
  const late = officeTimeFrom(calendar, instant(petition.receivedAt + 17 * DAY));
  const at =
    fate.has('informedLate') && late.ok
      ? afterWork(calendar, late.value, share * WORKING_DAY)
      : afterWork(calendar, petition.receivedAt, days * WORKING_DAY);
  return { kind: 'inform', at };
}

/** Whoever takes the matter on mostly calls the petitioner soon (「联系协调」). */
function contacted(situation: Situation): Errand | null {
  const { petition, dice, calendar, since, taken } = situation;
  const wanted =
    offered(situation, 'reply') !== undefined &&
    !petition.anonymous &&
    !taken.has('recordContact') &&
    dice.chance(0.7, 'contact');
  if (!wanted) return null;
  const span = (15 + 120 * dice.roll('contact delay')) * MINUTE;
  return { kind: 'recordContact', at: afterWork(calendar, since, span) };
}

function extensionRequested(situation: Situation): Errand | null {
  const wanted = situation.fate.extension !== 'never' && !situation.taken.has('requestExtension');
  return wanted ? midway(situation, 'requestExtension', 0.1) : null;
}

/** The step still waits for somebody else meanwhile. */
function extensionDecided({ fate, taken, offers, calendar, dice }: Situation): Errand | null {
  const asked = taken.get('requestExtension');
  if (asked === undefined || !offers.some(({ kind }) => kind === 'grantExtension')) return null;
  const kind = fate.extension === 'granted' ? 'grantExtension' : 'refuseExtension';
  return { kind, at: afterWork(calendar, asked, (20 + 300 * dice.roll(kind)) * MINUTE) };
}

function letterSent(situation: Situation): Errand | null {
  const wanted = situation.fate.has('letter') && !situation.taken.has('sendLetter');
  return wanted ? midway(situation, 'sendLetter', 0.05) : null;
}

function letterAnswered({ view, dice, calendar }: Situation): Errand | null {
  const letter = view.letters.find(({ replied }) => !replied);
  if (!letter || view.ended) return null;
  const days = 1 + 3 * dice.roll('letter reply');
  const at = afterWork(calendar, instant(letter.sentAt), days * WORKING_DAY);
  return { kind: 'recordLetterReply', at };
}

function supervisionOpened(situation: Situation): Errand | null {
  const wanted = situation.fate.has('supervision') && !situation.taken.has('openSupervision');
  return wanted ? midway(situation, 'openSupervision', 0.15) : null;
}

/** A supervision opened while the petition was handled; one ordered at its end is the step of its own stage. */
function supervisionClosed({ taken, offers, calendar, dice }: Situation): Errand | null {
  const opened = taken.get('openSupervision');
  const closed = taken.get('closeSupervision') ?? 0;
  const isStep = offers.some(({ kind, primary }) => kind === 'closeSupervision' && primary);
  if (opened === undefined || opened < closed || isStep) return null;
  const days = 2 + 5 * dice.roll('close supervision');
  return { kind: 'closeSupervision', at: afterWork(calendar, opened, days * WORKING_DAY) };
}

/** Some way through the time until the deadline, while the department handles the petition. */
function midway(situation: Situation, kind: ActKind, share: number): Errand | null {
  const due = lastDeadline(situation);
  if (due === undefined || !offered(situation, 'reply')) return null;
  const left = workingTimeBetween(situation.calendar, situation.since, due);
  const span = left.ok ? Math.max(0, left.value) : 0;
  const at = afterWork(situation.calendar, situation.since, span * share + 20 * MINUTE);
  return { kind, at };
}

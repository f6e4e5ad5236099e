import type { ActKind } from '../domain/act-input.ts';
import { type Instant, MINUTE } from '../domain/time.ts';
import { workingTimeBetween } from '../domain/working-time.ts';
import {
  afterDays,
  afterWork,
  lastDeadline,
  type Offer,
  type Situation,
  WORKING_DAY,
  within,
} from './situation.ts';

/** When the act is taken: in the time that its kind takes, within its deadline unless it is to be missed. */
export function pacedAt(offer: Offer, situation: Situation): Instant {
  const pace = paces[offer.kind] ?? ((asked) => within(asked, 20, 240));
  const at = pace(situation, offer);
  if (LATE_ON_PURPOSE.has(offer.kind) || offer.until === undefined || at <= offer.until) return at;
  const left = timeLeft(offer.until, situation);
  return left === null ? at : afterWork(situation.calendar, situation.since, left * 0.7);
}

type Pace = (situation: Situation, offer: Offer) => Instant;

/** These know themselves how they stand to their deadline. */
const LATE_ON_PURPOSE: ReadonlySet<ActKind> = new Set(['accept', 'return', 'reply', 'followUp']);

const paces: Readonly<Partial<Record<ActKind, Pace>>> = {
  // Now and then the paper lies over night.
  propose: (situation) =>
    within(situation, 15, situation.dice.chance(0.15, 'lies over') ? 500 : 120),
  assign: (situation) => within(situation, 10, 240),
  accept: acceptedAt,
  return: returnedAt,
  nameCaseworker: (situation) => within(situation, 10, 120),
  consult: (situation) => afterDays(situation, 1, 3),
  concludeConsultation: (situation) => afterDays(situation, 1, 4),
  reply: repliedAt,
  approve: (situation) => within(situation, 15, 300),
  conclude: (situation) => within(situation, 15, 300),
  deliverReply: (situation) => within(situation, 15, 200),
  followUp: followedUpAt,
  statement: (situation) => afterDays(situation, 0.5, 3),
  answerFlags: (situation) => within(situation, 10, 120),
  routeVisit: (situation) => within(situation, 3, 20),
  closeSupervision: (situation) => afterDays(situation, 2, 6),
};

/** At once, after the reminder of the last hour, or only when the day is over. */
function acceptedAt(situation: Situation, { until }: Offer): Instant {
  const { fate, calendar, dice, since, times } = situation;
  const left = until === undefined ? null : timeLeft(until, situation);
  if (until === undefined || left === null) return within(situation, 10, 100);
  const acceptance = times === 1 ? fate.acceptance : 'prompt';
  if (acceptance === 'missed') {
    return afterWork(calendar, until, (20 + dice.roll('late') * 300) * MINUTE);
  }
  const share =
    acceptance === 'afterReminder'
      ? 1 - Math.min(0.9, (50 * MINUTE) / left) * (0.2 + 0.7 * dice.roll('accept'))
      : Math.min(0.9, (150 * MINUTE) / left) * (0.03 + 0.9 * dice.roll('accept'));
  return afterWork(calendar, since, left * share);
}

function returnedAt(situation: Situation, { until }: Offer): Instant {
  const { fate, times, calendar, dice } = situation;
  if (fate.returned !== 'late' || times !== 1 || until === undefined) {
    return within(situation, 15, 170);
  }
  return afterWork(calendar, until, dice.roll('late by') * 1.6 * WORKING_DAY + 10 * MINUTE);
}

/** A good part of the time there is, most often; a few let the deadline pass. Redone is done faster. */
function repliedAt(situation: Situation, { until }: Offer): Instant {
  const { fate, calendar, dice, since, times } = situation;
  const last = lastDeadline(situation);
  if (times > 1) return afterDays(situation, 0.5, 2);
  if (last !== undefined && fate.has('missesDeadline')) {
    return afterWork(calendar, last, (0.3 + dice.roll('overdue') * 4) * WORKING_DAY);
  }
  const due = until ?? last;
  if (due === undefined) return afterDays(situation, 2, 8);
  const left = timeLeft(due, situation);
  if (left === null) return afterDays(situation, 0.2, 1);
  // Reviews, signature and reply still need their days, unless somebody has allowed for them.
  const usable = until === undefined ? Math.max(left - 4 * WORKING_DAY, left * 0.3) : left;
  return afterWork(calendar, since, usable * (0.15 + 0.7 * dice.roll('reply')));
}

function followedUpAt(situation: Situation): Instant {
  const { fate, times } = situation;
  if (fate.has('followedUpLate') && times === 1) return afterDays(situation, 3.5, 5);
  return within(situation, times === 1 ? 60 : 240, times === 1 ? 500 : 480);
}

/** Working time until then; null when there is none any more. */
function timeLeft(until: Instant, { calendar, since }: Situation): number | null {
  const left = workingTimeBetween(calendar, since, until);
  return left.ok && left.value > 0 ? left.value : null;
}

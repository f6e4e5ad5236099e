import { type Instant, instant, MINUTE } from '../domain/time.ts';
import { workingTimeBetween } from '../domain/working-time.ts';
import { ERRANDS } from './errands.ts';
import {
  afterDays,
  afterWork,
  deadlineOf,
  type Plan,
  type Situation,
  WORKING_DAY,
  within,
} from './situation.ts';

/**
 * The step somebody will take next and when: people mostly do their part within hours, and some do not. In a stage
 * nobody described the first step offered is taken.
 */
export function nextStep(situation: Situation): Plan | null {
  const plan = behaviours[situation.view.stage]?.(situation) ?? null;
  if (plan && situation.offers.has(plan.act)) return plan;
  const offered = [...situation.offers.keys()].find((act) => !ERRANDS.has(act));
  return offered === undefined ? null : { act: offered, at: within(situation, 30, 240) };
}

type Behaviour = (situation: Situation) => Plan | null;

/** The act after a number of working minutes between the two. */
function step(act: string, shortest: number, longest: number): Behaviour {
  return (situation) => ({ act, at: within(situation, shortest, longest) });
}

const behaviours: Readonly<Record<string, Behaviour>> = {
  registered: step('signIn', 5, 60),
  signedIn,
  awaitingAssignment,
  assigned,
  returnReview: afterReturn,
  awaitingLateReturnApproval: afterReturn,
  awaitingRuling: (situation) => {
    const act = situation.fate.ruling === 'transfer' ? 'upholdReturnForTransfer' : 'ruleUnit';
    return { act, at: within(situation, 30, 240) };
  },
  awaitingTransfer: (situation) => {
    const refused = situation.fate.has('transferRefused') && situation.times === 1;
    return {
      act: refused ? 'refuseTransfer' : 'confirmTransfer',
      at: afterDays(situation, 0.5, 3),
    };
  },
  handling,
  matterReview: review('approveReply'),
  petitionReview: review('approveReply'),
  awaitingConclusion: review('conclude'),
  awaitingReply: step('deliverReply', 15, 200),
  followUp: followUpVisit,
  visitFollowUp: followUpVisit,
  verificationOpened: step('openVerification', 20, 200),
  awaitingVerificationAssignment: step('assignVerification', 30, 300),
  awaitingVerificationInstruction: step('instructVerification', 30, 300),
  awaitingVerificationOrder: step('orderVerification', 20, 200),
  verifying: (situation) => ({ act: 'submitStatement', at: afterDays(situation, 0.5, 3) }),
  awaitingStatementIssue: (situation) => {
    const again = situation.fate.has('statementSentBack') && situation.times === 1;
    return { act: again ? 'sendBackStatement' : 'issueStatement', at: within(situation, 30, 300) };
  },
  // The city bureau's cases wait for the scan of the statement signed by hand.
  awaitingVerificationReply: (situation) => {
    const act = situation.offers.has('deliverVerificationReply')
      ? 'deliverVerificationReply'
      : 'attachFiles';
    return { act, at: within(situation, 15, 200) };
  },
  flagsCheck: step('answerFlags', 10, 120),
  visitFlags: step('answerFlags', 10, 120),
  supervised: (situation) => ({ act: 'closeSupervision', at: afterDays(situation, 2, 6) }),
  visitRegistered: step('routeVisit', 3, 20),
  reception: receiveVisitors,
  leaderReception: receiveVisitors,
  claim: receiveVisitors,
  leaderClaim: receiveVisitors,
  receptionOpinion: step('signReceptionOpinion', 10, 90),
  visitMatterOpinion: step('signVisitMatterOpinion', 30, 300),
  visitPrincipalOpinion: step('concludeVisit', 30, 300),
  // Which way a consultation ends depends on where it came from: only one is offered.
  consultation: (situation) => {
    const act = [...situation.offers.keys()].find((offered) => !ERRANDS.has(offered));
    return act === undefined ? null : { act, at: afterDays(situation, 1, 4) };
  },
};

function signedIn(situation: Situation): Plan {
  const { fate, times, openOriginal, dice } = situation;
  if (fate.merged && openOriginal !== undefined)
    return { act: 'merge', at: within(situation, 20, 120) };
  if (fate.transfer === 'byClerk' && times === 1) {
    return { act: 'requestTransfer', at: within(situation, 20, 200) };
  }
  // Now and then the paper lies over night.
  const longest = dice.chance(0.15, 'lies over') ? 500 : 120;
  return { act: 'proposeAssignment', at: within(situation, 15, longest) };
}

function awaitingAssignment(situation: Situation): Plan {
  const { fate, times } = situation;
  const at = within(situation, 10, 240);
  if (fate.transfer === 'byLeader' && times === 1) return { act: 'orderTransfer', at };
  if (fate.has('assignmentSentBack') && times === 1) return { act: 'sendBack', at };
  return { act: 'assign', at };
}

function assigned(situation: Situation): Plan {
  const { fate, times, offers } = situation;
  const returns =
    offers.has('returnAssignment') &&
    ((times === 1 && fate.returned !== 'never' && fate.returned !== 'lateWhileHandling') ||
      (times === 2 && fate.returned === 'twice'));
  if (!returns) return { act: 'acceptAssignment', at: acceptedAt(situation) };
  if (fate.returned === 'late' && times === 1) {
    const window = deadlineOf(situation, 'returnWindow')?.dueAt ?? situation.since;
    const over = situation.dice.roll('late by') * 1.6 * WORKING_DAY + 10 * MINUTE;
    return { act: 'returnAssignment', at: afterWork(situation.calendar, instant(window), over) };
  }
  return { act: 'returnAssignment', at: within(situation, 15, 170) };
}

/** At once, after the reminder of the last hour, or only when the day is over. */
function acceptedAt(situation: Situation): Instant {
  const { fate, calendar, dice, since, times } = situation;
  const due = deadlineOf(situation, 'sameDayAcceptance')?.dueAt;
  const left = due === undefined ? null : workingTimeBetween(calendar, since, instant(due));
  if (due === undefined || !left?.ok || left.value <= 0) return within(situation, 10, 100);
  const acceptance = times === 1 ? fate.acceptance : 'prompt';
  if (acceptance === 'missed') {
    return afterWork(calendar, instant(due), (20 + dice.roll('late') * 300) * MINUTE);
  }
  const share =
    acceptance === 'afterReminder'
      ? 1 - Math.min(0.9, (50 * MINUTE) / left.value) * (0.2 + 0.7 * dice.roll('accept'))
      : Math.min(0.9, (150 * MINUTE) / left.value) * (0.03 + 0.9 * dice.roll('accept'));
  return afterWork(calendar, since, left.value * share);
}

function afterReturn(situation: Situation): Plan {
  const { fate, offers } = situation;
  const at = within(situation, 20, 200);
  if (offers.has('forwardLateReturn')) return { act: 'forwardLateReturn', at };
  // Whoever is to return twice must first be given the chance.
  if (fate.returned === 'twice') return { act: 'reassign', at };
  const acts = {
    reassign: 'reassign',
    reject: 'rejectReturn',
    transfer: 'upholdReturnForTransfer',
  };
  return { act: acts[fate.ruling], at };
}

function handling(situation: Situation): Plan {
  const { fate, times, offers, taken } = situation;
  if (offers.has('nameCaseworker'))
    return { act: 'nameCaseworker', at: within(situation, 10, 120) };
  if (fate.has('consultation') && !taken.has('requestConsultation')) {
    return { act: 'requestConsultation', at: afterDays(situation, 1, 3) };
  }
  // Redone is done faster.
  if (times > 1) return { act: 'submitReply', at: afterDays(situation, 0.5, 2) };
  return { act: 'submitReply', at: repliedAt(situation) };
}

/** A good part of the time there is, most often; a few let the deadline pass. */
function repliedAt(situation: Situation): Instant {
  const { fate, calendar, dice, since } = situation;
  const due = deadlineOf(situation, 'caseDue')?.dueAt;
  if (due === undefined) return afterDays(situation, 2, 8);
  if (fate.has('missesDeadline')) {
    return afterWork(calendar, instant(due), (0.3 + dice.roll('overdue') * 4) * WORKING_DAY);
  }
  const left = workingTimeBetween(calendar, since, instant(due));
  if (!left.ok || left.value <= 0) return afterDays(situation, 0.2, 1);
  // Reviews, signature and reply still need their days.
  const usable = Math.max(left.value - 4 * WORKING_DAY, left.value * 0.3);
  return afterWork(calendar, since, usable * (0.15 + 0.75 * dice.roll('reply')));
}

function review(act: string): Behaviour {
  return (situation) => {
    const { fate, times, view } = situation;
    const again = fate.rework === view.stage && times === 1;
    return { act: again ? 'orderRework' : act, at: within(situation, 15, 300) };
  };
}

function followUpVisit(situation: Situation): Plan {
  const { fate, times } = situation;
  const at =
    fate.has('followedUpLate') && times === 1
      ? afterDays(situation, 3.5, 5)
      : within(situation, times === 1 ? 60 : 240, times === 1 ? 500 : 480);
  return { act: 'recordFollowUp', at };
}

/** On the spot, or taken along into the flow of the other petitions. */
function receiveVisitors(situation: Situation): Plan {
  const { fate, offers, dice } = situation;
  const at = within(situation, 10, 90);
  if (offers.has('bringBackVisit') && dice.chance(0.5, 'bring back'))
    return { act: 'bringBackVisit', at };
  return { act: fate.visit === 'converted' ? 'convertVisit' : 'settleVisit', at };
}

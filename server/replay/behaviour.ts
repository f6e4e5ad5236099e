import type { ActKind } from '../domain/act-input.ts';
import { pacedAt } from './pace.ts';
import { type Offer, offered, type Plan, type Situation } from './situation.ts';

/**
 * The step somebody will take next and when: people mostly do what is expected of them within hours, and some do not.
 * Nothing here knows a regulation; what is expected is what the office offers first.
 */
export function nextStep(situation: Situation): Plan | null {
  const offer = deviation(situation) ?? expected(situation);
  return offer ? { act: offer.act, at: pacedAt(offer, situation) } : null;
}

/** What is out of the ordinary, as it was dealt to the petition. */
function deviation(situation: Situation): Offer | undefined {
  for (const turn of turns) {
    const offer = turn(situation);
    if (offer) return offer;
  }
  return undefined;
}

type Turn = (situation: Situation) => Offer | undefined;

const turns: readonly Turn[] = [
  (situation) =>
    situation.fate.merged && situation.openOriginal !== undefined
      ? offered(situation, 'merge')
      : undefined,
  passedOn,
  (situation) =>
    situation.fate.has('assignmentSentBack') && offered(situation, 'assign')
      ? firstTime(situation, 'sendBack')
      : undefined,
  returned,
  ruled,
  (situation) =>
    situation.fate.has('consultation') && offered(situation, 'reply')
      ? firstTime(situation, 'consult')
      : undefined,
  redone,
  (situation) =>
    situation.fate.has('statementSentBack') &&
    situation.taken.has('statement') &&
    situation.times === 1
      ? primary(situation, 'sendBack')
      : undefined,
];

/** 不属本单位职权: the clerk notices at once, or the leader does. */
function passedOn(situation: Situation): Offer | undefined {
  const { transfer } = situation.fate;
  if (transfer === 'byClerk' && offered(situation, 'propose'))
    return firstTime(situation, 'transfer');
  return transfer === 'byLeader' && offered(situation, 'assign') && !situation.view.pendingReturn
    ? firstTime(situation, 'transfer')
    : undefined;
}

function returned(situation: Situation): Offer | undefined {
  const { fate, times } = situation;
  const wanted =
    (times === 1 && fate.returned !== 'never' && fate.returned !== 'lateWhileHandling') ||
    (times === 2 && fate.returned === 'twice');
  return wanted && offered(situation, 'accept') ? primary(situation, 'return') : undefined;
}

/** What the office makes of a return. Whoever is to return twice must first be given the chance. */
function ruled(situation: Situation): Offer | undefined {
  const { fate, view } = situation;
  if (!view.pendingReturn) return undefined;
  const kinds = { reassign: 'assign', reject: 'rejectReturn', transfer: 'transfer' } as const;
  return primary(situation, fate.returned === 'twice' ? 'assign' : kinds[fate.ruling]);
}

/** 责令重办, once, by the reviewer whom fate has chosen. */
function redone(situation: Situation): Offer | undefined {
  const { fate, taken } = situation;
  if (fate.rework === 'never' || taken.has('rework')) return undefined;
  const reviewed = (taken.get('approve') ?? 0) > (taken.get('reply') ?? 0);
  const review = reviewed ? 'secondReview' : 'firstReview';
  const here = offered(situation, 'conclude')
    ? 'conclusion'
    : offered(situation, 'approve') && review;
  return here === fate.rework ? primary(situation, 'rework') : undefined;
}

/** Nobody takes these unless fate has it so, or nothing else is left. */
const UNEXPECTED: ReadonlySet<ActKind> = new Set([
  'sendBack',
  'rework',
  'return',
  'rejectReturn',
  'transfer',
  'consult',
  'merge',
  'terminate',
  'recuse',
  'amend',
  'grantExtension',
  'refuseExtension',
  'requestExtension',
  'openSupervision',
]);

/** The first of the steps waited for, now and then another; undefined where there is none that would be new. */
function expected(situation: Situation): Offer | undefined {
  const { offers, dice, times, stayed, everybody } = situation;
  const beside = offers.filter(({ kind, primary }) => kind === 'step' && !primary);
  const aside = beside.find(({ act }) => !stayed.has(act) && dice.chance(BESIDE, 'beside', act));
  if (aside) return aside;
  const [first, ...others] = offers.filter(
    (offer) => offer.primary && !UNEXPECTED.has(offer.kind) && isNew(offer, situation),
  );
  if (!first) return lastResort(situation, everybody);
  const turn = times < TIRED && dice.chance(TURN, 'turn');
  return (turn && dice.pick(others, 'which')) || first;
}

/** Such a share of what may be recorded beside the flow is recorded. */
const BESIDE = 0.08;
/** Such a share takes another way than the first; who has been here often takes the first. */
const TURN = 0.3;
const TIRED = 3;

/**
 * Where the step waited for lacks something, that is done beside it, by whoever may; and what is unexpected or has
 * been done before only where it is all there is.
 */
function lastResort(situation: Situation, everybody: boolean): Offer | undefined {
  const { offers } = situation;
  const helpful = offers.filter(
    (offer) => (!UNEXPECTED.has(offer.kind) || HELPFUL.has(offer.kind)) && isNew(offer, situation),
  );
  const help = helpful.find(({ kind }) => kind !== 'attach') ?? helpful[0];
  if (help || !everybody) return help;
  return (
    offers.find(({ primary, kind }) => primary && !UNEXPECTED.has(kind) && kind !== 'attach') ??
    offers.find(({ primary, kind }) => primary && kind !== 'refuseExtension')
  );
}

/** Beside the flow, and yet a step may wait for it. */
const HELPFUL: ReadonlySet<ActKind> = new Set(['openSupervision', 'consult']);

function isNew({ act, kind, exhausted }: Offer, { stayed }: Situation): boolean {
  if (exhausted) return false;
  return !stayed.has(act) || kind === 'followUp' || kind === 'attach';
}

function firstTime(situation: Situation, kind: ActKind): Offer | undefined {
  return situation.taken.has(kind) ? undefined : offered(situation, kind);
}

function primary({ offers }: Situation, kind: ActKind): Offer | undefined {
  return offers.find((offer) => offer.primary && offer.kind === kind);
}

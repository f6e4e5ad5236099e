import type { Dice } from './dice.ts';
import type { FilePetition } from './petitions-file.ts';

/** What will be out of the ordinary about one petition. */
export interface Fate {
  readonly acceptance: 'prompt' | 'afterReminder' | 'missed';
  readonly returned: 'never' | 'inTime' | 'late' | 'lateWhileHandling' | 'twice';
  /** What the office makes of a return. */
  readonly ruling: 'reassign' | 'reject' | 'transfer';
  /** Who notices that the office has no say in the matter. */
  readonly transfer: 'never' | 'byClerk' | 'byLeader' | 'byUnit';
  readonly rework: 'never' | 'firstReview' | 'secondReview' | 'conclusion';
  readonly extension: 'never' | 'granted' | 'refused';
  readonly opinion: 'satisfied' | 'basicallySatisfied' | 'dissatisfied';
  /** Follow-up attempts in which nobody was reached. */
  readonly unreachable: number;
  /** Put together with the petition it repeats, where that is still open. */
  readonly merged: boolean;
  readonly has: (oddity: Oddity) => boolean;
}

export type Oddity = keyof typeof oddities;

/**
 * Decides for the whole file at once, before anything happens, so that every kind occurs: each oddity is dealt to its
 * share of the petitions it can happen to, at least to one. The shares are what an office sees in a year, a little
 * rounded up.
 */
export function dealFates(
  petitions: readonly FilePetition[],
  dice: Dice,
): ReadonlyMap<number, Fate> {
  const hands = new Map<Oddity, ReadonlySet<number>>();
  for (const oddity of Object.keys(oddities) as Oddity[]) {
    const family = [...hands].filter(([other]) => areExclusive(oddity, other));
    const spoken = new Set(family.flatMap(([, ids]) => [...ids]));
    const free = petitions.filter(({ id }) => !spoken.has(id));
    const among = free.filter((petition) => isIn(oddities[oddity][0], petition, hands));
    hands.set(oddity, dealt(oddity, among, dice));
  }
  const hasFor = (id: number) => (oddity: Oddity) => hands.get(oddity)?.has(id) === true;
  return new Map(
    petitions.map((petition) => [petition.id, fateOf(petition, hasFor(petition.id), dice)]),
  );
}

/** Who it can happen to, how often, and the family of which only one can happen to the same petition. */
const oddities = {
  withdrawn: ['onPaper', 0.02, 'alone'],
  missed: ['ours', 0.1, 'acceptance'],
  afterReminder: ['ours', 0.2, 'acceptance'],
  returnedTwice: ['onPaper', 0.04, 'return'],
  returnedLate: ['onPaper', 0.04, 'return'],
  returnedWhileHandling: ['onPaper', 0.02, 'return'],
  returnedInTime: ['onPaper', 0.12, 'return'],
  transferByClerk: ['foreign', 0.3, 'transfer'],
  transferByLeader: ['foreign', 0.3, 'transfer'],
  assignmentSentBack: ['onPaper', 0.04, 'assignmentSentBack'],
  caseworkerNamedLater: ['ours', 0.1, 'caseworkerNamedLater'],
  missesDeadline: ['onPaper', 0.07, 'pace'],
  extensionGranted: ['onPaper', 0.06, 'pace'],
  extensionRefused: ['onPaper', 0.03, 'pace'],
  consultation: ['onPaper', 0.05, 'pace'],
  reworkAtFirstReview: ['onPaper', 0.07, 'rework'],
  reworkAtSecondReview: ['onPaper', 0.05, 'rework'],
  reworkAtConclusion: ['ordinary', 0.03, 'rework'],
  letter: ['onPaper', 0.1, 'letter'],
  supervision: ['onPaper', 0.05, 'supervision'],
  supervisionFlag: ['named', 0.05, 'supervision'],
  unreasonable: ['onPaper', 0.05, 'unreasonable'],
  informedLate: ['named', 0.05, 'informedLate'],
  neverReached: ['named', 0.03, 'reach'],
  unreachable: ['named', 0.12, 'reach'],
  followedUpLate: ['named', 0.05, 'followedUpLate'],
  dissatisfied: ['named', 0.12, 'opinion'],
  basicallySatisfied: ['named', 0.25, 'opinion'],
  statementSentBack: ['dissatisfied', 0.3, 'statementSentBack'],
  weeklyConsultation: ['named', 0.05, 'weeklyConsultation'],
} as const satisfies Readonly<Record<string, readonly [Group, number, string]>>;

type Group = 'ours' | 'foreign' | 'ordinary' | 'named' | 'onPaper' | 'dissatisfied';

function isIn(
  group: Group,
  petition: FilePetition,
  hands: ReadonlyMap<string, ReadonlySet<number>>,
): boolean {
  if (petition.outOfJurisdiction) return group === 'foreign';
  const ordinary = petition.appealType !== 'accusation';
  switch (group) {
    case 'ours':
      return true;
    case 'foreign':
      return false;
    case 'ordinary':
      return ordinary;
    case 'named':
      return ordinary && !petition.anonymous;
    case 'onPaper':
      return ordinary && petition.channel !== 'visit';
    case 'dissatisfied':
      return hands.get('dissatisfied')?.has(petition.id) === true;
  }
}

/** What is withdrawn at once meets nothing else. */
function areExclusive(oddity: Oddity, other: Oddity): boolean {
  return other === 'withdrawn' || oddities[oddity][2] === oddities[other][2];
}

function dealt(oddity: Oddity, among: readonly FilePetition[], dice: Dice): ReadonlySet<number> {
  const shuffled = among
    .map(({ id }) => ({ id, place: dice.roll(oddity, id) }))
    .sort((left, right) => left.place - right.place);
  const count = Math.max(1, Math.round(oddities[oddity][1] * among.length));
  return new Set(shuffled.slice(0, count).map(({ id }) => id));
}

function fateOf(petition: FilePetition, has: Fate['has'], dice: Dice): Fate {
  const { id, outOfJurisdiction, anonymous, repeatOf } = petition;
  const first = chooser(has);
  return {
    has,
    acceptance: first({ missed: 'missed', afterReminder: 'afterReminder' }, 'prompt'),
    returned: outOfJurisdiction ? 'inTime' : first(returns, 'never'),
    ruling: outOfJurisdiction ? 'transfer' : rulingOf(dice.roll('ruling', id)),
    transfer: outOfJurisdiction ? first(transfers, 'byUnit') : 'never',
    rework: first(reworks, 'never'),
    extension: first({ extensionGranted: 'granted', extensionRefused: 'refused' }, 'never'),
    opinion: anonymous ? 'satisfied' : first(opinions, 'satisfied'),
    unreachable: first({ neverReached: 3, unreachable: 1 }, 0),
    merged: repeatOf !== undefined && dice.chance(0.5, 'merged', id),
  };
}

const returns = {
  returnedTwice: 'twice',
  returnedLate: 'late',
  returnedWhileHandling: 'lateWhileHandling',
  returnedInTime: 'inTime',
} as const;
const transfers = { transferByClerk: 'byClerk', transferByLeader: 'byLeader' } as const;
const reworks = {
  reworkAtFirstReview: 'firstReview',
  reworkAtSecondReview: 'secondReview',
  reworkAtConclusion: 'conclusion',
} as const;
const opinions = {
  dissatisfied: 'dissatisfied',
  basicallySatisfied: 'basicallySatisfied',
} as const;

/** What the first of the oddities dealt to the petition means, or what is usual. */
function chooser(has: Fate['has']) {
  return <Meaning, Usual>(
    meanings: Readonly<Partial<Record<Oddity, Meaning>>>,
    usual: Usual,
  ): Meaning | Usual => {
    const dealtOne = (Object.keys(meanings) as Oddity[]).find(has);
    return (dealtOne && meanings[dealtOne]) ?? usual;
  };
}

function rulingOf(roll: number): Fate['ruling'] {
  if (roll < 0.6) return 'reassign';
  return roll < 0.85 ? 'reject' : 'transfer';
}

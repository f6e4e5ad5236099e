import type { ActInput } from '../../server/domain/act-input.ts';
import type { StaffId } from '../../server/domain/directory.ts';
import type { PetitionId } from '../../server/domain/petition.ts';
import { DAY, HOUR, type Instant, instant, localDayOf, MINUTE } from '../../server/domain/time.ts';
import { createDice } from '../../server/replay/dice.ts';
import type { Store } from '../../server/store/store.ts';
import { city, clerk, construction, demolition, director, petitionLeader } from './people.ts';
import { acting, recorded, registering } from './store.ts';
import { at } from './time.ts';

type Dice = ReturnType<typeof createDice>;

const UNITS = [demolition, construction, city] as const;
const CATEGORIES = ['征地拆迁', '城乡建设', '劳动社保', '交通能源环保'];
const CHANNELS = ['letter', 'visit', 'call', 'online', 'agent'] as const;
const APPEALS = ['appeal', 'appeal', 'suggestion', 'inquiry'] as const;
const HANDWRITING = 'M0 0 L10 10';

/**
 * So many petitions registered over two years from this day and led along chance ways: returned, sent back for redo,
 * concluded early, late or never, rated or not. The same seed gives the same two years.
 */
export async function playTwoYears(
  store: Store,
  { count, from, seed }: { readonly count: number; readonly from: string; readonly seed: number },
): Promise<readonly PetitionId[]> {
  const dice = createDice(seed);
  const ids: PetitionId[] = [];
  for (let number = 0; number < count; number++) {
    const begins = instant(at(`${from} 09:00`) + Math.floor((number / count) * 730) * DAY);
    ids.push(await playOne(store, dice, number, begins));
  }
  return ids;
}

interface Player {
  readonly id: PetitionId;
  now(): Instant;
  /** Time goes by. */
  waits(leastHours: number, mostHours: number): void;
  does(by: StaffId, act: string, input?: ActInput): Promise<void>;
  chance(share: number, what: string): boolean;
}

async function playOne(store: Store, dice: Dice, number: number, begins: Instant) {
  let now = instant(begins + Math.floor(dice.between(0, 9 * 60, 'begin', number)) * MINUTE);
  const pick = <Item>(items: readonly Item[], what: string): Item => {
    const item = dice.pick(items, what, number);
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const peopleCount = pick([1, 1, 1, 4, 5, 12], 'people');
  const facts = {
    channel: pick(CHANNELS, 'channel'),
    category: pick(CATEGORIES, 'category'),
    appealType: pick(APPEALS, 'appeal'),
    peopleCount,
    representatives: 1,
    repeated: pick([true, false, false, false], 'repeated'),
    anonymous: pick([true, false, false, false, false], 'anonymous'),
    receivedAt: now,
  };
  const { petitionId: id } = await recorded(store, registering({ facts }), now);
  let steps = 0;
  const player: Player = {
    id,
    now: () => now,
    waits(least, most) {
      steps += 1;
      const minutes = dice.between(least * 60, most * 60, `wait${steps}`, number);
      now = instant(now + Math.floor((minutes * HOUR) / 60));
    },
    async does(by, act, input = { kind: 'step' }) {
      await recorded(store, acting(id, by, act, input, { handwriting: HANDWRITING }), now);
    },
    chance: (share, what) => dice.chance(share, what, number),
  };
  await lead(player, pick(UNITS, 'unit'));
  return id;
}

async function lead(player: Player, first: (typeof UNITS)[number]): Promise<void> {
  const { does, waits, chance } = player;
  if (chance(0.05, 'left')) return;
  await does(clerk, 'signIn');
  waits(0, 30);
  await does(clerk, 'proposeAssignment', { kind: 'propose', unitId: first.id });
  waits(0, 50);
  await does(petitionLeader, 'assign', { kind: 'assign', unitId: first.id, opinion: '请办理。' });
  const unit = chance(0.3, 'returned') ? await bounce(player, first) : first;
  if (!unit || chance(0.05, 'unaccepted')) return;
  waits(0, 9);
  await does(unit.liaisonA, 'acceptAssignment', { kind: 'accept', caseworkerId: unit.caseworker });
  await answer(player, unit);
  if (chance(0.15, 'redone')) {
    await does(petitionLeader, 'orderRework', { kind: 'rework', reason: '事实不清，请重新调查。' });
    await answer(player, unit);
  }
  if (chance(0.1, 'stuck')) return;
  await does(petitionLeader, 'approveReply', { kind: 'approve', opinion: '同意。' });
  waits(0, 40);
  await does(petitionLeader, 'conclude', { kind: 'conclude', opinion: '同意办结。' });
  waits(0, 60);
  await does(clerk, 'deliverReply', {
    kind: 'deliverReply',
    channel: 'platform',
    on: localDayOf(player.now()),
    scannedIntoPlatform: true,
  });
  await visit(player);
}

async function bounce(player: Player, from: (typeof UNITS)[number]) {
  const to = from === city ? demolition : city;
  player.waits(0, 6);
  await player.does(from.liaisonB, 'returnAssignment', {
    kind: 'return',
    basis: 'otherUnit',
    detail: '该事项属其他部室职责范围，经核实不归我部办理。',
    proposedUnitId: to.id,
    lateReason: '承办人员外出，未及时核实。',
  });
  player.waits(1, 90);
  if (player.chance(0.1, 'unsettled')) return null;
  const upheld = player.chance(0.6, 'upheld');
  try {
    await player.does(clerk, 'forwardLateReturn', { kind: 'approve', opinion: '经初核，属实。' });
  } catch {
    // In time: nothing has to be forwarded.
  }
  if (upheld) {
    await player.does(director, 'reassign', { kind: 'assign', unitId: to.id, opinion: '改派。' });
    return to;
  }
  await player.does(director, 'rejectReturn', {
    kind: 'rejectReturn',
    reason: '属你部职责，请办理。',
  });
  return null;
}

async function answer(player: Player, unit: (typeof UNITS)[number]): Promise<void> {
  player.waits(5, 30 * 24);
  await player.does(unit.caseworker, 'submitReply', {
    kind: 'reply',
    findings: '经现场调查，诉求所述情况基本属实。',
    reply: '已与信访人当面沟通，按政策予以办理。',
    told: { how: 'phone', on: localDayOf(player.now()) },
    instructionAnswered: true,
    unreasonable: false,
  });
  player.waits(0, 60);
  await player.does(unit.leader, 'approveReply', { kind: 'approve', opinion: '同意。' });
}

async function visit(player: Player): Promise<void> {
  player.waits(1, 120);
  if (player.chance(0.15, 'unvisited')) return;
  const dissatisfied = player.chance(0.2, 'dissatisfied');
  await player.does(clerk, 'recordFollowUp', {
    kind: 'followUp',
    outcome: dissatisfied ? 'dissatisfied' : 'satisfied',
    on: localDayOf(player.now()),
    method: 'phone',
    ratingPrompted: true,
    ...(dissatisfied ? { comment: '对处理结果不满意。' } : {}),
  });
}

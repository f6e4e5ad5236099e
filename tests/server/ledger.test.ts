import { describe, expect, it } from 'vitest';
import type { ActInput } from '../../server/domain/act-input.ts';
import type { StaffId } from '../../server/domain/directory.ts';
import { DAY, instant } from '../../server/domain/time.ts';
import type { LedgerQuery } from '../../server/store/ledger-reads.ts';
import type { Store } from '../../server/store/store.ts';
import {
  clerk,
  construction,
  demolition,
  director,
  otherClerk,
  petitionLeader,
} from '../support/people.ts';
import {
  acting,
  assigned,
  type Brought,
  MONDAY,
  openTestStore,
  recorded,
  registering,
} from '../support/store.ts';

const ALL: LedgerQuery = { scope: 'all', sort: 'registered', descending: false };

describe('a filter of the ledger', () => {
  it.each<readonly [string, Partial<LedgerQuery>, Brought['facts'], Brought['facts']]>([
    ['category', { category: ['噪声扰民'] }, { category: '噪声扰民' }, { category: '噪声' }],
    ['kind of appeal', { appealType: ['inquiry'] }, { appealType: 'inquiry' }, {}],
    ['channel', { channel: ['call', 'visit'] }, { channel: 'call' }, { channel: 'online' }],
    ['repetition', { repeated: true }, { repeated: true }, {}],
    ['its absence', { repeated: false }, {}, { repeated: true }],
    ['group of five', { group: true }, { peopleCount: 5 }, { peopleCount: 4 }],
    ['fewer than five', { group: false }, { peopleCount: 4 }, { peopleCount: 5 }],
    [
      'first moment of a day of receipt',
      { received: { from: MONDAY } },
      { receivedAt: MONDAY },
      { receivedAt: instant(MONDAY - 1) },
    ],
    [
      'last moment of a day of receipt',
      { received: { before: MONDAY } },
      { receivedAt: instant(MONDAY - 1) },
      { receivedAt: MONDAY },
    ],
    ['source', { source: ['superior'] }, SUPERIOR, {}],
    ["superior's number", { number: 'SJ-9' }, SUPERIOR, { ...SUPERIOR, platformNumber: 'SJ-8' }],
  ])('by %s finds the one and leaves the other out', async (_, filter, within, without) => {
    const store = openTestStore();
    const { petitionId } = await recorded(store, registering({ facts: within ?? {} }));
    await recorded(store, registering({ facts: without ?? {} }));
    expect(await idsIn(store, filter)).toEqual([petitionId]);
  });

  it('by unit, stage and node finds the assigned one only', async () => {
    const store = openTestStore();
    const { id, stage } = await assigned(store);
    const { petitionId: other } = await recorded(store, registering());
    const [item] = await itemsIn(store, { unit: [demolition.id] });
    expect(item?.petition.id).toBe(id);
    expect(await idsIn(store, { unit: [construction.id] })).toEqual([]);
    expect(await idsIn(store, { stage: [stage] })).toEqual([id]);
    expect(await idsIn(store, { stage: [stage], unit: [construction.id] })).toEqual([]);
    const { counts } = await store.ledger(ALL, clerk, MONDAY);
    const nodes = [...counts.node.keys()];
    expect(nodes).toHaveLength(2);
    const found = await Promise.all(nodes.map((node) => idsIn(store, { node: [node] })));
    expect(new Set(found.flat())).toEqual(new Set([id, other]));
  });

  it('tells open from ended', async () => {
    const store = openTestStore();
    const { petitionId: open } = await recorded(store, registering());
    const { petitionId: ended } = await recorded(store, registering());
    const withdrawal: ActInput = { kind: 'terminate', reason: '信访人书面撤回信访事项' };
    await recorded(store, acting(ended, director, 'terminate', withdrawal));
    expect(await idsIn(store, { scope: 'open' })).toEqual([open]);
    expect(await idsIn(store, { scope: 'ended' })).toEqual([ended]);
    expect(
      await idsIn(store, { scope: 'ended', due: { before: instant(MONDAY + 999 * DAY) } }),
    ).toEqual([]);
  });

  it('calls a petition overdue one millisecond after its deadline, not at it', async () => {
    const store = openTestStore();
    const { id } = await assigned(store);
    const [open] = await store.openForDigest();
    const deadline = open?.overdueAfter ?? MONDAY;
    const after = instant(deadline + 1);
    expect(await idsIn(store, { overdue: true }, deadline)).toEqual([]);
    expect(await idsIn(store, { overdue: false }, deadline)).toEqual([id]);
    expect(await idsIn(store, { overdue: true }, after)).toEqual([id]);
    expect(await idsIn(store, { overdue: false }, after)).toEqual([]);
    expect((await store.ledger(ALL, clerk, after)).counts.overdue).toBe(1);
  });

  it('counts for each other unit what would be there if it were chosen instead', async () => {
    const store = openTestStore();
    await assigned(store);
    await assigned(store, { facts: { category: '噪声扰民' } });
    await recorded(store, registering());
    const query = { ...ALL, category: ['噪声扰民'], unit: [construction.id] };
    const { total, counts } = await store.ledger(query, clerk, MONDAY);
    expect(total).toBe(0);
    expect([...counts.unit]).toEqual([[demolition.id, 1]]);
    expect([...counts.category]).toEqual([]);
  });
});

describe('the ledger', () => {
  it('follows what happens to a petition after it was first asked', async () => {
    const store = openTestStore();
    const { petitionId } = await recorded(store, registering());
    const before = await idsIn(store, { unit: [demolition.id] });
    const { id } = await assigned(store);
    expect(before).toEqual([]);
    expect(await idsIn(store, { unit: [demolition.id] })).toEqual([id]);
    expect(await idsIn(store, {})).toEqual([petitionId, id]);
  });

  it('puts numbers in the order of their counts', async () => {
    const store = openTestStore();
    for (let index = 0; index < 12; index++) await recorded(store, registering());
    const items = await itemsIn(store, { sort: 'number', descending: true });
    const numbers = items.map(({ petition }) => petition.number);
    expect(numbers).toEqual(numbers.toSorted().toReversed());
  });

  it('shows nothing of an accusation to those outside its chain, not even in a count', async () => {
    const worlds = await Promise.all(
      [false, true].map(async (secret) => {
        const store = openTestStore();
        await assigned(store);
        const accused = { staffIds: [demolition.liaisonA], outside: true };
        const facts = { appealType: 'accusation', category: '违纪线索' } as const;
        if (secret) await recorded(store, registering({ facts, accused }));
        return Promise.all([
          shownTo(store, demolition.liaisonA),
          shownTo(store, petitionLeader),
          shownTo(store, construction.liaisonA),
          shownTo(store, clerk),
        ]);
      }),
    );
    const [without, withSecret] = worlds;
    expect(withSecret?.slice(0, 3)).toEqual(without?.slice(0, 3));
    expect(withSecret?.[3]?.total).toBe(2);
    expect(withSecret?.[3]?.categories).toContain('违纪线索');
  });
});

describe('whoever is recused from an accusation', () => {
  it('finds and counts it no longer', async () => {
    const store = openTestStore();
    const facts = { appealType: 'accusation' } as const;
    const accusation = registering({ facts, accused: { outside: true } });
    const { petitionId } = await recorded(store, accusation);
    const before = await shownTo(store, clerk);
    const recusal: ActInput = { kind: 'recuse', staffId: clerk, reason: '系被反映人的近亲属' };
    await recorded(store, acting(petitionId, otherClerk, 'recuse', recusal));
    expect([before.total, before.accusations]).toEqual([1, 1]);
    expect(await shownTo(store, clerk)).toMatchObject({ total: 0, accusations: 0, nodes: [] });
  });
});

const SUPERIOR = {
  source: 'superior' as const,
  platformNumber: 'SJ-9-2026',
  externalDueAt: instant(MONDAY + 9 * DAY),
};

async function shownTo(store: Store, viewer: StaffId) {
  const { total, counts, accusations, read } = await store.ledger(ALL, viewer, MONDAY);
  const items = await read(0, 100);
  return {
    total,
    accusations: accusations.length,
    numbers: items.map(({ petition }) => petition.number),
    categories: [...counts.category.keys()],
    nodes: [...counts.node],
    overdue: counts.overdue,
  };
}

async function itemsIn(store: Store, query: Partial<LedgerQuery>, now = MONDAY) {
  const { total, read } = await store.ledger({ ...ALL, ...query }, clerk, now);
  const items = await read(0, 200);
  expect(items).toHaveLength(total);
  return items;
}

async function idsIn(store: Store, query: Partial<LedgerQuery>, now = MONDAY) {
  return (await itemsIn(store, query, now)).map(({ petition }) => petition.id);
}

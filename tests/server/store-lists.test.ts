import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maySee } from '../../server/domain/access.ts';
import type { ActInput } from '../../server/domain/act-input.ts';
import type { Directory, PostId, StaffId } from '../../server/domain/directory.ts';
import type { Petition, PetitionId } from '../../server/domain/petition.ts';
import { DAY, instant } from '../../server/domain/time.ts';
import type { ListQuery } from '../../server/store/petition-reads.ts';
import type { Store } from '../../server/store/store.ts';
import {
  city,
  clerk,
  construction,
  demolition,
  director,
  otherClerk,
  petitionLeader,
} from '../support/people.ts';
import {
  acting,
  answered,
  assigned,
  MONDAY,
  openTestStore,
  recorded,
  registering,
} from '../support/store.ts';
import { at } from '../support/time.ts';

describe('the register', () => {
  it('shows open petitions by nearest deadline, page by page, each once', async () => {
    const store = openTestStore();
    // Each has the same time from its registration, so the one that came first is the most urgent.
    const days = [9, 3, 7, 3, 5, 1, 3];
    for (const after of days) await registeredAfter(store, after);
    const pages = await allPages(store, { scope: 'open', limit: 3 }, clerk);
    expect(pages.map(({ items }) => items.length)).toEqual([3, 3, 1]);
    expect(new Set(pages.map(({ total }) => total))).toEqual(new Set([7]));
    const shown = pages.flatMap(({ items }) => items);
    expect(shown.map(({ stageSince }) => (stageSince - MONDAY) / DAY)).toEqual([
      1, 3, 3, 3, 5, 7, 9,
    ]);
    expect(new Set(shown.map(({ id }) => id)).size).toBe(7);
  });

  it('shows all petitions newest first, accusations in their place for the people of their chain', async () => {
    const store = openTestStore();
    const ids: PetitionId[] = [];
    for (const minute of [1, 2, 3, 4, 5]) {
      const secret = minute % 2 === 0;
      const submission = registering(
        secret ? { facts: { appealType: 'accusation' }, accused: { outside: true } } : {},
      );
      const { petitionId } = await recorded(store, submission, instant(MONDAY + minute));
      ids.push(petitionId);
    }
    const shownTo = async (viewer: StaffId) => {
      const pages = await allPages(store, { scope: 'all', limit: 2 }, viewer);
      return pages.flatMap(({ items }) => items.map(({ id }) => ids.indexOf(id) + 1));
    };
    expect(await shownTo(clerk)).toEqual([5, 4, 3, 2, 1]);
    expect(await shownTo(petitionLeader)).toEqual([5, 3, 1]);
    expect(await shownTo(demolition.liaisonA)).toEqual([]);
  });

  it('tells open from ended', async () => {
    const store = openTestStore();
    const [open, ended] = [
      await recorded(store, registering()),
      await recorded(store, registering()),
    ];
    const withdrawal: ActInput = { kind: 'terminate', reason: '信访人书面撤回信访事项' };
    await recorded(store, acting(ended.petitionId, director, 'terminate', withdrawal));
    expect(await idsIn(store, { scope: 'open' })).toEqual([open.petitionId]);
    expect(await idsIn(store, { scope: 'ended' })).toEqual([ended.petitionId]);
    expect(await idsIn(store, { scope: 'all' })).toHaveLength(2);
    expect(await store.dueTimers(at('2030-01-01 09:00'), 100)).not.toContainEqual(
      expect.objectContaining({
        submission: expect.objectContaining({ petitionId: ended.petitionId }),
      }),
    );
  });

  it('finds by unit, stage and the beginning of either number', async () => {
    const store = openTestStore();
    const { id } = await assigned(store);
    const facts = {
      source: 'superior' as const,
      platformNumber: 'SJ-9-2026',
      externalDueAt: instant(MONDAY + 9 * DAY),
    };
    const { petitionId: other } = await recorded(store, registering({ facts }));
    expect(await idsIn(store, { unitId: demolition.id })).toEqual([id]);
    expect(await idsIn(store, { unitId: construction.id })).toEqual([]);
    expect(await idsIn(store, { stage: 'assigned' })).toEqual([id]);
    expect(await idsIn(store, { number: '2026-0002' })).toEqual([other]);
    expect(await idsIn(store, { number: '2026-' })).toHaveLength(2);
    expect(await idsIn(store, { number: 'SJ-9' })).toEqual([other]);
    expect(await idsIn(store, { number: 'SJ-9', stage: 'assigned' })).toEqual([]);
    expect(await idsIn(store, { number: '%' })).toEqual([]);
  });

  it('calls a petition overdue one millisecond after its deadline, not at it [M8]', async () => {
    const store = openTestStore();
    const { id } = await assigned(store);
    const [open] = await store.openForDigest();
    const deadline = open?.overdueAfter ?? MONDAY;
    expect(await idsIn(store, { overdue: true }, deadline)).toEqual([]);
    expect(await idsIn(store, { overdue: false }, deadline)).toEqual([id]);
    expect(await idsIn(store, { overdue: true }, instant(deadline + 1))).toEqual([id]);
    expect(await idsIn(store, { overdue: false }, instant(deadline + 1))).toEqual([]);
  });

  it('starts from the beginning with a cursor it cannot read', async () => {
    const store = openTestStore();
    await recorded(store, registering());
    for (const cursor of ['', 'x', '1', "1.' OR 1=1 --", '99999999999999999999.a']) {
      const page = await store.list({ scope: 'open', limit: 9, cursor }, clerk, MONDAY);
      expect(page.items).toHaveLength(1);
    }
  });
});

describe('what waits for a person', () => {
  it('is exactly what he can go on with, the most urgent first', async () => {
    const store = openTestStore();
    const { id } = await assigned(store);
    const [late, soon] = [await registeredAfter(store, 9), await registeredAfter(store, 2)];
    expect(await waitsFor(store, demolition.liaisonA)).toEqual([id]);
    expect(await waitsFor(store, construction.liaisonA)).toEqual([]);
    expect(await waitsFor(store, clerk)).toEqual([soon, late]);
  });

  it('moves to the successor when a post changes hands, and the predecessor’s session ends', async () => {
    const store = openTestStore();
    const { id } = await assigned(store);
    const session = {
      createdAt: MONDAY,
      idleUntil: instant(MONDAY + DAY),
      expiresAt: instant(MONDAY + DAY),
    };
    await store.createSession({
      ...session,
      token: 'of the predecessor',
      staffId: demolition.liaisonA,
    });
    const people = withUnit(await store.directory(), demolition.id, {
      liaisonA: demolition.caseworker,
    });
    const leaver = people.staff.get(demolition.liaisonA);
    if (!leaver) throw new Error('no such person');
    const staff = new Map([...people.staff, [leaver.id, { ...leaver, active: false }]]);
    const directory = await store.replaceDirectory(
      { ...people, staff },
      MONDAY,
      (petition, _, current) =>
        petition.stage === 'assigned'
          ? [current.units.get(demolition.id)?.posts.liaisonA ?? '']
          : [],
    );
    expect(directory.version).toBe(2);
    expect(await waitsFor(store, demolition.caseworker)).toEqual([id]);
    expect(await waitsFor(store, demolition.liaisonA)).toEqual([]);
    expect(await store.findSession('of the predecessor', MONDAY)).toBeNull();
  });
});

describe('the people of a petition’s chain', () => {
  it('are those who acted, were pushed to, or were waited for, and stay so', async () => {
    const store = openTestStore();
    const { id } = await assigned(store);
    const { liaisonA, liaisonB } = demolition;
    const chain = [clerk, otherClerk, petitionLeader, liaisonA, liaisonB];
    expect(await store.participants(id)).toEqual(new Set(chain));
  });

  it('are the actor and the liaisons even of a petition that waits for nobody', async () => {
    const store = openTestStore();
    const before = await assigned(store);
    const [first] = before.assignments;
    if (!first) throw new Error('it was not assigned');
    const second = {
      ...first,
      sequence: 2,
      unitId: city.id,
      recipients: [city.liaisonA, city.liaisonB],
    };
    await store.executeBatch([acting(before.id, director, 'signIn')], MONDAY, () => ({
      ok: true,
      value: {
        events: [{ type: 'deadlinePassed', at: MONDAY, clock: 'caseDue', instance: 0 }],
        petition: { ...before, assignments: [first, second] },
        messages: [],
        timers: [],
        waitingFor: [],
      },
    }));
    expect(await waitsFor(store, demolition.liaisonA)).toEqual([]);
    const chain = await store.participants(before.id);
    expect([director, city.liaisonA, city.liaisonB].filter((person) => !chain.has(person))).toEqual(
      [],
    );
  });
});

describe('the people in force', () => {
  it('are not a new version when nothing has changed', async () => {
    const store = openTestStore();
    const { staff, units, version } = await store.directory();
    const same = await store.replaceDirectory({ staff, units }, MONDAY, () => {
      throw new Error('nobody needs to be asked');
    });
    expect([version, same.version]).toEqual([1, 1]);
  });

  it('stay as they were when the change fails half-way', async () => {
    const store = openTestStore();
    await assigned(store);
    const before = await store.directory();
    const people = withUnit(before, demolition.id, { liaisonA: demolition.caseworker });
    const change = store.replaceDirectory(people, MONDAY, () => {
      throw new Error('planted');
    });
    await expect(change).rejects.toThrow('planted');
    expect(await store.directory()).toEqual(before);
    expect(await waitsFor(store, demolition.liaisonA)).toHaveLength(1);
  });
});

describe('whoever looks, the lists show what the rule of access shows', () => {
  it('after any acts and any changes among the people', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 16 }), async (steps) => {
        const world: World = { store: openTestStore(), ids: [] };
        for (const [index, take] of steps.entries()) await take(world, index);
        await expectAgreement(world);
        await world.store.close();
      }),
      { numRuns: 50 },
    );
  });
});

const VIEWERS = [
  clerk,
  otherClerk,
  director,
  petitionLeader,
  demolition.liaisonA,
  demolition.head,
  demolition.caseworker,
  construction.liaisonA,
  construction.liaisonB,
  city.liaisonA,
  'leader-land',
  'nobody',
];
const UNITS = [demolition.id, construction.id, city.id];

interface World {
  readonly store: Store;
  /** Registered so far. */
  readonly ids: PetitionId[];
}
type Step = (world: World, index: number) => Promise<void>;

const staffIds = fc.subarray(VIEWERS.slice(0, -1), { maxLength: 2 });
const unitIds = fc.subarray(UNITS, { maxLength: 2 });
const someone = fc.constantFrom(...VIEWERS.slice(0, -1));
const unit = fc.constantFrom(...UNITS);
const place = fc.nat(5);

const registration = fc.record({ unitIds, staffIds, accusation: fc.boolean() }).map(
  ({ accusation, ...accused }): Step =>
    async ({ store, ids }, index) => {
      const facts = accusation ? ({ appealType: 'accusation' } as const) : {};
      const submission = registering({ facts, accused: { ...accused, outside: true } });
      const answer = await answered(store, submission, instant(MONDAY + index));
      if (answer.ok) ids.push(answer.value.petitionId);
    },
);

const assignment = fc.record({ place, unit }).map(
  ({ place: at, unit: unitId }): Step =>
    async (world) => {
      const id = petitionAt(world, at);
      const opinion: ActInput = { kind: 'assign', unitId, opinion: '请办理。' };
      const handwriting = 'M0 0 L9 9';
      await answered(world.store, acting(id, clerk, 'signIn'));
      await answered(
        world.store,
        acting(id, clerk, 'proposeAssignment', { kind: 'propose', unitId }),
      );
      await answered(world.store, acting(id, petitionLeader, 'assign', opinion, { handwriting }));
    },
);

const recusal = fc.record({ place, someone }).map(
  ({ place: at, someone: staffId }): Step =>
    async (world) => {
      const reason = '与信访事项有直接利害关系';
      const id = petitionAt(world, at);
      await answered(
        world.store,
        acting(id, director, 'recuse', { kind: 'recuse', staffId, reason }),
      );
    },
);

const withdrawal = place.map(
  (at): Step =>
    async (world) => {
      const reason = '信访人书面撤回信访事项';
      const id = petitionAt(world, at);
      await answered(world.store, acting(id, director, 'terminate', { kind: 'terminate', reason }));
    },
);

const transfer = fc
  .record({ someone, unitId: fc.option(unit, { nil: undefined }), active: fc.boolean() })
  .map(
    ({ someone: staffId, unitId, active }): Step =>
      async ({ store }) => {
        const { staff, units } = await store.directory();
        const person = staff.get(staffId);
        if (!person) return;
        const { unitId: _, ...rest } = person;
        const moved = { ...rest, active, ...(unitId === undefined ? {} : { unitId }) };
        const people = { units, staff: new Map([...staff, [staffId, moved]]) };
        await store.replaceDirectory(people, MONDAY, () => []);
      },
  );

/** Given to a unit, returned by it, and sent to another organ: an end after having been somebody's. */
const handover = fc.record({ place, unit }).map(
  ({ place: at, unit: unitId }): Step =>
    async (world) => {
      const id = petitionAt(world, at);
      const current = await world.store.petition(id);
      const liaison = current?.assignments.at(-1)?.recipients[0] ?? `${unitId}-a`;
      const returned: ActInput = {
        kind: 'return',
        basis: 'outsideOffice',
        detail: '经核实该事项属市住建局职权范围，不属我部管理范畴。',
        proposedOrgan: '市住建局',
      };
      const upheld: ActInput = {
        kind: 'transfer',
        competentOrgan: '市住建局',
        legalBasis: '《信访工作条例》第二十二条',
      };
      await answered(world.store, acting(id, liaison, 'returnAssignment', returned));
      await answered(world.store, acting(id, clerk, 'upholdReturnForTransfer', upheld));
      await answered(world.store, acting(id, clerk, 'confirmTransfer'));
    },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  registration,
  assignment,
  recusal,
  withdrawal,
  handover,
  transfer,
);

function petitionAt({ ids }: World, at: number): PetitionId {
  return ids[at % Math.max(ids.length, 1)] ?? 'nowhere';
}

async function expectAgreement({ store, ids }: World): Promise<void> {
  const { staff } = await store.directory();
  for (const viewer of VIEWERS) {
    const person = staff.get(viewer);
    const visible: PetitionId[] = [];
    for (const id of ids) {
      const petition = await store.petition(id);
      const participants = await store.participants(id);
      if (person && petition && maySee(petition, person, participants)) visible.push(id);
    }
    const pages = await allPages(store, { scope: 'all', limit: 2 }, viewer);
    const listed = pages.flatMap(({ items }) => items.map(({ id }) => id));
    expect([viewer, listed.toSorted()]).toEqual([viewer, visible.toSorted()]);
    expect(pages[0]?.total).toBe(visible.length);
    const open = await allPages(store, { scope: 'open', limit: 2 }, viewer);
    const ended = await allPages(store, { scope: 'ended', limit: 2 }, viewer);
    const parts = [...open, ...ended].flatMap(({ items }) => items.map(({ id }) => id));
    expect([viewer, parts.toSorted()]).toEqual([viewer, visible.toSorted()]);
  }
}

async function registeredAfter(store: Store, days: number): Promise<PetitionId> {
  return (await recorded(store, registering(), instant(MONDAY + days * DAY))).petitionId;
}

async function allPages(store: Store, query: ListQuery, viewer: StaffId) {
  const pages = [];
  let cursor: string | undefined;
  do {
    const page = await store.list({ ...query, ...(cursor ? { cursor } : {}) }, viewer, MONDAY);
    pages.push(page);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return pages;
}

async function idsIn(store: Store, query: Partial<ListQuery>, now = MONDAY) {
  const page = await store.list({ scope: 'open', limit: 100, ...query }, clerk, now);
  expect(page.total).toBe(page.items.length);
  return page.items.map(({ id }: Petition) => id);
}

async function waitsFor(store: Store, staffId: StaffId) {
  return (await store.toDo(staffId)).map(({ id }) => id);
}

function withUnit(
  { staff, units }: Directory,
  unitId: string,
  posts: Readonly<Record<PostId, StaffId>>,
): Omit<Directory, 'version'> {
  const unit = units.get(unitId);
  if (!unit) throw new Error('no such unit');
  const changed = { ...unit, posts: { ...unit.posts, ...posts } };
  return { staff, units: new Map([...units, [unitId, changed]]) };
}

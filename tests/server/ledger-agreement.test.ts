import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maySee } from '../../server/domain/access.ts';
import type { ActInput } from '../../server/domain/act-input.ts';
import type { Petition, PetitionId } from '../../server/domain/petition.ts';
import type { Regime } from '../../server/domain/regime.ts';
import { DAY, type Instant, instant } from '../../server/domain/time.ts';
import type { LedgerItem, LedgerQuery, LedgerSort } from '../../server/store/ledger-reads.ts';
import type { Store } from '../../server/store/store.ts';
import {
  city,
  clerk,
  construction,
  demolition,
  director,
  petitionLeader,
} from '../support/people.ts';
import { acting, answered, MONDAY, openTestStore, registering } from '../support/store.ts';

it('the ledger shows whoever asks what a plain look through all petitions would, in any order and by any page [M18]', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: 14 }),
      fc.array(question, { minLength: 3, maxLength: 3 }),
      async (steps, questions) => {
        const store = openTestStore();
        const ids: PetitionId[] = [];
        for (const [index, take] of steps.entries()) {
          await take(store, ids, index);
          if (index % 3 === 0) await lookEveryWay(store);
        }
        for (const asked of questions) {
          for (const viewer of VIEWERS) await expectAgreement(store, ids, asked, viewer);
        }
        await store.close();
      },
    ),
    { numRuns: 30 },
  );
}, 120_000);

const VIEWERS = [clerk, petitionLeader, demolition.liaisonA, construction.liaisonA, 'nobody'];
const UNITS = [demolition.id, construction.id, city.id];
const CATEGORIES = ['征地拆迁', '物业管理', '噪声扰民'];
const EVERYTHING: LedgerQuery = { scope: 'all', sort: 'registered', descending: true };

/** Between any two acts somebody may look, so that every order has to follow. */
async function lookEveryWay(store: Store): Promise<void> {
  for (const sort of sorts) await store.ledger({ ...EVERYTHING, sort }, clerk, MONDAY);
  for (const viewer of VIEWERS) await store.ledger(EVERYTHING, viewer, MONDAY);
}

type Step = (store: Store, ids: PetitionId[], index: number) => Promise<void>;

const registration = fc
  .record({
    category: fc.constantFrom(...CATEGORIES),
    appealType: fc.constantFrom('appeal', 'accusation', 'inquiry'),
    peopleCount: fc.constantFrom(1, 4, 5, 9),
    repeated: fc.boolean(),
    received: fc.nat(5),
    by: fc.constantFrom(clerk, director),
    accused: fc.subarray([demolition.liaisonA, petitionLeader], { maxLength: 1 }),
  })
  .map(
    ({ received, accused, by, ...facts }): Step =>
      async (store, ids, index) => {
        const submission = registering({
          by,
          facts: { ...facts, receivedAt: instant(MONDAY - received * DAY) },
          accused: { staffIds: accused, outside: true },
        });
        const answer = await answered(store, submission, instant(MONDAY + (index % 4)));
        if (answer.ok) ids.push(answer.value.petitionId);
      },
  );

const assignment = fc.record({ place: fc.nat(5), unitId: fc.constantFrom(...UNITS) }).map(
  ({ place, unitId }): Step =>
    async (store, ids) => {
      const id = ids[place % Math.max(ids.length, 1)] ?? 'nowhere';
      const opinion: ActInput = { kind: 'assign', unitId, opinion: '请办理。' };
      await answered(store, acting(id, clerk, 'signIn'));
      await answered(store, acting(id, clerk, 'proposeAssignment', { kind: 'propose', unitId }));
      const signed = { handwriting: 'M0 0 L9 9' };
      await answered(store, acting(id, petitionLeader, 'assign', opinion, signed));
    },
);

const withdrawal = fc.nat(5).map(
  (place): Step =>
    async (store, ids) => {
      const id = ids[place % Math.max(ids.length, 1)] ?? 'nowhere';
      const input: ActInput = { kind: 'terminate', reason: '信访人书面撤回信访事项' };
      await answered(store, acting(id, director, 'terminate', input));
    },
);

const recusal = fc
  .record({ place: fc.nat(5), staffId: fc.constantFrom(...VIEWERS.slice(0, 4)) })
  .map(
    ({ place, staffId }): Step =>
      async (store, ids) => {
        const id = ids[place % Math.max(ids.length, 1)] ?? 'nowhere';
        const input: ActInput = { kind: 'recuse', staffId, reason: '与信访事项有直接利害关系' };
        await answered(store, acting(id, director, 'recuse', input));
      },
  );

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: registration },
  { weight: 3, arbitrary: assignment },
  { weight: 1, arbitrary: withdrawal },
  { weight: 2, arbitrary: recusal },
);

const day = fc.integer({ min: -6, max: 2 }).map((days) => instant(MONDAY + days * DAY));
const sorts: readonly LedgerSort[] = ['due', 'registered', 'received', 'number'];

/** Few at a time: with many of them nothing would ever be found. */
const filter: fc.Arbitrary<Partial<LedgerQuery>> = fc.oneof(
  fc.record({ unit: fc.subarray(UNITS, { minLength: 1 }) }),
  fc.record({ category: fc.subarray(CATEGORIES, { minLength: 1 }) }),
  fc.record({
    appealType: fc.subarray(['appeal', 'accusation', 'inquiry'] as const, { minLength: 1 }),
  }),
  fc.record({ received: fc.oneof(fc.record({ from: day }), fc.record({ before: day })) }),
  fc.record({ group: fc.boolean() }),
  fc.record({ repeated: fc.boolean() }),
  fc.record({ overdue: fc.boolean() }),
);

const question: fc.Arbitrary<LedgerQuery> = fc
  .tuple(
    fc.constantFrom<LedgerQuery['scope']>('open', 'ended', 'all', 'all'),
    fc.constantFrom(...sorts),
    fc.boolean(),
    fc.array(filter, { maxLength: 2 }),
  )
  .map(([scope, sort, descending, filters]) =>
    Object.assign({ scope, sort, descending }, ...filters),
  );

async function expectAgreement(
  store: Store,
  ids: readonly PetitionId[],
  query: LedgerQuery,
  viewer: string,
): Promise<void> {
  const now = instant(MONDAY + 3 * DAY);
  const expected = await lookedThrough(store, ids, query, viewer, now);
  const ledger = await store.ledger(query, viewer, now);
  const rows = await ledger.read(0, 100);
  const shown = rows.map(({ petition }) => petition.id);
  expect(shown.toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
  expect(ledger.total).toBe(expected.length);
  expect(shown).toEqual(inOrder(rows, ids, query.descending));
  for (const [index, { cursor }] of rows.entries()) {
    expect(ledger.placeAfter(cursor)).toBe(index + 1);
    const [alone] = await ledger.read(index, 1);
    expect(alone?.petition.id).toBe(shown[index]);
  }
  const categories = new Map<string, number>();
  const { category: _, ...otherwise } = query;
  for (const { facts } of await lookedThrough(store, ids, otherwise, viewer, now)) {
    categories.set(facts.category, (categories.get(facts.category) ?? 0) + 1);
  }
  expect(new Map(ledger.counts.category)).toEqual(categories);
}

/** By value, then as they came; accusations come after all others of the same value, by id. */
function inOrder(rows: readonly LedgerItem[], ids: readonly PetitionId[], descending: boolean) {
  const keyed = rows.map(({ petition: { id, facts }, cursor }) => ({
    id,
    value: Number(cursor.split('.')[0]),
    came: facts.appealType === 'accusation' ? Number.POSITIVE_INFINITY : ids.indexOf(id),
  }));
  const upwards = keyed.toSorted(
    (one, other) =>
      one.value - other.value ||
      (one.came === other.came ? (one.id < other.id ? -1 : 1) : one.came - other.came),
  );
  return (descending ? upwards.toReversed() : upwards).map(({ id }) => id);
}

/** What the filters mean, petition by petition. */
async function lookedThrough(
  store: Store,
  ids: readonly PetitionId[],
  query: LedgerQuery,
  viewer: string,
  now: Instant,
): Promise<readonly Petition[]> {
  const person = (await store.directory()).staff.get(viewer);
  const regimes = await store.regimes();
  const found: Petition[] = [];
  for (const id of ids) {
    const petition = await store.petition(id);
    if (!person || !petition) continue;
    if (!maySee(petition, person, await store.participants(id))) continue;
    const regime = regimes.find(({ version }) => version === petition.regime.version);
    if (regime && fits(petition, regime, query, now)) found.push(petition);
  }
  return found;
}

function fits(petition: Petition, regime: Regime, query: LedgerQuery, now: Instant): boolean {
  const { facts, assignments, clocks } = petition;
  const ended = regime.stages[petition.stage]?.end === true;
  const late = clocks.some(
    ({ clock, dueAt, stoppedAt }) =>
      stoppedAt === undefined && dueAt < now && regime.clocks[clock]?.countsOverdue === true,
  );
  const { received = {}, unit, category, appealType, group, repeated, overdue } = query;
  return [
    query.scope === 'all' || ended === (query.scope === 'ended'),
    isOneOf(unit, assignments.at(-1)?.unitId ?? ''),
    isOneOf(category, facts.category),
    isOneOf(appealType, facts.appealType),
    received.from === undefined || facts.receivedAt >= received.from,
    received.before === undefined || facts.receivedAt < received.before,
    group === undefined || group === facts.peopleCount >= 5,
    repeated === undefined || repeated === facts.repeated,
    overdue === undefined || overdue === (late && !ended),
  ].every((fit) => fit);
}

function isOneOf(wanted: readonly string[] | undefined, value: string): boolean {
  return wanted === undefined || wanted.includes(value);
}

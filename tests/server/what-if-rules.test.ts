import { describe, expect, it } from 'vitest';
import type { RulePreviewView } from '../../server/contract/rules.ts';
import type { Petition } from '../../server/domain/petition.ts';
import { asWritten } from '../../server/domain/precedence.ts';
import { type Api, HANDWRITING, nextCommandId, openApi } from '../support/api.ts';
import { clerk, director, principal } from '../support/people.ts';
import { found, regimes } from '../support/planted-regime.ts';
import { at } from '../support/time.ts';
import { organ, SECOND, twoOffices } from '../support/two-offices.ts';
import { assigned, concluded } from '../support/walks.ts';

const office = found(regimes.get('jinghu2020'));
const R13 = found(office.choices.find(({ id }) => id === 'R13'));

/** 60 days read as another number of natural days, for cases of our own. */
function ownDays(amount: number) {
  return {
    kind: 'reading',
    id: 'R13',
    choice: `本级件${amount}日。`,
    reason: '办务会议决定。',
    values: [
      {
        path: 'clocks.caseDue.limits.3.limit',
        value: { unit: 'natural_days', amount, roll: 'next' },
      },
    ],
  };
}

type Reach = 'open' | 'registered';

async function preview(api: Api, change: object, reach: Reach = 'open'): Promise<RulePreviewView> {
  const got = await (await api.as(director)).post('/api/regimes/preview', { change, reach });
  expect(got.status, got.text).toBe(200);
  return got.json();
}

async function sign(api: Api, change: object, digest: string, reach: Reach = 'open') {
  return await (await api.as(director)).post('/api/regimes/changes', {
    commandId: nextCommandId(),
    change,
    reach,
    digest,
    reason: '办务会议2026年第3次会议决定',
    handwriting: HANDWRITING,
  });
}

async function clockOf({ office: { petition } }: Api, id: string, clock: string) {
  const { clocks }: Petition = await petition(id);
  return clocks.findLast((candidate) => candidate.clock === clock);
}

async function written({ office: { store, outbox } }: Api) {
  const { events, audit } = await store.chainHeads();
  return {
    events: events.sequence,
    audit: audit.sequence,
    outbox: (await outbox()).length,
    changes: (await store.ruleChanges()).length,
    regimes: (await store.regimes()).map(({ id, version }) => `${id}@${version}`),
    next: await store.nextTimerAt(),
  };
}

describe('a trial of another reading', () => {
  it('lists what moves, by how much, per unit, and writes nothing at all', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const id = await assigned(api.office);
    await api.as(director);
    const before = await written(api);
    const shown = await preview(api, ownDays(30));
    const signIn = 1;
    expect(await written(api)).toEqual({ ...before, audit: before.audit + signIn });
    expect(shown).toMatchObject({ version: 4, open: 1, petitions: 1, left: [] });
    expect(shown.moves).toContainEqual(
      expect.objectContaining({
        petitionId: id,
        clockTitle: '办结时限',
        from: at('2026-05-15 17:30'),
        to: at('2026-04-15 17:30'),
        difference: '提前30天（20个工作日）',
        effect: 'earlier',
      }),
    );
    // What is counted back from it goes with it.
    expect(shown.moves.map(({ clockTitle }) => clockTitle)).toContain('部室办结报信访办');
    expect(shown.units).toEqual([
      { unit: expect.any(String), moves: 2, becomesLate: 0, becomesInTime: 0 },
    ]);
    expect(shown.differences).toEqual([
      '时限“办结时限”：上级限定的时间、5个工作日、15个自然日、60个自然日 → 上级限定的时间、5个工作日、15个自然日、30个自然日',
    ]);
  });

  it('says what would become late', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    await assigned(api.office);
    await api.office.setTime('2026-04-15 17:31');
    const late = await preview(api, ownDays(30));
    expect(late.moves.map(({ effect }) => effect)).toContain('becomesLate');
    await api.office.setTime('2026-04-15 17:31');
    const inTime = await preview(api, ownDays(31));
    expect(inTime.moves.find(({ clockTitle }) => clockTitle === '办结时限')?.effect).toBe(
      'earlier',
    );
  });

  it.each([
    ['a doubt that is not there', { ...ownDays(30), id: 'R99' }, 'R99'],
    [
      'data that the doubt does not concern',
      { ...ownDays(30), values: [{ path: 'clocks.deptDue.limits.0.limit', value: 1 }] },
      'clocks.deptDue.limits.0.limit',
    ],
    [
      'data of the wrong shape',
      { ...ownDays(30), values: [{ path: 'clocks.caseDue.limits.3.limit', value: 30 }] },
      'clocks.caseDue.limits.3.limit',
    ],
  ])('refuses %s and says where', async (_, change, named) => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const got = await (await api.as(director)).post('/api/regimes/preview', {
      change,
      reach: 'open',
    });
    expect(got.status).toBe(422);
    expect(got.text).toContain('regimeNotSound');
    expect(got.text).toContain(named);
  });

  it('is for the administrator only', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const asked = { change: ownDays(30), reach: 'open' };
    expect((await (await api.as(clerk)).post('/api/regimes/preview', asked)).status).toBe(403);
  });

  it('shows nothing of an accusation to whom it accuses', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const accused = { staffIds: [director], unitIds: [], outside: false };
    await assigned(api.office, { facts: { appealType: 'accusation' }, accused });
    const world = await openApi({ at: '2026-03-16 09:00' });
    expect(await preview(api, ownDays(30))).toEqual(await preview(world, ownDays(30)));
    expect((await api.office.store.openPetitions(principal)).length).toBe(1);
  });
});

describe('a change of the rules that is signed', () => {
  it('writes exactly what was shown, with old, new and why, in one decision', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const id = await assigned(api.office);
    const { digest, moves } = await preview(api, ownDays(30));
    const before = (await api.office.store.events(id)).length;
    expect((await sign(api, ownDays(30), digest)).status).toBe(200);
    const events = (await api.office.store.events(id)).slice(before);
    expect(events.map(({ type }) => type)).toEqual([
      'regimeAdopted',
      'deadlineMoved',
      'deadlineMoved',
    ]);
    expect(events).toHaveLength(1 + moves.length);
    const clock = await clockOf(api, id, 'caseDue');
    expect(clock?.dueAt).toBe(at('2026-04-15 17:30'));
    expect(clock?.moved).toEqual([
      {
        at: at('2026-03-16 09:00'),
        from: at('2026-05-15 17:30'),
        why: `制度改按第4版执行：${R13.question}改按：本级件30日。`,
      },
    ]);
    expect((await api.office.petition(id)).regime).toEqual({ id: 'jinghu2020', version: 4 });
    expect(await api.office.store.verifyChains()).toMatchObject({ ok: true });
  });

  it('holds for what is registered afterwards, and only for that where it is said so', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const open = await assigned(api.office);
    const { digest } = await preview(api, ownDays(30), 'registered');
    expect((await sign(api, ownDays(30), digest, 'registered')).status).toBe(200);
    expect((await clockOf(api, open, 'caseDue'))?.dueAt).toBe(at('2026-05-15 17:30'));
    expect((await api.office.petition(open)).regime.version).toBe(3);
    const later = await assigned(api.office);
    expect((await clockOf(api, later, 'caseDue'))?.dueAt).toBe(at('2026-04-15 17:30'));
  });

  it('leaves alone what has moved on since it was shown', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    await assigned(api.office);
    const { digest } = await preview(api, ownDays(30));
    await assigned(api.office);
    const outdated = await sign(api, ownDays(30), digest);
    expect(outdated.status).toBe(409);
    expect(await api.office.store.ruleChanges()).toEqual([]);
  });

  it('is kept over a restart', async () => {
    const api = await openApi({ at: '2026-03-16 09:00', onDisk: true });
    const id = await assigned(api.office);
    const { digest } = await preview(api, ownDays(30));
    await sign(api, ownDays(30), digest);
    await api.office.restart();
    expect((await clockOf(api, id, 'caseDue'))?.dueAt).toBe(at('2026-04-15 17:30'));
    expect((await api.office.store.regimes()).map(({ version }) => version)).toContain(4);
  });
});

describe('the rules of one office', () => {
  it('changed, leave the petitions, the figures of time and the rules of another office alone', async () => {
    const api = await openApi({ at: '2026-03-16 09:00', people: twoOffices() });
    const own = await assigned(api.office);
    const { id: other } = await (await api.as(organ.receiver)).register({ flow: 'main' });
    const before = await api.office.petition(other);
    const { digest, petitions } = await preview(api, ownDays(30));
    expect(petitions).toBe(1);
    expect((await sign(api, ownDays(30), digest)).status).toBe(200);
    expect((await api.office.petition(own)).regime.version).toBe(4);
    expect(await api.office.petition(other)).toEqual(before);
    const { id: later } = await (await api.as(organ.receiver)).register({ flow: 'main' });
    expect((await api.office.petition(later)).regime).toEqual(before.regime);
  });

  it('changed by a new text of its superior, leave an office alone that works by that superior itself', async () => {
    const api = await openApi({ at: '2026-03-16 09:00', people: twoOffices() });
    await assigned(api.office);
    const { id: other } = await (await api.as(organ.receiver)).register({ flow: 'main' });
    const before = await api.office.petition(other);
    const superior = structuredClone(found(regimes.get(SECOND)));
    const change = {
      kind: 'text',
      regime: { ...asWritten(superior), version: superior.version + 1 },
    };
    const { digest } = await preview(api, change);
    expect((await sign(api, change, digest)).status).toBe(200);
    expect(await api.office.petition(other)).toEqual(before);
    const { id: later } = await (await api.as(organ.receiver)).register({ flow: 'main' });
    expect((await api.office.petition(later)).regime).toEqual(before.regime);
  });
});

describe('another text', () => {
  it('leaves alone, and lists, what rests in a stage that it no longer has', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const id = await concluded(api.office);
    const stage = (await api.office.petition(id)).stage;
    const renamed = JSON.parse(
      JSON.stringify({ ...asWritten(office), version: 4 }).replaceAll(
        `"${stage}"`,
        '"renamedStage"',
      ),
    );
    const shown = await preview(api, { kind: 'text', regime: renamed });
    expect(shown.left.map(({ petitionId }) => petitionId)).toEqual([id]);
    expect((await sign(api, { kind: 'text', regime: renamed }, shown.digest)).status).toBe(200);
    expect((await api.office.petition(id)).regime.version).toBe(3);
  });

  it('is refused under a number that is not the next', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const change = { kind: 'text', regime: { ...asWritten(office), version: 7 } };
    const got = await (await api.as(director)).post('/api/regimes/preview', {
      change,
      reach: 'open',
    });
    expect(got.status).toBe(422);
    expect(got.text).toContain('新的文本应为第4版');
  });
});

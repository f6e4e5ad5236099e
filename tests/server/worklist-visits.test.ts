import { describe, expect, it } from 'vitest';
import { visitList } from '../../server/contract/worklists.ts';
import { type Api, openApi } from '../support/api.ts';
import type { Registered } from '../support/office-person.ts';
import { clerk, construction, demolition } from '../support/people.ts';

const MORNING = '2026-09-28 09:00';
const technical = {
  unitId: demolition.id,
  venue: 'office',
  nature: 'technical',
  principalNeeded: false,
} as const;

describe('接待室', () => {
  it('holds five without a warning and says six; who went to the city or was answered is not in it [M56]', async () => {
    const api = await openApi({ at: MORNING });
    const five = await visit(api, { peopleCount: 9, representatives: 5 });
    expect((await visits(api)).room).toMatchObject({ present: 5, limit: 5 });
    const sixth = await visit(api, {});
    expect((await visits(api)).room).toMatchObject({ present: 6, limit: 5 });
    await api.office.as(clerk).does(sixth, 'routeVisit', { ...technical, venue: 'cityBureau' });
    expect((await visits(api)).room?.present).toBe(5);
    await api.office.as(clerk).does(five, 'routeVisit', technical);
    expect((await visits(api)).room?.present).toBe(5);
    await api.office
      .as(demolition.liaisonA)
      .does(five, 'settleVisit', { note: '已当场答复，信访人表示理解。' });
    const { room, items } = await visits(api);
    expect(room?.present).toBe(0);
    expect(items.map(({ step, branch }) => [step, branch]).toSorted()).toEqual([
      ['opinions', '业务性较强'],
      ['reception', '到市信访部门上访'],
    ]);
  });

  it('is empty the next morning; a visit that is not done with stays on the list', async () => {
    const api = await openApi({ at: MORNING });
    await visit(api, {});
    await api.office.setTime('2026-09-29 09:00');
    const { room, items } = await visits(api);
    expect([room?.present, items.map(({ today, step }) => [today, step])]).toEqual([
      0,
      [[false, 'arrived']],
    ]);
  });
});

describe('分流', () => {
  it.each([
    [
      'a general matter is received by the unit the regulation names',
      { nature: 'general', unitId: 'general' },
      true,
    ],
    ['a general matter goes to another unit only with a reason', { nature: 'general' }, false],
    [
      'the principal leader receives a grave matter',
      { nature: 'major', principalNeeded: true },
      true,
    ],
    [
      'the principal leader receives anything else only with a reason',
      { principalNeeded: true },
      false,
    ],
  ] as const)('%s [M59]', async (_, changes, allowed) => {
    const api = await openApi({ at: MORNING });
    const id = await visit(api, {});
    const route = { ...technical, ...changes };
    const answer = await api.office.as(clerk).act(id, 'routeVisit', route);
    expect(answer).toMatchObject(
      allowed ? { ok: true } : { refusal: { code: 'fieldMissing', field: 'reason' } },
    );
    if (allowed) return;
    const reason = '综合事务部人员均已外出。';
    await api.office.as(clerk).does(id, 'routeVisit', { ...route, reason });
    expect((await visits(api)).items[0]?.overrideReason).toBe(reason);
  });

  it('tells the office, and nobody else, who was told to come [M58]', async () => {
    const api = await openApi({ at: MORNING });
    const id = await visit(api, {});
    await api.office.as(clerk).does(id, 'routeVisit', { ...technical, unitId: construction.id });
    const told = (await visits(api)).items[0]?.notified ?? [];
    expect(told).toHaveLength(3);
    expect((await visits(api, 'leader-petition')).items[0]?.notified).toEqual([]);
  });
});

describe('一年的接访登记', () => {
  it('has everyone who came by the flow of visits, whatever channel was written down', async () => {
    const api = await openApi({ at: MORNING });
    await visit(api, {});
    await visit(api, { channel: 'letter' });
    await api.office.as(clerk).register();
    expect((await visits(api, clerk, '?year=2026')).items).toHaveLength(2);
    expect((await visits(api, clerk, '?year=2025')).items).toEqual([]);
  });
});

function visit({ office }: Api, facts: Registered['facts']) {
  return office.as(clerk).register({ flow: 'visit', facts: { channel: 'visit', ...facts } });
}

async function visits(api: Api, viewer: string = clerk, query = '') {
  const phone = await api.as(viewer);
  return visitList.parse((await phone.get(`/api/worklists/visits${query}`)).json());
}

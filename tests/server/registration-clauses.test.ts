import { describe, expect, it } from 'vitest';
import { type Api, nextCommandId, openApi, registrationAt } from '../support/api.ts';
import { clerk, director } from '../support/people.ts';
import { at } from '../support/time.ts';

const START = '2026-09-28 09:00';
const good = registrationAt(at(START));

async function registering(api: Api, changes: object) {
  const phone = await api.as(clerk);
  return phone.post('/api/petitions', {
    commandId: nextCommandId(),
    registration: { ...good, ...changes },
  });
}

async function figuresOf(api: Api) {
  const { totals, groups } = (await (await api.as(director)).get('/api/figures/2026-09')).json();
  const all: { id: string; value: number }[] = [
    ...totals,
    ...groups.flatMap(({ figures }: { figures: object[] }) => figures),
  ];
  return new Map(all.map(({ id, value }) => [id, value]));
}

describe('受理', () => {
  it('is of visits, calls, letters, system orders and agents, from above or our own, and of nothing without a source [M2]', async () => {
    const api = await openApi({ at: START });
    for (const channel of ['visit', 'call', 'letter', 'online', 'agent']) {
      expect((await registering(api, { channel })).status).toBe(201);
    }
    const superior = {
      ...{ source: 'superior', platformNumber: 'ZLF20260928001' },
      externalDueAt: '2026-10-28T17:30:00+08:00',
    };
    expect((await registering(api, superior)).status).toBe(201);
    for (const wrong of [{ channel: 'telegram' }, { source: undefined }, { source: 'other' }]) {
      expect((await registering(api, wrong)).status).toBe(400);
    }
    expect((await registering(api, { channel: 'fax' })).status).toBe(422);
    expect((await figuresOf(api)).get('registered')).toBe(6);
  });

  it('has no petition from above without the day by which it is to be reported [M8]', async () => {
    const api = await openApi({ at: START });
    const nameless = { source: 'superior', platformNumber: 'ZLF20260928001' };
    const refused = await registering(api, nameless);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('平台限办时间');
  });

  it('of a first and of a repeated petition, and of each kind, is counted apart [M34]', async () => {
    const api = await openApi({ at: START });
    const kinds = ['appeal', 'suggestion', 'inquiry', 'appeal'];
    for (const [index, appealType] of kinds.entries()) {
      expect((await registering(api, { appealType, repeated: index === 3 })).status).toBe(201);
    }
    const figures = await figuresOf(api);
    const counted = ['first', 'repeated', 'appeal.appeal', 'appeal.suggestion', 'appeal.inquiry'];
    expect(counted.map((id) => figures.get(id))).toEqual([3, 1, 2, 1, 1]);
  });

  it('marks who went to the city, the province or Beijing, sudden events and crowds, and reports each [M5]', async () => {
    const api = await openApi({ at: START });
    const visit = { flow: 'visit', channel: 'visit' };
    const brought = [
      { ...visit, answers: { level: 'city' } },
      { ...visit, answers: { level: 'beijing', sudden: true } },
      { ...visit, peopleCount: 5, representatives: 5 },
      {},
    ];
    for (const each of brought) expect((await registering(api, each)).status).toBe(201);
    const figures = await figuresOf(api);
    const counted = ['toCity', 'toProvince', 'toBeijing', 'sudden', 'groupVisits'];
    expect(counted.map((id) => figures.get(id))).toEqual([1, 0, 1, 1, 1]);
    await api.office.setTime('2026-10-08 09:30');
    const issued = await api.office.store.issuedReport('2026-09');
    expect(issued?.report.sections[0]?.lines.join('')).toContain(
      '到市上访1件、到省上访0件、赴京上访1件，异常、突发信访事件1件。',
    );
  });
});

describe('自发文之日起试行', () => {
  it.each([
    ['2020-10-21T17:00:00+08:00', 422],
    ['2020-10-22T09:00:00+08:00', 201],
  ])('received at %s is answered with %i [M38]', async (receivedAt, status) => {
    const api = await openApi({ at: START });
    const got = await registering(api, { receivedAt });
    expect(got.status).toBe(status);
    if (status === 422) expect(got.text).toContain('早于制度施行日');
  });
});

import { describe, expect, it } from 'vitest';
import { openApi } from '../support/api.ts';
import {
  clerk,
  construction,
  demolition,
  director,
  petitionLeader,
  principal,
} from '../support/people.ts';
import { accepted, assigned, concluded } from '../support/walks.ts';

const accusation = {
  facts: { appealType: 'accusation' as const },
  accused: { staffIds: [], unitIds: [], outside: true },
};

describe('the figures of a month', () => {
  it('open the petitions behind every number, no more and no fewer', async () => {
    const api = await openApi({ at: '2026-09-28 09:00' });
    const first = await concluded(api.office);
    const second = await accepted(api.office, { unit: construction });
    const phone = await api.as(director);
    const figures = (await phone.get('/api/figures/2026-09')).json();
    const countOf = (id: string) =>
      figures.totals.find((figure: { id: string }) => figure.id === id).value;
    expect([countOf('registered'), countOf('concluded'), countOf('open')]).toEqual([2, 1, 1]);
    const opened = async (figure: string) =>
      (await phone.get(`/api/figures/2026-09/petitions?figure=${figure}`))
        .json()
        .items.map(({ id }: { id: string }) => id)
        .sort();
    expect(await opened('registered')).toEqual([first, second].sort());
    expect(await opened('concluded')).toEqual([first]);
    expect(await opened('averageDays.denominator')).toEqual([first]);
    for (const { figures: parts } of figures.groups) {
      const sum = parts.reduce((total: number, { value }: { value: number }) => total + value, 0);
      expect(sum).toBe(2);
    }
  });

  it('are refused to people of the departments and unknown for a month that has not begun', async () => {
    const api = await openApi({ at: '2026-09-28 09:00' });
    const liaison = await api.as(demolition.liaisonA);
    expect((await liaison.get('/api/figures/2026-09')).status).toBe(403);
    expect((await liaison.get('/api/reports/2026-09')).status).toBe(403);
    const phone = await api.as(clerk);
    expect((await phone.get('/api/figures/2026-09')).status).toBe(200);
    expect((await phone.get('/api/figures/2026-10')).status).toBe(404);
    expect((await phone.get('/api/figures/2026-13')).status).toBe(400);
  });

  it('tell of a department and a person what they had to do, with its petitions [M24]', async () => {
    const api = await openApi({ at: '2026-09-28 09:00' });
    const id = await concluded(api.office, { facts: { appealType: 'inquiry' } });
    const phone = await api.as(director);
    const { parties } = (await phone.get('/api/figures/2026/assessment')).json();
    expect(parties).toMatchObject([
      { rows: [{ title: '征迁部' }] },
      { rows: [{ id: `person.${demolition.caseworker}` }] },
    ]);
    const { items } = (
      await phone.get(`/api/figures/2026/petitions?figure=unit.${demolition.id}.handled`)
    ).json();
    expect(items.map((item: { id: string }) => item.id)).toEqual([id]);
  });
});

describe('an accusation', () => {
  it('is in no figure, list, trend, report or warning of anybody, and counted apart for the principal leader', async () => {
    const [known, unknown] = [await answersIn(3), await answersIn(0)];
    const apart = `${principal} /api/figures/2026-08`;
    expect(known.get(apart)).toContain('"id":"confidential.registered","title":"登记","value":3');
    expect(unknown.get(apart)).toContain('"id":"confidential.registered","title":"登记","value":0');
    for (const answers of [known, unknown]) answers.delete(apart);
    expect([...known]).toEqual([...unknown]);
    expect([...known.values()].join()).not.toContain('confidential.');
  });

  it('against the principal leader leaves him a world without it', async () => {
    const api = await openApi({ at: '2026-08-28 09:00' });
    const phone = await api.as(principal);
    const before = (await phone.get('/api/figures/2026-08')).text;
    await api.office
      .as(clerk)
      .register({ ...accusation, accused: { staffIds: [principal], unitIds: [], outside: false } });
    expect((await phone.get('/api/figures/2026-08')).text).toBe(before);
  });
});

/** What people are answered in a world with so many accusations; ids and hashes differ from world to world. */
async function answersIn(accusations: number): Promise<Map<string, string>> {
  const api = await openApi({ at: '2026-08-28 09:00' });
  await concluded(api.office);
  for (let count = 0; count < accusations; count++) await assigned(api.office, accusation);
  await api.office.setTime('2026-09-01 09:30');
  const answers = new Map<string, string>();
  for (const person of [clerk, petitionLeader, principal, 'leader-land']) {
    const phone = await api.as(person);
    for (const path of PATHS) {
      const { status, text } = await phone.get(path);
      answers.set(`${person} ${path}`, `${status} ${text.replaceAll(RANDOM, '')}`);
    }
  }
  return answers;
}

const RANDOM = /"id":"[\w-]{16}"|"(?:hash|requestId)":"[0-9a-f-]{30,64}"/g;

const PATHS = [
  '/api/figures/2026-08',
  '/api/figures/2026-08/petitions?figure=registered',
  '/api/figures/2026-08/trend',
  '/api/figures/2026-08/assessment',
  '/api/reports/2026-08',
  '/api/warnings/2026-08',
];

describe('an early sign', () => {
  it('is three petitions of one kind at one department, and its line is warned once, in numbers only [M13] [M21]', async () => {
    const api = await openApi({ at: '2026-09-28 09:00' });
    const phone = await api.as(clerk);
    const shown = async () => (await phone.get('/api/warnings/2026-09')).json().clusters;
    await assigned(api.office);
    await assigned(api.office);
    expect(await shown()).toEqual([]);
    await assigned(api.office);
    const [cluster, ...more] = (await shown()).filter(
      ({ kindText }: { kindText: string }) => kindText === '同类事项',
    );
    expect(more).toEqual([]);
    expect(cluster).toMatchObject({ petitions: 3, units: ['征迁部'] });
    for (let tap = 0; tap < 2; tap++) {
      const got = await phone.post('/api/warnings/2026-09', { cluster: cluster.key });
      expect(got.status).toBe(200);
    }
    await api.office.jobs.settle();
    for (const person of [demolition.head, demolition.leader]) {
      const notices = api.office.messagesTo(person).filter(({ title }) => title === '苗头预警');
      expect(notices).toHaveLength(1);
      expect(notices[0]?.text).toContain('已有3件');
      expect(notices[0]?.text).not.toContain('征地拆迁');
    }
    const [warned] = (await shown()).filter(({ key }: { key: string }) => key === cluster.key);
    expect(warned).toMatchObject({ warned: { petitions: 3 } });
  });
});

describe('a watched place', () => {
  it('is due for a sweep after thirty days and not a day before [M22]', async () => {
    const api = await openApi({ at: '2026-09-28 09:00' });
    const phone = await api.as(clerk);
    const place = {
      unitId: demolition.id,
      name: '演示安置小区',
      plan: '专人包保，发现苗头当日报告。',
      sweptOn: '2026-09-01',
    };
    await phone.post('/api/watched-places', place);
    const overdue = async (at: string) => {
      api.office.skipTo(at);
      const leader = await api.as(petitionLeader);
      const [shown] = (await leader.get('/api/watched-places')).json().items;
      return [shown.name, shown.overdue];
    };
    expect(await overdue('2026-10-01 23:59')).toEqual(['演示安置小区', false]);
    expect(await overdue('2026-10-02 00:00')).toEqual(['演示安置小区', true]);
  });
});

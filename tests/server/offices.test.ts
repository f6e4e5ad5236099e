import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { nextCommandId, openApi, type Phone } from '../support/api.ts';
import { clerk, demolition, director } from '../support/people.ts';
import { openTestStore } from '../support/store.ts';
import { organ, SECOND, twoOffices } from '../support/two-offices.ts';

const openBoth = (at = '2026-03-16 09:00') => openApi({ at, people: twoOffices() });

async function administered(phone: Phone) {
  return (await phone.get('/api/administration/directory')).json();
}

describe('two offices in one installation', () => {
  it('register each by its own regulation and count each by itself', async () => {
    const api = await openBoth();
    const [main, second] = [await api.as(clerk), await api.as(organ.receiver)];
    const brought = [
      await main.register(),
      await second.register({ flow: 'main' }),
      await main.register(),
      await second.register({ flow: 'main' }),
    ];
    expect(brought.map(({ number }) => number)).toEqual([
      '2026-0001',
      '信〔2026〕0001号',
      '2026-0002',
      '信〔2026〕0002号',
    ]);
    const petitions = await Promise.all(brought.map(({ id }) => api.office.petition(id)));
    expect(petitions.map(({ regime }) => regime.id)).toEqual([
      'jinghu2020',
      SECOND,
      'jinghu2020',
      SECOND,
    ]);
    expect(petitions.map(({ officeId }) => officeId)).toEqual([
      undefined,
      SECOND,
      undefined,
      SECOND,
    ]);
  });

  it('tell each of its people whose mini-app this is and by what it works', async () => {
    const api = await openBoth();
    const titles = twoOffices().offices;
    for (const [who, id] of [
      [clerk, 'main'],
      [organ.receiver, SECOND],
    ] as const) {
      const phone = await api.as(who);
      const { officeTitle } = (await phone.get('/api/me')).json();
      expect(officeTitle).toBe(titles?.get(id)?.title);
      const [regulation] = (await phone.get('/api/regimes')).json().items;
      expect(regulation.id).toBe(titles?.get(id)?.regimeId);
    }
  });

  it('are reminded each of its own, under its own name', async () => {
    const api = await openBoth();
    await (await api.as(clerk)).register();
    await (await api.as(organ.receiver)).register({ flow: 'main' });
    api.office.skipTo('2026-03-17 08:50');
    await api.office.jobs.tick();
    api.office.skipTo('2026-03-17 08:51');
    await api.office.jobs.pump();
    const texts = api.office.group().map(({ text }) => text);
    expect(texts).toHaveLength(2);
    const [main = '', second = ''] = texts;
    expect(main).toContain('2026-0001');
    expect(main).not.toContain('信〔2026〕0001号');
    expect(second).toContain('信〔2026〕0001号');
    expect(second).not.toContain('2026-0001');
    for (const [text, id] of [
      [main, 'main'],
      [second, SECOND],
    ] as const) {
      expect(text).toContain(twoOffices().offices?.get(id)?.title);
    }
    const [ours, theirs] = await Promise.all(
      [clerk, organ.receiver].map(async (who) => (await api.as(who)).get('/api/messages')),
    );
    expect(ours?.text).toContain('2026-0001');
    expect(ours?.text).not.toContain('信〔2026〕0001号');
    expect(theirs?.text).toContain('信〔2026〕0001号');
    expect(theirs?.text).not.toContain('2026-0001');
  });

  it('take nobody from each other and change nothing of each other’s', async () => {
    const api = await openBoth();
    const head = await api.as(organ.head);
    const { version } = await administered(head);
    const change = (person: object) =>
      head.post('/api/administration/directory', {
        seenVersion: version,
        reason: '核对人员名单',
        change: { kind: 'person', person },
      });
    const taken = await change({
      id: demolition.liaisonA,
      name: '冒名者',
      title: '科员',
      roles: ['receiver'],
      active: true,
    });
    expect(taken.status).toBe(409);
    const renamed = await change({
      id: organ.receiver,
      name: '新姓名',
      title: '科员',
      roles: ['receiver'],
      unitId: 'cn-office',
      active: true,
    });
    expect(renamed.status).toBe(200);
    const { staff, units } = await api.office.store.directory();
    expect(staff.get(organ.receiver)).toMatchObject({ name: '新姓名', officeId: SECOND });
    expect(staff.get(demolition.liaisonA)?.name).not.toBe('冒名者');
    expect(staff.size).toBe(twoOffices().staff.size);
    expect(units.size).toBe(twoOffices().units.size);
  });

  it('answer a command on the other’s petition as if there were none', async () => {
    const api = await openBoth();
    const { id, number } = await (await api.as(clerk)).register();
    const second = await api.as(organ.receiver);
    const own = await second.register({ flow: 'main' });
    const act = (petition: string, name: string, input: object) =>
      second.post(`/api/petitions/${petition}/acts/${name}`, {
        commandId: nextCommandId(),
        seenVersion: 1,
        input,
      });
    expect((await act(id, 'signIn', { kind: 'step' })).status).toBe(404);
    const [foreign, none] = [
      await act(own.id, 'merge', { kind: 'merge', intoNumber: number }),
      await act(own.id, 'merge', { kind: 'merge', intoNumber: '2026-9999' }),
    ];
    expect(foreign.status).toBe(none.status);
    expect(foreign.json().message).toBe(none.json().message);
  });
});

describe('the regulation an office registers by', () => {
  const change = (regimeId: string, seenVersion: number, check = false) => ({
    regimeId,
    seenVersion,
    reason: '新办法印发施行',
    check,
  });

  it('is changed by its administrator: new petitions follow, open ones stay', async () => {
    const api = await openApi({ at: '2026-03-16 09:00' });
    const before = await (await api.as(clerk)).register();
    const boss = await api.as(director);
    const { version } = (await boss.get('/api/administration/offices')).json();
    const path = '/api/administration/offices/regulation';
    const looked = await boss.post(path, change(SECOND, version, true));
    expect(looked.json().changes).toHaveLength(2);
    expect((await boss.get('/api/regimes')).json().items[0].id).toBe('jinghu2020');

    expect((await boss.post(path, change(SECOND, version))).status).toBe(200);
    expect((await boss.get('/api/regimes')).json().items[0].id).toBe(SECOND);
    expect((await api.office.petition(before.id)).regime.id).toBe('jinghu2020');
    const [entry] = (await boss.get('/api/audit?action=directoryChanged')).json().items;
    expect(entry.detail).toContain('理由：新办法印发施行');
    const { offices } = (await boss.get('/api/administration/offices')).json();
    expect(offices[0]).toMatchObject({ own: true, regulation: { id: SECOND } });
    expect((await boss.post(path, change('jinghu2020', version))).status).toBe(409);
  });

  it('may not be one whose numbers another office already gives', async () => {
    const api = await openBoth();
    const head = await api.as(organ.head);
    const { version } = (await head.get('/api/administration/offices')).json();
    const refused = await head.post(
      '/api/administration/offices/regulation',
      change('jinghu2020', version),
    );
    expect(refused.status).toBe(422);
    expect(refused.json().message).toContain('编号会重复');
  });

  it('is nobody’s to change but an administrator’s', async () => {
    const api = await openBoth();
    const phone = await api.as(organ.receiver);
    expect((await phone.get('/api/administration/offices')).status).toBe(403);
  });
});

describe('an installation from before there were offices', () => {
  it('is the main office', async () => {
    const store = openTestStore();
    const directory = await store.ofOffice('main').directory();
    expect(directory.staff.get(clerk)?.officeId).toBeUndefined();
    expect([...(directory.offices?.values() ?? [])]).toMatchObject([
      { id: 'main', regimeId: 'jinghu2020', active: true },
    ]);
  });
});

describe('OFFICE_REGIME', () => {
  it.each([
    ['jinghu2020', 'jinghu2020', []],
    ['jinghu2020,cn2022', 'jinghu2020', ['cn2022']],
    ['cn2022， jinghu2020', 'cn2022', ['jinghu2020']],
  ])('%s names the main office’s regulation first', (text, regimeId, furtherRegimeIds) => {
    const reading = readConfig({ OFFICE_REGIME: text });
    expect(reading).toMatchObject({ ok: true, config: { regimeId, furtherRegimeIds } });
  });

  it.each(['jinghu2020,', 'jinghu2020,jinghu2020'])('%s is refused', (text) => {
    expect(readConfig({ OFFICE_REGIME: text }).ok).toBe(false);
  });
});

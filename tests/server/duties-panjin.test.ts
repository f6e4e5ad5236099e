import { describe, expect, it } from 'vitest';
import type { DutyList } from '../../server/contract/duties.ts';
import { isoText } from '../../server/domain/time.ts';
import { type Api, nextCommandId, openApi } from '../support/api.ts';
import { chief, deputy, director, staff, wetland } from '../support/panjin.ts';

const people = [chief, director];
const dispatched = {
  on: '2026-05-20',
  attendees: people,
  matters: '逐件调度在办信访事项，限期反馈。',
};
const studied = {
  on: '2026-05-20',
  attendees: people,
  situation: '苇塘边界争议集中，初信初访为主。',
  decisions: '由湿地保护管理科逐宗核对台账。',
};

async function officeAt(at: string, onDisk = false): Promise<Api> {
  const api = await openApi({ at, onDisk, regimeId: 'panjin_forestry2020' });
  await api.office.as(staff).register({ flow: 'main' });
  return api;
}

async function seenBy(api: Api, staffId: string): Promise<DutyList['items']> {
  return (await (await api.as(staffId)).get('/api/duties')).json().items;
}

async function stateOf(api: Api, duty: string, period: string) {
  const found = (await seenBy(api, director)).find(({ id }) => id === duty);
  return found?.states.find((state) => state.period === period)?.state;
}

async function write(api: Api, by: string, duty: string, body: object) {
  const entry = { commandId: nextCommandId(), files: [], ...body };
  return await (await api.as(by)).post(`/api/duties/${duty}`, entry);
}

/** When the person was told of the duty, as `2026-05-27 09:10`. */
const told = (api: Api, staffId: string, title: string) =>
  api.office
    .messagesTo(staffId)
    .filter((message) => message.title === title)
    .map(({ at }) => isoText(at).slice(0, 16).replace('T', ' '));

describe('what the leading group does every month', () => {
  it.each([
    ['monthlyDispatch', '[J7]', dispatched],
    ['monthlyStudy', '[J24]', studied],
  ])(
    'is missing in red once the month has passed without %s, and done when it is written down %s',
    async (duty, _, answers) => {
      const api = await officeAt('2026-05-06 09:00');
      await api.office.setTime('2026-05-31 23:59');
      expect(await stateOf(api, duty, '2026-05')).toBe('open');
      await api.office.setTime('2026-06-01 00:00');
      expect(await stateOf(api, duty, '2026-05')).toBe('missing');
      const entry = { period: '2026-05', answers };
      expect((await write(api, wetland.head, duty, entry)).status).toBe(404);
      const alone = { ...entry, answers: { ...answers, attendees: [chief] } };
      expect((await write(api, director, duty, alone)).status).toBe(422);
      expect(await stateOf(api, duty, '2026-05')).toBe('missing');
      expect((await write(api, director, duty, entry)).status).toBe(200);
      expect(await stateOf(api, duty, '2026-05')).toBe('done');
      expect(await stateOf(api, duty, '2026-06')).toBe('open');
    },
  );

  it('is refused for a month that has not begun, and for a week', async () => {
    const api = await officeAt('2026-05-06 09:00');
    for (const period of ['2026-06', '2026-Q2', '2026-05-06']) {
      const got = await write(api, chief, 'monthlyStudy', { period, answers: studied });
      expect([period, got.status]).toEqual([period, 422]);
    }
  });
});

describe('whoever has to see to a duty', () => {
  it('is told once three working days before its last day and once after it [J24]', async () => {
    const api = await officeAt('2026-05-06 09:00');
    await api.office.setTime('2026-06-23 23:59');
    // 31 May is a Sunday: three working days before it is Wednesday the 27th.
    expect(told(api, chief, '例行工作提醒')).toEqual(['2026-05-27 09:10']);
    expect(told(api, chief, '例行工作缺项')).toEqual(['2026-06-01 09:10']);
    expect(told(api, director, '例行工作缺项')).toEqual(['2026-06-01 09:10']);
    expect(told(api, staff, '例行工作缺项')).toEqual([]);
    expect(api.office.complaints).toEqual([]);
  });

  it('is told nothing of what has been written down in time', async () => {
    const api = await officeAt('2026-05-06 09:00');
    await api.office.setTime('2026-05-21 09:00');
    await write(api, chief, 'monthlyStudy', { period: '2026-05', answers: studied });
    await api.office.setTime('2026-06-10 23:59');
    expect(told(api, chief, '例行工作提醒')).toEqual([]);
    expect(told(api, chief, '例行工作缺项')).toEqual([]);
    expect(told(api, director, '例行工作缺项')).toHaveLength(1);
  });

  it('is told neither twice nor never by kills at any minute, nor when a whole day was lost', async () => {
    const api = await officeAt('2026-05-26 09:00', true);
    const moments = ['09:09', '09:10', '09:10', '09:11', '17:00'].map(
      (each) => `2026-05-28 ${each}`,
    );
    for (const moment of [...moments, '2026-05-29 09:10', '2026-05-29 09:12']) {
      api.office.skipTo(moment);
      await api.office.jobs.tick();
      await api.office.restart('killed');
    }
    await api.office.jobs.settle();
    expect(told(api, chief, '例行工作提醒')).toHaveLength(1);
    expect(told(api, director, '例行工作提醒')).toHaveLength(1);
    expect(api.office.complaints).not.toContain('jobFailed');
  });
});

describe('the registers', () => {
  const risk = {
    subject: '湿地保护区核心区退养还湿方案',
    on: '2026-05-07',
    level: 'medium',
    measures: '分户听取意见，补偿标准公示后再实施。',
  };
  const swept = {
    on: '2026-05-07',
    section: '湿地保护管理科',
    found: '2',
    result: '均已就地化解，另一宗列入包案。',
  };

  it.each([
    ['riskAssessment', '[J25]', risk, deputy],
    ['sweep', '[J26]', swept, staff],
  ])('keep every %s as it was written, and are never missing %s', async (duty, _, answers, by) => {
    const api = await officeAt('2026-05-07 09:00');
    const first = (await seenBy(api, director)).find(({ id }) => id === duty);
    expect([first?.states, first?.entries]).toEqual([[], []]);
    const lacking = Object.fromEntries(Object.entries(answers).slice(1));
    expect((await write(api, by, duty, { answers: lacking })).status).toBe(422);
    expect((await write(api, by, duty, { answers })).status).toBe(200);
    await api.office.setTime('2026-07-07 09:00');
    const kept = (await seenBy(api, director)).find(({ id }) => id === duty);
    expect(kept?.states).toEqual([]);
    expect(kept?.entries[0]?.answers.map(({ label }) => label)).toEqual(
      kept?.form?.fields.map(({ title }) => title),
    );
    expect(kept?.entries[0]?.answers.map(({ value }) => value)).toContain(
      Object.values(answers)[3],
    );
  });

  it('and the minutes are not for the sections to read', async () => {
    const api = await officeAt('2026-05-07 09:00');
    await write(api, chief, 'monthlyStudy', {
      period: '2026-05',
      answers: { ...studied, on: '2026-05-06' },
    });
    expect(await seenBy(api, wetland.head)).toEqual([]);
    expect((await seenBy(api, chief)).length).toBeGreaterThan(2);
  });
});

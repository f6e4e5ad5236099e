import { describe, expect, it } from 'vitest';
import type { DutyList } from '../../server/contract/duties.ts';
import { type Api, nextCommandId, openApi } from '../support/api.ts';

const [bureauHead, clerk] = ['zhejiang-head', 'zhejiang-clerk-1'];
const meeting = {
  heldOn: '2026-06-25',
  departments: ['discipline', 'personnel', 'petitions'],
  attendance: [bureauHead, 'zhejiang-discipline', 'zhejiang-personnel'],
  minutes: '通报上半年首办责任落实情况，分析重复访、越级访成因。',
};

async function officeAt(at: string): Promise<Api> {
  const api = await openApi({ at, regimeId: 'zhejiang_first2017' });
  await register(api);
  return api;
}

async function register(api: Api, flags: object = {}, facts: object = {}) {
  const answers = { skipLevel: false, abnormal: false, urgent: false, ...flags };
  await api.office.as(clerk).register({ flow: 'first', answers, facts });
}

async function meetings(api: Api): Promise<DutyList['items'][number]> {
  const { items } = (await (await api.as(bureauHead)).get('/api/duties')).json();
  return items.find(({ id }: { id: string }) => id === 'analysisMeeting');
}

const statesOf = ({ states }: DutyList['items'][number]) =>
  states.map(({ period, state }) => `${period} ${state}`);

describe('the half-year meeting', () => {
  it('is missing in red without minutes, and done with them and those who sat in it [Z14]', async () => {
    const api = await officeAt('2026-05-06 09:00');
    await api.office.setTime('2026-06-30 23:59');
    expect(statesOf(await meetings(api))).toEqual(['2026-H1 open']);
    await api.office.setTime('2026-07-01 09:30');
    expect(statesOf(await meetings(api))).toEqual(['2026-H2 open', '2026-H1 missing']);
    const phone = await api.as(bureauHead);
    const file = await phone.post('/api/duties/analysisMeeting', {
      commandId: nextCommandId(),
      period: '2026-H1',
      files: [],
      answers: meeting,
    });
    expect(file.status).toBe(200);
    const written = await meetings(api);
    expect(statesOf(written)).toEqual(['2026-H2 open', '2026-H1 done']);
    const values = written.entries[0]?.answers.map(({ value }) => value).join('；');
    expect(values).toContain('郑示范');
    expect(values).toContain(meeting.minutes);
  });

  it('that was missed stands as missing in the report of the month in which it fell due [Z14]', async () => {
    const api = await officeAt('2026-05-06 09:00');
    await api.office.setTime('2026-07-20 09:00');
    const report = await api.office.store.issuedReport('2026-06');
    const duties = report?.report.annexes.find(({ title }) => title === '责任制落实工作');
    expect(JSON.stringify(duties?.rows)).toContain('信访工作责任制落实情况分析会');
    expect(JSON.stringify(duties?.rows)).toContain('缺');
  });
});

describe('the monthly figures', () => {
  it('count repeated, skip-level and abnormal visits of the month, and no others [Z2]', async () => {
    const api = await officeAt('2026-05-06 09:00');
    await register(api, { skipLevel: true }, { repeated: true });
    await register(api, { skipLevel: true, abnormal: true });
    await api.office.setTime('2026-06-01 09:00');
    await register(api, { abnormal: true });
    await api.office.setTime('2026-06-10 09:00');
    const issued = await api.office.store.issuedReport('2026-05');
    const value = (id: string) => issued?.report.figures.find((each) => each.id === id)?.value;
    expect(['registered', 'first', 'repeats', 'skipLevel', 'abnormal'].map(value)).toEqual([
      3, 2, 1, 2, 1,
    ]);
    const lines = issued?.report.sections.flatMap((section) => section.lines ?? []).join('');
    expect(lines).toContain('越级访2件');
  });
});

import { describe, expect, it } from 'vitest';
import { type Api, HANDWRITING, nextCommandId, openApi } from '../support/api.ts';
import { chief, deputy, director, staff, wetland } from '../support/panjin.ts';

const issue = { kind: 'issue', handwriting: HANDWRITING };
const words = '勘界台账交接不到位，致受理告知延误；已专人补办并建立交接登记。';

/** Wednesday 6 May 2026: what is assigned today has to be taken on or refused by Saturday the 9th, which is worked. */
function opened(at = '2026-05-06 09:00'): Promise<Api> {
  return openApi({ at, regimeId: 'panjin_forestry2020' });
}

/** Instructed to the wetland section, which has not reported yet whether it can be taken on. */
async function instructed({ office }: Api): Promise<string> {
  const id = await office.as(staff).register({ flow: 'main' });
  await office.as(staff).does(id, 'presentToLeader');
  await office.as(director).does(id, 'assign', { unitId: wetland.id, opinion: '请首接首转。' });
  return id;
}

async function listOf(api: Api, staffId = director) {
  return (await (await api.as(staffId)).get('/api/sanctions')).json();
}

type Listed = { id: string; title: string; state: string; window?: string };

async function drafted(api: Api, staffId = director): Promise<readonly string[]> {
  const { notices }: { notices: Listed[] } = await listOf(api, staffId);
  return notices.map(({ title, window = '', state }) => `${window}${title} ${state}`).toSorted();
}

async function idOf(api: Api, title: string): Promise<string> {
  const { notices }: { notices: Listed[] } = await listOf(api);
  return notices.find((notice) => notice.title === title)?.id ?? '';
}

async function act(api: Api, staffId: string, id: string, body: object) {
  const phone = await api.as(staffId);
  const { seen } = (await phone.get(`/api/sanctions/${id}`)).json();
  return await phone.post(`/api/sanctions/${id}`, { seen, ...body });
}

async function printed(api: Api, staffId: string, id: string, paper: string) {
  return await (await api.as(staffId)).get(`/api/sanctions/${id}/papers/${paper}/print`);
}

describe('a section that lets a petition fall overdue', () => {
  it('is not written about while the last minute is not over [J21]', async () => {
    const api = await opened();
    await instructed(api);
    await api.office.setTime('2026-05-09 17:30');
    expect(await drafted(api)).toEqual([]);
  });

  it('is named to the whole bureau once, over the signature of the office alone, and owes its reasons [J21] [J6]', async () => {
    const api = await opened();
    await instructed(api);
    await api.office.setTime('2026-05-11 09:05');
    expect(await drafted(api)).toEqual(['2026年全局通报 draft']);
    expect(await drafted(api, wetland.head)).toEqual([]);
    const id = await idOf(api, '全局通报');
    expect((await act(api, deputy, id, issue)).status).toBe(403);
    expect((await act(api, director, id, issue)).status).toBe(200);
    const bulletin = await printed(api, director, id, 'bulletin');
    expect(bulletin.text).toContain('湿地保护管理科办理信访事项超期1次');
    expect((await printed(api, director, id, 'explanation')).status).toBe(409);
    expect(await drafted(api, wetland.head)).toEqual(['2026年全局通报 issued']);
    const explained = await act(api, wetland.head, id, { kind: 'explain', words });
    expect(explained.json().summary.state).toBe('settled');
    expect((await printed(api, director, id, 'explanation')).text).toContain(words);
    await api.office.setTime('2026-06-01 09:05');
    expect(await drafted(api)).toEqual(['2026年全局通报 settled']);
  });

  it('is called in by the head of the group at the second of a year, criticised, and reports to the party group [J22]', async () => {
    const api = await opened();
    await instructed(api);
    await api.office.setTime('2026-05-20 09:00');
    await instructed(api);
    await api.office.setTime('2026-05-26 09:05');
    expect(await drafted(api)).toEqual(['2026年全局通报 draft', '2026年约谈并通报批评 draft']);
    const id = await idOf(api, '约谈并通报批评');
    expect((await act(api, director, id, issue)).status).toBe(403);
    expect((await act(api, chief, id, issue)).status).toBe(200);
    expect((await printed(api, chief, id, 'interview')).text).toContain('约谈通知书');
    expect((await printed(api, chief, id, 'criticism')).text).toContain('通报批评');
    await act(api, wetland.head, id, { kind: 'explain', words });
    expect((await printed(api, chief, id, 'partyReport')).text).toContain('局党组');
  });

  it('begins anew with the year: the first of the next is not its second [J22]', async () => {
    const api = await opened('2025-12-22 09:00');
    await instructed(api);
    await api.office.setTime('2026-01-05 09:00');
    await instructed(api);
    await api.office.setTime('2026-01-12 09:05');
    expect(await drafted(api)).toEqual(['2025年全局通报 draft', '2026年全局通报 draft']);
  });

  it('has both of December counted together, the later one found out in January [J22]', async () => {
    const api = await opened('2025-12-22 09:00');
    await instructed(api);
    await api.office.setTime('2025-12-26 09:00');
    await instructed(api);
    await api.office.setTime('2026-01-05 09:05');
    expect(await drafted(api)).toEqual(['2025年全局通报 draft', '2025年约谈并通报批评 draft']);
  });

  it('is let off when the calendar turns out to have given it time after all [J21]', async () => {
    const api = await opened('2026-06-03 09:00');
    await instructed(api);
    await api.office.setTime('2026-06-09 09:05');
    expect(await drafted(api)).toEqual(['2026年全局通报 draft']);
    await closeTheOffice(api);
    await api.office.setTime('2026-06-10 09:05');
    expect(await drafted(api)).toEqual(['2026年全局通报 withdrawn']);
    expect((await listOf(api)).ladder.units).toEqual([]);
    const trail = await (await api.as(director)).get(
      `/api/sanctions/${await idOf(api, '全局通报')}`,
    );
    expect(trail.json().withdrawn.why).toContain('累计超期0件');
  });

  it('stays where it is while its objection is open, and goes on when it is rejected [J22]', async () => {
    const api = await opened();
    await instructed(api);
    await api.office.setTime('2026-05-11 09:05');
    const first = await idOf(api, '全局通报');
    await act(api, director, first, issue);
    const { objectable } = (
      await (await api.as(wetland.head)).get(`/api/sanctions/${first}`)
    ).json();
    const petitions = [objectable[0].id];
    const reason = '停电期间无法登录系统，请求剔除。';
    await act(api, wetland.head, first, { kind: 'object', petitions, reason });
    await instructed(api);
    await api.office.setTime('2026-05-18 09:05');
    expect(await drafted(api)).toEqual(['2026年全局通报 objected']);
    const rejected = { upheld: false, reason: '停电不足一小时。', handwriting: HANDWRITING };
    await act(api, chief, first, { kind: 'decide', ...rejected });
    expect(await drafted(api)).toEqual(['2026年全局通报 issued', '2026年约谈并通报批评 draft']);
  });
});

describe('a grave failure', () => {
  it('is laid before the discipline inspectors by the head of the group, and its end is kept [J23] [J6]', async () => {
    const api = await opened();
    const phone = await api.as(director);
    const answers = {
      grounds: ['repeat', 'delay'],
      target: 'unit',
      facts: '首办责任落实不到位，拖延三个月，致信访人重复信访。',
    };
    const draft = { measure: 'referral', seen: 0, unitId: wetland.id, answers };
    const ungrounded = { ...draft, answers: { ...answers, grounds: [] } };
    expect((await phone.post('/api/sanctions', ungrounded)).status).toBe(422);
    expect((await (await api.as(wetland.head)).post('/api/sanctions', draft)).status).toBe(403);
    const made = await phone.post('/api/sanctions', draft);
    const { id } = made.json().summary;
    expect((await act(api, director, id, issue)).status).toBe(403);
    expect((await act(api, chief, id, issue)).status).toBe(200);
    const paper = await printed(api, chief, id, 'referral');
    expect(paper.text).toContain('市纪委监委驻辽东湾新区纪检监察组');
    expect(paper.text).toContain('首办责任落实不到位');
    const outcome = { kind: 'recordOutcome', answers: { result: 'party', on: '2026-05-06' } };
    const done = (await act(api, director, id, outcome)).json();
    expect(done.outcome.written[0]).toEqual({ label: '结果', value: '党纪处分' });
    expect((await (await api.as(wetland.head)).get(`/api/sanctions/${id}`)).status).toBe(404);
  });
});

/** Signed on Tuesday 9 June: the office was closed on the Monday on which the time ended, and is closed today. */
async function closeTheOffice(api: Api): Promise<void> {
  const change = {
    kind: 'holidays',
    year: 2026,
    notice: { number: '盘政办〔2026〕5号', title: '关于临时放假的通知', issuedOn: '2026-06-05' },
    holidays: [{ name: '临时放假', from: '2026-06-08', to: '2026-06-09', makeUpDays: [] }],
  };
  const phone = await api.as(deputy);
  const { digest } = (await phone.post('/api/calendar/preview', { change })).json();
  const signed = await phone.post('/api/calendar/changes', {
    commandId: nextCommandId(),
    change,
    digest,
    reason: '市政府办公室通知已发布',
    handwriting: HANDWRITING,
  });
  expect(signed.status, signed.text).toBe(200);
}

import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readPeriod } from '../../server/domain/figures/period.ts';
import type { Answers } from '../../server/domain/record.ts';
import { isoText } from '../../server/domain/time.ts';
import { reportPaper } from '../../server/forms/report/report-paper.ts';
import { type Api, nextCommandId, openApi } from '../support/api.ts';
import { recount } from '../support/recount.ts';
import {
  complaint,
  coordinator,
  housing,
  mailClerk,
  mailDirector,
  reply,
} from '../support/shuangfeng.ts';

const secretary = 'shuangfeng-secretary';

async function officeAt(at: string, onDisk = false): Promise<Api> {
  return await openApi({ at, onDisk, regimeId: 'shuangfeng2018' });
}

async function letter(api: Api, answers: Answers = {}): Promise<string> {
  return await api.office.as(mailClerk).register({
    flow: 'letter',
    answers: { ...complaint, ...answers },
    facts: { channel: 'online' },
  });
}

async function handed(api: Api): Promise<string> {
  const id = await letter(api);
  const { office } = api;
  const opinion = '请按职责依法及时办理。';
  await office.as(mailClerk).does(id, 'assign', { unitId: housing.id, opinion });
  for (const act of ['accept', 'recordInUnit', 'present']) {
    await office.as(housing.clerk).does(id, act);
  }
  await office.as(housing.deputy).does(id, 'nameCaseworker', { caseworkerId: housing.caseworker });
  return id;
}

async function answered(api: Api): Promise<string> {
  const id = await handed(api);
  await api.office.as(housing.caseworker).does(id, 'submitReply', reply);
  await api.office.as(mailClerk).does(id, 'passReply', { opinion: '同意回复。' });
  return id;
}

/** Announced to the person, as `2027-01-04 09:00`. */
const announced = (api: Api, staffId: string) =>
  api.office
    .messagesTo(staffId)
    .filter(({ link }) => link?.includes('/reports/'))
    .map(({ at }) => isoText(at).slice(0, 16).replace('T', ' '));

const issuedIds = async (api: Api) =>
  (await api.office.store.issuedReports()).map(({ report, version }) => [report.period, version]);

describe('一日一清单、一月一汇总、一季一通报、一年一考核', () => {
  it('are issued each at its own hour, the list of a day without a notice [F13]', async () => {
    const api = await officeAt('2026-12-25 16:00');
    await letter(api);
    await api.office.setTime('2027-01-14 08:59:59');
    expect(await api.office.store.issuedReport('2026')).toBeNull();
    await api.office.setTime('2027-01-14 09:00');
    const others = (await issuedIds(api)).filter(([id]) => String(id).length < 10);
    expect(others).toEqual([
      ['2026-Q4', 1],
      ['2026-12', 1],
      ['2026', 1],
    ]);
    expect(announced(api, secretary).toSorted()).toEqual([
      ...['2027-01-04 09:00', '2027-01-07 09:00', '2027-01-14 09:00'],
    ]);
    const days = (await issuedIds(api)).filter(([id]) => String(id).length === 10);
    // Nothing happened on Saturday and Sunday.
    expect(
      days
        .map(([id]) => id)
        .toSorted()
        .slice(0, 4),
    ).toEqual([...['2026-12-25', '2026-12-28', '2026-12-29', '2026-12-30']]);
    const list = await api.office.store.issuedReport('2026-12-25');
    expect(isoText(list?.issuedAt ?? api.office.now()).slice(0, 16)).toBe('2026-12-28T08:45');
    expect(list?.report.annexes.map(({ rows }) => rows.length)).toEqual([1, 0, 1, 0]);
  });

  it('are issued once whatever minute the server is killed and comes back [F13]', async () => {
    const api = await officeAt('2026-12-30 09:00', true);
    await letter(api);
    const moments = [
      ...['2026-12-31 08:45', '2026-12-31 08:45', '2027-01-04 08:59', '2027-01-04 09:00'],
      ...['2027-01-04 09:01', '2027-01-07 09:00', '2027-01-07 09:00', '2027-01-14 09:05'],
    ];
    for (const moment of moments) {
      api.office.skipTo(moment);
      await api.office.jobs.tick();
      await api.office.restart('killed');
    }
    await api.office.jobs.settle();
    expect(announced(api, secretary)).toHaveLength(3);
    const ids = await issuedIds(api);
    expect(ids.filter(([id]) => String(id).length < 10)).toHaveLength(3);
    expect(new Set(ids.map(([id]) => id)).size).toBe(ids.length);
    expect(ids.every(([, version]) => version === 1)).toBe(true);
    expect(api.office.complaints).not.toContain('jobFailed');
  });

  it('are what the bare events say, counted again by hand, and stay so [F13]', async () => {
    const api = await officeAt('2026-12-28 09:00');
    const ids = [await answered(api)];
    await api.office.setTime('2026-12-29 09:00');
    ids.push(await handed(api), await letter(api, { urgent: true }));
    await api.office.setTime('2027-01-05 10:00');
    ids.push(await answered(api));
    await api.office.setTime('2027-01-14 09:00');
    const logs = await Promise.all(ids.map((id) => api.office.store.events(id)));
    for (const id of ['2026-12-28', '2026-12-29', '2027-01-05', '2026-12', '2026-Q4', '2026']) {
      const period = readPeriod(id);
      const issued = await api.office.store.issuedReport(id);
      if (!period || !issued) throw new Error(`${id} was not issued`);
      const byHand = recount(logs, [period.from, period.to], api.office.calendar);
      const value = (name: string) =>
        issued.report.figures.find((figure) => figure.id === name)?.value ?? 0;
      const names = ['registered', 'people', 'accepted', 'concluded', 'open', 'reworks'];
      expect([id, names.map(value)]).toEqual([id, names.map((name) => byHand[name] ?? 0)]);
      const shown = (await (await api.as(mailDirector)).get(`/api/figures/${id}`)).json();
      expect([id, shown.issued.differences]).toEqual([id, []]);
    }
  });
});

describe('what goes up to the county', () => {
  it('is every quarter a bulletin in the name of the county government’s office [F14]', async () => {
    const api = await officeAt('2026-12-30 09:00');
    await letter(api);
    await api.office.setTime('2027-01-07 09:00');
    const bulletin = await api.office.store.issuedReport('2026-Q4');
    if (!bulletin) throw new Error('no bulletin');
    expect(bulletin.report.title).toBe('关于2026年第四季度“书记县长信箱”来信办理工作情况的通报');
    const docx = await reportPaper('双峰县电子政务管理办公室', bulletin).docx();
    const words = strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array()).replaceAll(
      /<[^>]+>/g,
      '',
    );
    expect(words).toContain('双峰县人民政府办公室');
    expect(words).not.toContain('双峰县电子政务管理办公室');
    const shown = await (await api.as(coordinator)).get('/api/reports/2026-Q4');
    expect(shown.json().inNameOf).toBe('双峰县人民政府办公室');
    expect(announced(api, coordinator)).toContain('2027-01-07 09:00');
    const month = await api.office.store.issuedReport('2026-12');
    expect(month?.report.inNameOf).toBeUndefined();
  });

  it('is every month a digest of the letters chosen as important, red while there is none [F14]', async () => {
    const api = await officeAt('2026-05-06 09:00');
    const [important, plain] = [await letter(api, { major: true }), await letter(api)];
    await api.office.setTime('2026-06-08 08:30');
    expect(await digestOf(api, '2026-05')).toBe('missing');
    const phone = await api.as(mailDirector);
    const given = await phone.post('/api/readings', {
      ...{ commandId: nextCommandId(), mode: 'periodic', period: '2026-05', reader: secretary },
      ...{ title: '5月重要信件摘录', text: '小区积水件涉及三百余户，拟列入汛前整治。' },
      petitions: [important],
    });
    expect(given.status).toBe(200);
    expect(await digestOf(api, '2026-05')).toBe('done');
    expect((await phone.show(important)).readings).toMatchObject([{ title: '重要信件摘录汇总' }]);
    expect((await phone.show(plain)).readings).toEqual([]);
  });

  async function digestOf(api: Api, period: string) {
    const { items } = (await (await api.as(mailDirector)).get('/api/duties')).json();
    const duty = items.find(({ id }: { id: string }) => id === 'importantLetters');
    return duty.states.find((state: { period: string }) => state.period === period).state;
  }
});

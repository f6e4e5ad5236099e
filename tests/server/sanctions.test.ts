import { describe, expect, it } from 'vitest';
import { type Api, HANDWRITING, openApi } from '../support/api.ts';
import {
  construction,
  demolition,
  director,
  petitionLeader,
  principal,
} from '../support/people.ts';
import { regimesWithSanctions } from '../support/sanctions.ts';
import { assigned } from '../support/walks.ts';

const head = demolition.head;

/** An office in which the demolition department did not accept so many petitions on the day they came. */
async function officeWithOverdue(petitions: number): Promise<Api> {
  const api = await openApi({ at: '2026-07-31 09:00', regimes: regimesWithSanctions() });
  for (let count = 0; count < petitions; count += 1) {
    await assigned(api.office);
  }
  await api.office.setTime('2026-08-03 10:00');
  return api;
}

async function listOf(api: Api, staffId: string) {
  return (await (await api.as(staffId)).get('/api/sanctions')).json();
}

async function act(api: Api, staffId: string, id: string, body: object) {
  const phone = await api.as(staffId);
  const { seen } = (await phone.get(`/api/sanctions/${id}`)).json();
  return phone.post(`/api/sanctions/${id}`, { seen, ...body });
}

const noticeOf = (list: { notices: { id: string; title: string }[] }, title: string) =>
  list.notices.find((notice) => notice.title === title)?.id ?? '';

describe('the ladder of overdue petitions', () => {
  it('drafts step 1 once for one overdue petition and tells nobody of the unit before it is signed [J21]', async () => {
    const api = await officeWithOverdue(1);
    const list = await listOf(api, director);
    expect(list.notices.map(({ title, state }: never) => [title, state])).toEqual([
      ['超期通报', 'draft'],
    ]);
    expect(list.ladder.units).toMatchObject([{ name: '征迁部', petitions: [{}] }]);
    expect((await listOf(api, head)).notices).toEqual([]);
    const told = (staffId: string) =>
      api.office.messagesTo(staffId).filter(({ title }) => title.startsWith('文书待签发'));
    expect(told(petitionLeader)).toHaveLength(1);
    await api.office.setTime('2026-08-05 10:00');
    expect((await listOf(api, director)).notices).toHaveLength(1);
    expect(told(petitionLeader)).toHaveLength(1);
  });

  it('is issued by the person entitled and by nobody else, and asks the unit for its words [J21]', async () => {
    const api = await officeWithOverdue(1);
    const id = noticeOf(await listOf(api, director), '超期通报');
    const issue = { kind: 'issue', handwriting: HANDWRITING };
    expect((await act(api, director, id, issue)).status).toBe(403);
    expect((await act(api, petitionLeader, id, issue)).json()).toMatchObject({
      summary: { state: 'issued' },
      owed: { title: '书面说明' },
    });
    const words = '因经办人员变动，交接不到位，已落实专人并补办。';
    const explained = (await act(api, head, id, { kind: 'explain', words })).json();
    expect(explained.owed.words).toBe(words);
    expect(explained.summary.state).toBe('settled');
  });

  it('drafts step 2 for the second overdue petition [J22]', async () => {
    const api = await officeWithOverdue(2);
    const titles = (await listOf(api, director)).notices.map(({ title }: never) => title);
    expect(titles.toSorted()).toEqual(['约谈通知', '超期通报'].toSorted());
  });

  it('pauses while an objection is open and falls back when it is upheld, leaving the trail', async () => {
    const api = await officeWithOverdue(2);
    const list = await listOf(api, director);
    const [first, second] = [noticeOf(list, '超期通报'), noticeOf(list, '约谈通知')];
    await act(api, petitionLeader, first, { kind: 'issue', handwriting: HANDWRITING });
    const { objectable } = (await (await api.as(head)).get(`/api/sanctions/${first}`)).json();
    const reason = '平台停机维护期间无法提交，应当剔除。';
    const petitions = [objectable[0].id];
    expect((await act(api, head, first, { kind: 'object', petitions, reason })).status).toBe(200);
    const issue = { kind: 'issue', handwriting: HANDWRITING };
    expect((await act(api, principal, second, issue)).json().code).toBe('objectionOpen');
    const upheld = { upheld: true, reason: '情况属实，不计入。', handwriting: HANDWRITING };
    expect((await act(api, principal, first, { kind: 'decide', ...upheld })).status).toBe(200);
    const after = await listOf(api, director);
    expect(after.ladder.units[0].petitions).toHaveLength(1);
    const states = Object.fromEntries(
      after.notices.map(({ title, state }: { title: string; state: string }) => [title, state]),
    );
    expect(states).toEqual({ 超期通报: 'issued', 约谈通知: 'withdrawn' });
    const trail = (await (await api.as(director)).get(`/api/sanctions/${second}`)).json();
    expect(trail.withdrawn.why).toContain('累计超期1件');
  });

  it('goes on with the count unchanged when the objection is rejected', async () => {
    const api = await officeWithOverdue(1);
    const id = noticeOf(await listOf(api, director), '超期通报');
    await act(api, petitionLeader, id, { kind: 'issue', handwriting: HANDWRITING });
    const { objectable } = (await (await api.as(head)).get(`/api/sanctions/${id}`)).json();
    const petitions = [objectable[0].id];
    await act(api, head, id, { kind: 'object', petitions, reason: '认为期限计算有误，请复核。' });
    const rejected = { upheld: false, reason: '期限计算无误。', handwriting: HANDWRITING };
    await act(api, principal, id, { kind: 'decide', ...rejected });
    expect((await listOf(api, director)).ladder.units[0].petitions).toHaveLength(1);
    const again = await act(api, head, id, {
      kind: 'object',
      petitions,
      reason: '再次提出同一异议，请求重新核算。',
    });
    expect(again.status).toBe(409);
  });

  it('refuses an objection after the time for it', async () => {
    const api = await officeWithOverdue(1);
    const id = noticeOf(await listOf(api, director), '超期通报');
    await act(api, petitionLeader, id, { kind: 'issue', handwriting: HANDWRITING });
    const { objectable } = (await (await api.as(head)).get(`/api/sanctions/${id}`)).json();
    const body = {
      kind: 'object',
      petitions: [objectable[0].id],
      reason: '认为期限计算有误，请复核。',
    };
    await api.office.setTime('2026-08-06 17:31');
    expect((await act(api, head, id, body)).json().code).toBe('objectionLate');
  });

  it('is not seen by another department, and an older page is refused', async () => {
    const api = await officeWithOverdue(1);
    const id = noticeOf(await listOf(api, director), '超期通报');
    const other = await api.as(construction.head);
    expect((await other.get(`/api/sanctions/${id}`)).status).toBe(404);
    const phone = await api.as(petitionLeader);
    const stale = { kind: 'issue', seen: 0, handwriting: HANDWRITING };
    expect((await phone.post(`/api/sanctions/${id}`, stale)).status).toBe(409);
  });
});

describe('accusations and sanctions', () => {
  it('never meet: an overdue accusation counts for nobody', async () => {
    const api = await openApi({ at: '2026-07-31 09:00', regimes: regimesWithSanctions() });
    await assigned(api.office, {
      facts: { appealType: 'accusation' },
      accused: { staffIds: [], unitIds: [], outside: true },
    });
    await api.office.setTime('2026-08-03 10:00');
    const list = await listOf(api, director);
    expect([list.notices, list.ladder.units]).toEqual([[], []]);
  });
});

describe('a proposal of accountability', () => {
  it('needs its unit, is kept from the unit, is issued by hand and keeps its outcome', async () => {
    const api = await openApi({ at: '2026-03-16 09:00', regimes: regimesWithSanctions() });
    const phone = await api.as(director);
    const { seen } = (await phone.get('/api/sanctions')).json();
    const answers = { incidentOn: '2026-03-13', facts: '未按时录入，群众越级上访。' };
    const draft = { measure: 'accountability', seen, unitId: demolition.id, answers };
    const { unitId: _, ...lacking } = draft;
    expect((await phone.post('/api/sanctions', lacking)).status).toBe(422);
    const made = await phone.post('/api/sanctions', draft);
    expect(made.status).toBe(201);
    const { summary } = made.json();
    expect((await (await api.as(head)).get(`/api/sanctions/${summary.id}`)).status).toBe(404);
    await act(api, principal, summary.id, { kind: 'issue', handwriting: HANDWRITING });
    const outcome = { kind: 'recordOutcome', answers: { result: '通报批评，党内警告。' } };
    const done = (await act(api, director, summary.id, outcome)).json();
    expect(done.outcome.written).toEqual([{ label: '结果', value: '通报批评，党内警告。' }]);
  });
});

describe('the papers of a notice', () => {
  it('are printed with the count and the handwriting, and not before there is anything to print', async () => {
    const api = await officeWithOverdue(1);
    const id = noticeOf(await listOf(api, director), '超期通报');
    const phone = await api.as(director);
    const before = await phone.get(`/api/sanctions/${id}/papers/bulletin/print`);
    expect(before.text).toContain('未签发稿');
    await act(api, petitionLeader, id, { kind: 'issue', handwriting: HANDWRITING });
    const page = await phone.get(`/api/sanctions/${id}/papers/bulletin/print`);
    expect(page.text).toContain('2026年累计超期1件');
    expect(page.text).toContain('的手写签名');
    expect(page.text).not.toContain('刘金丝');
    const later = await phone.get(`/api/sanctions/${id}/papers/explanation/print`);
    expect(later.status).toBe(409);
    const word = await phone.get(`/api/sanctions/${id}/papers/bulletin/docx`);
    expect(word.headers['content-type']).toContain('wordprocessingml');
  });
});

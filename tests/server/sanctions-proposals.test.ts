import { describe, expect, it } from 'vitest';
import { type Api, HANDWRITING, openApi } from '../support/api.ts';
import { at } from '../support/at.ts';
import * as county from '../support/shuangfeng.ts';
import { organ } from '../support/two-offices.ts';
import * as bureau from '../support/wenzhou.ts';
import * as first from '../support/zhejiang.ts';

const issue = { kind: 'issue', handwriting: HANDWRITING };

async function opened(regimeId: string, moment = '2026-05-06 09:00'): Promise<Api> {
  return await openApi({ at: moment, regimeId });
}

async function listOf(api: Api, staffId: string) {
  return (await (await api.as(staffId)).get('/api/sanctions')).json();
}

async function propose(api: Api, staffId: string, measure: string, more: object) {
  const { seen } = await listOf(api, staffId);
  return await (await api.as(staffId)).post('/api/sanctions', { measure, seen, ...more });
}

async function act(api: Api, staffId: string, id: string, body: object) {
  const phone = await api.as(staffId);
  const { seen } = (await phone.get(`/api/sanctions/${id}`)).json();
  return await phone.post(`/api/sanctions/${id}`, { seen, ...body });
}

async function paper(api: Api, staffId: string, id: string, which: string): Promise<string> {
  return (await (await api.as(staffId)).get(`/api/sanctions/${id}/papers/${which}/print`)).text;
}

describe('an incident in a first petition (四（四）)', () => {
  const incident = {
    cause: 'notCarried',
    consequence: 'skipLevel',
    incidentOn: '2026-05-06',
    facts: '承办人长期未联系信访人，致其越级上访。',
  };
  const proposal = {
    criticised: true,
    against: ['unit', 'person'],
    addressee: ['supervision', 'personnel'],
    advice: '建议对责任人予以批评教育。',
  };

  async function assigned(): Promise<{ api: Api; id: string; number: string }> {
    const api = await opened('zhejiang_first2017');
    const clerk = api.office.as(first.intakeClerk);
    const id = await clerk.register({ flow: 'first', answers: first.ordinary });
    await clerk.does(id, 'enter');
    await clerk.does(id, 'assign', { unitId: first.planning.id, opinion: '请按首办责任办理。' });
    return { api, id, number: (await api.office.petition(id)).number };
  }

  async function recorded() {
    const made = await assigned();
    const head = made.api.office.as(first.bureauHead);
    await head.does(made.id, 'recordIncident', {}, { answers: incident });
    await head.does(made.id, 'proposeAccountability', {}, { answers: proposal });
    return made;
  }

  it('is written down once, on the petition: the draft takes it over with the petition’s deadline [Z12]', async () => {
    const { api, number } = await recorded();
    const { measures } = await listOf(api, first.bureauHead);
    expect(measures).toMatchObject([{ ready: [{ number, unit: '市自然资源局' }], fields: [] }]);
    const made = await propose(api, first.bureauHead, 'accountability', { number, answers: {} });
    const { summary, due, written } = made.json();
    expect(due.at).toBe(at('2026-05-13 17:30'));
    expect(summary).toMatchObject({ unit: '市自然资源局', late: false });
    expect(written).toContainEqual({ label: '后果', value: '群众越级上访' });
    expect((await listOf(api, first.bureauHead)).measures[0].ready).toEqual([]);
    const again = await propose(api, first.bureauHead, 'accountability', { number, answers: {} });
    expect(again.status).toBe(409);
  });

  it('is in time to the last minute of the week, and late a minute after it [Z12]', async () => {
    const { api, number } = await recorded();
    await propose(api, first.bureauHead, 'accountability', { number, answers: {} });
    const late = async () => (await listOf(api, first.bureauHead)).notices[0].late;
    await api.office.setTime('2026-05-13 17:30');
    expect(await late()).toBe(false);
    await api.office.setTime('2026-05-13 17:31');
    expect(await late()).toBe(true);
  });

  it('has no draft before the petition says what happened, and none for a petition that is not there [Z12]', async () => {
    const { api, id, number } = await assigned();
    const early = await propose(api, first.bureauHead, 'accountability', { number, answers: {} });
    expect(early.json().code).toBe('notRecorded');
    const head = api.office.as(first.bureauHead);
    await head.does(id, 'recordIncident', {}, { answers: incident });
    const half = await propose(api, first.bureauHead, 'accountability', { number, answers: {} });
    expect(half.json().code).toBe('notRecorded');
    const none = await propose(api, first.bureauHead, 'accountability', { answers: {} });
    expect(none.json().details).toMatchObject([{ field: 'number' }]);
  });

  it('goes out as public criticism and as a proposal to those who decide, who write the end on the petition [Z12] [Z13]', async () => {
    const { api, number } = await recorded();
    const made = await propose(api, first.bureauHead, 'accountability', { number, answers: {} });
    const { id } = made.json().summary;
    expect(await listOf(api, first.planning.head)).toMatchObject({ notices: [] });
    await act(api, first.bureauHead, id, issue);
    expect((await listOf(api, first.planning.head)).notices).toHaveLength(1);
    const criticism = await paper(api, first.bureauHead, id, 'criticism');
    expect(criticism).toContain('因责任不落实，造成群众越级上访');
    const advice = await paper(api, first.discipline, id, 'accountabilityAdvice');
    expect(advice).toContain('纪检监察机关、组织人事部门：');
    expect(advice).toContain('2026年5月13日');
    expect(
      (await act(api, first.discipline, id, { kind: 'recordOutcome', answers: {} })).status,
    ).toBe(403);
  });
});

describe('replies that stay poor (四)', () => {
  const redo = { reason: '答复没有针对来信人的诉求。' };

  async function sentBack(times: number) {
    const api = await opened('shuangfeng2018');
    const { housing } = county;
    const clerk = api.office.as(county.mailClerk);
    const id = await clerk.register({ flow: 'letter', answers: county.complaint });
    await clerk.does(id, 'assign', { unitId: housing.id, opinion: '请依法及时办理。' });
    const unitClerk = api.office.as(housing.clerk);
    for (const step of ['accept', 'recordInUnit', 'present']) await unitClerk.does(id, step);
    const deputy = api.office.as(housing.deputy);
    await deputy.does(id, 'nameCaseworker', { caseworkerId: housing.caseworker });
    const caseworker = api.office.as(housing.caseworker);
    await caseworker.does(id, 'submitReply', county.reply);
    for (let time = 0; time < times; time += 1) {
      await clerk.does(id, 'orderRework', redo);
      await caseworker.does(id, 'submitReply', county.reply);
    }
    return { api, id, number: (await api.office.petition(id)).number };
  }

  it('are listed for the inspectors from the second time on, and not at the first [F12]', async () => {
    const once = await sentBack(1);
    expect((await listOf(once.api, county.inspector)).reworked.petitions).toEqual([]);
    const twice = await sentBack(2);
    expect((await listOf(twice.api, county.inspector)).reworked.petitions).toMatchObject([
      { number: twice.number, unit: '县住房和城乡建设局', times: 2 },
    ]);
    expect(await listOf(twice.api, county.housing.head)).not.toHaveProperty('reworked');
  });

  it('are reported to the inspectors with the proposal written on the petition [F12]', async () => {
    const { api, id, number } = await sentBack(2);
    const answers = { defects: '两次答复均未回应积水成因。', proposal: '建议督办并予以通报。' };
    await api.office.as(county.mailDirector).does(id, 'reportPoorQuality', {}, { answers });
    const made = await propose(api, county.mailDirector, 'poorReplies', { number, answers: {} });
    const notice = made.json().summary.id;
    await act(api, county.mailDirector, notice, issue);
    await api.office.jobs.settle();
    const told = api.office.messagesTo(county.inspector).map(({ text }) => text);
    expect(told.some((text) => text.includes('答复质量问题处理建议'))).toBe(true);
    const report = await paper(api, county.inspector, notice, 'qualityProposal');
    expect(report).toContain('两次答复均未回应积水成因。');
    expect(report).toContain('县委督查室、县政府督查室：');
  });

  it('and the rest that is pursued or commended is signed by the county office and kept [F15]', async () => {
    const api = await opened('shuangfeng2018');
    const unitId = county.housing.id;
    const answers = {
      conduct: ['delay', 'fraud'],
      effect: '隐瞒办理进度，造成来信人多次上访。',
      proposal: '建议追究分管负责人责任。',
    };
    const draft = { unitId, answers };
    const made = await propose(api, county.mailDirector, 'accountability', draft);
    const { id } = made.json().summary;
    expect((await act(api, county.mailDirector, id, issue)).status).toBe(403);
    await act(api, county.coordinator, id, issue);
    expect(await paper(api, county.coordinator, id, 'accountabilityAdvice')).toContain(
      '拖延、弄虚作假',
    );
    const achievement = '连续四个季度按期答复，来信人满意率居全县前列。';
    const praise = { unitId, answers: { achievement, people: [county.housing.caseworker] } };
    const praised = await propose(api, county.mailDirector, 'commendation', praise);
    const commendation = praised.json().summary.id;
    await act(api, county.coordinator, commendation, issue);
    expect(await paper(api, county.housing.head, commendation, 'commendation')).toContain(
      achievement,
    );
  });
});

describe('looking back at who failed (六)', () => {
  it('is proposed on a letter by those who look after it, signed by the head of the bureau, and unknown to the unit [W17]', async () => {
    const api = await opened('wenzhou2018');
    const registry = api.office.as(bureau.registry);
    const id = await registry.register({
      flow: 'main',
      facts: { channel: 'letter', category: '国土资源水利林业' },
      answers: bureau.reading,
    });
    await registry.does(id, 'assignToUnit', { unitId: bureau.ouhai.id });
    const { number } = await api.office.petition(id);
    const answers = {
      grounds: ['passing', 'dereliction'],
      consequence: '来信人集体上访。',
      trail: '收件后二十日未转承办科室。',
    };
    const draft = { number, unitId: bureau.ouhai.id, answers };
    const wrongly = { ...draft, answers: { ...answers, trail: '' } };
    expect((await propose(api, bureau.discipline, 'accountability', wrongly)).status).toBe(422);
    expect((await propose(api, bureau.registry, 'accountability', draft)).status).toBe(403);
    const made = await propose(api, bureau.discipline, 'accountability', draft);
    const notice = made.json().summary.id;
    expect((await act(api, bureau.petitionDirector, notice, issue)).status).toBe(403);
    await act(api, bureau.principal, notice, issue);
    const printed = await paper(api, bureau.principal, notice, 'accountability');
    expect(printed).toContain('推诿扯皮、失职失责');
    expect(printed).toContain(number);
    const ended = { result: '对责任科室负责人批评教育。', on: '2026-05-06' };
    await act(api, bureau.discipline, notice, { kind: 'recordOutcome', answers: ended });
    expect((await listOf(api, bureau.principal)).notices[0].state).toBe('settled');
    expect((await listOf(api, bureau.ouhai.principal)).notices).toEqual([]);
  });
});

describe('under the regulation of the state (第三十九条、第四十条)', () => {
  it.each([
    ['interview', '约谈通知书', { person: '土地管理处主要负责同志' }],
    ['bulletin', '的通报', {}],
    ['listing', '挂牌督办通知书', {}],
  ])(
    'grave failure is answered by %s with a day by which to put things right',
    async (measure, title, more) => {
      const api = await opened('cn2022');
      const answers = {
        problems: '多次超期办理，答复避重就轻。',
        rectifyBy: '2026-06-30',
        ...more,
      };
      const draft = { unitId: 'cn-land', answers };
      const made = await propose(api, organ.receiver, measure, draft);
      const { id } = made.json().summary;
      expect((await act(api, organ.receiver, id, issue)).status).toBe(403);
      await act(api, organ.head, id, issue);
      const printed = await paper(api, organ.head, id, measure);
      expect(printed).toContain(title);
      expect(printed).toContain('2026年6月30日前完成整改');
      const { rectifyBy: _, ...openEnded } = answers;
      const lacking = await propose(api, organ.receiver, measure, {
        unitId: 'cn-land',
        answers: openEnded,
      });
      expect(lacking.json().details).toMatchObject([{ field: 'rectifyBy' }]);
    },
  );

  it.each([
    ['improvement', { facts: '两件信访事项均未按期告知。', advice: '建立收件当日登记制度。' }],
    [
      'accountability',
      {
        conduct: ['perfunctory'],
        consequence: '信访人因此集体越级走访。',
        advice: '建议诫勉谈话。',
      },
    ],
  ])('advice of %s is answered in writing: taken up or not', async (measure, answers) => {
    const api = await opened('cn2022');
    const made = await propose(api, organ.receiver, measure, { unitId: 'cn-land', answers });
    const { id } = made.json().summary;
    await act(api, organ.head, id, issue);
    expect(await paper(api, organ.head, id, measure)).toContain('书面反馈采纳情况');
    const feedback = { adopted: 'part', on: '2026-05-06', result: '已建立登记制度。' };
    const done = await act(api, organ.receiver, id, { kind: 'recordOutcome', answers: feedback });
    expect(done.json().outcome.written[0]).toEqual({ label: '采纳情况', value: '部分采纳' });
  });
});

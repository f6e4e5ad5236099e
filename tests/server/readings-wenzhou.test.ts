import { describe, expect, it } from 'vitest';
import type { ReadingList } from '../../server/contract/readings.ts';
import type { PetitionFacts } from '../../server/domain/petition.ts';
import type { Answers } from '../../server/domain/record.ts';
import { type Api, type ApiOptions, HANDWRITING, nextCommandId, openApi } from '../support/api.ts';
import { countedBytes } from '../support/two-offices.ts';
import {
  deputy,
  discipline,
  ouhai,
  petitionDirector,
  principal,
  reading,
  registry,
  supervisor,
} from '../support/wenzhou.ts';

async function office(options: Partial<ApiOptions> = {}): Promise<Api> {
  return await openApi({ at: '2026-05-06 09:00', regimeId: 'wenzhou2018', ...options });
}

interface Changes {
  readonly answers?: Answers;
  readonly facts?: Partial<PetitionFacts>;
}

async function letter(api: Api, { answers, facts }: Changes = {}): Promise<string> {
  const accused = facts?.appealType === 'accusation' ? { staffIds: [deputy] } : {};
  return await api.office.as(registry).register({
    flow: 'main',
    answers: { ...reading, ...answers },
    facts: { category: '国土资源水利林业', ...facts },
    accused,
  });
}

/** Handed to the unit, which has named its caseworker. */
async function inHand(api: Api): Promise<string> {
  const id = await letter(api);
  const opinion = '请依法核实，按时反馈。';
  await api.office.as(registry).does(id, 'assignToUnit', { unitId: ouhai.id, opinion });
  await api.office.as(ouhai.petition).does(
    id,
    'presentToLeader',
    {},
    {
      answers: { platformNumber: 'TY2026050601', enteredOn: '2026-05-06' },
    },
  );
  await api.office.as(ouhai.principal).does(
    id,
    'nameHandler',
    { caseworkerId: ouhai.caseworker },
    {
      answers: { body: '地籍管理科', major: false },
    },
  );
  return id;
}

async function give(api: Api, body: object, by = petitionDirector) {
  return await (await api.as(by)).post('/api/readings', {
    commandId: nextCommandId(),
    title: '群众来信呈阅件',
    text: '近期来信反映宅基地确权较集中，摘要如下。',
    petitions: [],
    reader: principal,
    ...body,
  });
}

async function listed(api: Api, by: string): Promise<ReadingList> {
  return (await (await api.as(by)).get('/api/readings')).json();
}

const latest = async (api: Api) => (await listed(api, petitionDirector)).items[0]?.id ?? '';

async function answer(api: Api, id: string, instruction: string, by = principal) {
  const body = { instruction, handwriting: HANDWRITING };
  return await (await api.as(by)).post(`/api/readings/${id}/answer`, body);
}

describe('the four ways of reading', () => {
  it('are the original, a summary of several similar letters, a report on a period, and the periodic collation [W4]', async () => {
    const api = await office();
    const [one, two] = [await letter(api), await letter(api)];
    const { form } = await listed(api, petitionDirector);
    expect(form?.modes.map(({ id, title }) => `${id} ${title}`)).toEqual([
      'original 原信批阅',
      'summary 摘要批阅',
      'comprehensive 综合批阅',
      'periodic 定期批阅',
    ]);
    const sent = [
      [{ mode: 'original', petitions: [one] }, 200],
      [{ mode: 'original', petitions: [one, two] }, 422],
      [{ mode: 'summary', petitions: [one, two] }, 200],
      [{ mode: 'summary', petitions: [] }, 422],
      [{ mode: 'comprehensive', period: '2026-05' }, 200],
      [{ mode: 'comprehensive' }, 422],
      [{ mode: 'periodic', period: '2026-05' }, 200],
      [{ mode: 'summary', petitions: [one], reader: supervisor }, 422],
    ] as const;
    for (const [body, status] of sent) {
      expect([body, (await give(api, body)).status]).toEqual([body, status]);
    }
    expect((await listed(api, petitionDirector)).items).toHaveLength(4);
  });

  it('stand on the file of every letter that was put before the leader, with the others counted [W4]', async () => {
    const api = await office();
    const ids = [await letter(api), await letter(api), await letter(api)];
    await give(api, { mode: 'summary', petitions: ids.slice(0, 2) });
    const shown = await Promise.all(
      ids.map(async (id) => {
        const view = await (await api.as(petitionDirector)).show(id);
        return view.readings.map(({ title, together }) => `${title} ${together}`);
      }),
    );
    expect(shown).toEqual([['摘要批阅 2'], ['摘要批阅 2'], []]);
  });

  it('is given once, however often the same button is pressed', async () => {
    const api = await office();
    const petitions = [await letter(api)];
    const body = { commandId: nextCommandId(), mode: 'original', petitions };
    expect((await give(api, body)).status).toBe(200);
    expect((await give(api, body)).json().items).toHaveLength(1);
    await api.office.jobs.settle();
    const notices = api.office
      .messagesTo(principal)
      .filter(({ link }) => link?.includes('/readings/'));
    expect(notices).toHaveLength(1);
  });
});

describe('what a leader wrote', () => {
  it('reaches the handler of every letter, once, and stands on its file [W6] [W2]', async () => {
    const api = await office();
    const ids = [await inHand(api), await letter(api)];
    await give(api, { mode: 'summary', petitions: ids });
    const id = await latest(api);
    const before = api.office.messagesTo(ouhai.caseworker).length;
    await api.office.setTime('2026-05-08 09:00');
    const instruction = '请依法核实，确属登记错误的限期更正。';
    expect((await answer(api, id, instruction, deputy)).status).toBe(404);
    expect((await answer(api, id, instruction)).status).toBe(200);
    expect((await answer(api, id, '改为另行研究。')).status).toBe(409);
    await api.office.jobs.settle();
    expect(api.office.messagesTo(ouhai.caseworker)).toHaveLength(before + 1);
    const view = await (await api.as(ouhai.caseworker)).show(ids[0] ?? '');
    expect(view.readings).toMatchObject([{ instruction, reader: '夏示例' }]);
  });

  it('may be nothing: it has been read, and nobody is troubled', async () => {
    const api = await office();
    await give(api, { mode: 'original', petitions: [await inHand(api)] });
    const before = api.office.messagesTo(ouhai.caseworker).length;
    expect((await answer(api, await latest(api), '')).status).toBe(200);
    await api.office.jobs.settle();
    expect(api.office.messagesTo(ouhai.caseworker)).toHaveLength(before);
  });

  it('how long it took is in the month’s report, with what was read and what was not [W2] [W18]', async () => {
    const api = await office();
    const one = await letter(api);
    await api.office.setTime('2026-05-06 09:01');
    const two = await letter(api);
    await give(api, { mode: 'original', petitions: [one] });
    await api.office.setTime('2026-05-08 09:00');
    await answer(api, await latest(api), '请核实。');
    await give(api, { mode: 'original', petitions: [two] });
    await api.office.setTime('2026-06-10 09:00');
    const issued = await api.office.store.issuedReport('2026-05');
    const lines = issued?.report.sections.flatMap((section) => section.lines).join('');
    expect(lines).toContain('批阅材料2份，已批阅1份，平均批阅用时2个工作日');
    expect(issued?.report.sections.map(({ advice }) => advice)).toEqual([
      ...[undefined, undefined, undefined],
      ...['problems', 'suggestions'],
    ]);
    const annex = issued?.report.annexes.find(({ columns }) => columns.includes('批阅领导'));
    expect(annex?.rows.map((row) => row.at(-1))).toEqual(['5月8日（周五）有批示', '待批阅']);
  });
});

describe('the monthly collation of letters and visits to leaders', () => {
  it('holds all of the month and nothing else, whatever is asked for; without it the duty is red [W5]', async () => {
    const api = await office({ at: '2026-04-30 16:00' });
    const periodic = { answers: { mode: 'periodic', readOn: '2026-04-30' } };
    const early = await letter(api, periodic);
    await api.office.setTime('2026-05-06 09:00');
    const may = { answers: { mode: 'periodic' } };
    const [one, two] = [
      await letter(api, may),
      await letter(api, { ...may, facts: { channel: 'visit' } }),
    ];
    await letter(api);
    await api.office.setTime('2026-06-09 09:30');
    expect(await dutyState(api, '2026-05')).toBe('missing');
    const gathered = await (await api.as(petitionDirector)).get(
      '/api/readings/gathered/periodic/2026-05',
    );
    expect(
      gathered
        .json()
        .items.map(({ id }: { id: string }) => id)
        .toSorted(),
    ).toEqual([one, two].toSorted());
    await give(api, { mode: 'periodic', period: '2026-05', petitions: [early] });
    const shown = await (await api.as(principal)).get(`/api/readings/${await latest(api)}`);
    expect(
      shown
        .json()
        .letters.map(({ id }: { id: string }) => id)
        .toSorted(),
    ).toEqual([one, two].toSorted());
    expect(await dutyState(api, '2026-05')).toBe('done');
  });

  async function dutyState(api: Api, period: string) {
    const { items } = (await (await api.as(petitionDirector)).get('/api/duties')).json();
    const duty = items.find(({ id }: { id: string }) => id === 'monthlyReading');
    return duty.states.find((state: { period: string }) => state.period === period).state;
  }
});

describe('a kill between the reading and the files of its letters', () => {
  it('loses nothing and doubles nothing [W4]', async () => {
    const api = await office({ onDisk: true });
    const ids = [await letter(api), await letter(api)];
    const given = {
      ...{
        id: 'reading-1',
        mode: 'summary' as const,
        title: '呈阅件',
        text: '摘要',
        petitions: ids,
      },
      ...{ reader: principal, by: petitionDirector, at: api.office.now() },
    };
    await api.office.store.giveReading(given, null);
    for (let time = 0; time < 2; time += 1) {
      await api.office.restart('killed');
      await api.office.jobs.settle();
    }
    for (const id of ids) {
      expect((await api.office.petition(id)).readings.map((each) => each.id)).toEqual([
        'reading-1',
      ]);
    }
    const said = { at: api.office.now(), instruction: '请核实。', handwriting: HANDWRITING };
    expect(await api.office.store.answerReading('reading-1', said)).toBe(true);
    await api.office.restart('killed');
    await api.office.jobs.settle();
    for (const id of ids) {
      expect((await api.office.petition(id)).readings).toMatchObject([
        { read: { instruction: '请核实。' } },
      ]);
    }
    expect(await api.office.store.readingsToFile()).toEqual([]);
  });
});

describe('an accusation', () => {
  const facts = { appealType: 'accusation' } as const;

  it('is put before the principal alone, by itself', async () => {
    const api = await office();
    const [secret, plain] = [await letter(api, { facts }), await letter(api)];
    const sent = [
      [{ petitions: [secret, plain], mode: 'summary' }, 422],
      [{ petitions: [secret], mode: 'original', reader: deputy }, 422],
      [{ petitions: [secret], mode: 'original' }, 200],
    ] as const;
    for (const [body, status] of sent)
      expect((await give(api, body, registry)).status).toBe(status);
  });

  it('and its reading are nothing to all others: their answers are the same to the byte', async () => {
    const worlds = [];
    for (const secret of [false, true]) {
      const api = await office({ randomBytes: countedBytes() });
      const plain = await letter(api);
      await give(api, { mode: 'original', petitions: [plain], commandId: 'reading-plain' });
      if (secret) {
        const id = await letter(api, { facts });
        const body = { mode: 'original', petitions: [id], commandId: 'reading-secret' };
        expect((await give(api, body, registry)).status).toBe(200);
        await answer(api, 'reading-secret', '请依法核查，严格保密。');
      }
      await api.office.setTime('2026-06-10 09:00');
      const seen = await everythingSeen(api);
      const later = await api.office.petition(await letter(api));
      worlds.push({ ...seen, number: later.number });
    }
    expect(worlds[1]).toEqual(worlds[0]);
  });

  async function everythingSeen(api: Api) {
    const seen: Record<string, string> = {};
    for (const by of [petitionDirector, deputy, supervisor, discipline, ouhai.principal]) {
      const phone = await api.as(by);
      for (const path of [
        'readings',
        'readings/reading-secret',
        'duties',
        'reports',
        'reports/2026-05',
        'figures/2026-05',
      ]) {
        seen[`${by} ${path}`] = sameEverywhere((await phone.get(`/api/${path}`)).text);
      }
      seen[`${by} told`] = JSON.stringify(
        api.office.messagesTo(by).map(({ title, text }) => [title, sameEverywhere(text)]),
      );
    }
    return seen;
  }
});

/** Without what says nothing of the world: the request’s own name, and the running number of a notice. */
function sameEverywhere(text: string): string {
  return text.replace(/"requestId":"[^"]*"/, '').replace(/通知\d+号/, '');
}

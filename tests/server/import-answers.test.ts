import { describe, expect, it } from 'vitest';
import type { ImportView } from '../../server/contract/import.ts';
import { openApi } from '../support/api.ts';
import { rowsIn, workbookOf } from '../support/ledgers.ts';
import { mailClerk } from '../support/shuangfeng.ts';

const HEADER = [
  '信访日期',
  '来源',
  '信访形式',
  '内容分类',
  '标题',
  '信访内容',
  '信访人',
  '联系电话',
];
const OWN = ['来信渠道', '受理范围', '来信分类', '急事急办', '重大事项、重要信件'];
const ROW = [
  '2026-05-06',
  '县信箱来信',
  '网上信箱',
  '城乡建设',
  '关于雨水井堵塞的投诉',
  '门前雨水井长期堵塞，请求疏通。',
  '刘示例',
  '13800001111',
];
const ANSWERS = [
  '县政府门户网“书记县长信箱”',
  '属于县委、县政府职权范围内需要向书记、县长反映的其它事项',
  '投诉',
  '是',
  '否',
];

/** An office whose regulation asks for more at registration than the forms do. */
async function openDesk() {
  const api = await openApi({ at: '2026-05-06 09:00', regimeId: 'shuangfeng2018' });
  const person = await api.as(mailClerk);
  const headers = { cookie: person.cookie, 'x-requested-with': 'miniapp' };
  return {
    person,
    async preview(rows: readonly (readonly unknown[])[]): Promise<ImportView> {
      const got = await api.send({
        method: 'POST',
        path: `/api/imports?name=${encodeURIComponent('台账.xlsx')}`,
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        body: await workbookOf(rows),
      });
      expect(got.status, got.text).toBe(201);
      return got.json().import;
    },
    async template() {
      const got = await fetch(`${api.url}/api/import/template.xlsx`, { headers });
      return rowsIn(Buffer.from(await got.arrayBuffer()));
    },
  };
}

function withAnswer(place: number, text: string): readonly string[] {
  return [...ROW, ...ANSWERS.map((answer, index) => (index === place ? text : answer))];
}

describe('a ledger of an office that asks for more at registration', () => {
  it('has a column for each, by the title of the form, and the kind of the statute follows', async () => {
    const { person, preview } = await openDesk();
    const shown = await preview([
      [...HEADER, ...OWN],
      [...ROW, ...ANSWERS],
    ]);
    expect(shown.columns.slice(HEADER.length).map(({ field }) => field)).toEqual([
      'answers.mailbox',
      'answers.kind',
      'answers.nature',
      'answers.urgent',
      'answers.major',
    ]);
    expect(shown.rows[0]?.faults).toEqual([]);
    await person.post(`/api/imports/${shown.id}/start`, {});
    const done = async () => (await person.get(`/api/imports/${shown.id}`)).json().import;
    await expect.poll(async () => (await done()).state).toBe('done');
    const petition = await person.show((await done()).rows[0].petition.id);
    expect(petition.urgent).toBe(true);
    expect(petition.registration).toMatchObject({
      appealType: 'appeal',
      channel: 'online',
      answers: {
        mailbox: 'county',
        kind: 'otherMatters',
        nature: 'complaint',
        urgent: true,
        major: false,
      },
    });
  });

  it('says in which column an answer is missing or unknown', async () => {
    const { preview } = await openDesk();
    const { rows, counts } = await preview([
      [...HEADER, ...OWN],
      withAnswer(3, '也许'),
      withAnswer(0, ''),
    ]);
    expect(counts.faulty).toBe(2);
    expect(rows[0]?.faults).toEqual([
      { letter: 'L', column: '急事急办', message: '不认识“也许”，请填是、否、√、×、有、无之一。' },
    ]);
    expect(rows[1]?.faults).toEqual([
      { letter: 'I', column: '来信渠道', message: '请填写“来信渠道”。' },
    ]);
  });

  it('is offered as a template with these columns, and is not asked the kind a second time', async () => {
    const { template, preview } = await openDesk();
    const [header = []] = await template();
    expect(header.slice(-OWN.length)).toEqual(OWN);
    expect(header).not.toContain('诉求类型');
    const { columns } = await preview([header, header.map(() => '甲')]);
    expect(columns.filter(({ field }) => field === null)).toEqual([]);
  });

  it('may have its columns set by hand, but to none that the regulation does not know', async () => {
    const { person, preview } = await openDesk();
    const { id, defaults } = await preview([
      [...HEADER, '何处来信'],
      [...ROW, ANSWERS[0]],
    ]);
    const fields = (last: string) => [...HEADER.map(() => null), last];
    const change = (last: string) =>
      person.post(`/api/imports/${id}/columns`, { fields: fields(last), defaults });
    const known = (await change('answers.mailbox')).json().import;
    expect(known.columns.at(-1).field).toBe('answers.mailbox');
    const unknown = (await change('answers.weather')).json().import;
    expect(unknown.columns.at(-1).field).toBeNull();
    expect((await change('weather')).status).toBe(400);
  });
});

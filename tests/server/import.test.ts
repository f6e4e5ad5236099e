import { describe, expect, it } from 'vitest';
import type { ImportView } from '../../server/contract/import.ts';
import { importFields } from '../../server/contract/import-fields.ts';
import { type Api, openApi, type Phone } from '../support/api.ts';
import { LEDGER_HEADER, ledgerRow, rowsIn, workbookOf } from '../support/ledgers.ts';
import { clerk, otherClerk } from '../support/people.ts';
import { at } from '../support/time.ts';

const AT = '2026-03-16 09:00';

async function openDesk() {
  const api = await openApi({ at: AT });
  const person = await api.as(clerk);
  return { api, person, ...deskOf(api, person) };
}

function deskOf(api: Api, person: Phone) {
  const { cookie } = person;
  const headers = { cookie, 'x-requested-with': 'miniapp' };
  const upload = (body: Buffer) =>
    api.send({
      method: 'POST',
      path: `/api/imports?name=${encodeURIComponent('台账.xlsx')}`,
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body,
    });
  const show = async (id: string, query = ''): Promise<ImportView> =>
    (await person.get(`/api/imports/${id}${query}`)).json().import;
  return {
    upload,
    async download(path: string): Promise<Buffer> {
      const got = await fetch(`${api.url}${path}`, { headers });
      expect(got.headers.get('content-disposition')).toContain('attachment');
      return Buffer.from(await got.arrayBuffer());
    },
    show,
    async preview(rows: readonly (readonly unknown[])[]): Promise<ImportView> {
      const got = await upload(await workbookOf(rows));
      expect(got.status, got.text).toBe(201);
      return got.json().import;
    },
    async finish(id: string): Promise<ImportView> {
      expect((await person.post(`/api/imports/${id}/start`, {})).status).toBe(200);
      await expect
        .poll(async () => (await show(id)).state, { timeout: 20_000 })
        .not.toBe('running');
      return show(id);
    },
  };
}

describe('a ledger that is read in', () => {
  it('shows what its columns are taken for and registers nothing before it is told to', async () => {
    const { preview, person } = await openDesk();
    const shown = await preview([['2026年信访台账'], LEDGER_HEADER, ledgerRow(1), ledgerRow(2)]);
    expect(shown).toMatchObject({
      state: 'preview',
      headerRow: 2,
      counts: { ready: 2, faulty: 0 },
    });
    expect(shown.columns.map(({ letter, field }) => [letter, field]).slice(0, 3)).toEqual([
      ['A', 'platformNumber'],
      ['B', 'receivedAt'],
      ['C', 'externalDueAt'],
    ]);
    expect((await person.get('/api/petitions')).json().total).toBe(0);
  });

  it('becomes petitions received on their day, in the name of whoever started it', async () => {
    const { preview, finish, person } = await openDesk();
    const { id } = await preview([LEDGER_HEADER, ledgerRow(1)]);
    const done = await finish(id);
    expect(done).toMatchObject({ state: 'done', counts: { registered: 1, ready: 0 } });
    const petition = await person.show(done.rows[0]?.petition?.id ?? '');
    expect(petition.registration).toMatchObject({
      platformNumber: 'SX2026000001',
      source: 'superior',
      channel: 'online',
      receivedAt: at('2026-03-10 00:00'),
    });
    expect(petition.number).toBe(done.rows[0]?.petition?.number);
  });

  it('is never registered twice, whether from the same sheet, another one or by hand [M57]', async () => {
    const { preview, finish, person } = await openDesk();
    const byHand = await person.register({
      source: 'superior',
      platformNumber: 'SX2026000009',
      externalDueAt: '2026-05-01T17:00:00+08:00',
    });
    const first = await finish((await preview([LEDGER_HEADER, ledgerRow(1)])).id);
    const number = first.rows[0]?.petition?.number;
    const again = await preview([
      LEDGER_HEADER,
      ledgerRow(9, { 标题: '手工登记过的一件' }),
      ledgerRow(1),
      ledgerRow(2),
    ]);
    expect(again.counts).toMatchObject({ known: 2, ready: 1 });
    expect(again.rows.map(({ petition }) => petition?.number)).toEqual([
      byHand.number,
      number,
      undefined,
    ]);
    expect((await finish(again.id)).counts).toMatchObject({ known: 2, registered: 1 });
    expect((await person.get('/api/petitions')).json().total).toBe(3);
  });

  it('is never registered twice even when two previews of it are started together', async () => {
    const { preview, finish, person } = await openDesk();
    const [one, two] = [
      await preview([LEDGER_HEADER, ledgerRow(1)]),
      await preview([LEDGER_HEADER, ledgerRow(1)]),
    ];
    const done = await Promise.all([finish(one.id), finish(two.id)]);
    expect(done.map(({ counts }) => counts.registered).sort()).toEqual([0, 1]);
    expect(done.map(({ counts }) => counts.known).sort()).toEqual([0, 1]);
    expect((await person.get('/api/petitions')).json().total).toBe(1);
  });

  it('says of every faulty row what is wrong, in which column, and what to do', async () => {
    const { preview } = await openDesk();
    const { rows, counts } = await preview([
      LEDGER_HEADER,
      ledgerRow(1, { 信访日期: '2026-13-40' }),
      ledgerRow(2, { 限办时间: '' }),
      ledgerRow(3, { 信访形式: '飞鸽' }),
      ledgerRow(4, { 信访日期: '2026-03-17' }),
      ledgerRow(5, { 信访日期: '2020-10-21' }),
      ledgerRow(6, { 身份证号: 330602199003070000 }),
      ledgerRow(7, { 办理状态: '已办结' }),
      ledgerRow(8),
      ledgerRow(8, { 标题: '同一编号的另一行' }),
      ledgerRow(9, { 诉求类型: '检举控告' }),
      ledgerRow(10, { 诉求类型: '检举控告', 被反映对象: '查无此人' }),
      ledgerRow(11, { 信访形式: '飞鸽', 限办时间: '', 标题: '' }),
    ]);
    expect(counts).toMatchObject({ faulty: 11, ready: 1 });
    const told = rows.flatMap(({ row, faults }) =>
      faults.map(({ letter, column, message }) => [row, letter, column, message]),
    );
    expect(told).toEqual([
      [2, 'B', '信访日期', expect.stringContaining('请写作 2026-03-16')],
      [3, 'C', '限办时间', expect.stringContaining('请填写平台限办时间')],
      [4, 'E', '信访形式', expect.stringContaining('请填来信、来访、来电')],
      [5, 'B', '信访日期', expect.stringContaining('不能晚于现在')],
      [6, undefined, undefined, expect.stringContaining('早于制度施行日')],
      [7, 'N', '身份证号', expect.stringContaining('设为文本格式')],
      [8, 'O', '办理状态', expect.stringContaining('历史件')],
      [10, 'A', '信访件编号', expect.stringContaining('与第9行')],
      [11, 'H', '被反映对象', expect.stringContaining('写“外部”')],
      [12, 'H', '被反映对象', expect.stringContaining('不在本单位通讯录中')],
      [13, 'E', '信访形式', expect.any(String)],
      [13, 'J', '标题', expect.any(String)],
      [13, 'C', '限办时间', expect.any(String)],
    ]);
  });

  it('takes other columns and what is to hold for all rows, and is judged anew', async () => {
    const { preview, person } = await openDesk();
    const shown = await preview([
      ['时间', '谁', '说了什么', '要点'],
      ['2026/3/10', '刘示例', '安置房至今没有交付，请求答复。', '安置房交付'],
    ]);
    expect(shown.columns.map(({ field }) => field)).toEqual([null, null, null, null]);
    expect(shown.counts).toMatchObject({ faulty: 1 });
    const got = await person.post(`/api/imports/${shown.id}/columns`, {
      fields: ['receivedAt', 'name', 'body', 'title'],
      defaults: {
        flow: 'visit',
        source: 'own',
        channel: 'visit',
        appealType: 'appeal',
        category: '城乡建设',
      },
    });
    expect(got.json().import.counts).toMatchObject({ ready: 1, faulty: 0 });
  });

  it('counts what would be past its deadline at once', async () => {
    const { preview } = await openDesk();
    const { late, rows } = await preview([
      LEDGER_HEADER,
      ledgerRow(1, { 限办时间: '2026-03-16 08:59' }),
      ledgerRow(2, { 限办时间: '2026-03-16 09:00' }),
      ledgerRow(3, { 限办时间: '2026-03-16' }),
    ]);
    expect(late).toBe(1);
    expect(rows.map((row) => row.late)).toEqual([true, false, false]);
  });
});

describe('an accusation in a ledger', () => {
  const accusation = (changes = {}) =>
    ledgerRow(1, { 诉求类型: '检举控告', 标题: '反映招投标中的问题', ...changes });

  async function named(api: Api, id: string): Promise<string> {
    return (await api.office.store.directory()).staff.get(id)?.name ?? '';
  }

  it('goes the confidential way, and who is accused finds the world as if it had not come', async () => {
    const { api, preview, finish, person } = await openDesk();
    const accused = await api.as(otherClerk);
    const before = (await accused.get('/api/petitions')).text;
    const { id } = await preview([
      LEDGER_HEADER,
      accusation({ 被反映对象: await named(api, otherClerk) }),
    ]);
    const done = await finish(id);
    const petition = await person.show(done.rows[0]?.petition?.id ?? '');
    expect(petition).toMatchObject({
      confidential: true,
      registration: { accused: { staffIds: [otherClerk], outside: false } },
    });
    expect((await accused.get('/api/petitions')).text).toBe(before);
    expect((await accused.get(`/api/petitions/${petition.id}`)).status).toBe(404);
  });

  it('is not given away to the accused by the import of the same number', async () => {
    const { api, preview, finish } = await openDesk();
    const name = await named(api, otherClerk);
    await finish((await preview([LEDGER_HEADER, accusation({ 被反映对象: name })])).id);
    const other = deskOf(api, await api.as(otherClerk));
    const shown = await other.preview([LEDGER_HEADER, ledgerRow(1)]);
    expect(shown.counts).toMatchObject({ ready: 1, known: 0 });
    expect((await other.finish(shown.id)).counts).toMatchObject({ registered: 1, known: 0 });
  });

  it('is taken when it names somebody outside, and never by whom it accuses', async () => {
    const { api, preview, finish } = await openDesk();
    const { id } = await preview([
      LEDGER_HEADER,
      accusation({ 被反映对象: '外部' }),
      ledgerRow(2, { 诉求类型: '检举控告', 被反映对象: await named(api, clerk) }),
    ]);
    const { counts, rows } = await finish(id);
    expect(counts).toMatchObject({ registered: 1, refused: 1 });
    expect(rows[1]?.faults[0]?.message).toContain('回避');
  });
});

describe('an import that is stopped', () => {
  it('registers nothing more, cannot be taken up again, and gives back what is left', async () => {
    const { preview, person, show, download } = await openDesk();
    const { id } = await preview([LEDGER_HEADER, ledgerRow(1), ledgerRow(2)]);
    expect((await person.post(`/api/imports/${id}/cancel`, {})).status).toBe(200);
    expect((await person.post(`/api/imports/${id}/start`, {})).status).toBe(409);
    const columns = { fields: [], defaults: (await show(id)).defaults };
    expect((await person.post(`/api/imports/${id}/columns`, columns)).status).toBe(409);
    expect(await show(id)).toMatchObject({ state: 'cancelled', counts: { ready: 2 } });
    expect(await rowsIn(await download(`/api/imports/${id}/errors.xlsx`))).toHaveLength(3);
    expect((await person.get('/api/petitions')).json().total).toBe(0);
  });
});

describe('a workbook that cannot be read', () => {
  it.each([
    ['an old .xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '另存为“Excel 工作簿（.xlsx）”'],
    ['a text file', Buffer.from('编号,标题\n1,漏水'), '不是 Excel 工作簿'],
    ['a torn file', Buffer.from('504b0304aaaa', 'hex'), '已损坏'],
    ['an empty file', Buffer.alloc(0), '不是 Excel 工作簿'],
  ])('is refused with what to do: %s', async (_what, bytes, sentence) => {
    const { upload } = await openDesk();
    const got = await upload(bytes);
    expect(got.status).toBe(422);
    expect(got.json().message).toContain(sentence);
  });

  it('is refused when it has a header and nothing below', async () => {
    const { upload } = await openDesk();
    const got = await upload(await workbookOf([LEDGER_HEADER]));
    expect([got.status, got.json().code]).toEqual([422, 'unreadableWorkbook']);
  });
});

describe('the workbooks of the office', () => {
  it('the template is recognised column by column when it comes back', async () => {
    const { download, preview } = await openDesk();
    const [header = []] = await rowsIn(await download('/api/import/template.xlsx'));
    const { columns } = await preview([header, header.map(() => '甲')]);
    const common = columns.flatMap(({ field }) => (field?.startsWith('answers.') ? [] : [field]));
    expect(common).toEqual(importFields);
  });

  it('the rows to be corrected come with their reasons and are read in again once mended', async () => {
    const { preview, finish, download } = await openDesk();
    const { id } = await preview([LEDGER_HEADER, ledgerRow(1), ledgerRow(2, { 信访形式: '飞鸽' })]);
    await finish(id);
    const [header = [], faulty = [], ...rest] = await rowsIn(
      await download(`/api/imports/${id}/errors.xlsx`),
    );
    expect(rest).toEqual([]);
    expect(faulty.slice(0, LEDGER_HEADER.length)).toEqual(
      ledgerRow(2, { 信访形式: '飞鸽' }).map(String),
    );
    expect(faulty.slice(-2)).toEqual(['3', expect.stringContaining('信访形式：不认识“飞鸽”')]);
    const mended = await preview([header, faulty.map((text) => (text === '飞鸽' ? '来信' : text))]);
    expect((await finish(mended.id)).counts).toMatchObject({ registered: 1, faulty: 0 });
  });
});

describe('what one person has uploaded', () => {
  it('does not exist for anybody else', async () => {
    const { api, preview } = await openDesk();
    const { id } = await preview([LEDGER_HEADER, ledgerRow(1)]);
    const other = await api.as(otherClerk);
    const unknown = await other.get('/api/imports/no-such-import');
    for (const got of [
      await other.get(`/api/imports/${id}`),
      await other.get(`/api/imports/${id}/errors.xlsx`),
      await other.post(`/api/imports/${id}/start`, {}),
      await other.post(`/api/imports/${id}/cancel`, {}),
    ]) {
      expect([got.status, got.json().message]).toEqual([404, unknown.json().message]);
    }
    expect((await other.get('/api/imports')).json().items).toEqual([]);
  });
});

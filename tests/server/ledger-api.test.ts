import { request } from 'node:http';
import ExcelJs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { ledgerPage, similarList } from '../../server/contract/ledger.ts';
import { type Api, openApi, type Phone } from '../support/api.ts';
import { clerk, demolition, director, petitionLeader } from '../support/people.ts';

const NOON = '2026-09-28 11:00';
const CANARY = '违纪线索金丝雀';

describe('GET /api/ledger', () => {
  it('answers the page that is asked for, anywhere, or behind the row that was last', async () => {
    const { phone } = await officeOfClerk();
    for (let count = 0; count < 7; count++) await phone.register();
    const whole = await pageOf(phone, '?limit=200');
    const numbers = whole.items.map(({ number }) => number);
    expect(numbers).toHaveLength(7);
    const middle = await pageOf(phone, '?offset=3&limit=2');
    expect(middle.items.map(({ number }) => number)).toEqual(numbers.slice(3, 5));
    expect([middle.offset, middle.total]).toEqual([3, 7]);
    const next = await pageOf(phone, `?limit=9&cursor=${middle.nextCursor}`);
    expect(next.items.map(({ number }) => number)).toEqual(numbers.slice(5));
    expect([next.offset, next.nextCursor]).toEqual([5, undefined]);
    expect((await pageOf(phone, '?offset=7')).items).toEqual([]);
  });

  it('names stage, node and unit as people know them, with how many there are', async () => {
    const { phone } = await officeOfClerk();
    await phone.register({ category: '噪声扰民' });
    const { items, facets } = await pageOf(phone, '');
    const [row] = items;
    expect(facets.stage).toEqual([{ id: row?.stage, title: row?.stageTitle, count: 1 }]);
    expect(facets.node).toEqual([{ id: row?.node, title: row?.nodeTitle, count: 1 }]);
    expect(facets.category).toEqual([{ id: '噪声扰民', title: '噪声扰民', count: 1 }]);
    expect(row).toMatchObject({ ended: false, returns: 0, flags: { overdue: false } });
    expect(row?.waitingFor.length).toBeGreaterThan(0);
  });

  it.each([
    ['scope=any', 'scope'],
    ['limit=201', 'limit'],
    ['receivedFrom=2026-13-01', 'receivedFrom'],
    ['overdue=perhaps', 'overdue'],
    ['outcome=glad', 'outcome'],
    ['dueWithin=61', 'dueWithin'],
  ])('refuses %s and says which field is wrong', async (query, field) => {
    const { phone } = await officeOfClerk();
    const { status, json } = await phone.get(`/api/ledger?${query}`);
    expect([status, json().details[0].field]).toEqual([400, field]);
  });
});

describe('an accusation', () => {
  it('changes no byte of what the accused is answered by ledger, search, similar or export', async () => {
    const [without, withSecret] = await Promise.all([false, true].map(answersToAccused));
    expect(withSecret).toEqual(without);
    expect(without?.ledger).toContain('"total":1');
  });

  it('is found, exported and counted for the clerk who registered it', async () => {
    const { api, phone } = await officeOfClerk();
    await registerAccusation(phone);
    const found = await pageOf(phone, `?text=${encodeURIComponent('金丝雀')}`);
    expect(found.items.map(({ title }) => title)).toEqual([CANARY]);
    expect(textIn(await sheetOf(api, phone, ''))).toContain(CANARY);
  });

  it('is named in the audit trail only to those who may see it', async () => {
    const { api, phone } = await officeOfClerk();
    await phone.register();
    await registerAccusation(phone);
    await sheetOf(api, phone, '');
    const trail = async (viewer: string) =>
      (await api.office.store.auditTrail({ limit: 50 }, viewer))
        .filter(({ action }) => action === 'export')
        .map(({ petitionId, detail = '' }) => [
          petitionId !== undefined,
          detail.includes('"rows":1'),
        ]);
    expect(await trail(petitionLeader)).toEqual([[false, true]]);
    expect(await trail(clerk)).toEqual([
      [true, false],
      [false, true],
    ]);
  });
});

describe('GET /api/ledger.xlsx', () => {
  it('holds every row of the filter once, with text as text and times on the Beijing clock [M18]', async () => {
    const { api, phone } = await officeOfClerk();
    const numbers: string[] = [];
    for (let count = 0; count < 120; count++) numbers.push((await phone.register()).number);
    const sheet = await sheetOf(api, phone, '?columns=number,title,registeredAt,peopleCount');
    const rows = rowsOf(sheet);
    expect(rows.map((row) => row[0]).toSorted()).toEqual(numbers.toSorted());
    expect((await pageOf(phone, '')).total).toBe(rows.length);
    expect(sheet.getRow(3).values).toEqual([undefined, '件号', '标题', '登记时间', '人数']);
    const at = sheet.getRow(4).getCell(3);
    // A spreadsheet's times have no zone: the library reads them as if they were at Greenwich.
    expect(JSON.stringify(at.value)).toBe('"2026-09-28T11:00:00.000Z"');
    expect(at.numFmt).toBe('yyyy-mm-dd hh:mm');
    expect(sheet.autoFilter).toBe('A3:D123');
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 8,
      orientation: 'landscape',
      fitToWidth: 1,
    });
    expect(sheet.pageSetup.printTitlesRow).toBe('1:3');
  });

  it('masks who petitions unless it is asked for with a reason, which is then on record', async () => {
    const { api, phone } = await officeOfClerk();
    await phone.register();
    const columns = 'columns=petitionerName,petitionerPhone,petitionerIdNumber,petitionerAddress';
    const masked = textIn(await sheetOf(api, phone, `?${columns}`));
    const reason = encodeURIComponent('向上级报送花名册');
    const refused = await phone.get(`/api/ledger.xlsx?${columns}&withPersonalData=true`);
    const asked = `?${columns}&withPersonalData=true&reason=${reason}`;
    const clear = textIn(await sheetOf(api, phone, asked));
    expect(refused.status).toBe(400);
    expect(masked).toMatch(/\*{4}/);
    expect(clear).not.toContain('*');
    const [entry] = await api.office.store.auditTrail({ limit: 1 }, director);
    expect(entry).toMatchObject({ actor: clerk, action: 'export' });
    expect(entry?.detail).toContain('向上级报送花名册');
  });

  it('ends with the connection, and the office goes on', async () => {
    const { api, phone } = await officeOfClerk();
    for (let count = 0; count < 60; count++) await phone.register();
    await new Promise<void>((closed) => {
      const asking = request(
        `${api.url}/api/ledger.xlsx`,
        { headers: { cookie: phone.cookie } },
        (answer) => {
          answer.once('data', () => answer.destroy());
          answer.once('close', closed);
        },
      );
      asking.end();
    });
    expect((await pageOf(phone, '')).total).toBe(60);
    expect(api.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});

describe('similar petitions', () => {
  it('are told before registering: same person first, then the same matter, never another one [M13]', async () => {
    const { phone } = await officeOfClerk();
    const petitioner = { name: '王小明', phone: '13900001111', idNumber: '', address: '' };
    const noise = '小区北门夜间施工噪声扰民，居民无法休息，请求处理。';
    const one = await phone.register({ title: '夜间施工噪声', body: noise });
    const two = await phone.register({
      petitioner,
      title: '养老金发放',
      body: '养老金迟迟没有到账。',
    });
    await phone.register({ title: '公交线路调整', body: '希望恢复原有的公交站点设置。' });
    const asked = await phone.post('/api/petitions/similar', {
      petitioner: { phone: '139 0000 1111' },
      title: '施工噪声扰民',
      body: noise,
    });
    const { items } = similarList.parse(asked.json());
    expect(items.map(({ id }) => id).toSorted()).toEqual([one.id, two.id].toSorted());
    expect(items.find(({ id }) => id === two.id)).toMatchObject({
      samePetitioner: ['phone'],
      petitionerName: '王*',
    });
    expect(items.find(({ id }) => id === one.id)?.similarity).toBeGreaterThan(60);
    const own = similarList.parse((await phone.get(`/api/petitions/${one.id}/similar`)).json());
    expect(own.items.map(({ id }) => id)).not.toContain(one.id);
  });
});

describe('saved filters', () => {
  it('are kept, changed, shared by the office only, and deleted by whom they belong to', async () => {
    const { api, phone } = await officeOfClerk();
    const leader = await api.as(petitionLeader);
    const liaison = await api.as(demolition.liaisonA);
    const mine = { name: '本周超期', query: { overdue: 'true', unit: ['demolition', 'city'] } };
    const kept = (await phone.post('/api/saved-filters', mine)).json();
    const changed = { ...mine, id: kept.id, name: '超期', shared: true };
    expect((await leader.post('/api/saved-filters', { ...changed, shared: false })).status).toBe(
      404,
    );
    expect((await liaison.post('/api/saved-filters', { ...mine, shared: true })).status).toBe(403);
    expect((await phone.post('/api/saved-filters', changed)).json()).toMatchObject(changed);
    const seen = async (by: Phone) => (await by.get('/api/saved-filters')).json().items;
    expect(await seen(leader)).toMatchObject([{ name: '超期', mine: false }]);
    expect(await seen(liaison)).toEqual([]);
    expect(await remove(api, leader, kept.id)).toBe(404);
    expect(await remove(api, phone, kept.id)).toBe(204);
    expect(await seen(phone)).toEqual([]);
  });

  it('are refused when the ledger would not understand them', async () => {
    const { phone } = await officeOfClerk();
    const sent = { name: '错误', query: { scope: 'somewhere' } };
    expect((await phone.post('/api/saved-filters', sent)).status).toBe(400);
  });
});

async function officeOfClerk() {
  const api = await openApi({ at: NOON });
  return { api, phone: await api.as(clerk) };
}

async function pageOf(phone: Phone, query: string) {
  return ledgerPage.parse((await phone.get(`/api/ledger${query}`)).json());
}

function registerAccusation(phone: Phone) {
  return phone.register({
    appealType: 'accusation',
    category: '违纪线索',
    title: CANARY,
    body: `${CANARY}，请求依纪依法调查处理。`,
    accused: { staffIds: [petitionLeader], unitIds: [demolition.id], outside: false },
  });
}

/** In a world with an accusation of him, or without one: everything the petition leader can ask here. */
async function answersToAccused(secret: boolean) {
  const { api, phone } = await officeOfClerk();
  await phone.register();
  if (secret) await registerAccusation(phone);
  const accused = await api.as(petitionLeader);
  const text = encodeURIComponent('金丝雀');
  const strip = (answer: string) => answer.replaceAll(/"(id|nextCursor)":"[^"]*"/g, '');
  const [ledger, found, byCategory] = await Promise.all(
    [
      '?scope=all',
      `?scope=all&text=${text}`,
      `?scope=all&category=${encodeURIComponent('违纪线索')}`,
    ].map(async (query) => strip((await accused.get(`/api/ledger${query}`)).text)),
  );
  const sheet = textIn(await sheetOf(api, accused, '?scope=all'));
  const base = ledgerPage.parse((await accused.get('/api/ledger')).json()).items[0]?.id;
  const similar = strip((await accused.get(`/api/petitions/${base}/similar`)).text);
  return { ledger, found, byCategory, sheet, similar };
}

async function sheetOf(api: Api, phone: Phone, query: string) {
  const bytes = await new Promise<Buffer>((received, failed) => {
    const headers = { cookie: phone.cookie };
    request(`${api.url}/api/ledger.xlsx${query}`, { headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => received(Buffer.concat(parts)));
    })
      .on('error', failed)
      .end();
  });
  const workbook = new ExcelJs.Workbook();
  // The library's own type of a buffer is older than this one.
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new Error('no sheet in the workbook');
  return sheet;
}

function rowsOf(sheet: ExcelJs.Worksheet): readonly (readonly ExcelJs.CellValue[])[] {
  const rows: ExcelJs.CellValue[][] = [];
  sheet.eachRow((row, number) => {
    if (number > 3 && Array.isArray(row.values)) rows.push(row.values.slice(1));
  });
  return rows;
}

function textIn(sheet: ExcelJs.Worksheet): string {
  return JSON.stringify([sheet.getRow(2).values, rowsOf(sheet)]);
}

async function remove(api: Api, phone: Phone, id: string): Promise<number> {
  const { status } = await api.send({
    method: 'DELETE',
    path: `/api/saved-filters/${id}`,
    headers: { cookie: phone.cookie, 'x-requested-with': 'miniapp' },
  });
  return status;
}

import ExcelJs from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { AssessmentRowView, AssessmentView } from '../../server/contract/figures.ts';
import { type Api, openApi, type Phone } from '../support/api.ts';
import { clerk, demolition, director } from '../support/people.ts';
import { assigned, concluded } from '../support/walks.ts';

const PATH = '/api/figures/2026/assessment';

async function opened() {
  const api = await openApi({ at: '2026-09-28 09:00' });
  return { api, phone: await api.as(director) };
}

/** Its sheets, each as the rows that have anything in them, each cell as a spreadsheet shows it. */
async function bookFor(api: Api, phone: Phone): Promise<readonly (readonly string[][])[]> {
  const answer = await fetch(`${api.url}${PATH}.xlsx`, { headers: { cookie: phone.cookie } });
  expect(answer.status).toBe(200);
  const workbook = new ExcelJs.Workbook();
  await workbook.xlsx.load(await answer.arrayBuffer());
  return workbook.worksheets.map((sheet) => {
    const rows: string[][] = [];
    sheet.eachRow((row) => {
      const shown: string[] = [];
      row.eachCell({ includeEmpty: true }, ({ value, numFmt, isMerged }, column) => {
        if (!isMerged || column === 1) shown.push(asShown(value, numFmt));
      });
      rows.push(shown);
    });
    return rows;
  });
}

function asShown(value: unknown, format: string): string {
  const number = Number(value);
  if (format === '0.0%') return `${Math.round(number * 1000) / 10}%`;
  return format === '0.0' ? String(Math.round(number * 10) / 10) : String(value ?? '');
}

const named = (kind: string, { title, detail = '' }: AssessmentRowView) => [kind, title, detail];

describe('the assessment as a workbook', () => {
  it('holds the numbers of the page, and on a second sheet every share with parts and formula [M24]', async () => {
    const { api, phone } = await opened();
    await concluded(api.office, { facts: { appealType: 'inquiry' } });
    const page = (await phone.get(PATH)).json();
    const rows: readonly (readonly [string, AssessmentRowView])[] = page.parties.flatMap(
      (party: AssessmentView['parties'][number]) => party.rows.map((row) => [party.title, row]),
    );
    expect(rows).toHaveLength(2);
    const [table = [], parts = []] = await bookFor(api, phone);
    const [title, subtitle, header, ...body] = table;
    expect(title?.[0]).toMatch(/信访工作考核表（2026年）$/);
    expect(subtitle?.[0]).toMatch(/^2026年9月28日.*导出，导出人：/);
    expect(header).toEqual([
      ...['类别', '承办部室或姓名', '职务'],
      ...(rows[0]?.[1].figures.map((figure) => figure.title) ?? []),
      ...(rows[0]?.[1].indicators.map((indicator) => indicator.title) ?? []),
    ]);
    expect(body).toEqual([
      ...rows.map(([kind, row]) => [
        ...named(kind, row),
        ...row.figures.map(({ value }) => String(value)),
        ...row.indicators.map(({ text }) => text),
      ]),
      [page.note],
    ]);
    expect(parts.slice(3)).toEqual(
      rows.flatMap(([kind, row]) =>
        row.indicators.map(({ title: what, text, numerator, denominator, formula }) => [
          ...named(kind, row),
          ...[what, text, String(numerator.value), String(denominator.value), formula],
        ]),
      ),
    );
    expect(body.flat()).toContain('100%');
  });

  it('is on record: who took out which period', async () => {
    const { api, phone } = await opened();
    await bookFor(api, phone);
    const trail = await api.office.store.auditTrail({ limit: 5 }, director);
    expect(trail.filter(({ action }) => action === 'export')).toMatchObject([
      { actor: director, detail: '考核表（2026年）' },
    ]);
  });

  it('has not a cell more for an accusation', async () => {
    const [without, withSecret] = await Promise.all(
      [false, true].map(async (secret) => {
        const { api, phone } = await opened();
        await concluded(api.office);
        if (secret) {
          const accused = { staffIds: [], unitIds: [], outside: true };
          await assigned(api.office, { facts: { appealType: 'accusation' }, accused });
        }
        return await bookFor(api, phone);
      }),
    );
    expect(withSecret).toEqual(without);
  });

  it('is refused to people of the departments and for a year that has not begun', async () => {
    const { api } = await opened();
    expect((await (await api.as(demolition.liaisonA)).get(`${PATH}.xlsx`)).status).toBe(403);
    const office = await api.as(clerk);
    expect((await office.get('/api/figures/2027/assessment.xlsx')).status).toBe(404);
    expect(await api.office.store.auditTrail({ limit: 5, action: 'export' }, director)).toEqual([]);
  });
});

import ExcelJs from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { AssessmentView } from '../../server/contract/figures.ts';
import { type Api, openApi } from '../support/api.ts';
import { chief, director, firstContact, simple, staff, wetland } from '../support/panjin.ts';
import { clerk, demolition } from '../support/people.ts';
import { concluded } from '../support/walks.ts';
import { bureauHead, intakeClerk, ordinary, planning } from '../support/zhejiang.ts';

async function assessmentOf(api: Api, staffId: string): Promise<AssessmentView> {
  return (await (await api.as(staffId)).get('/api/figures/2026/assessment')).json();
}

/** One petition of the wetland section, accepted and left until it is overdue. */
async function forestryOffice(): Promise<Api> {
  const api = await openApi({ at: '2026-05-06 09:00', regimeId: 'panjin_forestry2020' });
  const { office } = api;
  const id = await office.as(staff).register({ flow: 'main', facts: { channel: 'letter' } });
  await office.as(staff).does(id, 'presentToLeader');
  await office.as(director).does(id, 'assign', { unitId: wetland.id, opinion: '请首接首转。' });
  const naming = { caseworkerId: wetland.caseworker };
  await office.as(wetland.head).does(id, 'reportAcceptable', naming, { answers: firstContact });
  await office.as(staff).does(id, 'acceptPetition', {}, { answers: simple });
  await office.setTime('2026-09-01 09:00');
  return api;
}

/** A petition with its three responsibles, overdue. */
async function municipalOffice(): Promise<Api> {
  const api = await openApi({ at: '2026-05-06 09:00', regimeId: 'zhejiang_first2017' });
  const { office } = api;
  const id = await office.as(intakeClerk).register({ flow: 'first', answers: ordinary });
  await office.as(intakeClerk).does(id, 'enter');
  const opinion = '请按首办责任要求办理。';
  await office.as(intakeClerk).does(id, 'assign', { unitId: planning.id, opinion });
  await office.as(planning.clerk).does(id, 'accept');
  const naming = { caseworkerId: planning.caseworker };
  const answers = { leader: planning.leader, reason: '按职责分工' };
  await office.as(planning.head).does(id, 'nameFirstHandling', naming, { answers });
  await office.setTime('2026-09-01 09:00');
  return api;
}

describe('the assessment', () => {
  it('is of quantity and of quality, by section and by each who answers for it [J20]', async () => {
    const view = await assessmentOf(await forestryOffice(), director);
    expect(view.groups).toEqual([
      { title: '数量', columns: ['handled', 'due.inTime', 'due.late', 'due.overdue'] },
      {
        title: '质量',
        columns: ['onTime', 'reworks', 'unrated', 'satisfaction', 'averageDays'],
      },
    ]);
    const rows = view.parties.map(({ id, rows: [row] }) => [
      id,
      row?.title,
      row?.figures.find((figure) => figure.id === `${row.id}.due.overdue`)?.value,
    ]);
    expect(rows).toEqual([
      ['unit', '湿地保护管理科', 1],
      ['sectionHead', '邵示例', 1],
      ['firstResponsible', '佟演示', 1],
      ['directResponsible', '白虚构', 1],
    ]);
  });

  it('is taken out as a workbook with the groups above their columns [J20]', async () => {
    const api = await forestryOffice();
    const { cookie } = await api.as(chief);
    const answer = await fetch(`${api.url}/api/figures/2026/assessment.xlsx`, {
      headers: { cookie },
    });
    const workbook = new ExcelJs.Workbook();
    await workbook.xlsx.load(await answer.arrayBuffer());
    const [sheet] = workbook.worksheets;
    const words = (row: number) => {
      const shown: string[] = [];
      sheet?.getRow(row).eachCell((cell) => {
        if (cell.master === cell) shown.push(String(cell.value ?? ''));
      });
      return shown.filter((text) => text !== '');
    };
    expect(words(3)).toEqual(['数量', '质量']);
    expect(words(4).slice(3, 7)).toEqual(['承办件', '按期办结', '超期办结', '超期未办结']);
    expect(words(5).slice(0, 2)).toEqual(['责任科室', '湿地保护管理科']);
    expect(sheet?.autoFilter).toMatch(/^A4:/);
  });

  it('holds the head, the leader in charge and the first handler to account, each in his own row [Z15]', async () => {
    const view = await assessmentOf(await municipalOffice(), bureauHead);
    const held = view.parties.map(({ id, rows: [row] }) => [id, row?.title]);
    expect(held).toEqual([
      ['unit', '市自然资源局'],
      ['unitHead', '沈示例'],
      ['unitLeader', '陆演示'],
      ['person', '孙举例'],
    ]);
  });

  it('is by department and by person where the regulation has no groups, each number with its petitions [M24]', async () => {
    const api = await openApi({ at: '2026-09-28 09:00' });
    const id = await concluded(api.office);
    const phone = await api.as(clerk);
    const view = await assessmentOf(api, clerk);
    expect(view.groups.map(({ title }) => title)).toEqual(['']);
    expect(view.parties.map(({ id: party }) => party)).toEqual(['unit', 'person']);
    const rows = view.parties.flatMap((party) => party.rows);
    expect(rows.map((row) => row.id)).toEqual([
      `unit.${demolition.id}`,
      `person.${demolition.caseworker}`,
    ]);
    for (const row of rows) {
      const [handled] = row.figures;
      const query = new URLSearchParams({ figure: handled?.id ?? '' });
      const { items } = (await phone.get(`/api/figures/2026/petitions?${query}`)).json();
      expect([handled?.value, items.map((item: { id: string }) => item.id)]).toEqual([1, [id]]);
    }
  });
});

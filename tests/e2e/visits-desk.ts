import type { Page } from 'playwright-core';
import { LEDGER_HEADER, ledgerRow, workbookOf } from '../support/ledgers.ts';
import { clerk, director } from '../support/people.ts';
import { at, press, type Visit } from './visit.ts';

/** Every page of the desk, with what opens on it. */
export const deskVisits: readonly Visit[] = [
  { name: 'the overview', by: clerk, route: at('/desk/overview') },
  { name: 'registering', by: clerk, route: at('/desk/register') },
  {
    name: 'registering, not filled in',
    by: clerk,
    route: at('/desk/register'),
    open: press(/^登记/),
  },
  { name: 'the start of an import', by: clerk, route: at('/desk/import') },
  { name: 'the rows of an import', by: clerk, route: at('/desk/import'), open: handInLedger },
  { name: 'the ledger', by: clerk, route: at('/desk/ledger') },
  {
    name: 'the ledger’s filters',
    by: clerk,
    route: at('/desk/ledger?overdue=false'),
    open: press('更多条件'),
  },
  { name: 'the choice of columns', by: clerk, route: at('/desk/ledger'), open: press('列') },
  { name: 'the export', by: clerk, route: at('/desk/ledger'), open: press('导出') },
  { name: 'an empty ledger', by: clerk, route: at('/desk/ledger?number=1999') },
  {
    name: 'a petition beside the ledger',
    by: clerk,
    route: ({ registered }) => `/desk/ledger/${registered}`,
  },
  { name: 'the board', by: clerk, route: at('/desk/board') },
  {
    name: 'a petition on its own page',
    by: clerk,
    route: ({ answered }) => `/desk/petitions/${answered}`,
  },
  { name: 'the visits', by: clerk, route: at('/desk/visits') },
  { name: 'the returns', by: clerk, route: at('/desk/returns') },
  { name: 'the register of returns', by: clerk, route: at('/desk/returns?year=2026') },
  {
    name: 'a call beside the follow-ups',
    by: clerk,
    route: ({ answered }) => `/desk/follow-ups/${answered}`,
  },
  { name: 'the supervisions', by: director, route: at('/desk/supervisions') },
  {
    name: 'the search for a petition to supervise',
    by: director,
    route: at('/desk/supervisions'),
    open: inDrawer('列入督查督办'),
  },
  { name: 'the consultations', by: director, route: at('/desk/consultations') },
  { name: 'the letters', by: clerk, route: at('/desk/letters') },
  { name: 'verifying a paper', by: clerk, route: at('/desk/verification') },
  { name: 'the figures', by: director, route: at('/desk/figures/2026-03') },
  {
    name: 'the petitions of a figure',
    by: director,
    route: at('/desk/figures/2026-03'),
    open: inDrawer(/^登记件数/),
  },
  { name: 'the assessment', by: director, route: at('/desk/assessment/2026-03') },
  { name: 'the duties', by: director, route: at('/desk/duties') },
  { name: 'what was put before the leaders', by: director, route: at('/desk/readings') },
  { name: 'what units are called to account for', by: director, route: at('/desk/sanctions') },
  { name: 'the regulation', by: director, route: at('/desk/regulation') },
  { name: 'the offices and their regulations', by: director, route: at('/desk/offices') },
  { name: 'the trial of a rule', by: director, route: at('/desk/rules') },
  { name: 'the warnings', by: director, route: at('/desk/warnings/2026') },
  {
    name: 'a place to be watched',
    by: director,
    route: at('/desk/warnings/2026'),
    open: press('登记重点关注'),
  },
  { name: 'the directory', by: director, route: at('/desk/directory') },
  {
    name: 'the form of a unit',
    by: director,
    route: at('/desk/directory'),
    open: inDrawer('变更征迁部'),
  },
  {
    name: 'a hand-over',
    by: director,
    route: at('/desk/directory'),
    open: inDrawer('移交蒋测试的工作'),
  },
  { name: 'an absence', by: director, route: at('/desk/directory'), open: inDrawer('登记外出') },
  { name: 'the calendar', by: director, route: at('/desk/calendar') },
  {
    name: 'a notice to be loaded',
    by: director,
    route: at('/desk/calendar'),
    open: inDrawer('载入放假通知'),
  },
  {
    name: 'other office hours',
    by: director,
    route: at('/desk/calendar'),
    open: inDrawer('调整作息时间'),
  },
  { name: 'the message log', by: director, route: at('/desk/messages') },
  { name: 'the budget', by: director, route: at('/desk/budget') },
  {
    name: 'the audit trail',
    by: director,
    route: at('/desk/audit'),
    open: press('校验记录链'),
  },
];

/** Looked at when it has slid in; what lies behind is looked at on its own. */
function inDrawer(name: string | RegExp): NonNullable<Visit['open']> {
  return async (page) => {
    await press(name)(page);
    const drawer = page.locator('.el-drawer');
    await drawer.locator('form, table').first().waitFor();
    await drawer.evaluate((panel) =>
      Promise.all(
        panel
          .getAnimations({ subtree: true })
          .map(({ finished }: { readonly finished: Promise<unknown> }) => finished),
      ),
    );
    return '.el-drawer';
  };
}

async function handInLedger(page: Page): Promise<undefined> {
  const rows = [LEDGER_HEADER, ledgerRow(1), ledgerRow(2, { 信访形式: '飞鸽' })];
  const buffer = await workbookOf(rows);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '台账.xlsx', mimeType: 'application/octet-stream', buffer });
  await page.getByText('1行有误').first().waitFor();
}

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RunningServer } from '../../server/start.ts';
import { expectText, openPage } from '../support/browser.ts';
import { LEDGER_HEADER, ledgerRow, workbookOf } from '../support/ledgers.ts';
import { clerk } from '../support/people.ts';
import { PDF } from '../support/uploads.ts';
import { addressOn, openWholeServer } from '../support/whole-server.ts';

const DESK = { viewport: { width: 1440, height: 900 } };

async function openDesk(route: string): Promise<{ server: RunningServer; page: Page }> {
  const server = await openWholeServer('2026-03-16 10:15');
  const page = await openPage(DESK);
  await page.goto(addressOn(server, clerk, route));
  return { server, page };
}

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** What the cursor stands in, as its label says. */
function focused(page: Page): Promise<string> {
  return page.evaluate<string>(
    `document.activeElement.labels?.[0]?.textContent.trim().replace(/\\s+/g, '') ?? ''`,
  );
}

describe('a clerk with a pile of letters', () => {
  it('registers one after the other without touching the mouse', async () => {
    const { page, server } = await openDesk('/desk/register');
    await page.getByLabel('现场接访办理工作流程').waitFor();
    await press(page, '2', 'Tab', '2', 'Tab', '1');
    expect(await page.getByRole('radio', { name: '来信' }).isChecked()).toBe(true);
    await press(page, 'Alt+2', '3', 'Tab', '1', 'Tab');
    await page.keyboard.type('安置房渗漏水一事');
    await press(page, 'Tab');
    await page.keyboard.type('安置房顶层渗漏水，请求尽快维修。');
    await press(page, 'Control+Enter');
    expect(await focused(page)).toBe('姓名');
    await page.keyboard.type('刘示例');
    await press(page, 'Tab', 'Tab');
    await page.keyboard.type('330602199003070328');
    await expectText(page.locator('main form'), '校验码不符');
    await press(page, 'Control+Enter');
    await expectText(page.getByRole('complementary'), '刚才登记的');
    expect(await focused(page)).toMatch(/^建议意见/);
    for (const kept of ['现场接访办理工作流程', '本级', '来信']) {
      expect(await page.getByRole('radio', { name: kept }).isChecked()).toBe(true);
    }
    expect(await page.getByLabel('标题', { exact: true }).inputValue()).toBe('');
    const { total } = await server.store.list(
      { scope: 'all', limit: 1 },
      clerk,
      server.clock.now(),
    );
    expect(total).toBe(1);
  });

  it('puts the scanned letter on its file, and on no other', async () => {
    const { page, server } = await openDesk('/desk/register');
    await page.getByLabel('现场接访办理工作流程').waitFor();
    await press(page, '2', 'Tab', '2', 'Tab', '1', 'Alt+2', '3', 'Tab', '1', 'Tab');
    await page.keyboard.type('安置房渗漏水一事');
    await press(page, 'Tab');
    await page.keyboard.type('安置房顶层渗漏水，请求尽快维修。');
    const form = page.locator('main form');
    const choice = form.getByLabel('来信照片、信访材料：相册或文件');
    await choice.setInputFiles({ name: '来信.pdf', mimeType: 'application/pdf', buffer: PDF });
    await expectText(form, '已上传');
    await page.getByLabel('姓名').fill('刘示例');
    await press(page, 'Control+Enter');
    await expectText(page.getByRole('complementary'), '刚才登记的');
    expect(await form.getByText('来信.pdf').count()).toBe(0);
    const registered = { scope: 'all', limit: 1 } as const;
    const { items } = await server.store.list(registered, clerk, server.clock.now());
    const attachments = await server.store.attachmentsOf(items[0]?.id ?? '');
    expect(attachments.map(({ name, purpose }) => [name, purpose])).toEqual([
      ['来信.pdf', 'material'],
    ]);
  });

  it('pastes from the platform and sees first what was understood', async () => {
    const { page } = await openDesk('/desk/register');
    const paste = page.getByRole('region', { name: '从平台粘贴' });
    await paste
      .getByRole('textbox')
      .fill('信访件编号：ZLF1\n姓名：刘示例\n承办单位：规划建设部\n信访形式：飞鸽');
    await expectText(paste, '未识别，不会填入（1）');
    await expectText(paste, '不认识“飞鸽”');
    expect(await page.getByLabel('姓名').inputValue()).toBe('');
    await press(page, 'Control+Enter');
    await expectText(page.locator('main form'), '请选择来源');
    expect(await page.getByLabel('姓名').inputValue()).toBe('刘示例');
  });
});

describe('a clerk with a ledger of the year', () => {
  it('sees what is wrong with it, imports the rest, and cannot import it twice', async () => {
    const { page } = await openDesk('/desk/import');
    const ledger = {
      name: '台账.xlsx',
      mimeType: 'application/octet-stream',
      buffer: await workbookOf([
        LEDGER_HEADER,
        ledgerRow(1),
        ledgerRow(2, { 信访形式: '飞鸽' }),
        ledgerRow(3),
      ]),
    };
    await page.locator('input[type=file]').setInputFiles(ledger);
    await expectText(page.locator('main'), '1行有误');
    await expectText(page.locator('main'), 'E列 信访形式：不认识“飞鸽”');
    await page.getByRole('button', { name: '登记这2件' }).click();
    await expectText(page.getByRole('heading', { level: 2 }).first(), '导入完成');
    await expectText(page.locator('main'), '已登记2件');
    await page.getByRole('button', { name: '导入另一份台账' }).click();
    await page.locator('input[type=file]').setInputFiles(ledger);
    await expectText(page.locator('main'), /已登记（件号2026-000\d）/);
    expect(await page.getByRole('button', { name: /^登记这/ }).count()).toBe(0);
  });
});

import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { RunningServer } from '../../server/start.ts';
import { expectText, openPage } from '../support/browser.ts';
import { demolition, director } from '../support/people.ts';
import { addressOn, openWholeServer } from '../support/whole-server.ts';
import { assigned, replied } from './errands.ts';
import { penOn } from './hands.ts';

const WIDE = { width: 1440, height: 900 };

it('the director hands over what a person holds, and he is signed out', async () => {
  const server = await openWholeServer('2026-11-16 09:00');
  const id = await replied(server);
  const page = await openPage({ viewport: WIDE });
  await show(page, server, 'directory');
  await page.getByRole('button', { name: '移交蒋测试的工作' }).click();
  await page.getByLabel('移交给').selectOption(demolition.head);
  await page.getByLabel('移交理由').fill('干部交流');
  await page.getByLabel('移交后离岗').check();
  await page.getByRole('button', { name: '移交', exact: true }).click();
  await expectText(page.getByRole('dialog'), /已移交/);
  const petition = await server.store.petition(id);
  expect(petition?.assignments.at(-1)?.caseworkerId).toBe(demolition.head);
  const { staff } = await server.store.directory();
  expect(staff.get(demolition.caseworker)?.active).toBe(false);
});

it('the director loads next year’s notice: pasted, looked at, signed', async () => {
  const server = await openWholeServer('2026-11-16 09:00');
  const id = await assigned(server);
  const page = await openPage({ viewport: WIDE });
  await show(page, server, 'calendar');
  await expectText(page.locator('main'), /2027年放假安排尚未载入/);
  await page.getByRole('button', { name: '载入放假通知' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('粘贴国务院办公厅通知全文').fill(NOTICE);
  await dialog.getByRole('button', { name: '读出放假安排' }).click();
  await dialog.getByRole('button', { name: '预览影响' }).click();
  await expectText(dialog, /预览（尚未写入）/);
  expect(await movesOf(server, id)).toEqual([]);
  await dialog.getByLabel('启用理由').fill('国务院办公厅通知已发布');
  await penOn(dialog.locator('canvas'));
  await dialog.getByRole('button', { name: '签名启用' }).click();
  await expectText(page.locator('main'), /已启用/);
  expect((await movesOf(server, id)).length).toBeGreaterThan(0);
});

/** 60 days from mid-November end on 15 January: a day off, in this notice. */
const NOTICE = `国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕8号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：1月15日（周五）至21日（周四）放假调休，共7天。1月9日（周六）上班。
2026年11月12日`;

async function movesOf({ store }: RunningServer, id: string) {
  const petition = await store.petition(id);
  return petition?.clocks.flatMap(({ moved }) => moved) ?? [];
}

async function show(page: Page, server: RunningServer, path: string) {
  await page.goto('about:blank');
  await page.goto(addressOn(server, director, `/desk/${path}`));
  await page.locator('main :is(td, section)').first().waitFor();
}

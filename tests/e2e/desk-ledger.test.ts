import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RunningServer } from '../../server/start.ts';
import { expectText, openPage, PATIENCE_MS } from '../support/browser.ts';
import { clerk } from '../support/people.ts';
import { addressOn, openWholeServer } from '../support/whole-server.ts';
import { registered } from './errands.ts';

const SCREEN = { width: 1440, height: 900 };
const MANY = 60;

describe('a clerk at the desk', () => {
  it('filters, opens a petition, acts on it and is back where the list was', async () => {
    const server = await openWholeServer('2026-03-10 09:00');
    await severalRegistered(server, MANY);
    const page = await openDesk(server, '/desk/overview');
    await page.getByRole('link', { name: `${MANY} 在办` }).click();
    const grid = page.getByRole('grid', { name: '信访件' });
    await expectText(page.getByRole('status'), `共 ${MANY} 件`);

    await page.getByRole('button', { name: '环节' }).click();
    await page.getByRole('checkbox', { name: '受理登记' }).check();
    await page.keyboard.press('Escape');
    await expectText(page.getByRole('list', { name: '已选条件' }), '环节：受理登记');

    await grid.focus();
    for (let row = 0; row < 40; row += 1) await page.keyboard.press('ArrowDown');
    const marked = page.locator('tr[aria-selected="true"]');
    const number = (await marked.locator('td').first().innerText()).trim();
    const place = await scrollTop(page);
    expect(place).toBeGreaterThan(300);
    await page.keyboard.press('Enter');
    const panel = page.getByRole('region', { name: '信访件' });
    await expectText(panel.getByRole('region', { name: '概况' }), number);
    expect(page.url()).toContain('stage=registered');

    await panel.getByRole('button', { name: '签收并打印办理单' }).click();
    await expectText(panel.getByRole('region', { name: '概况' }), '签收拟办');
    await expectText(page.getByRole('status').first(), `共 ${MANY - 1} 件`);
    await panel.getByRole('button', { name: '收起' }).click();
    await panel.waitFor({ state: 'detached' });
    expect(await scrollTop(page)).toBe(place);

    await page.keyboard.press('Enter');
    await panel.waitFor();
    const following = await marked.locator('td').first().innerText();
    expect(following.trim()).not.toBe(number);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^去掉条件：环节/ }).click();
    await expectText(page.getByRole('status').first(), `共 ${MANY} 件`);
  });

  it('walks through the list without leaving the petition, also on a page of its own', async () => {
    const server = await openWholeServer('2026-03-10 09:00');
    await severalRegistered(server, 3);
    const page = await openDesk(server, '/desk/ledger?sort=number&order=asc');
    await page.getByRole('gridcell', { name: '2026-0001' }).click();
    const head = page.getByRole('region', { name: '概况' });
    await expectText(head, '2026-0001');
    await page.keyboard.press('j');
    await expectText(head, '2026-0002');
    await page.getByRole('link', { name: '整页打开' }).click();
    await page.getByRole('grid').waitFor({ state: 'detached' });
    await page.keyboard.press('j');
    await expectText(head, '2026-0003');
    await page.keyboard.press('k');
    await expectText(head, '2026-0002');
  });

  it('finds a petition by its number from anywhere', async () => {
    const server = await openWholeServer('2026-03-10 09:00');
    await severalRegistered(server, 3);
    const page = await openDesk(server, '/desk/overview');
    await page.keyboard.press('/');
    await page.keyboard.type('2026-0002');
    await page.keyboard.press('Enter');
    await expectText(page.getByRole('region', { name: '概况' }), '2026-0002');
  });
});

async function severalRegistered(server: RunningServer, count: number): Promise<void> {
  for (let petition = 0; petition < count; petition += 1) await registered(server);
}

async function openDesk(server: RunningServer, route: string): Promise<Page> {
  const page = await openPage({ viewport: SCREEN, reducedMotion: 'reduce' });
  await page.goto(addressOn(server, clerk, route));
  await page.locator('main').waitFor({ timeout: PATIENCE_MS });
  await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' });
  return page;
}

async function scrollTop(page: Page): Promise<number> {
  return await page.evaluate<number>("document.querySelector('.scroller').scrollTop");
}

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openPage } from '../support/browser.ts';
import {
  addressesOf,
  addressShownOn,
  isTooWide,
  overhangOn,
  violationsOn,
} from '../support/looking.ts';
import { demolition } from '../support/people.ts';
import { addressOn, openWholeServer } from '../support/whole-server.ts';
import { assigned } from './errands.ts';
import { openTable } from './table.ts';
import { officeAtWork, type Visit } from './visit.ts';
import { deskVisits } from './visits-desk.ts';
import { phoneVisits } from './visits-phone.ts';

const PHONE = { width: 375, height: 812 };
const NARROWEST = { width: 320, height: 640 };
const DESK = { width: 1440, height: 900 };
const SMALL_DESK = { width: 1024, height: 768 };

describe('every page is for everybody', () => {
  it('on the phone: by day, in the dark, on the narrowest, in large letters', async () => {
    const { found, unseen } = await walk(phoneVisits, PHONE, onNarrowest);
    expect(found).toEqual([]);
    expect(unseen.filter((address) => !isOfDesk(address))).toEqual([]);
  }, 240_000);

  it('at the desk: by day, in the dark, on a small screen', async () => {
    const { found, unseen } = await walk(deskVisits, DESK, onSmallDesk);
    expect(found).toEqual([]);
    expect(unseen.filter(isOfDesk)).toEqual([]);
  }, 240_000);
});

describe('the table with everybody’s phones', () => {
  it('can be read and operated by everybody', async () => {
    const table = await openTable('2026-03-10 09:00');
    await assigned(table.server);
    await table.move('到下个工作日');
    await table.move('过 1 小时');
    const phone = await table.phoneOf(demolition.liaisonA);
    await phone.notices.first().waitFor();
    expect(await violationsOn(table.page)).toEqual([]);
    for (const section of ['待办', '审批']) {
      await phone.turnTo(section);
      expect(await violationsOn(table.page, 'main')).toEqual([]);
    }
    await table.page.getByRole('button', { name: '天气' }).click();
    await table.page.getByRole('complementary', { name: '天气' }).waitFor();
    expect(await violationsOn(table.page)).toEqual([]);
  });

  it('fits the narrowest phone', async () => {
    const table = await openTable('2026-03-10 09:00');
    await table.page.setViewportSize(NARROWEST);
    expect(await overhangOn(table.page)).toBeLessThanOrEqual(0);
  });
});

/** What this office never has; office-work.test.ts looks at it where there is some. */
const OF_ANOTHER_REGULATION: readonly string[] = ['/readings/:id', '/sanctions/:id'];

type Size = { readonly width: number; readonly height: number };

/** Everything wrong on the way through one office, and the addresses of the app that the way did not come by. */
async function walk(
  visits: readonly Visit[],
  size: Size,
  whenSmall: (page: Page) => Promise<readonly string[]>,
) {
  const server = await openWholeServer('2026-03-10 09:00');
  const office = await officeAtWork(server);
  const page = await openPage({ viewport: size, reducedMotion: 'reduce', hasTouch: true });
  const found: string[] = [];
  const seen = new Set<string>();
  for (const { name, by, route, open } of visits) {
    await page.setViewportSize(size);
    const within = await show(page, addressOn(server, by, route(office)))
      .then(() => open?.(page))
      .catch((cause: unknown) => {
        throw new Error(`${name} does not come up`, { cause });
      });
    seen.add(await addressShownOn(page));
    const wrong = [
      ...(await violationsOn(page, within)),
      ...(await inTheDark(page, within)),
      ...(await whenSmall(page)),
    ];
    found.push(...wrong.map((text) => `${name}: ${text}`));
  }
  const unseen = (await addressesOf(page)).filter(
    (address) => !seen.has(address) && !OF_ANOTHER_REGULATION.includes(address),
  );
  return { found, unseen };
}

/** By way of an empty page, so that nothing of the one before remains. */
async function show(page: Page, address: string) {
  await page.goto('about:blank');
  await page.goto(address);
  await page.locator('main').waitFor();
  await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.locator('main :is(td, article, section, li, form, .empty)').first().waitFor();
}

async function inTheDark(page: Page, within: string | undefined): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const found = await violationsOn(page, within, ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
  return found.map((text) => `in the dark ${text}`);
}

async function onNarrowest(page: Page): Promise<readonly string[]> {
  await page.setViewportSize(NARROWEST);
  const normal = await overhangOn(page);
  await page.evaluate("document.documentElement.dataset.size = 'large'");
  const large = await overhangOn(page);
  return [
    ...(normal > 0 ? [`reaches ${normal} px beyond the narrowest phone`] : []),
    ...(large > 0 ? [`reaches ${large} px beyond it in large letters`] : []),
  ];
}

async function onSmallDesk(page: Page): Promise<readonly string[]> {
  await page.setViewportSize(SMALL_DESK);
  const found = await violationsOn(page, undefined, ['scrollable-region-focusable']);
  return [...((await isTooWide(page)) ? ['wider than a small screen'] : []), ...found];
}

function isOfDesk(address: string): boolean {
  return address.startsWith('/desk');
}

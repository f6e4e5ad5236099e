import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { RunningServer } from '../../server/start.ts';
import { openPage } from '../support/browser.ts';
import { clerk } from '../support/people.ts';
import { addressOn, openWholeServer } from '../support/whole-server.ts';
import { assigned, registered, replied } from './errands.ts';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 1024, height: 768 };

type Preparation = (page: Page) => Promise<unknown>;

/** What is looked at, at which route, and what is opened there first; all of them on one office. */
const screens: readonly (readonly [string, (petitionId: string) => string, Preparation?])[] = [
  ['the overview', () => '/desk/overview'],
  ['the ledger', () => '/desk/ledger'],
  ['the ledger’s filters', () => '/desk/ledger?overdue=false', press('更多条件')],
  ['the choice of columns', () => '/desk/ledger', press('列')],
  ['the export', () => '/desk/ledger', press('导出')],
  ['an empty ledger', () => '/desk/ledger?number=1999'],
  ['a petition beside the ledger', (id) => `/desk/ledger/${id}`],
  ['a petition on its own page', (id) => `/desk/petitions/${id}`],
  ['the board', () => '/desk/board'],
];

it('every page of the desk is for everybody: by day and in the dark, at both widths', async () => {
  const server = await openWholeServer('2026-03-10 09:00');
  await assigned(server);
  await replied(server);
  const id = await registered(server);
  const page = await openPage({ viewport: WIDE, reducedMotion: 'reduce' });
  const found: string[] = [];
  for (const [name, route, prepare] of screens) {
    await show(page, server, route(id));
    await prepare?.(page);
    const seen = [
      ...(await violationsOn(page)),
      ...(await inTheDark(page)),
      ...(await whenNarrow(page)),
    ];
    found.push(...seen.map((violation) => `${name}: ${violation}`));
  }
  expect(found).toEqual([]);
}, 150_000);

async function show(page: Page, server: RunningServer, route: string) {
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('about:blank');
  await page.goto(addressOn(server, clerk, route));
  await page.locator('main').waitFor();
  await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.locator('main :is(td, article, section, li)').first().waitFor();
}

async function inTheDark(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const found = await violationsOn(page, 'color-contrast');
  await page.emulateMedia({ colorScheme: 'light' });
  return found.map((violation) => `in the dark ${violation}`);
}

async function whenNarrow(page: Page): Promise<readonly string[]> {
  await page.setViewportSize(NARROW);
  const isWider = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
  const found = await violationsOn(page, 'scrollable-region-focusable');
  return [...(isWider ? ['wider than a narrow screen'] : []), ...found];
}

function press(name: string): Preparation {
  return (page) => page.locator('main').getByRole('button', { name }).first().click();
}

async function violationsOn(page: Page, rule?: string): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const options = rule === undefined ? {} : { runOnly: [rule] };
  const { passes, violations } = await page.evaluate<AxeResults>(
    `axe.run(${JSON.stringify(options)})`,
  );
  if (rule === undefined && passes.length === 0) throw new Error('nothing was examined');
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${impact} ${id} ${target.join(' ')} ${failureSummary}`,
    ),
  );
}

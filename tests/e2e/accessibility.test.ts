import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RunningServer } from '../../server/start.ts';
import { openPage } from '../support/browser.ts';
import { clerk, demolition, petitionLeader } from '../support/people.ts';
import { addressOn, openWholeServer } from '../support/whole-server.ts';
import { answered, assigned, replied, submitted } from './errands.ts';
import { openTable } from './table.ts';

const { liaisonA, leader } = demolition;

type Visit = (server: RunningServer) => Promise<string>;
type Preparation = (page: Page) => Promise<unknown>;

/** What is looked at: on whose phone, at which route after what has happened, and what is tapped there first. */
const screens: readonly (readonly [string, string, Visit, Preparation])[] = [
  ['what waits for a liaison', liaisonA, after(assigned, '/'), look],
  ['the sheet for accepting, over the list', liaisonA, after(assigned, '/'), tap('接件承办')],
  ['what a step means', liaisonA, after(assigned, petition), tap('这一步是什么意思')],
  ['what waits for a leader', leader, after(repliedTwice, '/'), look],
  ['signing for several at once', leader, after(repliedTwice, '/together/approveReply'), unfold],
  ['the sheet for the call', clerk, after(answered, act('recordFollowUp')), tap('显示号码并拨打')],
  ['a petition, its deadlines explained', liaisonA, after(assigned, petition), unfold],
  ['a petition that a leader reviews', leader, after(replied, petition), look],
  ['the form for returning', liaisonA, after(assigned, act('returnAssignment')), tap('退单')],
  ['the form for assigning', petitionLeader, after(submitted, act('assign')), look],
  ['the sheet for accepting', liaisonA, after(assigned, petition), tap('接件承办')],
  ['the list of departments', petitionLeader, after(submitted, act('assign')), tap('承办部室')],
  ['the registration form', clerk, after(nothing, '/register'), look],
  ['the registration form, not filled in', clerk, after(nothing, '/register'), tap('登记')],
  ['the list of petitions', clerk, after(assigned, '/petitions'), look],
  ['one’s own page', clerk, after(nothing, '/mine'), unfold],
];

it.each(screens)(
  '%s is for everybody: by day, in the dark, on the narrowest phone',
  async (...screen) => {
    const page = await show(...screen);
    expect(await violationsOn(page)).toEqual([]);
    expect(await overhang(page)).toBeLessThanOrEqual(0);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violationsOn(page, 'color-contrast')).toEqual([]);
    await page.evaluate("document.documentElement.dataset.size = 'large'");
    expect(await overhang(page)).toBeLessThanOrEqual(0);
  },
);

describe('the table with everybody’s phones', () => {
  it('can be read and operated by everybody', async () => {
    const table = await openTable('2026-03-10 09:00');
    await assigned(table.server);
    await table.move('到下个工作日');
    await table.move('过 1 小时');
    const phone = await table.phoneOf(liaisonA);
    await phone.notices.first().waitFor();
    expect(await violationsOn(table.page)).toEqual([]);
  });

  it('fits the narrowest phone', async () => {
    const table = await openTable('2026-03-10 09:00');
    await table.page.setViewportSize(NARROWEST);
    expect(await overhang(table.page)).toBeLessThanOrEqual(0);
  });
});

const NARROWEST = { width: 320, height: 640 };

async function show(_: string, staffId: string, visit: Visit, prepare: Preparation) {
  const server = await openWholeServer('2026-03-10 09:00');
  const route = await visit(server);
  const page = await openPage({ viewport: NARROWEST, reducedMotion: 'reduce', hasTouch: true });
  await page.goto(addressOn(server, staffId, route));
  await page.locator('main').waitFor();
  await page.locator('[aria-busy]').first().waitFor({ state: 'detached' });
  await prepare(page);
  return page;
}

function after(
  happen: (server: RunningServer) => Promise<string>,
  route: string | ((petitionId: string) => string),
): Visit {
  return async (server) => {
    const id = await happen(server);
    return typeof route === 'string' ? route : route(id);
  };
}

async function repliedTwice(server: RunningServer) {
  await replied(server);
  return replied(server);
}

function nothing() {
  return Promise.resolve('');
}

function petition(id: string) {
  return `/petitions/${id}`;
}

function act(name: string) {
  return (id: string) => `/petitions/${id}/acts/${name}`;
}

function look() {
  return Promise.resolve();
}

function tap(name: string): Preparation {
  return (page) => page.getByRole('button', { name }).click();
}

async function unfold(page: Page) {
  for (const summary of await page.locator('summary').all()) await summary.click();
}

/** Rule, element and what is wrong, for everything axe finds, or for everything that it finds by one rule. */
async function violationsOn(page: Page, rule?: string): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const options = rule === undefined ? {} : { runOnly: [rule] };
  const { passes, violations } = await page.evaluate<AxeResults>(
    `axe.run(${JSON.stringify(options)})`,
  );
  if (passes.length === 0) throw new Error('nothing was examined');
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${impact} ${id} ${target.join(' ')} ${failureSummary}`,
    ),
  );
}

/** How many pixels something reaches beyond the right edge of the screen, whether it can be scrolled to or is cut off. */
async function overhang(page: Page): Promise<number> {
  return await page.evaluate<number>(
    `Math.max(...[...document.querySelectorAll('body, body *')].map((element) =>
      Math.round(element.getBoundingClientRect().right) - innerWidth))`,
  );
}

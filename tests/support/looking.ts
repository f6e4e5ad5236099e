import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** What must hold of a page for everybody who looks at it. */

/**
 * Rule, element and what is wrong: everything axe finds, or what it finds by these rules; on the whole page, or in
 * this part of it, when what lies behind has been looked at.
 */
export async function violationsOn(
  page: Page,
  within?: string,
  rules?: readonly string[],
): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  const options = { resultTypes: ['violations'], ...(rules ? { runOnly: rules } : {}) };
  const place = within === undefined ? 'document' : JSON.stringify(within);
  const { passes, violations } = await page.evaluate<AxeResults>(
    `axe.run(${place}, ${JSON.stringify(options)})`,
  );
  if (!rules && passes.length === 0) throw new Error('nothing was examined');
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${impact} ${id} ${target.join(' ')} ${failureSummary}`,
    ),
  );
}

/** How many pixels something reaches beyond the right edge of the screen, whether it can be scrolled to or is cut off. */
export async function overhangOn(page: Page): Promise<number> {
  return await page.evaluate<number>(
    `Math.max(...[...document.querySelectorAll('body, body *')].map((element) =>
      Math.round(element.getBoundingClientRect().right) - innerWidth))`,
  );
}

/** Whether the page as a whole is wider than the window; what scrolls inside itself is not. */
export async function isTooWide(page: Page): Promise<boolean> {
  return await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
}

/** The addresses that the app itself knows, as its router writes them. */
export async function addressesOf(page: Page): Promise<readonly string[]> {
  return await page.evaluate<readonly string[]>(
    `${ROUTER}.getRoutes().filter(({ redirect }) => !redirect).map(({ path }) => path)`,
  );
}

/** Which of them is shown. */
export async function addressShownOn(page: Page): Promise<string> {
  return await page.evaluate<string>(`${ROUTER}.currentRoute.value.matched.at(-1).path`);
}

const ROUTER = `document.querySelector('#app').__vue_app__.config.globalProperties.$router`;

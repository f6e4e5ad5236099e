import axe, { type AxeResults } from 'axe-core';
import { expect, it } from 'vitest';
import { openApi } from '../support/api.ts';
import { openPage } from '../support/browser.ts';
import { clerk } from '../support/people.ts';

const BODY = '安置房至今没有交付，请求明确交付时间，并按协议补发过渡费。';

/** How many sheets of paper the print page takes, with an appeal this long. */
async function sheetsOf(body: string) {
  const api = await openApi({ at: '2026-03-16 09:00' });
  const office = await api.as(clerk);
  const { id } = await office.register({ body });
  await office.act(id, 'signIn');
  const page = await openPage({ extraHTTPHeaders: { cookie: office.cookie } });
  await page.goto(`${api.url}/api/petitions/${id}/papers/handlingSheet/print`);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  return { page, pages };
}

it('the handling sheet takes one sheet of A4, and is for everybody to read', async () => {
  const { page, pages } = await sheetsOf(BODY.repeat(6));
  expect(pages).toBe(1);
  await page.evaluate(axe.source);
  const { passes, violations } = await page.evaluate<AxeResults>('axe.run()');
  expect(passes.length).toBeGreaterThan(10);
  expect(violations.map(({ id, nodes }) => [id, nodes.length])).toEqual([]);
});

it('and goes on over a second one when the appeal is long', async () => {
  expect((await sheetsOf(BODY.repeat(60))).pages).toBe(2);
});

it('its button opens the browser’s own printing', async () => {
  const { page } = await sheetsOf(BODY);
  await page.evaluate('window.print = () => { document.title = "printing"; }');
  await page.getByRole('button', { name: '打印' }).click();
  expect(await page.title()).toBe('printing');
});

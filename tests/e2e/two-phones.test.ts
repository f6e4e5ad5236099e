import { expect, it } from 'vitest';
import { expectText } from '../support/browser.ts';
import { demolition } from '../support/people.ts';
import { assigned } from './errands.ts';
import { nameOf, openTable, type Table } from './table.ts';

const liaisons = [demolition.liaisonA, demolition.liaisonB];

it('of two liaisons who accept on their cards at the same moment one is first, and both cards say who', async () => {
  const table = await openTable('2026-03-10 09:00');
  const petition = await assigned(table.server);
  const cards = [];
  for (const liaison of liaisons) cards.push((await table.phoneOf(liaison)).card('信访件交办'));
  for (const card of cards) await card.getByRole('button', { name: '接件承办' }).waitFor();

  await tapAllAtOnce(table);
  for (const card of cards) {
    await expectText(card.locator('.status'), ACCEPTED);
    expect(await card.getByRole('button', { name: '接件承办' }).count()).toBe(0);
  }
  const [first, second] = await Promise.all(
    cards.map((card) => card.locator('.status').innerText()),
  );
  expect(first).toBe(second);

  const stored = await table.server.store.petition(petition);
  const acceptedBy = stored?.assignments.at(-1)?.acceptedBy ?? '';
  expect(ACCEPTED.exec(first ?? '')?.[1]).toBe(nameOf(acceptedBy));
});

const ACCEPTED = new RegExp(`(${liaisons.map(nameOf).join('|')})已于3月10日`);

/** In one breath, faster than any two hands. */
async function tapAllAtOnce({ page }: Table): Promise<void> {
  const tapped = await page.evaluate<number>(
    `(() => {
      const buttons = [...document.querySelectorAll('.phone .a-card .primary')];
      for (const button of buttons) button.click();
      return buttons.length;
    })()`,
  );
  expect(tapped).toBe(liaisons.length);
}

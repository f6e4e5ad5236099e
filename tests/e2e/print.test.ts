import { inflateSync } from 'node:zlib';
import axe, { type AxeResults } from 'axe-core';
import { expect, it } from 'vitest';
import { openApi } from '../support/api.ts';
import { openPage } from '../support/browser.ts';
import { clerk } from '../support/people.ts';

/** 8 points; nothing else on a paper is as small. */
const FOOT_SIZE = 32 / 3;
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
  return { page, pages, sheets: sheetsIn(pdf) };
}

interface Line {
  /** Of the letters, in pixels. */
  readonly size: number;
  /** From the top edge, in hundredths of an inch. */
  readonly baseline: number;
}

/** Where what follows is drawn from, or a line of text: its size and how far below that. */
const WRITTEN = /^3\.125 0 0 3\.125 \S+ (\S+) cm|^\/F\d+ (\S+) Tf\n1 0 0 -1 \S+ (\S+) Tm/gm;

/** Every line of text on each sheet, as the browser drew it. */
function sheetsIn(pdf: Buffer): readonly (readonly Line[])[] {
  const drawings = [...pdf.toString('latin1').matchAll(/FlateDecode[^>]*>> stream\n/g)]
    .map(({ index, 0: { length } }) => inflateSync(pdf.subarray(index + length)).toString('latin1'))
    .filter((drawing) => drawing.includes('BT\n'));
  return drawings.map((drawing) => {
    let top = 0;
    return [...drawing.matchAll(WRITTEN)].flatMap(([, moved, size, below]): Line[] => {
      if (moved !== undefined) top = Number(moved);
      return below === undefined
        ? []
        : [{ size: Number(size), baseline: (top + 3.125 * Number(below)) / 3 }];
    });
  });
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

it('the foot stands at the bottom of every sheet, with nothing written over it', async () => {
  const { sheets } = await sheetsOf(BODY.repeat(130));
  expect(sheets).toHaveLength(3);
  for (const lines of sheets) {
    const [foot, ...others] = lines.filter(({ size }) => Math.abs(size - FOOT_SIZE) < 0.1);
    expect(others).toEqual([]);
    expect(foot?.baseline).toBeGreaterThan(1169 - 70);
    const lowest = Math.max(...lines.filter((line) => line !== foot).map((line) => line.baseline));
    expect((foot?.baseline ?? 0) - lowest).toBeGreaterThan(15);
  }
});

it('its button opens the browser’s own printing', async () => {
  const { page } = await sheetsOf(BODY);
  await page.evaluate('window.print = () => { document.title = "printing"; }');
  await page.getByRole('button', { name: '打印' }).click();
  expect(await page.title()).toBe('printing');
});

import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { expectText, PATIENCE_MS } from '../support/browser.ts';
import type { Phone } from './table.ts';

/** What a petition says that is registered in these tests; all of it is fictional. */
export const letter = {
  title: '关于安置房交付时间的诉求',
  body: '安置房原定去年年底交付，至今没有交付，请求说明原因并明确交付时间。',
  name: '金丝雀',
  phone: '13800000000',
  idNumber: '330602199001011234',
  address: '演示路1号2幢301室',
};

/** Registers the letter as one of the office's own on a phone that shows the mini-app, and answers its number. */
export async function registerLetter({ app }: Phone): Promise<string> {
  await app.getByRole('link', { name: '登记' }).click();
  await app.getByRole('radio', { name: '反映事项办理工作流程' }).check();
  await app.getByRole('radio', { name: '本级', exact: true }).check();
  await app.getByRole('radio', { name: '来信', exact: true }).check();
  await app.getByRole('radio', { name: '申诉求决', exact: true }).check();
  await app.getByLabel('内容分类').selectOption('城乡建设');
  await app.getByLabel('标题').fill(letter.title);
  await app.getByLabel('信访诉求').fill(letter.body);
  await app.getByLabel('姓名').fill(letter.name);
  await app.getByLabel('联系电话').fill(letter.phone);
  await app.getByLabel('身份证号').fill(letter.idNumber);
  await app.getByLabel('住址').fill(letter.address);
  await app.getByRole('button', { name: '登记', exact: true }).click();
  const head = app.getByRole('region', { name: '概况' });
  const text = await head.getByText(/^\d{4}-\d{4}$/).textContent();
  return (text ?? '').trim();
}

/** Taps an act among those offered under the petition, behind 更多 where it is not the expected step. */
export async function beginAct({ app }: Phone, title: string): Promise<void> {
  const offered = app.getByRole('complementary', { name: '可以办理的操作' });
  await offered.waitFor();
  const expected = offered.getByRole('button', { name: title, exact: true });
  if ((await expected.count()) === 0) await offered.getByRole('button', { name: '更多' }).click();
  await app.getByRole('button', { name: title, exact: true }).last().click();
}

/** Names a department in the sheet that a field opens. */
export async function chooseUnit({ app }: Phone, label: string, name: string): Promise<void> {
  await app.getByRole('button', { name: label }).click();
  await app.getByRole('dialog').getByRole('button', { name, exact: true }).click();
}

/** Sends the form of an act and waits until its page or sheet has gone; a failure tells what the form complains of. */
export async function submitAct({ app }: Phone, title: string): Promise<void> {
  const form = app.locator('form');
  await form.getByRole('button', { name: title, exact: true }).click();
  const complaints = async () => (await form.getByRole('alert').allInnerTexts()).join('\n');
  const state = async () => ((await form.count()) === 0 ? 'sent' : await complaints());
  await expect.poll(state, { timeout: PATIENCE_MS }).toBe('sent');
}

/** Writes a name on the signature pad: three strokes of the hand. */
export async function signByHand({ app }: Phone): Promise<void> {
  await penOn(app.getByRole('img', { name: '签名处' }));
}

export async function penOn(pad: Locator): Promise<void> {
  await pad.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await boxOf(pad);
  const { mouse } = pad.page();
  for (const [from, to] of strokes) {
    await mouse.move(x + from.x * width, y + from.y * height);
    await mouse.down();
    await mouse.move(x + to.x * width, y + to.y * height, { steps: 12 });
    await mouse.up();
  }
}

/** In parts of the pad's width and height. */
const strokes = [
  [
    { x: 0.2, y: 0.3 },
    { x: 0.45, y: 0.35 },
  ],
  [
    { x: 0.32, y: 0.15 },
    { x: 0.28, y: 0.85 },
  ],
  [
    { x: 0.55, y: 0.25 },
    { x: 0.8, y: 0.8 },
  ],
] as const;

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('not to be seen');
  return box;
}

/** A card of the petition's page by its heading: 期限, 办理过程, 签批. */
export function card({ app }: Phone, heading: string): Locator {
  return app
    .locator('section')
    .filter({ has: app.getByRole('heading', { name: heading, exact: true }) });
}

/** Waits until the petition's page shows this stage, and among all that has happened this sentence. */
export async function expectStage(phone: Phone, stage: string, sentence: string): Promise<void> {
  await expectText(head(phone), stage);
  const story = card(phone, '办理过程');
  const rest = story.getByRole('button', { name: '查看全部' });
  if (await rest.isVisible()) await rest.click();
  await expectText(story, sentence);
}

/** Number, stage, most urgent deadline and who has to act, at the top of the petition's page. */
export function head({ app }: Phone): Locator {
  return app.getByRole('region', { name: '概况' });
}

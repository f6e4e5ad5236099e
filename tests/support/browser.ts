import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';
import { afterAll, expect, onTestFinished } from 'vitest';

/** Without a display, a sandbox of its own or a network to talk to. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

/** How long anything on a page may take to come about, on a machine that has other things to do. */
export const PATIENCE_MS = 15_000;

/** The browser's own note of a refusal, which is an answer like any other, or that there is no network just now. */
const REFUSED =
  /the server responded with a status of (401|409|422)|net::ERR_INTERNET_DISCONNECTED/;

let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

/** A page of its own, closed with the test, which fails if the page complained of anything meanwhile. */
export async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  browser ??= chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: FLAGS,
  });
  const context = await (await browser).newContext({ locale: 'zh-CN', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !REFUSED.test(message.text()))
      complaints.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });
  return page;
}

/** Waits until what is written there contains this; the failure tells what is written instead. */
export async function expectText(where: Locator, text: string | RegExp): Promise<void> {
  const read = () => where.innerText({ timeout: 1000 }).catch(() => '（看不到）');
  await expect.poll(read, { timeout: PATIENCE_MS }).toMatch(text);
}

import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { startChild } from './child-server.ts';
import { departments } from './departments.ts';
import { prepareOffice } from './prepared-office.ts';
import type { Run } from './run.ts';
import { ratioOf, spreadOf } from './spread.ts';
import type { Line, Section } from './table.ts';

/**
 * The phone's home as a liaison sees it for the first time: nothing cached, a processor four times slower than this
 * one, a poor mobile network. Left out where there is no Chromium.
 */
export async function measureFirstLoad(run: Run): Promise<Section> {
  const title = '六、手机首页首次打开 first load of the phone home';
  if (!existsSync(BROWSER)) return { title, lines: [], notes: [`没有找到 ${BROWSER}，未测。`] };
  const folder = join(run.folder, 'first-load');
  mkdirSync(folder);
  const office = await prepareOffice(folder, WAITING_PETITIONS);
  const [department] = departments;
  const token = department && office.tokens.get(department.liaisonA);
  if (token === undefined) throw new Error('nobody is signed in');
  const server = await startChild(run.folder, 'command-server', [folder]);
  const browser = await chromium.launch({ executablePath: BROWSER, args: FLAGS });
  try {
    const loads: Load[] = [];
    for (let repetition = 1; repetition <= (run.quick ? 3 : 9); repetition++) {
      run.say(`手机首页 first load：第 ${repetition} 次`);
      loads.push(await loadHome(browser, server.url, token));
    }
    return { title, lines: linesOf(loads) };
  } finally {
    await browser.close();
    await server.stop();
  }
}

const BROWSER = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
];
const WAITING_PETITIONS = 60;
const SLOWER_PROCESSOR = 4;
const NETWORK = { offline: false, latency: 60, downloadThroughput: 5e5, uploadThroughput: 2.5e5 };
const PAGES = '.build/miniapp';
const MOST_KB = 120;
const MOST_MS = 1500;

interface Load {
  /** Script and style asked for until the page is at rest, as the gzip files that are served. */
  readonly kb: number;
  /** The first petition stands there and no long task follows. */
  readonly interactiveMs: number;
}

async function loadHome(browser: Browser, url: string, token: string): Promise<Load> {
  const context = await browser.newContext({
    viewport: { width: 375, height: 812 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    extraHTTPHeaders: { cookie: `__Host-session=${token}` },
  });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.emulateNetworkConditions', NETWORK);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_PROCESSOR });
    const assets = new Set<string>();
    page.on('request', (request) => {
      if (['script', 'stylesheet'].includes(request.resourceType())) assets.add(request.url());
    });
    await page.addInitScript(WATCH);
    await page.goto(`${url}/`);
    const interactiveMs = await interactiveAt(page);
    return { kb: gzipKb([...assets]), interactiveMs };
  } finally {
    await context.close();
  }
}

/** Notes inside the page when the first petition appears and when the last long task ended. */
const WATCH = `
  window.shownAt = null;
  window.busyUntil = 0;
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.busyUntil = task.startTime + task.duration;
  }).observe({ type: 'longtask', buffered: true });
  new MutationObserver((_changes, observer) => {
    if (!document.querySelector('main li')) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.shownAt = performance.now(); }));
  }).observe(document, { childList: true, subtree: true });
`;

const AT_REST_MS = 1000;
const PROBE_EVERY_MS = 100;
const PATIENCE_MS = 30_000;

/** Long tasks after the first sight count until the page has been at rest for a while. */
async function interactiveAt(page: Page): Promise<number> {
  for (let waited = 0; waited < PATIENCE_MS; waited += PROBE_EVERY_MS) {
    const [shownAt, busyUntil, now] = (await page.evaluate(
      '[window.shownAt, window.busyUntil, performance.now()]',
    )) as [number | null, number, number];
    const at = Math.max(shownAt ?? now, busyUntil);
    if (now - at > AT_REST_MS) return at;
    await pause(PROBE_EVERY_MS);
  }
  throw new Error('no petition was shown');
}

/** What is too small to gain by it is served as it is. */
function gzipKb(addresses: readonly string[]): number {
  const bytes = addresses.map((address) => {
    const file = `${PAGES}${new URL(address).pathname}`;
    return statSync(existsSync(`${file}.gz`) ? `${file}.gz` : file).size;
  });
  return bytes.reduce((sum, size) => sum + size, 0) / 1024;
}

function linesOf(loads: readonly Load[]): readonly Line[] {
  const against = (label: string, unit: string, values: readonly number[], limit: number): Line => {
    const limits = values.map(() => limit);
    return {
      label,
      ours: spreadOf(values),
      reference: spreadOf(limits),
      unit,
      ratio: ratioOf(values, limits),
      target: { atMost: 1 },
      meaning: '对照为上限。',
    };
  };
  return [
    against(
      '脚本与样式 script and style',
      'KB gzip',
      loads.map(({ kb }) => kb),
      MOST_KB,
    ),
    against(
      '可以操作 interactive, 4× slower CPU',
      '毫秒 ms',
      loads.map(({ interactiveMs }) => interactiveMs),
      MOST_MS,
    ),
  ];
}

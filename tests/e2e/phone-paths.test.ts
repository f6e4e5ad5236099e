import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RunningServer } from '../../server/start.ts';
import { expectText, openPage } from '../support/browser.ts';
import { clerk, demolition } from '../support/people.ts';
import { addressOn, openWholeServer } from '../support/whole-server.ts';
import { answered, assigned, replied } from './errands.ts';
import { penOn } from './hands.ts';

const { liaisonA, leader } = demolition;
const START = '2026-03-10 09:00';
const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true };
const REASON = '配套工程由规划建设部建设，见职责分工文件第三条。';

describe('a liaison between two meetings', () => {
  it('accepts from the list in two taps', async () => {
    const server = await openWholeServer(START);
    const id = await assigned(server);
    const page = await openOn(server, liaisonA, '/');
    await page.getByRole('button', { name: /^接件承办/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '接件承办', exact: true }).click();
    await expectText(page.getByRole('main'), '部室（单位）处理');
    expect(await stageOf(server, id)).toBe('handling');
  });

  it('returns one across a lost connection and a reload, and it is recorded once', async () => {
    const server = await openWholeServer(START);
    const id = await assigned(server);
    const page = await openOn(server, liaisonA, `/petitions/${id}/acts/returnAssignment`);
    await page.getByRole('radio', { name: '事项不清，无法办理' }).check();
    await page.getByLabel('退单理由').fill(REASON);
    await page.reload();
    await expectText(page.locator('form'), '未提交的内容');
    expect(await page.getByLabel('退单理由').inputValue()).toBe(REASON);

    // The worst case: the server has recorded it, and the answer is lost on the way back.
    await page.route('**/acts/*', async (route) => {
      await route.fetch();
      await route.abort('internetdisconnected');
    });
    await page.getByRole('button', { name: '退单', exact: true }).click();
    await expectText(page.getByRole('alert'), '网络不通，内容已保留');
    await page.unroute('**/acts/*');
    await page.getByRole('button', { name: '重试' }).click();
    await expectText(page.getByRole('region', { name: '概况' }), '退单审核');
    const events = await server.store.events(id);
    const returns = events.filter(
      (event) => event.type === 'actTaken' && event.input.kind === 'return',
    );
    expect(returns).toHaveLength(1);
  });

  it('sees the right time on a phone that slept an hour without a network', async () => {
    const server = await openWholeServer('2026-03-10 10:00');
    const id = await assigned(server);
    const page = await phone();
    await page.clock.install();
    await page.goto(addressOn(server, liaisonA, `/petitions/${id}`));
    const head = page.getByRole('region', { name: '概况' });
    await expectText(head, '退单时限：剩余 3小时（工作时间）');
    await page.route('**/api/**', (route) => route.abort('internetdisconnected'));
    await page.clock.fastForward('01:00:00');
    await expectText(head, '退单时限：剩余 2小时（工作时间）');
    await page.clock.fastForward('01:30:00');
    await expectText(head, '退单时限：剩余 1小时（暂停计时，14:00继续）');
  });
});

describe('a leader with ten seconds', () => {
  it('goes from one to the next, and signs the like at once', async () => {
    const server = await openWholeServer(START);
    const ids = [await replied(server), await replied(server), await replied(server)];
    const page = await openOn(server, leader, '/');
    await page.getByRole('button', { name: '逐件办理' }).click();
    await expectText(page.getByRole('main'), '第 1 件，共 3 件');
    await approve(page, '审核同意');
    await expectText(page.getByRole('main'), '第 2 件，共 3 件');
    await page.getByRole('button', { name: '返回' }).click();

    const list = await openOn(server, leader, '/together/approveReply');
    await list.getByRole('checkbox', { name: '全选（2 件）' }).check();
    await approve(list, '签批 2 件');
    await expectText(list.getByRole('main'), '已签批 2 件');
    for (const id of ids) expect(await stageOf(server, id)).toBe('petitionReview');
  });
});

describe('a clerk on the telephone', () => {
  it('dials, hears 不满意 and is led into the verification with the reason written', async () => {
    const server = await openWholeServer(START);
    const id = await answered(server);
    const page = await openOn(server, clerk, `/petitions/${id}/acts/recordFollowUp`);
    await page.getByRole('button', { name: '显示号码并拨打' }).click();
    const dial = page.getByRole('link', { name: '拨打' });
    expect(await dial.getAttribute('href')).toBe('tel:13800000000');
    await page.getByRole('radio', { name: '不满意' }).check();
    await page.getByRole('radio', { name: '电话' }).check();
    await page.getByLabel('信访人的具体意见').fill('至今没有收到交付通知。');
    await page.getByRole('button', { name: '登记回访情况', exact: true }).click();
    await expectText(page.getByRole('main'), '核实件要求');
    expect(await page.getByLabel('核实件要求', { exact: true }).inputValue()).toContain(
      '至今没有收到交付通知。',
    );
    await page.getByRole('button', { name: '打印不满意核实件并呈签', exact: true }).click();
    await expectText(page.getByRole('region', { name: '概况' }), '核实件交办签批');
  });
});

describe('whoever reads with 大字版', () => {
  it('finds no text under 18 px and no button under 60 px', async () => {
    const server = await openWholeServer(START);
    const id = await assigned(server);
    const page = await openOn(server, liaisonA, '/mine');
    await page.getByText('大字版', { exact: true }).click();
    const routes = [
      ['/', '待我办理'],
      [`/petitions/${id}`, '信访件'],
      [`/petitions/${id}/acts/returnAssignment`, '退单'],
    ] as const;
    for (const [route, heading] of routes) {
      await page.goto(`${page.url().split('#')[0]}#${route}`);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await page.locator('.van-button').first().waitFor();
      expect(await page.evaluate(SMALLEST)).toEqual([18, 60]);
    }
  });
});

describe('the first page', () => {
  it('arrives with at most 120 KB of script and style, packed', async () => {
    const server = await openWholeServer(START);
    await assigned(server);
    const page = await phone();
    const packed: Promise<number>[] = [];
    page.on('response', (response) => {
      if (!/\.(js|css)$/.test(new URL(response.url()).pathname)) return;
      packed.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.goto(addressOn(server, liaisonA, '/'));
    await page.getByRole('button', { name: /^接件承办/ }).waitFor();
    const sizes = await Promise.all(packed);
    expect(sizes.length).toBeGreaterThan(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(120 * 1024);
  });
});

/** The smallest text and the lowest button on the page in pixels, as far as they fall short of what is asked. */
const SMALLEST = `(() => {
  const texts = [...document.querySelectorAll('main *, nav *')].filter((element) =>
    element.getClientRects().length > 0 && [...element.childNodes].some((node) =>
      node.nodeType === 3 && node.textContent.trim() !== ''));
  const buttons = [...document.querySelectorAll('.van-button')];
  return [
    Math.min(18, ...texts.map((element) => parseFloat(getComputedStyle(element).fontSize))),
    Math.min(60, ...buttons.map((button) => Math.round(button.getBoundingClientRect().height))),
  ];
})()`;

describe('a clerk at a wide screen', () => {
  it('begins at the desk, a liaison with the same pages as on the phone', async () => {
    const server = await openWholeServer(START);
    await assigned(server);
    const desk = await openPage({ viewport: { width: 1440, height: 900 } });
    await desk.goto(addressOn(server, clerk, '/'));
    await desk.waitForURL(/#\/desk/);
    const pages = await openPage({ viewport: { width: 1440, height: 900 } });
    await pages.goto(addressOn(server, liaisonA, '/'));
    await expectText(pages.getByRole('main'), '待我办理');
    expect(pages.url()).not.toContain('/desk');
  });
});

function phone(): Promise<Page> {
  return openPage(PHONE);
}

async function openOn(server: RunningServer, staffId: string, route: string): Promise<Page> {
  const page = await phone();
  await page.goto(addressOn(server, staffId, route));
  return page;
}

async function approve(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: '同意。', exact: true }).click();
  await penOn(page.getByRole('img', { name: '签名处' }));
  await page.getByRole('button', { name: button, exact: true }).click();
}

async function stageOf(server: RunningServer, id: string): Promise<string | undefined> {
  return (await server.store.petition(id))?.stage;
}

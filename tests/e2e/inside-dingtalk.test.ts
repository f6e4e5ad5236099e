import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { RunningServer } from '../../server/start.ts';
import { expectText, openPage, PATIENCE_MS } from '../support/browser.ts';
import { clerk, demolition, director } from '../support/people.ts';
import { addressOn, openWholeServer } from '../support/whole-server.ts';
import { assigned } from './errands.ts';

const { liaisonA, liaisonB } = demolition;
const START = '2026-03-10 09:00';
const REASON = '配套工程由规划建设部建设，见职责分工文件第三条。';
const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true };

/** What either client says to whatever it is asked, which it notes. */
const ANSWERS = `
  window.asked = [];
  window.answer = (api, params, done, failed) => {
    window.asked.push({ api, ...params });
    if (api.includes('requestAuthCode'))
      window.freshCode().then((code) => (code ? done({ code }) : failed({ errorCode: '7' })));
    else if (api === 'config') window.accepts ? done({}) : failed({ errorCode: '52013' });
    else if (api === 'biz.contact.complexPicker')
      done({ users: [{ emplId: 'new-person', name: '甄新人' }], departments: [], selectedCount: 1 });
    else done({});
  };
`;

/** The two ways in which the client stands behind a page. */
const clients = {
  phone: {
    userAgent: 'Mozilla/5.0 (Linux; Android 13) Chrome/114.0 Mobile AliApp(DingTalk/7.6.0)',
    viewport: { width: 375, height: 812 },
    hasTouch: true,
    bridge: `window.nuva = {
      isReady: true,
      require: () => (done, failed, service, action, params) =>
        window.answer([service, action].filter(Boolean).join('.'), params, done, failed),
    };`,
  },
  pc: {
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/114.0 dingtalk-win/1.0 DingTalk(7.6.0)',
    viewport: { width: 1440, height: 900 },
    hasTouch: false,
    bridge: `
      window.name = '{"hostOrigin":"https://desktop.dingtalk.com","containerId":"1"}';
      window.dingtalk = { platform: { invokeAPI() {} } };
      window.postMessage = ({ msgId, methodName, body: params }) => {
        const respond = (success) => (body) =>
          window.dispatchEvent(new MessageEvent('message', {
            origin: 'https://desktop.dingtalk.com',
            data: { type: 'response', msgId, success, body },
          }));
        queueMicrotask(() => window.answer(methodName, params, respond(true), respond(false)));
      };`,
  },
} as const;

interface AskedOfClient {
  readonly api: string;
  readonly show?: boolean;
  readonly title?: string;
  readonly signature?: string;
}

interface Inside {
  readonly client?: keyof typeof clients;
  /** Whether the client takes the page's signature for good. */
  readonly accepts?: boolean;
  /** Whether it still knows who holds it. */
  readonly knowsPerson?: () => boolean;
}

/** Opens the page inside the client of this person, who is signed in. */
async function openInside(
  server: RunningServer,
  staffId: string,
  route: string,
  { client = 'phone', accepts = true, knowsPerson = () => true }: Inside = {},
): Promise<Page> {
  const { bridge, ...options } = clients[client];
  const page = await openPage(options);
  const freshCode = () => (knowsPerson() ? server.sandbox?.issueLoginCode(staffId) : null);
  await page.exposeFunction('freshCode', freshCode);
  await page.addInitScript(`window.accepts = ${accepts};${ANSWERS}${bridge}`);
  await page.goto(addressOn(server, staffId, route).replace('#', '&corpId=sandbox-corp#'));
  return page;
}

async function asked(page: Page, api: string): Promise<readonly AskedOfClient[]> {
  const all = await page.evaluate<readonly AskedOfClient[]>('window.asked');
  return all.filter((call) => call.api === api);
}

describe('the mini-app inside DingTalk', () => {
  it('signs in again without a word when the session ends over a form, and records it once', async () => {
    const server = await openWholeServer(START);
    const id = await assigned(server);
    const page = await openInside(server, liaisonA, `/petitions/${id}/acts/returnAssignment`);
    await page.getByRole('radio', { name: '事项不清，无法办理' }).check();
    await page.getByLabel('退单理由').fill(REASON);
    await server.store.deleteSessionsOf(liaisonA);
    await page.getByRole('button', { name: '退单', exact: true }).click();
    await expectText(page.getByRole('region', { name: '概况' }), '退单审核');
    const events = await server.store.events(id);
    const returns = events.filter(
      (event) => event.type === 'actTaken' && event.input.kind === 'return',
    );
    expect(returns).toHaveLength(1);
    expect(await page.getByText('登录已过期').count()).toBe(0);
  });

  it('offers no menu for forwarding over a petition, and names the page in the client’s bar', async () => {
    const server = await openWholeServer(START);
    const id = await assigned(server);
    const page = await openInside(server, liaisonA, `/petitions/${id}`);
    await page.getByRole('region', { name: '概况' }).waitFor();
    const menu = async () => (await asked(page, 'biz.navigation.setRight')).at(-1)?.show;
    await expect.poll(menu, { timeout: PATIENCE_MS }).toBe(false);
    await page.evaluate('location.hash = "#/mine"');
    await page.getByRole('heading', { name: '制度说明' }).waitFor();
    await expect.poll(menu, { timeout: PATIENCE_MS }).toBe(true);
    const titles = (await asked(page, 'biz.navigation.setTitle')).map(({ title }) => title);
    expect(titles).toEqual(['信访件', '我的']);
  });

  it('tells the office who opened a notice, and no longer has its number in the address', async () => {
    const server = await openWholeServer(START);
    const id = await assigned(server);
    const push = async () =>
      (await server.store.messagesOf(id)).find(({ title }) => title === '信访件交办');
    const page = await openInside(
      server,
      liaisonB,
      `/petitions/${id}?notice=${(await push())?.id}`,
    );
    await page.getByRole('region', { name: '概况' }).waitFor();
    const readers = async () =>
      (await push())?.recipients
        .filter(({ state }) => state === 'read')
        .map(({ staffId }) => staffId);
    await expect.poll(readers, { timeout: PATIENCE_MS }).toEqual([liaisonB]);
    expect(new URL(page.url()).hash).toBe(`#/petitions/${id}`);
  });
});

describe('a session that DingTalk does not renew', () => {
  it.each([
    ['phone', 'biz.navigation.close'],
    ['pc', 'biz.navigation.quit'],
  ] as const)(
    'can be begun again by hand, or the page closed, on a %s',
    async (client, closing) => {
      const server = await openWholeServer(START);
      const id = await assigned(server);
      let known = true;
      const knowsPerson = () => known;
      const route = `/petitions/${id}/acts/returnAssignment`;
      const page = await openInside(server, liaisonA, route, { client, knowsPerson });
      await page.getByLabel('退单理由').fill(REASON);
      await page.getByRole('radio', { name: '事项不清，无法办理' }).check();
      known = false;
      await server.store.deleteSessionsOf(liaisonA);
      await page.getByRole('button', { name: '退单', exact: true }).click();
      await page.getByRole('heading', { name: '登录已过期' }).waitFor();
      await page.getByRole('button', { name: '关闭页面' }).click();
      const closed = async () => (await asked(page, closing)).length;
      await expect.poll(closed, { timeout: PATIENCE_MS }).toBe(1);
      known = true;
      await page.getByRole('button', { name: '重新登录' }).click();
      await page.getByLabel('退单理由').waitFor();
      expect(await page.getByLabel('退单理由').inputValue()).toBe(REASON);
    },
  );
});

describe('the director who enters a new colleague', () => {
  async function openForm(server: RunningServer, accepts: boolean) {
    const page = await openInside(server, director, '/desk/directory', { client: 'pc', accepts });
    await page.getByRole('button', { name: '新增人员' }).click();
    await page.getByRole('button', { name: '从钉钉通讯录选择' }).click();
    return page;
  }

  it('takes him from the address book, which opens to a signed page', async () => {
    const page = await openForm(await openWholeServer(START), true);
    const id = page.getByLabel('钉钉编号（userid）');
    await expect.poll(() => id.inputValue(), { timeout: PATIENCE_MS }).toBe('new-person');
    expect(await page.getByRole('textbox', { name: '姓名' }).inputValue()).toBe('甄新人');
    const [configured] = await asked(page, 'config');
    expect(configured?.signature).toMatch(/^[0-9a-f]{64}$/);
  });

  it('types him in where it does not open', async () => {
    const page = await openForm(await openWholeServer(START), false);
    await page.getByText('钉钉通讯录打不开，请直接填写编号和姓名。').waitFor();
    expect(await asked(page, 'biz.contact.complexPicker')).toEqual([]);
  });
});

describe('the watermark', () => {
  const drawnOn = (page: Page) =>
    page.evaluate<string>(
      `[...document.querySelectorAll('[aria-hidden]')].map((element) =>
        decodeURIComponent(getComputedStyle(element).getPropertyValue('--watermark'))).join('')`,
    );

  it('names who is looking and the day, lies over the petition and stops no tap', async () => {
    const server = await openWholeServer(START);
    const id = await assigned(server);
    const page = await openPage(PHONE);
    await page.goto(addressOn(server, liaisonA, `/petitions/${id}`));
    await page.getByRole('region', { name: '概况' }).waitFor();
    expect(await drawnOn(page)).toContain('潘虚构 on-a 2026-03-10');
    await page.getByRole('button', { name: '接件承办' }).click();
    await page.getByRole('dialog').waitFor();
    await page.emulateMedia({ media: 'print' });
    const printed = await page.evaluate<string>(
      `getComputedStyle([...document.querySelectorAll('[aria-hidden]')].find((element) =>
        element.style.getPropertyValue('--watermark'))).display`,
    );
    expect(printed).toBe('none');
  });

  it('is on the desk as well, and not on one’s own page', async () => {
    const server = await openWholeServer(START);
    const page = await openPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(addressOn(server, clerk, '/desk/ledger'));
    await page.getByRole('heading', { name: '信访件清单' }).waitFor();
    expect(await drawnOn(page)).toContain('2026-03-10');
    await page.goto(addressOn(server, clerk, '/mine'));
    await page.getByRole('heading', { name: '制度说明' }).waitFor();
    expect(await drawnOn(page)).toBe('');
  });
});

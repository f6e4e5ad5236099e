import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { RunningServer } from '../../server/start.ts';
import { openPage } from '../support/browser.ts';
import { jinghuOffice } from '../support/demonstration.ts';
import { openWholeServer } from '../support/whole-server.ts';

/** The demonstration page: everybody's phones on one table, the group chat and the clock. */
export interface Table {
  readonly server: RunningServer;
  readonly page: Page;
  readonly clock: Locator;
  readonly group: Locator;
  /** Lays this person's phone on the table, where two have room. */
  phoneOf(staffId: string): Promise<Phone>;
  /** The number beside the person's name, 0 when there is none. */
  unread(staffId: string): Promise<number>;
  /** Taps one of the clock's buttons and waits until everything due on the way has happened. */
  move(button: '过 1 小时' | '到下次上班' | '到下个工作日'): Promise<void>;
}

export interface Phone {
  readonly name: string;
  /** Work notices and interactive cards, newest first. */
  readonly notices: Locator;
  /** The mini-app on this phone. */
  readonly app: FrameLocator;
  openApp(): Promise<void>;
  /** Taps the last button of the newest notice or card of this title, which opens the mini-app at its petition. */
  tapNotice(title: string): Promise<void>;
  closeApp(): Promise<void>;
  /** 消息, 待办 or 审批, at the foot of the phone. */
  turnTo(section: string): Promise<void>;
  /** The newest interactive card whose words contain this. */
  card(title: string): Locator;
}

export async function openTable(startsAt: string): Promise<Table> {
  const server = await openWholeServer(startsAt);
  const page = await openPage({ viewport: { width: 1600, height: 900 } });
  await page.goto(`${server.url}/sandbox/`);
  const people = page.getByRole('navigation', { name: '演示人员' });
  const clock = page.getByRole('region', { name: '演示时钟' });
  const entry = (staffId: string) => people.getByRole('button', { name: nameOf(staffId) });
  return {
    server,
    page,
    clock,
    group: page.getByRole('complementary', { name: '信访工作群' }),
    async phoneOf(staffId) {
      await entry(staffId).click();
      return phoneOn(page, nameOf(staffId));
    },
    async unread(staffId) {
      const text = (await entry(staffId).textContent()) ?? '';
      return Number(/(\d+)条未读/.exec(text)?.[1] ?? 0);
    },
    async move(name) {
      const button = clock.getByRole('button', { name });
      await button.click();
      await page
        .locator('[aria-label="演示时钟"] button:disabled')
        .first()
        .waitFor({ state: 'detached' });
    },
  };
}

function phoneOn(page: Page, name: string): Phone {
  const phone = page.getByRole('article', { name: `${name}的手机` });
  const app = phone.frameLocator('iframe');
  const notices = phone.locator('li:is(.a-notice, .a-card)');
  return {
    name,
    notices,
    app,
    async openApp() {
      await phone.getByRole('button', { name: '打开小程序' }).click();
    },
    async tapNotice(title) {
      await notices.filter({ hasText: title }).first().getByRole('button').last().click();
    },
    async closeApp() {
      await phone.getByRole('button', { name: '消息' }).click();
    },
    async turnTo(section) {
      await phone.getByRole('navigation').getByRole('button', { name: section }).click();
    },
    card: (title) => phone.locator('li.a-card').filter({ hasText: title }).first(),
  };
}

export function nameOf(staffId: string): string {
  const member = jinghuOffice().directory.staff.get(staffId);
  if (!member) throw new Error(`nobody in the demonstration office has the id ${staffId}`);
  return member.name;
}

import { describe, expect, it } from 'vitest';
import { session } from '../../miniapp/session.ts';
import { fakeOffice } from './fake-office.ts';
import { aSummary } from './fixtures.ts';
import { openApp } from './screen.ts';

describe('signing in', () => {
  it('with the code of the address, which is then taken out of it', async () => {
    window.history.replaceState(null, '', '/as/chen/?code=c0de&corpId=ding-demo#/');
    const office = fakeOffice();
    office.signedIn = false;
    await openApp('/', office);
    expect(office.asked[0]).toMatchObject({
      method: 'POST',
      path: '/session',
      body: { code: 'c0de' },
    });
    expect(session.me?.person.name).toBe('陈立');
    expect(window.location.search).toBe('?corpId=ding-demo');
    window.history.replaceState(null, '', '/');
  });

  it('goes on with the session there is', async () => {
    const office = fakeOffice();
    await openApp('/', office);
    expect(office.asked[0]).toMatchObject({ method: 'GET', path: '/me' });
    expect(session.state).toBe('signedIn');
  });

  it('tells where to go when there is none', async () => {
    const office = fakeOffice();
    office.signedIn = false;
    office.toDo = [aSummary()];
    const screen = await openApp('/', office);
    await screen.sees('登录已过期，请回到钉钉消息重新打开');
    expect(screen.text()).not.toContain('2026-0187');
  });

  it('says so when it ends on the way, and keeps the page with what was typed behind it', async () => {
    const office = fakeOffice();
    const screen = await openApp('/petitions/p-1/acts/returnAssignment', office);
    await screen.sees('退单依据');
    screen.type('退单理由', '该事项由征迁部负责办理。');
    screen.tap('事项不清，无法办理');
    office.signedIn = false;
    screen.tap('退单');
    await screen.sees('登录已过期，请回到钉钉消息重新打开');
    expect(screen.find<HTMLTextAreaElement>('textarea').value).toBe('该事项由征迁部负责办理。');
  });

  it('tells once that a notice was opened, and takes its number out of the address', async () => {
    const office = fakeOffice();
    const screen = await openApp('/petitions/p-1?notice=42', office);
    const path = () => screen.router.currentRoute.value.fullPath;
    await expect.poll(path).toBe('/petitions/p-1');
    const told = () => office.recorded.map((asked) => asked.path);
    expect(told()).toEqual(['/notices/42/opened']);
    await screen.router.push('/petitions');
    await screen.router.push('/petitions/p-1?notice=nonsense');
    await expect.poll(path).toBe('/petitions/p-1');
    expect(told()).toEqual(['/notices/42/opened']);
  });

  it('tells of no notice before anybody is signed in', async () => {
    const office = fakeOffice();
    office.signedIn = false;
    const screen = await openApp('/petitions/p-1?notice=42', office);
    await screen.sees('登录已过期');
    expect(office.asked.some((asked) => asked.path.startsWith('/notices'))).toBe(false);
    expect(screen.router.currentRoute.value.query).toEqual({ notice: '42' });
  });

  it('every request carries the header that foreign pages cannot send', async () => {
    const office = fakeOffice();
    const screen = await openApp('/', office);
    await screen.sees('没有待您办理的信访件');
    expect(office.asked.map(({ headers }) => headers.get('X-Requested-With'))).toEqual(
      office.asked.map(() => 'miniapp'),
    );
  });

  it('signing out ends the session on the server and shows nothing more', async () => {
    const office = fakeOffice();
    const screen = await openApp('/mine', office);
    await screen.sees('退出登录');
    screen.tap('退出登录');
    await screen.sees('您已退出登录。');
    expect(office.signedIn).toBe(false);
    expect(screen.text()).not.toContain('陈立');
  });
});

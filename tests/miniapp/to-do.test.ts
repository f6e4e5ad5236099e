import { describe, expect, it } from 'vitest';
import { at } from '../support/at.ts';
import { fakeOffice } from './fake-office.ts';
import { aDeadline, aPetition, aSummary, clerk, overdueDeadline } from './fixtures.ts';
import { openApp, type Screen } from './screen.ts';

/** In the order in which they stand on the screen. */
function numbersOn(screen: Screen) {
  return screen.text().match(/2026-\d{4}/g);
}

describe('the list of what waits for me', () => {
  it('shows each petition with number, title, stage, unit and the working time left', async () => {
    const office = fakeOffice();
    office.toDo = [aSummary()];
    const screen = await openApp('/', office);
    await screen.sees('安置房渗漏水长期未修复');
    for (const words of [
      '2026-0187',
      '待接件',
      '规划建设部',
      '退单时限',
      '剩余 2小时45分（工作时间）',
    ]) {
      expect(screen.text()).toContain(words);
    }
    expect(screen.text()).not.toContain('保密');
  });

  it('says in words that a petition is overdue, and marks an accusation as confidential', async () => {
    const office = fakeOffice();
    office.toDo = [aSummary({ confidential: true, deadline: overdueDeadline() })];
    const screen = await openApp('/', office);
    await screen.sees('已超期 1小时45分（工作时间）');
    expect(screen.find('.mark.danger').textContent).toBe('保密');
  });

  it('keeps the order of the server, which puts the most urgent first', async () => {
    const office = fakeOffice();
    office.toDo = [
      aSummary({ id: 'b', number: '2026-0009' }),
      aSummary({ id: 'a', number: '2026-0001' }),
    ];
    const screen = await openApp('/', office);
    await screen.sees('2026-0001');
    expect(numbersOn(screen)).toEqual(['2026-0009', '2026-0001']);
  });

  it('puts what is overdue first, then what falls due today, then the rest', async () => {
    const office = fakeOffice();
    const due = (moment: string) => aDeadline({ dueAt: at(moment) });
    office.toDo = [
      aSummary({ id: 'd', number: '2026-0004', deadline: due('2026-03-20 00:00') }),
      aSummary({ id: 'c', number: '2026-0003', deadline: due('2026-03-19 23:59') }),
      aSummary({ id: 'b', number: '2026-0002', deadline: due('2026-03-16 23:59') }),
      aSummary({ id: 'a', number: '2026-0001', deadline: due('2026-03-16 10:14') }),
    ];
    const screen = await openApp('/', office);
    await screen.sees('2026-0004');
    expect(numbersOn(screen)).toEqual(['2026-0001', '2026-0002', '2026-0003', '2026-0004']);
    expect(screen.all('h2').map(({ textContent }) => textContent)).toEqual([
      '已超期1 件',
      '今天到期1 件',
      '三天内到期1 件',
      '暂不紧急1 件',
    ]);
  });

  it('lets a liaison accept on the spot: the sheet opens over the list', async () => {
    const office = fakeOffice();
    office.toDo = [aSummary()];
    const screen = await openApp('/', office);
    await screen.sees('2026-0187');
    screen.tap('接件承办，2026-0187');
    await screen.sees('陈立（本人）');
    expect(screen.router.currentRoute.value.path).toBe('/');
    screen.find('.sheet button[type=submit]').click();
    await expect
      .poll(() => office.recorded.map(({ path }) => path))
      .toEqual(['/petitions/p-1/acts/acceptAssignment']);
  });

  it('leads to the petition when the step has meanwhile been taken', async () => {
    const office = fakeOffice();
    office.toDo = [aSummary()];
    office.petition = aPetition({ actions: [] });
    const screen = await openApp('/', office);
    await screen.sees('2026-0187');
    screen.tap('接件承办，2026-0187');
    await expect.poll(() => screen.router.currentRoute.value.path).toBe('/petitions/p-1');
  });

  it('says so when nothing waits', async () => {
    const screen = await openApp('/', fakeOffice());
    await screen.sees('没有待您办理的信访件');
    expect(screen.all('li .card')).toEqual([]);
  });

  it('offers registration only to those who may register', async () => {
    const office = fakeOffice();
    const liaison = await openApp('/', office);
    await liaison.sees('待办');
    expect(liaison.all('nav a').map(({ textContent }) => textContent)).toEqual([
      '待办',
      '清单',
      '我的',
    ]);
  });

  it('offers registration to the clerk', async () => {
    const office = fakeOffice();
    office.me = clerk();
    const screen = await openApp('/', office);
    await screen.sees('待办');
    expect(screen.all('nav a').map(({ textContent }) => textContent)).toEqual([
      '待办',
      '清单',
      '登记',
      '我的',
    ]);
  });
});

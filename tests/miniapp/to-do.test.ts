import { describe, expect, it } from 'vitest';
import { fakeOffice } from './fake-office.ts';
import { aSummary, clerk, overdueDeadline } from './fixtures.ts';
import { openApp } from './screen.ts';

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
    await screen.sees('共 2 件');
    const numbers = screen
      .all('li .card .second:first-child')
      .map(({ textContent }) => textContent);
    expect(numbers.filter((text) => text?.startsWith('2026'))).toEqual(['2026-0009', '2026-0001']);
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

import { describe, expect, it } from 'vitest';
import { fakeOffice } from './fake-office.ts';
import { clerk, NOW } from './fixtures.ts';
import { openApp } from './screen.ts';

const reportOf = (month: number, signed = false) => ({
  period: `2026-0${month}`,
  kind: 'month' as const,
  title: `2026年${month}月信访情况`,
  version: 1,
  issuedAt: NOW,
  signed,
});

describe('the monthly reports', () => {
  it('are not asked for by a liaison', async () => {
    const office = fakeOffice();
    office.reports = [reportOf(4)];
    const screen = await openApp('/mine', office);
    await screen.sees('制度说明');
    expect(screen.text()).not.toContain('统计报告');
    expect(office.asked.some(({ path }) => path === '/reports')).toBe(false);
  });

  it('are reached by whoever holds a role, the newest first and the others on request', async () => {
    const office = fakeOffice();
    office.me = clerk();
    office.reports = [reportOf(4, true), reportOf(3), reportOf(2), reportOf(1)];
    const screen = await openApp('/mine', office);
    await screen.sees('2026年4月信访情况');
    const links = () =>
      screen.all('a[href*="/reports/"]').map((link) => link.getAttribute('href')?.slice(-7));
    expect(links()).toEqual(['2026-04', '2026-03', '2026-02']);
    expect(screen.text()).toContain('2026-03-16 出具，意见已签发');
    screen.tap('显示每月的全部4期');
    await expect.poll(links).toEqual(['2026-04', '2026-03', '2026-02', '2026-01']);
    expect(screen.text()).not.toContain('显示每月的全部');
  });
});

import { describe, expect, it } from 'vitest';
import { fakeOffice } from './fake-office.ts';
import { openApp, type Screen, signName } from './screen.ts';

const KEPT = 'M10 10L20 20L30 10L40 40';

async function openPage(specimen: string | null = null) {
  const office = fakeOffice();
  office.specimen = specimen;
  const screen = await openApp('/mine/specimen', office);
  await screen.sees('这个签名用在哪里');
  await screen.sees(specimen === null ? '留存签名' : '已留存的签名');
  return { office, screen };
}

const confirm = (screen: Screen) => screen.find<HTMLInputElement>('input[type=checkbox]').click();

describe('depositing a signature for cards', () => {
  it('takes a handwriting and the person’s word for what it stands for', async () => {
    const { office, screen } = await openPage();
    expect(screen.text()).toContain('我是陈立，以上为本人亲笔');
    signName(screen.find('canvas'));
    confirm(screen);
    await Promise.resolve();
    screen.tap('确认留存');
    await screen.sees('已留存的签名');
    expect(office.recorded).toMatchObject([
      {
        method: 'POST',
        path: '/specimen',
        body: { confirmed: true, handwriting: expect.stringMatching(/^M/) },
      },
    ]);
    expect(screen.find('svg[role=img]').textContent).toContain('陈立的手写签名');
  });

  it('is not sent without either of them, and says what is missing', async () => {
    const { office, screen } = await openPage();
    screen.tap('确认留存');
    await screen.sees('请手写签名。');
    await screen.sees('请阅读说明并勾选确认。');
    signName(screen.find('canvas'));
    await Promise.resolve();
    screen.tap('确认留存');
    await expect.poll(screen.text).not.toContain('请手写签名。');
    expect(screen.text()).toContain('请阅读说明并勾选确认。');
    expect(office.recorded).toEqual([]);
  });

  it('keeps what was written when the network fails', async () => {
    const { office, screen } = await openPage();
    signName(screen.find('canvas'));
    confirm(screen);
    await Promise.resolve();
    office.trouble = 'offline';
    screen.tap('确认留存');
    await screen.sees('网络不通，内容已保留');
    screen.tap('确认留存');
    await screen.sees('已留存的签名');
    expect(office.recorded).toHaveLength(1);
  });
});

describe('a signature that is kept', () => {
  it('is replaced by a new one, or stays as it is', async () => {
    const { office, screen } = await openPage(KEPT);
    screen.tap('更换签名');
    await screen.sees('不更换');
    screen.tap('不更换');
    await screen.sees('已留存的签名');
    expect(office.specimen).toBe(KEPT);
    screen.tap('更换签名');
    await screen.sees('不更换');
    signName(screen.find('canvas'), 2);
    confirm(screen);
    await Promise.resolve();
    screen.tap('确认留存');
    await screen.sees('已留存的签名');
    expect(office.specimen).not.toBe(KEPT);
  });

  it('is withdrawn only after a second tap', async () => {
    const { office, screen } = await openPage(KEPT);
    screen.tap('撤回签名');
    await screen.sees('确定撤回吗');
    expect(office.recorded).toEqual([]);
    screen.tap('确定撤回');
    await screen.sees('确认留存');
    expect(office.recorded).toMatchObject([{ method: 'DELETE', path: '/specimen' }]);
  });

  it('is found from one’s own page', async () => {
    const screen = await openApp('/mine', fakeOffice());
    await screen.sees('卡片签名');
    expect(screen.all('a[href$="/mine/specimen"]')).toHaveLength(1);
  });
});

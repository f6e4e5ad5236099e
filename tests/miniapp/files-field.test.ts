import { describe, expect, it } from 'vitest';
import { actBody } from '../../server/contract/act-input.ts';
import { fakeOffice } from './fake-office.ts';
import { anAction, aPetition } from './fixtures.ts';
import { closeApp, openApp } from './screen.ts';
import { chooseFile } from './uploading.ts';

async function contactForm(confidential = false) {
  const office = fakeOffice();
  const action = anAction({ act: 'recordContact', kind: 'recordContact', title: '记录联系' });
  office.petition = aPetition({ actions: [action], confidential });
  return { office, screen: await formOn(office) };
}

async function formOn(office: ReturnType<typeof fakeOffice>) {
  const screen = await openApp('/petitions/p-1/acts/recordContact', office);
  await screen.sees('联系情况');
  return screen;
}

type Screen = Awaited<ReturnType<typeof openApp>>;
const album = (screen: Screen) => screen.find<HTMLInputElement>('input[type=file][multiple]');

function fill(screen: Screen) {
  screen.tap('电话');
  screen.tap('已联系上');
  screen.type('联系情况', '已说明办理安排。');
}

describe('a file chosen for an act', () => {
  it('is sent at once and goes along with the act', async () => {
    const { office, screen } = await contactForm();
    chooseFile(album(screen), '通话记录.pdf');
    await screen.sees('已上传');
    expect(office.uploads).toEqual([
      { address: expect.stringContaining('./api/petitions/p-1/attachments?name='), size: 8 },
    ]);
    fill(screen);
    screen.tap('记录联系');
    await expect.poll(() => office.recorded).toHaveLength(1);
    expect(actBody.parse(office.recorded[0]?.body).input).toMatchObject({
      attachments: ['file-1'],
    });
  });

  it('survives a lost connection: the act waits, and sending again is enough', async () => {
    const { office, screen } = await contactForm();
    office.trouble = 'offline';
    chooseFile(album(screen), '通话记录.pdf');
    await screen.sees('网络不通');
    fill(screen);
    screen.tap('记录联系');
    await screen.sees('有附件尚未上传完成');
    expect(office.recorded).toEqual([]);
    screen.tap('重试上传通话记录.pdf');
    await screen.sees('已上传');
    screen.tap('记录联系');
    await expect.poll(() => office.recorded).toHaveLength(1);
  });

  it('is sent again by itself as soon as the phone is back on the net', async () => {
    const { office, screen } = await contactForm();
    office.trouble = 'offline';
    chooseFile(album(screen), '通话记录.pdf');
    await screen.sees('网络不通');
    window.dispatchEvent(new Event('online'));
    await screen.sees('已上传');
    expect(office.uploads).toHaveLength(1);
  });

  it('that the office does not take says why, and is only to be removed', async () => {
    const { office, screen } = await contactForm();
    const body = { code: 'wrongFileType', message: '不支持这种文件。', requestId: 'r' };
    office.trouble = { status: 415, body };
    chooseFile(album(screen), '程序.pdf');
    await screen.sees('不支持这种文件。');
    expect(screen.text()).not.toContain('重试');
    screen.tap('删除程序.pdf');
    await expect.poll(screen.text).not.toContain('程序.pdf');
    fill(screen);
    screen.tap('记录联系');
    await expect.poll(() => office.recorded).toHaveLength(1);
    expect(actBody.parse(office.recorded[0]?.body).input).not.toHaveProperty('attachments');
  });

  it('is still there after a look at the petition', async () => {
    const { office, screen } = await contactForm();
    chooseFile(album(screen), '通话记录.pdf');
    await screen.sees('已上传');
    closeApp();
    const again = await formOn(office);
    await again.sees('通话记录.pdf');
    expect(office.uploads).toHaveLength(1);
  });
});

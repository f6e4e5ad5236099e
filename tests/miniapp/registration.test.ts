import { describe, expect, it } from 'vitest';
import { registerBody } from '../../server/contract/registration.ts';
import { type FakeOffice, fakeOffice } from './fake-office.ts';
import { fillEverything } from './filling.ts';
import { clerk } from './fixtures.ts';
import { openApp, type Screen } from './screen.ts';

async function openForm() {
  const office = fakeOffice();
  office.me = clerk();
  const screen = await openApp('/register', office);
  await screen.sees('现场接访办理工作流程');
  return { office, screen };
}

async function fill(screen: Screen) {
  for (const _round of ['first', 'second']) {
    fillEverything(screen);
    await Promise.resolve();
  }
  await screen.sees('已上传');
}

/** What went over the wire, once the contract has taken it. */
function registered(office: FakeOffice): unknown {
  const body = office.recorded[0]?.body;
  registerBody.parse(body);
  return Object(body).registration;
}

describe('the clerk registers a petition', () => {
  it('with everything the form asks, and comes to its page', async () => {
    const { office, screen } = await openForm();
    screen.tap('上级');
    await screen.sees('平台限办时间');
    await fill(screen);
    screen.tap('登记');
    screen.find('form button[type=submit]').click();
    await expect.poll(() => office.recorded, { message: screen.text() }).toHaveLength(1);
    const registration = registered(office);
    expect(registration).toMatchObject({
      flow: 'platform',
      source: 'superior',
      externalDueAt: '2026-04-30T17:30:00+08:00',
      receivedAt: '2026-03-16T10:15:00+08:00',
    });
    expect(office.recorded[0]?.body).toMatchObject({ attachments: ['file-1'] });
    await expect
      .poll(() => screen.router.currentRoute.value.path, { timeout: 4000 })
      .toBe('/petitions/p-1');
  });

  it('does not send what a petition of the office’s own does not have', async () => {
    const { office, screen } = await openForm();
    screen.tap('本级');
    await fill(screen);
    screen.find('form button[type=submit]').click();
    await expect.poll(() => office.recorded, { message: screen.text() }).toHaveLength(1);
    const registration = registered(office);
    expect(registration).not.toHaveProperty('externalDueAt');
    expect(registration).not.toHaveProperty('platformNumber');
    expect(registration).not.toHaveProperty('accused');
  });

  it('is shown each fault beside its field and loses nothing', async () => {
    const { office, screen } = await openForm();
    screen.type('标题', '路');
    screen.find('form button[type=submit]').click();
    await screen.sees('标题至少2个字');
    expect(screen.text()).toContain('请选择办理流程。');
    expect(screen.text()).toContain('请选择诉求类型。');
    expect(office.recorded).toEqual([]);
    await screen.router.push('/');
    await screen.router.push('/register');
    await screen.sees('现场接访办理工作流程');
    expect(
      screen.find<HTMLInputElement>('input[aria-invalid][type=text]').closest('.field'),
    ).not.toBe(null);
    const titles = screen.all<HTMLInputElement>('.input').map(({ value }) => value);
    expect(titles).toContain('路');
  });

  it('has to name the accused of an accusation', async () => {
    const { office, screen } = await openForm();
    screen.tap('本级');
    screen.tap('检举控告');
    await screen.sees('被反映的人员或部室');
    await fill(screen);
    screen.find('form button[type=submit]').click();
    await screen.sees('检举控告件须指明被反映的人员或单位');
    screen.tap('非本单位人员 被反映的人不在本单位通讯录中');
    await Promise.resolve();
    screen.find('form button[type=submit]').click();
    await expect.poll(() => office.recorded, { message: screen.text() }).toHaveLength(1);
    const registration = registered(office);
    expect(registration).toMatchObject({ accused: { staffIds: [], unitIds: [], outside: true } });
  });

  it('leaves nothing of the petitioner on the device', async () => {
    const { screen } = await openForm();
    screen.type('标题', '安置房渗漏水');
    await fill(screen);
    await expect.poll(() => sessionStorage.getItem('registration-draft')).toContain('安置房渗漏水');
    const kept = sessionStorage.getItem('registration-draft') ?? '';
    expect(kept).not.toContain('330602199003070327');
    expect(kept).not.toContain('13800001111');
    expect(kept).not.toContain('petitioner');
  });

  it('leaves nothing at all of an accusation on the device', async () => {
    const { screen } = await openForm();
    screen.type('标题', '反映招投标问题');
    await expect
      .poll(() => sessionStorage.getItem('registration-draft'))
      .toContain('反映招投标问题');
    screen.tap('检举控告');
    await expect.poll(() => sessionStorage.getItem('registration-draft')).toBe(null);
  });
});

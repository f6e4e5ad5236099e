import { describe, expect, it } from 'vitest';
import { actBody } from '../../server/contract/act-input.ts';
import { type FakeOffice, fakeOffice } from './fake-office.ts';
import { accept, aPetition, returnInTime, returnLate } from './fixtures.ts';
import { openApp, type Screen } from './screen.ts';

const RETURN = '/petitions/p-1/acts/returnAssignment';
const TEN = '该件应由征迁部承办';
const REASON = '该事项由征迁部负责办理。';

async function openReturn(office: FakeOffice): Promise<Screen> {
  const screen = await openApp(RETURN, office);
  await screen.sees('退单依据');
  screen.tap('属其他部室职责');
  await screen.sees('建议承办部室');
  screen.tap('征迁部');
  return screen;
}

function idsSent(office: FakeOffice) {
  return office.asked
    .filter(({ path }) => path.includes('/acts/'))
    .map(({ body }) => actBody.parse(body).commandId);
}

describe('a liaison returns an assignment', () => {
  it('is refused with nine characters and accepted with ten', async () => {
    const office = fakeOffice();
    const screen = await openReturn(office);
    screen.type('退单理由', TEN);
    await screen.sees('还差 1 个字');
    screen.tap('退单');
    await screen.sees('退单理由至少10个字，请写详细。');
    expect(office.recorded).toEqual([]);
    screen.type('退单理由', `${TEN}。`);
    screen.tap('退单');
    await expect.poll(() => office.recorded).toHaveLength(1);
  });

  it('has to say whose it is: another unit of the office, or somebody outside', async () => {
    const office = fakeOffice();
    const screen = await openReturn(office);
    screen.type('退单理由', REASON);
    screen.tap('不属本单位管理范畴');
    await screen.sees('建议承办单位');
    screen.tap('退单');
    await screen.sees('请填写建议承办单位。');
    expect(office.recorded).toEqual([]);
    screen.type('建议承办单位', '市自然资源局');
    screen.tap('退单');
    await expect.poll(() => office.recorded).toHaveLength(1);
    expect(actBody.parse(office.recorded[0]?.body).input).toEqual({
      kind: 'return',
      basis: 'outsideOffice',
      detail: REASON,
      proposedOrgan: '市自然资源局',
    });
  });

  it('has to say why it is late, and is warned that this will be flagged', async () => {
    const office = fakeOffice();
    office.petition = aPetition({ actions: [returnLate] });
    const screen = await openApp('/petitions/p-1/acts/returnLate', office);
    await screen.sees('已过规定时限');
    screen.tap('事项不清，无法办理');
    screen.type('退单理由', REASON);
    screen.tap('逾期退单');
    await screen.sees('请填写逾期原因。');
    expect(office.recorded).toEqual([]);
    screen.type('逾期原因', '联络员外出开会。');
    screen.tap('逾期退单');
    await expect.poll(() => office.recorded).toHaveLength(1);
  });

  it('does not ask for a reason of being late while it is in time', async () => {
    const screen = await openReturn(fakeOffice());
    expect(screen.text()).not.toContain('逾期原因');
    expect(screen.text()).toContain('须在 3月16日（周一）15:00 前提交');
  });

  it('comes back to the petition afterwards', async () => {
    const screen = await openReturn(fakeOffice());
    screen.type('退单理由', REASON);
    screen.tap('退单');
    await expect.poll(() => screen.router.currentRoute.value.path).toBe('/petitions/p-1');
  });
});

describe('an act that cannot be recorded', () => {
  const overtaken = {
    status: 409,
    body: {
      code: 'changedMeanwhile',
      message: '周明已于3月16日10:12办理“接件承办”。',
      requestId: 'r9',
    },
  };

  it('says who was first, keeps what was typed and leads to the petition', async () => {
    const office = fakeOffice();
    const screen = await openReturn(office);
    screen.type('退单理由', REASON);
    office.trouble = overtaken;
    screen.tap('退单');
    await screen.sees('周明已于3月16日10:12办理“接件承办”。');
    expect(screen.find<HTMLTextAreaElement>('textarea').value).toBe(REASON);
    screen.tap('查看最新情况');
    await expect.poll(() => screen.router.currentRoute.value.path).toBe('/petitions/p-1');
    await screen.router.push(RETURN);
    await screen.sees('退单依据');
    expect(screen.find<HTMLTextAreaElement>('textarea').value).toBe(REASON);
  });

  it('uses a new command id after a refusal', async () => {
    const office = fakeOffice();
    const screen = await openReturn(office);
    screen.type('退单理由', REASON);
    office.trouble = overtaken;
    screen.tap('退单');
    await screen.sees('查看最新情况');
    screen.tap('退单');
    await expect.poll(() => office.recorded).toHaveLength(1);
    const [first, second] = idsSent(office);
    expect(second).not.toBe(first);
  });

  it('is sent again under the same command id when the network was down', async () => {
    const office = fakeOffice();
    const screen = await openReturn(office);
    screen.type('退单理由', REASON);
    office.trouble = 'offline';
    screen.tap('退单');
    await screen.sees('网络不通，内容已保留');
    expect(screen.find<HTMLTextAreaElement>('textarea').value).toBe(REASON);
    screen.tap('重试');
    await expect.poll(() => office.recorded).toHaveLength(1);
    const [first, second] = idsSent(office);
    expect(second).toBe(first);
  });

  it('is sent again under the same command id when the server broke down', async () => {
    const office = fakeOffice();
    const screen = await openReturn(office);
    screen.type('退单理由', REASON);
    office.trouble = {
      status: 500,
      body: { code: 'internal', message: '系统内部出错。', requestId: 'r8' },
    };
    screen.tap('退单');
    await screen.sees('请求编号 r8');
    screen.tap('重试');
    await expect.poll(() => office.recorded).toHaveLength(1);
    const [first, second] = idsSent(office);
    expect(second).toBe(first);
  });

  it('is sent once however often the button is tapped', async () => {
    const office = fakeOffice();
    const screen = await openReturn(office);
    screen.type('退单理由', REASON);
    screen.tap('退单');
    screen.find<HTMLFormElement>('form').requestSubmit();
    await expect.poll(() => screen.router.currentRoute.value.path).toBe('/petitions/p-1');
    expect(idsSent(office)).toHaveLength(1);
  });

  it('shows the server’s word beside the field it is about', async () => {
    const office = fakeOffice();
    const screen = await openReturn(office);
    screen.type('退单理由', REASON);
    office.trouble = {
      status: 400,
      body: {
        code: 'invalid',
        message: '填写不正确。',
        details: [{ field: 'input.detail', message: '退单理由须写明依据。' }],
        requestId: 'r7',
      },
    };
    screen.tap('退单');
    await screen.sees('退单理由须写明依据。');
    expect(screen.find('textarea').getAttribute('aria-invalid')).toBe('true');
  });

  it('is not offered when it is no longer this person’s to do', async () => {
    const office = fakeOffice();
    office.petition = aPetition({ actions: [accept] });
    const screen = await openApp(RETURN, office);
    await screen.sees('现在不能办理这一项');
    expect(screen.all('form')).toEqual([]);
    expect(returnInTime.act).toBe('returnAssignment');
  });
});

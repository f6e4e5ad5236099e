import { describe, expect, it } from 'vitest';
import { fakeOffice } from './fake-office.ts';
import { anAction, aPetition, clerk } from './fixtures.ts';
import { openApp } from './screen.ts';

const recordFollowUp = anAction({
  act: 'recordFollowUp',
  kind: 'followUp',
  title: '登记回访情况',
});
const openVerification = anAction({
  act: 'openVerification',
  kind: 'openVerification',
  title: '打印不满意核实件并呈签',
  prefilled: { origin: 'followUp', requirement: '回访时信访人不满意：墙面仍在渗水。' },
});
const followUp = {
  unreached: 1,
  attempts: 3,
  script: ['您好，这里是信访办。', '请问您对办理结果是否满意？'],
};
const CALL = '/petitions/p-1/acts/recordFollowUp';

function officeAtFollowUp() {
  const office = fakeOffice();
  office.me = clerk();
  office.petition = aPetition({ actions: [recordFollowUp], followUp });
  return office;
}

describe('the sheet for the follow-up call', () => {
  it('says which attempt it is and what to say, and dials after one tap that is recorded', async () => {
    const office = officeAtFollowUp();
    const screen = await openApp(CALL, office);
    await screen.sees('第 2 次／共 3 次');
    await screen.sees('请问您对办理结果是否满意？');
    expect(screen.text()).not.toContain('13800001111');
    screen.tap('显示号码并拨打');
    await screen.sees('拨打 13800001111');
    expect(screen.find<HTMLAnchorElement>('a.dial').href).toBe('tel:13800001111');
    expect(office.recorded.map(({ body }) => body)).toEqual([{ reason: '电话回访' }]);
  });

  it('leads from 不满意 straight into the verification, with the reason already written', async () => {
    const office = officeAtFollowUp();
    const screen = await openApp(CALL, office);
    await screen.sees('信访人意见');
    screen.tap('不满意');
    screen.tap('电话');
    await Promise.resolve();
    screen.type('信访人的具体意见', '墙面仍在渗水。');
    office.petition = aPetition({ actions: [openVerification] });
    screen.find('form button[type=submit]').click();
    await expect
      .poll(() => screen.router.currentRoute.value.path)
      .toBe('/petitions/p-1/acts/openVerification');
    await screen.sees('核实件要求');
    expect(screen.find<HTMLTextAreaElement>('textarea').value).toContain('墙面仍在渗水。');
    const origin = screen.find<HTMLInputElement>('input[type=radio]:checked');
    expect(origin.value).toBe('followUp');
  });

  it('goes back to the petition when he was satisfied', async () => {
    const office = officeAtFollowUp();
    const screen = await openApp(CALL, office);
    await screen.sees('信访人意见');
    screen.tap('满意');
    screen.tap('电话');
    await Promise.resolve();
    office.petition = aPetition({ actions: [] });
    screen.find('form button[type=submit]').click();
    await expect.poll(() => screen.router.currentRoute.value.path).toBe('/petitions/p-1');
  });
});

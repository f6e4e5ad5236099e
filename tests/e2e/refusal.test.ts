import { describe, expect, it } from 'vitest';
import { expectText } from '../support/browser.ts';
import { clerk, demolition } from '../support/people.ts';
import { assigned } from './errands.ts';
import { beginAct, card, chooseUnit, head, submitAct } from './hands.ts';
import { nameOf, openTable, type Phone } from './table.ts';

describe('a return', () => {
  it('up to the last moment of the third working hour asks for no late reason', async () => {
    const table = await openTable('2026-03-10 09:00');
    await assigned(table.server);
    await table.move('过 1 小时');
    await table.move('过 1 小时');
    await table.move('过 1 小时');
    const phone = await table.phoneOf(demolition.liaisonA);
    await phone.tapNotice('信访件交办');
    await beginAct(phone, '退单');
    await expectText(phone.app.locator('form'), '须在 3月10日（周二）12:00 前提交。');
    expect(await phone.app.getByLabel('逾期原因').count()).toBe(0);
    await fillReturn(phone);
    await submitAct(phone, '退单');
    await expectText(head(phone), '退单审核');
    await expectText(card(phone, '退单待处理'), '属其他部室职责');
    expect(await card(phone, '退单待处理').getByText('逾期').count()).toBe(0);
  });

  it('after the third working hour is flagged as late, wants a reason and tells the clerk so', async () => {
    const table = await openTable('2026-03-10 09:00');
    await assigned(table.server);
    for (const _ of [10, 11, 12, 13, 14, 15]) await table.move('过 1 小时');
    const phone = await table.phoneOf(demolition.liaisonA);
    await phone.tapNotice('信访件交办');
    await expectText(head(phone), '退单时限：已超期 1小时（工作时间）');
    await beginAct(phone, '退单');
    const form = phone.app.locator('form');
    await expectText(form, '已过规定时限');
    await fillReturn(phone);
    await form.getByRole('button', { name: '退单' }).click();
    await expectText(form.getByRole('alert'), '请填写逾期原因。');
    await phone.app.getByLabel('逾期原因').fill('因核对职责分工文件延误。');
    await submitAct(phone, '退单');
    await expectText(card(phone, '退单待处理'), '逾期退单');

    const office = await table.phoneOf(clerk);
    await expectText(office.notices.first(), '逾期1个工作小时');
    await office.tapNotice('退单申请');
    await expectText(card(office, '退单待处理'), '逾期1个工作小时');
    await expectText(card(office, '退单待处理'), '因核对职责分工文件延误。');
    await expectText(
      card(office, '办理过程'),
      `${nameOf(demolition.liaisonA)}办理“退单”（逾期1个工作小时）`,
    );
  });
});

describe('two liaisons open the same notice', () => {
  it('and the one who taps second reads who was first and goes on working', async () => {
    const table = await openTable('2026-03-10 09:00');
    await assigned(table.server);
    const second = await table.phoneOf(demolition.liaisonB);
    const first = await table.phoneOf(demolition.liaisonA);
    await second.tapNotice('信访件交办');
    await first.tapNotice('信访件交办');
    await beginAct(second, '接件承办');
    await beginAct(first, '接件承办');
    await submitAct(first, '接件承办');
    await second.app.locator('form').getByRole('button', { name: '接件承办' }).click();
    const told = second.app.locator('form').getByRole('alert');
    await expectText(told, `${nameOf(demolition.liaisonA)}已于3月10日（周二）09:00办理“接件承办”`);
    await told.getByText('查看最新情况').click();
    await second.app.locator('form').waitFor({ state: 'detached' });
    await expectText(head(second), `承办人\n${nameOf(demolition.liaisonA)}`);
    await second.app.getByRole('button', { name: '返回' }).click();
    await second.app.getByRole('link', { name: '清单' }).click();
    await expectText(
      second.app.getByRole('listitem').filter({ hasText: '2026-0001' }),
      '部室（单位）处理',
    );
  });
});

async function fillReturn(phone: Phone) {
  const { app } = phone;
  await app.getByRole('radio', { name: '属其他部室职责' }).check();
  await app.getByLabel('退单理由').fill('配套工程由规划建设部建设，见职责分工文件第三条。');
  await chooseUnit(phone, '建议承办部室', '规划建设部');
}

import { expect, it } from 'vitest';
import { expectText, PATIENCE_MS } from '../support/browser.ts';
import { clerk, demolition, petitionLeader } from '../support/people.ts';
import {
  beginAct,
  card,
  chooseUnit,
  expectStage,
  head,
  registerLetter,
  signByHand,
  submitAct,
} from './hands.ts';
import { nameOf, openTable, type Table } from './table.ts';

const liaisons = [demolition.liaisonA, demolition.liaisonB];

/** Some forty taps on a busy machine. */
const LONG_WAY_MS = 180_000;

it(
  'a letter goes from registration to the archive, by tapping only',
  async () => {
    const table = await openTable('2026-03-10 09:00');
    await clerkSubmitsForSignature(table);
    await leaderAssigns(table);
    await table.move('过 1 小时');
    await liaisonAccepts(table);
    await counterpartIsTold(table);
    await caseworkerReplies(table);
    await leadersApprove(table);
    await leaderConcludes(table);
    await clerkReplies(table);
    expect(await clerkFollowsUpAndArchives(table)).toContain('没有待您办理的信访件');
  },
  LONG_WAY_MS,
);

async function clerkSubmitsForSignature(table: Table) {
  const phone = await table.phoneOf(clerk);
  await phone.openApp();
  expect(await registerLetter(phone)).toBe('2026-0001');
  await expectStage(phone, '受理登记', `${nameOf(clerk)}登记了本件，编号2026-0001。`);
  await expectText(head(phone), '书面告知信访人接收情况：剩余11个工作日');

  await beginAct(phone, '签收并打印办理单');
  await submitAct(phone, '签收并打印办理单');
  await expectStage(phone, '签收拟办', '“办结时限”开始计时，期限5月9日（周六）17:30。');

  await beginAct(phone, '呈领导交办签批');
  await chooseUnit(phone, '拟交部室', '征迁部');
  await submitAct(phone, '呈领导交办签批');
  await expectStage(phone, '领导交办签批', '“呈领导交办签批”，拟交征迁部。');
  await expectText(head(phone), `等待办理\n${nameOf(petitionLeader)}`);
}

async function leaderAssigns(table: Table) {
  const phone = await table.phoneOf(petitionLeader);
  await expectText(phone.notices.first(), '【请签批·交办】2026-0001');
  await phone.tapNotice('请签批·交办');
  await expectText(head(phone), '领导交办签批');
  await beginAct(phone, '签批交办');
  await phone.app.getByRole('button', { name: '请认真调查处理，按时限回复信访人。' }).click();
  await signByHand(phone);
  await submitAct(phone, '签批交办');
  await expectStage(
    phone,
    '联络员接处',
    `由征迁部承办，已推送${liaisons.map(nameOf).join('、')}。`,
  );
  await expectText(card(phone, '签批'), '请认真调查处理，按时限回复信访人。');
}

async function liaisonAccepts(table: Table) {
  for (const liaison of liaisons) {
    await expect.poll(() => table.unread(liaison), { timeout: PATIENCE_MS }).toBe(1);
  }
  const phone = await table.phoneOf(demolition.liaisonB);
  await expectText(phone.notices.first(), '请于3月10日（周二）12:00前提交退单申请');
  await phone.tapNotice('信访件交办');
  await expectText(head(phone), '退单时限：剩余 2小时（工作时间）');
  await expectText(card(phone, '领导批示'), '请认真调查处理，按时限回复信访人。');
  const window = card(phone, '期限').getByRole('listitem').filter({ hasText: '退单时限' }).first();
  await window.getByText('怎么算的').click();
  await expectText(window, '计时：3月10日（周二）09:00–12:00，3小时。');
  await expectText(window, '各条线联络员应在3工作小时内将退单理由详细告知信访办办理人员');

  await beginAct(phone, '接件承办');
  await phone.app.getByRole('radio', { name: nameOf(demolition.caseworker) }).check();
  await submitAct(phone, '接件承办');
  await expectStage(phone, '部室（单位）处理', '“退单时限”停止计时，未超期。');
  await expectText(head(phone), `承办人\n${nameOf(demolition.caseworker)}`);
}

async function counterpartIsTold(table: Table) {
  const phone = await table.phoneOf(demolition.liaisonA);
  await expectText(phone.notices.first(), `该件已由${nameOf(demolition.liaisonB)}同志于`);
  await phone.tapNotice('信访件已接处');
  await expectStage(phone, '部室（单位）处理', `${nameOf(demolition.liaisonB)}办理“接件承办”`);
}

async function caseworkerReplies(table: Table) {
  const phone = await table.phoneOf(demolition.caseworker);
  await phone.tapNotice('指定承办');
  await beginAct(phone, '提出处理（答复）意见及结论');
  await phone.app.getByLabel('调查情况').fill('经查，安置房因配套工程验收推迟，未能按期交付。');
  await phone.app
    .getByLabel('处理（答复）意见及结论')
    .fill('配套工程已通过验收，将于今年四月底前交付，已向信访人说明。');
  await phone.app.getByRole('radio', { name: '电话', exact: true }).check();
  await phone.app.getByRole('checkbox', { name: '领导批示的要求已逐项回应' }).check();
  await signByHand(phone);
  await submitAct(phone, '提出处理（答复）意见及结论');
  await expectStage(phone, '事项分管领导审核', '办理“提出处理（答复）意见及结论”');
  await expectText(card(phone, '处理（答复）意见'), '将于今年四月底前交付');
}

async function leadersApprove(table: Table) {
  for (const [leader, next] of [
    [demolition.leader, '信访分管领导审核'],
    [petitionLeader, '办结签批'],
  ] as const) {
    const phone = await table.phoneOf(leader);
    await phone.tapNotice('请审核');
    await beginAct(phone, '审核同意');
    await phone.app.getByRole('button', { name: '同意。', exact: true }).click();
    await signByHand(phone);
    await submitAct(phone, '审核同意');
    await expectStage(phone, next, `${nameOf(leader)}办理“审核同意”`);
    await phone.closeApp();
  }
}

async function leaderConcludes(table: Table) {
  const phone = await table.phoneOf(petitionLeader);
  await phone.tapNotice('请签批·办结');
  await beginAct(phone, '签批办结');
  await phone.app.getByRole('button', { name: '同意办结，按程序回复信访人。' }).click();
  await signByHand(phone);
  await submitAct(phone, '签批办结');
  await expectStage(phone, '系统回复', '“办结后回访”开始计时，期限3月13日（周五）17:30。');
  await expectText(head(phone), '办结后回访：剩余3个工作日');
}

async function clerkReplies(table: Table) {
  const phone = await table.phoneOf(clerk);
  await phone.tapNotice('信访件办结');
  await beginAct(phone, '完成系统回复（书面答复）');
  await phone.app.getByRole('radio', { name: '书面答复' }).check();
  await phone.app.getByRole('checkbox', { name: '办理单已扫描上传平台' }).check();
  await submitAct(phone, '完成系统回复（书面答复）');
  await expectStage(phone, '信访回访', '办理“完成系统回复（书面答复）”');
}

/** What the clerk's to-do list says afterwards. */
async function clerkFollowsUpAndArchives(table: Table): Promise<string> {
  const phone = await table.phoneOf(clerk);
  await beginAct(phone, '登记回访情况');
  await phone.app.getByRole('radio', { name: '满意', exact: true }).check();
  await phone.app.getByRole('radio', { name: '电话' }).check();
  await submitAct(phone, '登记回访情况');
  await expectStage(phone, '会商、督办标注', '“办结后回访”停止计时，未超期。');

  await beginAct(phone, '标注是否进入周会商、督查督办');
  await phone.app.getByRole('group', { name: '是否进入周会商' }).getByLabel('否').check();
  await phone.app.getByRole('group', { name: '是否进入督查督办' }).getByLabel('否').check();
  await submitAct(phone, '标注是否进入周会商、督查督办');
  await expectStage(phone, '已归档', '办理“标注是否进入周会商、督查督办”');
  await phone.app.getByRole('button', { name: '返回' }).click();
  const list = phone.app.getByRole('main');
  await expectText(list, '没有待您办理的信访件');
  return list.innerText();
}

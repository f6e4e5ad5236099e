import { describe, expect, it } from 'vitest';
import type { PetitionId } from '../../server/domain/petition.ts';
import { instant } from '../../server/domain/time.ts';
import { type Office, openOffice } from '../support/office.ts';
import { bare, paperDesk, wordsIn, wordsOn } from '../support/papers.ts';
import { clerk, demolition, principal } from '../support/people.ts';
import { accepted, concluded, deliverReply, followUp } from '../support/walks.ts';

/** The printed words of the regulation's annexes, in its order, as its text has them. */
const annexes: readonly (readonly [
  string,
  string,
  (office: Office) => Promise<PetitionId>,
  readonly string[],
])[] = [
  [
    '附件3 [M42] [M50]',
    'handlingSheet',
    (office) => office.as(clerk).register(),
    [
      '“2211”信访流程办理单',
      '单位名称（盖章）：',
      '单号：',
      ...['信访人姓名', '人数', '联系电话', '身份证号码', '信访日期', '单位及住址'],
      ...['信访件来源', '上级', '（信访件编号：', '）', '本级'],
      ...['信访形式', '来信', '来访', '来电', '网上信访', '信访代办'],
      '信访诉求',
      ...['信访办签收', '签    名：', '签收日期：', '年      月       日'],
      ...['主职领导交办签批', '签名：', '年   月   日'],
      ...['处理（答复）意见及结论：', '事项承办人签名：', '年    月    日'],
      // Two boxes side by side: first what both are for, then who signs them.
      ...['事项分管领导审核意见：', '信访分管领导审核意见：'],
      ...['签名：', '年  月  日', '签名：', '年  月  日'],
      ...['主职领导办结签批意见：', '签名：', '年    月    日'],
      ...['信访办回访', '信访人意见', '满意', '基本满意', '不满意'],
      ...['回访日期', '年  月  日', '回访人签名：', '回访方式', '电话', '当面'],
      ...['是否进入周会商', '是', '否', '是否进入督查督办', '是', '否'],
      '注：此件扫描录入信访统一平台“其他材料（信访人不可见）”栏。',
    ],
  ],
  [
    '附件4 [M53]',
    'visitSheet',
    (office) => office.as(clerk).register({ flow: 'visit', facts: { channel: 'visit' } }),
    [
      '镜湖新区开发办接待群众来访登记单',
      ...['编号：', '镜访[', ']', '号'],
      ...['信访人姓名', '人数', '身份证号码', '联系电话', '单位地址', '来访日期'],
      '反映内容及诉求摘要',
      ...['接待部室（单位）意见', '签名：', '年    月    日'],
      ...['事项分管领导意见', '签名：', '年    月    日'],
      ...['办主要领导意见', '签名：', '年    月    日'],
      // The annex has “信访人意见见”, a slip of the pen.
      ...['回访', '信访人意见', '满意', '基本满意', '不满意'],
      ...['回访日期', '年  月  日', '回访人签名：', '回访方式', '电话', '当面'],
      ...['是否进入周会商', '是', '否', '是否进入督查督办', '是', '否'],
      '备注：请相关部室（单位）按此表处理完毕后，交信访办',
    ],
  ],
  [
    '附件5 [M54]',
    'verificationSheet',
    dissatisfied,
    [
      '号信访件信访人不满意核实件',
      ...['信访人姓名', '人数', '联系电话', '身份证号码', '信访日期', '单位及住址'],
      ...['信访件来源', '上级', '（信访件编号：', '）', '本级'],
      ...['信访形式', '来信', '来访', '来电', '网上信访', '信访代办'],
      ...['信访诉求', '核实件要求：', '原处理（答复）意见及结论：'],
      ...['主职领导交办签批：', '签名：', '年     月    日'],
      ...['事项分管领导批示意见：', '签名：', '年     月    日'],
      ...['部长（主任）办理意见：', '签名：', '年     月    日'],
      ...['信访事项核实情况说明：（可另附页）', '事项承办人签名：', '年     月    日'],
    ],
  ],
  [
    '附件6 [M54]',
    'verificationStatement',
    stated,
    [
      ...['关于', '（编号', '）信访事项', '核实情况说明', '签发人：', '（需责任分管领导手签）'],
      '绍兴市信访局：',
      '绍兴市信访局12345政务热线信访事项（编号',
      '）为信访人评价不满意，经我单位再次调查核实，现将基本情况汇报如下：',
      ...['基本情况', '调查核实情况', '经调查核实，', '目前处理沟通情况', '已与信访人'],
      ...['进行了联系沟通，', '绍兴市镜湖新区开发建设办公室', '年', '月', '日'],
    ],
  ],
  [
    '附件7 [M55]',
    'liaisonLetter',
    letterSent,
    [
      ...['信访事项联系函', '编号：', '：', '绍兴市信访局信访事项（编号'],
      '）为我单位主办件，因涉贵单位有关职责，现将有关事项联系如下：',
      ...['一、基本情况', '二、协调联系事项', '经调查核实，该事项中提到的'],
      '为贵单位工作职责，为进一步做好信访化解工作，',
      ...['请予以支持为感。', '绍兴市镜湖新区开发建设办公室', '年', '月', '日'],
    ],
  ],
];

describe.each(annexes)('%s', (_annex, form, prepare, labels) => {
  it('has the printed words of the original, every one and in its order, in Word [M42] [M50] [M53] [M54] [M55]', async () => {
    const office = openOffice({ at: '2026-03-16 09:00' });
    const id = await prepare(office);
    expect(missingFrom(wordsIn(await paperDesk(office).word(id, form)), labels)).toEqual([]);
  });

  it('and on the print page', async () => {
    const office = openOffice({ at: '2026-03-16 09:00' });
    const id = await prepare(office);
    expect(missingFrom(wordsOn(await paperDesk(office).page(id, form)), labels)).toEqual([]);
  });
});

it('notices a printed word that is out of its place', () => {
  expect(missingFrom('人数信访人姓名', ['信访人姓名', '人数'])).toEqual(['人数']);
});

/** The labels that do not follow one another. */
function missingFrom(text: string, labels: readonly string[]): readonly string[] {
  let from = 0;
  return labels.filter((label) => {
    const found = text.indexOf(bare(label), from);
    if (found >= 0) from = found + bare(label).length;
    return found < 0;
  });
}

function superiorFacts(office: Office) {
  return {
    source: 'superior' as const,
    platformNumber: 'ZL3306002026001',
    externalDueAt: instant(office.now() + 30 * 24 * 3_600_000),
  };
}

async function dissatisfied(office: Office): Promise<PetitionId> {
  const id = await concluded(office, { facts: superiorFacts(office) });
  await deliverReply(office, id);
  await followUp(office, id, 'dissatisfied');
  const requirement = '请核实交付进度。';
  await office.as(clerk).does(id, 'openVerification', { origin: 'followUp', requirement });
  return id;
}

async function stated(office: Office): Promise<PetitionId> {
  const id = await dissatisfied(office);
  await office.as(principal).does(id, 'assignVerification', { opinion: '请核实。' });
  await office.as(demolition.leader).does(id, 'instructVerification', { opinion: '请核实。' });
  await office.as(demolition.head).does(id, 'orderVerification', { opinion: '请核实。' });
  await office.as(demolition.caseworker).does(id, 'submitStatement', {
    basicFacts: '信访人的主要诉求为交付安置房。',
    findings: '安置房预计于九月交付。',
    communication: '信访人表示理解。',
  });
  return id;
}

async function letterSent(office: Office): Promise<PetitionId> {
  const id = await accepted(office, { facts: superiorFacts(office) });
  await office.as(demolition.liaisonA).does(id, 'sendLetter', {
    addressee: '灵芝街道办事处',
    matter: '配套道路',
    request: '请协助提供建设进度。',
  });
  return id;
}

/** What a column of a ledger, or a line copied from the platform, can mean. */
export type ImportField =
  | 'platformNumber'
  | 'flow'
  | 'source'
  | 'channel'
  | 'receivedAt'
  | 'externalDueAt'
  | 'appealType'
  | 'category'
  | 'title'
  | 'body'
  | 'name'
  | 'phone'
  | 'idNumber'
  | 'address'
  | 'anonymous'
  | 'peopleCount'
  | 'representatives'
  | 'accused'
  | 'repeatOf'
  | 'state';

/** A column of the sheet: one of ours, or the answer to a field of the regulation's own record of a registration. */
export type ImportColumn = ImportField | `answers.${string}`;

export interface ImportLabel {
  /** As our own template and previews call it. */
  readonly title: string;
  /** What ledgers and platforms call it as well. */
  readonly also: readonly string[];
  /** How it is to be written, for the template and the preview. */
  readonly note: string;
}

/** In the order of the template's columns. */
export const importLabels: Readonly<Record<ImportField, ImportLabel>> = {
  platformNumber: {
    title: '信访件编号',
    also: ['编号', '信访编号', '上级编号', '平台编号', '事项编号', '件号', '登记编号', '受理编号'],
    note: '上级平台的编号；上级交转件必填。',
  },
  receivedAt: {
    title: '信访日期',
    also: [
      '收到时间',
      '收到日期',
      '来访时间',
      '来信日期',
      '登记日期',
      '登记时间',
      '信访时间',
      '日期',
      '收件时间',
      '收件日期',
    ],
    note: '如 2026-03-16 或 2026-03-16 10:30。必填。',
  },
  externalDueAt: {
    title: '限办时间',
    also: [
      '平台限办时间',
      '办理期限',
      '办结期限',
      '截止时间',
      '截止日期',
      '限办日期',
      '到期时间',
      '限时办结时间',
      '反馈时限',
    ],
    note: '上级交转件必填；只写日期的，按当日23:59。',
  },
  source: {
    title: '信访件来源',
    also: ['来源', '件来源', '信访来源'],
    note: '上级，或本级。',
  },
  channel: {
    title: '信访形式',
    also: ['形式', '信访方式', '反映方式', '来件形式', '渠道', '信访渠道'],
    note: '来信、来访、来电、网上信访或信访代办。',
  },
  flow: {
    title: '办理流程',
    also: ['流程'],
    note: '制度规定的流程名称；各行相同的可不设此列，导入时统一选择。',
  },
  appealType: {
    title: '诉求类型',
    also: ['信访目的', '诉求类别', '类型', '件类型', '事项性质'],
    note: '建议意见、检举控告、申诉求决、咨询或其他。',
  },
  accused: {
    title: '被反映对象',
    also: ['被反映人', '被反映的人员或部室', '被检举人', '被控告人', '被举报人'],
    note: '检举控告件必填：人员姓名或单位名称，用顿号分开；不在本单位的写“外部”。',
  },
  category: {
    title: '内容分类',
    also: ['问题分类', '分类', '类别', '问题类别', '一级分类', '内容类别', '问题属地分类'],
    note: '如 城乡建设。必填。',
  },
  title: {
    title: '标题',
    also: ['信访标题', '事项标题', '主题', '概况', '事由', '信访事由', '事项名称'],
    note: '2至100个字。必填。',
  },
  body: {
    title: '信访诉求',
    also: [
      '内容',
      '信访内容',
      '反映内容',
      '诉求内容',
      '主要诉求',
      '详细内容',
      '反映问题',
      '反映事项',
      '主要内容',
      '事项内容',
      '诉求',
    ],
    note: '至少5个字。必填。',
  },
  name: {
    title: '姓名',
    also: [
      '信访人',
      '信访人姓名',
      '来访人',
      '来信人',
      '来电人',
      '当事人',
      '投诉人',
      '反映人',
      '联系人',
    ],
    note: '匿名件可不填。',
  },
  phone: {
    title: '联系电话',
    also: ['电话', '手机', '手机号', '手机号码', '联系方式', '电话号码', '移动电话'],
    note: '设为文本格式。',
  },
  idNumber: {
    title: '身份证号',
    also: ['身份证', '身份证号码', '证件号', '证件号码', '公民身份号码'],
    note: '设为文本格式，15位或18位。',
  },
  address: {
    title: '住址',
    also: ['地址', '家庭住址', '联系地址', '通讯地址', '居住地', '常住地址'],
    note: '',
  },
  anonymous: { title: '是否匿名', also: ['匿名'], note: '是，或否。' },
  peopleCount: {
    title: '信访人数',
    also: ['人数', '来访人数', '涉及人数', '反映人数'],
    note: '不填的为1人。',
  },
  representatives: {
    title: '代表人数',
    also: ['推选代表人数', '代表数'],
    note: '5人以上走访的必填，不超过5人。',
  },
  repeatOf: {
    title: '原件号',
    also: ['重复件原件号', '初件件号', '关联件号'],
    note: '重复件填写。',
  },
  state: {
    title: '办理状态',
    also: ['状态', '办理情况状态', '是否办结', '办结情况', '当前状态'],
    note: '只导入在办件；写明“办结”“归档”等的行不导入。',
  },
};

export const importFields = Object.keys(importLabels) as readonly ImportField[];

/** The field a header or label means, or null: what is not on the list is never guessed at. */
export function fieldLabelled(label: string): ImportField | null {
  return fieldByLabel.get(bareLabel(label)) ?? null;
}

/** Full width and half width, blanks, colons and the star of a required column make no difference. */
export function bareLabel(label: string): string {
  return label
    .normalize('NFKC')
    .replace(/[\s*:]|\(.*?\)|【|】|\[|\]/g, '')
    .toLowerCase();
}

const fieldByLabel: ReadonlyMap<string, ImportField> = new Map(
  importFields.flatMap((field) =>
    [importLabels[field].title, ...importLabels[field].also].map(
      (label) => [bareLabel(label), field] as const,
    ),
  ),
);

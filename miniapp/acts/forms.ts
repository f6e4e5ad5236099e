import type { ActForm, ActKind, Field, FieldName, InputOf } from './form.ts';
import {
  attachmentPurposes,
  contactOutcomes,
  contactWays,
  followUpMethods,
  followUpOutcomes,
  natures,
  replyChannels,
  returnBases,
  venues,
  verificationOrigins,
  waysOfTelling,
} from './options.ts';

/** What the server takes. */
const FILE_RULES = '图片、PDF、Word、Excel，每份不超过10 MB';

/** What each kind of act asks. A kind without a form, or a field its input does not have, does not compile. */
export const actForms: { readonly [Kind in ActKind]: ActForm<FieldName<InputOf<Kind>>> } = {
  step: {
    fields: [{ ...words('note', '说明', 1000), optional: ({ action }) => !action.requiresNote }],
  },
  amend: {
    lead: '请在登记内容上更正；原登记内容保留在办理过程中。',
    fields: [words('reason', '补正理由', 1000)],
  },
  propose: {
    fields: [
      { name: 'unitId', label: '拟交{unitWord}', control: 'unit' },
      { ...words('note', '拟办意见', 500), optional: true },
    ],
  },
  assign: {
    fields: [{ name: 'unitId', label: '{handlingUnit}', control: 'unit' }, opinion('交办意见')],
  },
  accept: {
    lead: '接件后由本{unitWord}承办。承办人可以现在指定，也可以稍后指定。',
    fields: [
      {
        name: 'caseworkerId',
        label: '承办人',
        control: 'person',
        later: '稍后指定',
        optional: true,
      },
    ],
  },
  nameCaseworker: { fields: [{ name: 'caseworkerId', label: '承办人', control: 'person' }] },
  return: {
    fields: [
      { name: 'basis', label: '退单依据', control: 'choice', options: returnBases },
      {
        ...words('detail', '退单理由', 1000),
        minimum: 10,
        rows: 4,
        placeholder: '请写明事实和依据，例如职责分工文件、属地、重复的件号',
      },
      {
        name: 'proposedUnitId',
        label: '建议{handlingUnit}',
        control: 'unit',
        when: ({ values }) => values.basis === 'otherUnit',
      },
      {
        name: 'proposedOrgan',
        label: '建议承办单位',
        control: 'line',
        maximum: 80,
        when: ({ values }) => values.basis === 'outsideOffice',
      },
      {
        ...words('lateReason', '逾期原因', 500),
        minimum: 5,
        when: ({ action }) => action.late,
      },
      files('佐证材料'),
    ],
  },
  rejectReturn: { fields: [words('reason', '不同意退单的理由', 1000)] },
  approve: { fields: [opinion('意见')] },
  sendBack: { fields: [words('reason', '退回补正的理由', 1000)] },
  rework: {
    lead: '退回后由{handlingUnit}重新办理，原答复意见保留，期限照常计算。',
    fields: [words('reason', '责令重办的理由', 1000)],
  },
  reply: {
    fields: [
      { ...words('findings', '调查情况', 5000), minimum: 10, rows: 5 },
      { ...words('reply', '处理（答复）意见及结论', 5000), minimum: 10, rows: 5 },
      {
        name: 'items',
        label: '逐项答复',
        control: 'items',
        optional: ({ action }) => !action.asks.includes('items'),
        hint: '诉求有几项的，逐项写明调查情况和答复意见',
      },
      files('佐证材料', '现场照片、检测报告、沟通记录等'),
      {
        name: 'told.how',
        label: '告知信访人的方式',
        control: 'choice',
        inline: true,
        options: waysOfTelling,
      },
      { name: 'told.on', label: '告知日期', control: 'day' },
      {
        name: 'instructionAnswered',
        label: '领导批示的要求已逐项回应',
        control: 'tick',
        when: ({ action }) => action.asks.includes('instruction'),
      },
      {
        name: 'unreasonable',
        label: '诉求无理',
        control: 'tick',
        hint: '勾选后须逐项填写办结条件的到位情况',
      },
      {
        name: 'closingChecklist',
        label: '到位情况',
        control: 'checklist',
        when: ({ values, action }) =>
          values.unreasonable === true && (action.checklist?.length ?? 0) > 0,
      },
    ],
  },
  conclude: { fields: [opinion('办结意见')] },
  deliverReply: {
    fields: [
      {
        name: 'channel',
        label: '回复方式',
        control: 'choice',
        inline: true,
        options: replyChannels,
      },
      { name: 'on', label: '回复日期', control: 'day' },
      {
        name: 'scannedIntoPlatform',
        label: '办理单已扫描上传平台',
        control: 'tick',
        when: ({ action }) => action.asks.includes('scan'),
        hint: '传入“其他材料（信访人不可见）”',
      },
      {
        ...files('签字扫描件'),
        label: ({ action }) => (action.scanOf ? `${action.scanOf}签字扫描件` : '签字扫描件'),
      },
    ],
  },
  followUp: {
    fields: [
      { name: 'outcome', label: '信访人意见', control: 'choice', options: followUpOutcomes },
      {
        name: 'method',
        label: '回访方式',
        control: 'choice',
        inline: true,
        options: followUpMethods,
        when: ({ values }) => values.outcome !== 'unreachable' && values.outcome !== 'notPossible',
      },
      { name: 'on', label: '回访日期', control: 'day' },
      {
        ...words('comment', '信访人的具体意见', 1000),
        optional: ({ values }) => values.outcome !== 'dissatisfied',
      },
      { name: 'ratingPrompted', label: '已提示信访人进行满意度评价', control: 'tick' },
    ],
  },
  openVerification: {
    fields: [
      { name: 'origin', label: '核实件来源', control: 'choice', options: verificationOrigins },
      words('requirement', '核实件要求', 1000),
      {
        name: 'dueOn',
        label: '核实件要求的期限',
        control: 'day',
        future: true,
        optional: true,
        hint: '不填则按制度规定的期限',
      },
    ],
  },
  statement: {
    fields: [
      { ...words('basicFacts', '一、基本情况', 3000), minimum: 5, rows: 4 },
      { ...words('findings', '二、调查核实情况', 5000), minimum: 10, rows: 5 },
      { ...words('communication', '三、目前处理沟通情况', 3000), minimum: 5, rows: 4 },
      files('佐证材料'),
    ],
  },
  answerFlags: {
    lead: '两项都要回答。',
    fields: [
      { name: 'weeklyConsultation', label: '是否进入周会商', control: 'yesNo' },
      { name: 'supervision', label: '是否进入督查督办', control: 'yesNo' },
    ],
  },
  transfer: {
    grave: true,
    fields: [
      { name: 'competentOrgan', label: '有权处理单位', control: 'line', maximum: 80 },
      words('legalBasis', '转送依据', 500),
    ],
  },
  consult: { fields: [words('reason', '提请会商的理由', 1000)] },
  concludeConsultation: {
    fields: [
      { ...words('decision', '会商结论', 3000), minimum: 5, rows: 5 },
      {
        name: 'ownerId',
        label: '责任人',
        control: 'person',
        later: '按现有分工办理',
        presumes: 'nobody',
        optional: true,
      },
      {
        name: 'dueOn',
        label: '化解期限',
        control: 'day',
        future: true,
        optional: true,
      },
    ],
  },
  merge: {
    grave: true,
    lead: '并入后本件不再单独办理。',
    fields: [{ name: 'intoNumber', label: '并入的件号', control: 'line', maximum: 40 }],
  },
  requestExtension: {
    fields: [
      { name: 'days', label: '延长天数（自然日）', control: 'number', maximum: 365 },
      { ...words('reason', '延期理由', 1000), minimum: 10 },
    ],
  },
  grantExtension: { fields: [opinion('批准意见')] },
  refuseExtension: { fields: [words('reason', '不同意延期的理由', 1000)] },
  sendLetter: {
    fields: [
      { name: 'addressee', label: '收函单位', control: 'line', maximum: 80 },
      words('matter', '涉及事项', 500),
      { ...words('request', '请予协调的事项', 1000), minimum: 5 },
    ],
  },
  recordLetterReply: {
    fields: [
      {
        name: 'letterNumber',
        label: '联系函',
        control: 'choice',
        options: ({ petition }) =>
          petition.letters
            .filter((letter) => !letter.replied)
            .map((letter) => ({
              value: letter.number,
              label: letter.number,
              detail: letter.addressee,
            })),
      },
      words('summary', '复函情况', 1000),
    ],
  },
  openSupervision: {
    fields: [
      words('reason', '督办理由', 1000),
      { name: 'dueOn', label: '办结期限', control: 'day', future: true, optional: true },
    ],
  },
  closeSupervision: { fields: [words('outcome', '销号情况', 1000)] },
  inform: {
    fields: [
      { name: 'how', label: '告知方式', control: 'choice', inline: true, options: waysOfTelling },
      { name: 'on', label: '告知日期', control: 'day' },
    ],
  },
  routeVisit: {
    fields: [
      { name: 'venue', label: '来访地点', control: 'choice', options: venues },
      { name: 'nature', label: '来访性质', control: 'choice', inline: true, options: natures },
      { name: 'unitId', label: '接待{unitWord}', control: 'unit' },
      { name: 'principalNeeded', label: '需要主要领导牵头', control: 'yesNo' },
      {
        ...words('reason', '特殊安排的理由', 500),
        minimum: 5,
        optional: true,
        hint: '不按规定的{unitWord}、领导接待，或者接待室超员的，须写明理由',
      },
    ],
  },
  recuse: {
    fields: [
      { name: 'staffId', label: '回避人员', control: 'person' },
      words('reason', '回避理由', 1000),
    ],
  },
  terminate: {
    grave: true,
    lead: '终止后本件不再办理；全部记录保留，不会删除。',
    fields: [{ ...words('reason', '终止理由', 500), minimum: 5 }],
  },
  recordContact: {
    fields: [
      { name: 'how', label: '联系方式', control: 'choice', inline: true, options: contactWays },
      {
        name: 'outcome',
        label: '联系结果',
        control: 'choice',
        inline: true,
        options: contactOutcomes,
      },
      { name: 'on', label: '联系日期', control: 'day' },
      { name: 'time', label: '联系时间', control: 'time', optional: true },
      {
        ...words('summary', '联系情况', 1000),
        minimum: 5,
        placeholder: '信访人怎么说、约定了什么；未联系上的写明试过的方式',
      },
      files('附件'),
    ],
  },
  attach: {
    lead: '上传的材料只供内部办理使用，信访人看不到。',
    fields: [
      {
        name: 'purpose',
        label: '材料种类',
        control: 'choice',
        inline: true,
        options: attachmentPurposes,
        initial: ({ suggestedForm }) => (suggestedForm === undefined ? '' : 'signedForm'),
      },
      {
        name: 'form',
        label: '扫描的是哪张表',
        control: 'choice',
        when: ({ values }) => values.purpose === 'signedForm',
        initial: ({ suggestedForm }) => suggestedForm ?? '',
        options: ({ action }) =>
          (action.forms ?? []).map(({ id, name, detail }) => ({ value: id, label: name, detail })),
      },
      { name: 'attachments', label: '文件', control: 'files', hint: FILE_RULES },
    ],
  },
};

/** A regime may be newer than this page: its acts are named by the server. */
export function isActKind(kind: string): kind is ActKind {
  return Object.keys(actForms).includes(kind);
}

function words<Name extends string>(name: Name, label: string, maximum: number) {
  return { name, label, control: 'text', rows: 3, maximum } as const satisfies Field<Name>;
}

function files(label: string, hint: string = FILE_RULES) {
  return { name: 'attachments', label, control: 'files', optional: true, hint } as const;
}

function opinion(label: string) {
  return { ...words('opinion', label, 500), phrases: true } as const;
}

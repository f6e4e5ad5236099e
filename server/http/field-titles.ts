import type { FieldFault } from '../domain/field-fault.ts';

/** The label of a field that a decision found missing or wrong, as the forms have it. */
export function fieldTitle(field: string): string {
  const last = field.split('.').at(-1) ?? field;
  return (
    titles[field] ??
    titles[last] ??
    (field.startsWith('closingChecklist.') ? '“七个到位”的每一项' : '该项内容')
  );
}

/** Follows the label and says what to do. */
export function fieldFaultText(fault: FieldFault): string {
  return faults[fault];
}

const faults: Readonly<Record<FieldFault, string>> = {
  tooShort: '过于简单，请写详细。',
  tooLong: '过长，请精简。',
  outOfRange: '超出允许范围，请核对。',
  inFuture: '不能晚于现在，请核对。',
  inPast: '过早，请核对日期。',
  format: '不正确，请核对后重新填写。',
};

const titles: Readonly<Record<string, string>> = {
  flow: '办理流程',
  title: '标题',
  receivedAt: '收到时间',
  externalDueAt: '平台限办时间',
  accused: '被反映的人员或{unitWord}',
  representatives: '代表人数（不超过5人）',
  amendment: '补正后的登记内容',
  'amendment.appealType': '诉求类型（检举控告件与其他信访件不能互改，请终止后重新登记）',
  intoNumber: '并入的件号（须为在办件）',
  note: '说明',
  proposedUnitId: '建议{handlingUnit}',
  proposedOrgan: '建议承办单位',
  lateReason: '逾期原因',
  'told.on': '告知日期',
  on: '日期',
  instructionAnswered: '领导批示要求的逐项回应情况',
  scannedIntoPlatform: '办理单扫描录入平台情况',
  method: '回访方式',
  comment: '信访人的具体意见',
  dueOn: '要求完成的日期',
  days: '延长天数',
  letterNumber: '联系函编号',
  time: '联系时间',
  items: '逐项答复的每一项',
  attachments: '附件',
  form: '表单名称',
  reason: '理由',
  ownerId: '责任人',
};

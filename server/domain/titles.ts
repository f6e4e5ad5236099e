import type {
  ContactHow,
  ContactOutcome,
  FollowUpOutcome,
  ReplyChannel,
  ReturnBasis,
  ToldHow,
} from './act-input.ts';
import type { AttachmentPurpose } from './attachment.ts';
import type { AppealType, PetitionChannel, PetitionSource } from './petition-kinds.ts';

/** The words of the forms (附件3) for what the code names. */
export const sourceTitles: Readonly<Record<PetitionSource, string>> = {
  superior: '上级',
  own: '本级',
};

export const channelTitles: Readonly<Record<PetitionChannel, string>> = {
  letter: '来信',
  visit: '来访',
  call: '来电',
  online: '网上信访',
  agent: '信访代办',
  email: '电子邮件',
  fax: '传真',
};

export const appealTitles: Readonly<Record<AppealType, string>> = {
  suggestion: '建议意见',
  accusation: '检举控告',
  appeal: '申诉求决',
  inquiry: '咨询',
  other: '其他',
};

export const returnBasisTitles: Readonly<Record<ReturnBasis, string>> = {
  otherUnit: '属其他{unitWord}职责',
  outsideOffice: '不属本单位管理范畴',
  duplicate: '与已办事项重复',
  unclear: '事项不清，无法办理',
};

export const followUpTitles: Readonly<Record<FollowUpOutcome, string>> = {
  satisfied: '满意',
  basicallySatisfied: '基本满意',
  dissatisfied: '不满意',
  unreachable: '未联系上',
  notPossible: '匿名或无联系方式，免回访',
};

export const toldHowTitles: Readonly<Record<ToldHow, string>> = {
  phone: '电话',
  inPerson: '当面',
  written: '书面',
  platform: '平台',
  notPossible: '匿名或无联系方式，未能告知',
};

export const deliveryTitles: Readonly<Record<ReplyChannel, string>> = {
  platform: '系统回复',
  written: '书面答复',
  phone: '电话答复',
  inPerson: '当面送达',
  mail: '邮寄送达',
};

export const contactHowTitles: Readonly<Record<ContactHow, string>> = {
  phone: '电话',
  inPerson: '当面',
  homeVisit: '上门走访',
  message: '短信、微信',
};

export const contactOutcomeTitles: Readonly<Record<ContactOutcome, string>> = {
  reached: '已联系上',
  notReached: '未联系上',
};

export const attachmentPurposeTitles: Readonly<Record<AttachmentPurpose, string>> = {
  evidence: '佐证材料',
  material: '信访材料',
  signedForm: '签字扫描件',
  other: '其他材料',
};

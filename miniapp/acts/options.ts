import type { Option } from '../fields/option.ts';
import type { InputOf } from './form.ts';

export const returnBases = options({
  otherUnit: '属其他{unitWord}职责',
  outsideOffice: '不属本单位管理范畴',
  duplicate: '与已办事项重复',
  unclear: '事项不清，无法办理',
} satisfies Record<InputOf<'return'>['basis'], string>);

export const waysOfTelling = options({
  phone: '电话',
  inPerson: '当面',
  written: '书面',
  platform: '平台',
  notPossible: '匿名或无联系方式，未能告知',
} satisfies Record<InputOf<'inform'>['how'], string>);

export const replyChannels = options({
  platform: '系统回复',
  written: '书面答复',
  phone: '电话答复',
  inPerson: '当面送达',
  mail: '邮寄送达',
} satisfies Record<InputOf<'deliverReply'>['channel'], string>);

export const followUpOutcomes = options({
  satisfied: '满意',
  basicallySatisfied: '基本满意',
  dissatisfied: '不满意',
  unreachable: '未联系上',
  notPossible: '匿名或无联系方式，免回访',
} satisfies Record<InputOf<'followUp'>['outcome'], string>);

export const followUpMethods = options({
  phone: '电话',
  inPerson: '当面',
} satisfies Record<NonNullable<InputOf<'followUp'>['method']>, string>);

export const verificationOrigins = options({
  followUp: '回访不满意',
  platformRating: '平台评价不满意',
  cityBureau: '上级信访部门发来核实件',
} satisfies Record<InputOf<'openVerification'>['origin'], string>);

export const venues = options({
  office: '本单位接待',
  cityBureau: '到上级信访部门',
  cityLeader: '上级领导接访',
} satisfies Record<InputOf<'routeVisit'>['venue'], string>);

export const natures = options({
  technical: '业务性较强',
  major: '重大事项',
  general: '综合性',
} satisfies Record<InputOf<'routeVisit'>['nature'], string>);

export const contactWays = options({
  phone: '电话',
  inPerson: '当面',
  homeVisit: '上门走访',
  message: '短信、微信',
} satisfies Record<InputOf<'recordContact'>['how'], string>);

export const contactOutcomes = options({
  reached: '已联系上',
  notReached: '未联系上',
} satisfies Record<InputOf<'recordContact'>['outcome'], string>);

export const attachmentPurposes = options({
  evidence: '佐证材料',
  material: '信访材料',
  signedForm: '签字扫描件',
  other: '其他材料',
} satisfies Record<InputOf<'attach'>['purpose'], string>);

/** Labels by value become alternatives, in the order they are written. */
function options(labels: Readonly<Record<string, string>>): readonly Option[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

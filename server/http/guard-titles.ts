import { elapsedAsked, type Guard, type GuardName, recordAsked } from '../domain/guard.ts';
import type { Regime } from '../domain/regime.ts';
import { guardNames } from '../domain/regime-vocabulary.ts';
import { inTerms } from '../domain/terms.ts';

/** Under which conditions, in a few words: `咨询类，且已联系信访人`; empty without any. */
export function conditionText(when: readonly Guard[] | undefined, regime: Regime): string {
  return (when ?? []).map((guard) => guardTitle(guard, regime)).join('，且');
}

function guardTitle(guard: Guard, regime: Regime): string {
  const negated = guard.startsWith('!');
  const plain = negated ? guard.slice(1) : guard;
  const clock = elapsedAsked(plain);
  if (clock !== null)
    return `“${regime.clocks[clock]?.title ?? clock}”${negated ? '未' : '已'}届满`;
  const asked = recordAsked(plain);
  if (asked) return recordTitle(asked, negated, regime);
  const name = guardNames.find((known) => known === plain);
  return name === undefined ? plain : inTerms(titles[name][negated ? 1 : 0], regime.terms);
}

function recordTitle(
  { record, field, value }: NonNullable<ReturnType<typeof recordAsked>>,
  negated: boolean,
  { records }: Regime,
): string {
  const form = records?.[record];
  const title = form?.title ?? record;
  const asked = form?.fields.find(({ id }) => id === field);
  if (!asked || value === undefined) return `${negated ? '未填' : '已填'}“${title}”`;
  const options = 'options' in asked ? asked.options : [];
  const spoken = { yes: '是', no: '否' }[value] ?? value;
  const answer = options.find(({ id }) => id === value)?.title ?? spoken;
  return `“${asked.title}”${negated ? '不为' : '为'}“${answer}”`;
}

/** What holds, and its opposite. */
const titles: Readonly<Record<GuardName, readonly [string, string]>> = {
  accusation: ['检举控告类', '非检举控告类'],
  superiorCase: ['上级交转件', '非上级交转件'],
  anonymous: ['匿名件', '实名件'],
  inquiry: ['咨询类', '非咨询类'],
  suggestion: ['建议意见类', '非建议意见类'],
  returnLate: ['退单已过规定时限', '退单在规定时限内'],
  returnLateOverOneDay: ['退单逾期超过1个工作日', '退单逾期不超过1个工作日'],
  returnedBefore: ['曾经退单', '首次退单'],
  boundByRuling: ['承办已经裁定', '承办未经裁定'],
  assigned: ['已交办', '未交办'],
  caseworkerNamed: ['已指定承办人', '未指定承办人'],
  replySubmitted: ['已提出处理意见', '未提出处理意见'],
  concluded: ['已办结签批', '未办结签批'],
  inVerification: ['正在核实', '不在核实中'],
  followUpSettled: ['回访满意或基本满意', '回访尚无满意结果'],
  followUpDissatisfied: ['回访不满意', '回访没有不满意'],
  followUpExhausted: ['回访次数已用尽', '回访次数未用尽'],
  consultationOwed: ['有待会商', '没有待会商的'],
  supervisionOrdered: ['标注督查督办', '未标注督查督办'],
  extensionPending: ['有待批的延期', '没有待批的延期'],
  extendedBefore: ['已延过期', '未延过期'],
  letterPending: ['有未复的联系函', '没有未复的联系函'],
  supervised: ['督办中', '不在督办中'],
  informed: ['已书面告知', '未书面告知'],
  venueOffice: ['到本单位来访', '非到本单位来访'],
  venueCityBureau: ['到上级信访部门上访', '非到上级信访部门上访'],
  venueCityLeader: ['上级领导接访', '非上级领导接访'],
  natureTechnical: ['业务性较强', '非业务性较强'],
  natureMajor: ['重大事项', '非重大事项'],
  natureGeneral: ['综合性', '非综合性'],
  principalNeeded: ['须主要领导接待', '不须主要领导接待'],
  converted: ['来访已转办理', '来访未转办理'],
  reworkedTooOften: ['退改超过规定次数', '退改未超过规定次数'],
  signedScanOnFile: ['签字扫描件已上传', '签字扫描件未上传'],
  contacted: ['已联系信访人', '未联系信访人'],
  repeated: ['重复件', '初次件'],
  archiveComplete: ['归档材料齐全', '归档材料不齐'],
};

import { elapsedAsked, type GuardName, recordAsked } from '../domain/guard.ts';
import type { Regime } from '../domain/regime.ts';
import { guardNames } from '../domain/regime-vocabulary.ts';
import { inTerms } from '../domain/terms.ts';

/** Why an act is not open now, by the condition that does not hold. */
export function guardSentence(guard: string, regime: Regime): string {
  const negated = guard.startsWith('!');
  const plain = negated ? guard.slice(1) : guard;
  const clock = elapsedAsked(plain);
  if (clock !== null) return clockSentence(clock, negated, regime);
  const asked = recordAsked(plain);
  if (asked) return recordSentence(asked, negated, regime);
  const name = guardNames.find((known) => known === plain);
  if (name === undefined) return '目前不具备办理条件，请刷新后查看。';
  const [needed, forbidden] = sentences[name];
  return inTerms(negated ? forbidden : needed, regime.terms);
}

/** What an archive still lacks, by title. */
export function piecesSentence(pieces: readonly string[]): string {
  return `归档材料不齐，还缺：${pieces.join('、')}。`;
}

/** That a time has to run out first, or has run out. */
function clockSentence(clock: string, negated: boolean, { clocks }: Regime): string {
  const title = clocks[clock]?.title ?? clock;
  return negated
    ? `“${title}”已经届满，不能再办理此操作。`
    : `“${title}”尚未届满，届满后方可办理。`;
}

/** What the regulation's own record lacks, in its own words. */
function recordSentence(
  { record, field, value }: NonNullable<ReturnType<typeof recordAsked>>,
  negated: boolean,
  { records }: Regime,
): string {
  const form = records?.[record];
  const title = form?.title ?? record;
  const asked = form?.fields.find(({ id }) => id === field);
  if (!asked || value === undefined) {
    return negated ? `“${title}”已经填写，不需要再办理。` : `请先填写“${title}”。`;
  }
  const answer =
    asked.control === 'choice' || asked.control === 'choices'
      ? (asked.options.find(({ id }) => id === value)?.title ?? value)
      : value === 'yes'
        ? '是'
        : '否';
  return `“${title}”的“${asked.title}”${negated ? '为' : '不是'}“${answer}”，不能办理此操作。`;
}

/** First when the condition is required and absent, then when it must not hold and does. */
const sentences: Readonly<Record<GuardName, readonly [string, string]>> = {
  accusation: ['此操作只用于检举控告件。', '检举控告件不能这样办理，请按检举控告件的程序办理。'],
  superiorCase: ['此操作只用于上级交转件。', '上级交转件不能这样办理，请按上级交办要求办理。'],
  anonymous: ['此操作只用于匿名件。', '匿名件无法办理此操作，不需要办理。'],
  inquiry: ['此操作只用于咨询类事项。', '咨询类事项不需要办理此操作。'],
  suggestion: ['此操作只用于建议意见类事项。', '建议意见类事项不需要办理此操作。'],
  returnLate: [
    '退单仍在规定时限内，请由{office}直接审核。',
    '退单已超过规定时限，须签署初核意见后报批。',
  ],
  returnLateOverOneDay: [
    '退单逾期未超过一个工作日，不需要此级审批。',
    '退单逾期超过一个工作日，须报上一级审批。',
  ],
  returnedBefore: ['本件尚未退过单，不需要裁定。', '本件已退过单，须报领导裁定{handlingUnit}。'],
  boundByRuling: [
    '本件没有经过裁定。',
    '本件{handlingUnit}已由领导裁定，不得再次退单，请按裁定承办。',
  ],
  assigned: ['本件尚未交办，请先呈领导签批交办。', '本件已经交办，请由{handlingUnit}办理。'],
  caseworkerNamed: [
    '尚未指定承办人，请{recipient}先指定承办人。',
    '承办人已经指定；需要更换的请使用“更换承办人”。',
  ],
  replySubmitted: [
    '{handlingUnit}尚未提出处理意见，请等待答复。',
    '处理意见已经提交，不能再办理此操作。',
  ],
  concluded: ['本件尚未办结签批，请先呈领导签批。', '本件已办结签批，不能再办理此操作。'],
  inVerification: ['本件不在核实程序中。', '本件正在核实，请在核实程序中办理。'],
  followUpSettled: ['回访尚未得到满意或基本满意的结果。', '回访已有结果，不需要再办理。'],
  followUpDissatisfied: [
    '信访人没有表示不满意，不需要核实。',
    '信访人表示不满意，须先开具核实件。',
  ],
  followUpExhausted: [
    '回访次数尚未用尽，请继续联系信访人。',
    '规定的回访次数已用尽，请转入下一环节。',
  ],
  consultationOwed: ['本件没有待会商的事项。', '本件已标注进入周会商，须先形成会商结论。'],
  supervisionOrdered: ['本件没有标注督查督办。', '本件已标注督查督办，须先销号。'],
  extensionPending: ['目前没有待批的延期申请。', '已有一项延期申请等待审批，请等待结果。'],
  extendedBefore: ['本件没有延过期。', '本件已延期一次，不能再次延期。'],
  letterPending: ['没有等待复函的联系函。', '仍有联系函没有复函，请先登记复函。'],
  supervised: ['本件没有正在进行的督办。', '本件已列入督办，不需要重复列入。'],
  informed: ['尚未书面告知信访人，请先告知。', '已书面告知信访人，不需要重复告知。'],
  venueOffice: ['此操作只用于到本单位来访的。', '到本单位来访的不能这样办理。'],
  venueCityBureau: ['此操作只用于到上级信访部门上访的。', '到上级信访部门上访的不能这样办理。'],
  venueCityLeader: ['此操作只用于上级领导接访的。', '上级领导接访的不能这样办理。'],
  natureTechnical: ['此操作只用于业务性较强的来访。', '业务性较强的来访不能这样办理。'],
  natureMajor: ['此操作只用于重大事项的来访。', '重大事项的来访须由领导接待。'],
  natureGeneral: ['此操作只用于综合性来访。', '综合性来访不能这样办理。'],
  principalNeeded: ['本次来访不需要主要领导接待。', '本次来访须由主要领导接待。'],
  converted: ['本次来访尚未转入办理流程。', '本次来访已转入办理流程，请在新流程中办理。'],
  reworkedTooOften: [
    '答复退改次数没有超过规定，不需要报请督查督办。',
    '答复退改次数已超过规定，请按规定报请督查督办。',
  ],
  signedScanOnFile: [
    '核实情况说明须由责任领导手签：请打印签字后，用“上传材料、扫描件”上传签字扫描件。',
    '签字扫描件已经上传，不需要再办理。',
  ],
  contacted: [
    '请先与信访人取得联系，并用“记录联系情况”登记。',
    '已与信访人取得联系，不需要再办理。',
  ],
  repeated: ['此操作只用于重复信访件。', '重复信访件不能这样办理。'],
  archiveComplete: ['归档材料不齐，请补齐后再归档。', '归档材料已经齐全，不需要再办理。'],
};

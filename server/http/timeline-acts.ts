import type { ActKind, InputOf } from '../domain/act-input.ts';
import type { ActTaken } from '../domain/event.ts';
import { itemOutcomeTitle } from '../domain/item-outcome.ts';
import { inTerms } from '../domain/terms.ts';
import { chineseDay } from '../domain/time.ts';
import {
  attachmentPurposeTitles,
  contactHowTitles,
  contactOutcomeTitles,
  deliveryTitles,
  followUpTitles,
  returnBasisTitles,
  toldHowTitles,
} from '../domain/titles.ts';
import { verificationOriginTitles, visitNatureTitles, visitVenueTitles } from './titles.ts';
import type { ViewContext } from './views/context.ts';
import { nameOf } from './views/people.ts';

/** What an act adds to its sentence, and what was written with it. */
export interface Written {
  /** Ends the sentence; may be empty. */
  readonly suffix: string;
  readonly details: readonly string[];
  readonly tone: 'normal' | 'good' | 'warning' | 'bad';
}

export function writtenWith(event: ActTaken, context: ViewContext): Written {
  const describe = descriptions[event.input.kind] as Description<ActKind>;
  const { suffix = '', details = [], tone = 'normal' } = describe(event.input, event, context);
  return { suffix, details: [...details, ...filesWith(event)], tone };
}

function filesWith({ outcome: { attachments = [] } }: ActTaken): readonly string[] {
  return attachments.length === 0 ? [] : [`附件${attachments.length}份。`];
}

type Description<Kind extends ActKind> = (
  input: InputOf<Kind>,
  event: ActTaken,
  context: ViewContext,
) => Partial<Written>;

const reason = (input: { readonly reason: string }): Partial<Written> => ({
  details: [`理由：${input.reason}`],
});
const opinion = (input: { readonly opinion: string }): Partial<Written> => ({
  details: [`意见：${input.opinion}`],
});
const unitName = (id: string, { directory }: ViewContext) => directory.units.get(id)?.name ?? id;
const optional = (label: string, value: string | undefined) =>
  value === undefined ? [] : [`${label}：${value}`];

const descriptions: { readonly [Kind in ActKind]: Description<Kind> } = {
  step: ({ note }) => ({ details: optional('说明', note) }),
  amend: reason,
  propose: ({ unitId, note }, _, context) => ({
    suffix: `拟交${unitName(unitId, context)}`,
    details: optional('拟办意见', note),
  }),
  assign: (input, { outcome }, context) => ({
    suffix: `由${unitName(input.unitId, context)}承办，已推送${(
      outcome.recipients ??
      outcome.liaisons ??
      []
    )
      .map((id) => nameOf(id, context.directory))
      .join('、')}`,
    ...opinion(input),
  }),
  accept: ({ caseworkerId }, _, { directory }) => ({
    suffix: caseworkerId === undefined ? '' : `承办人${nameOf(caseworkerId, directory)}`,
    tone: 'good',
  }),
  nameCaseworker: ({ caseworkerId }, _, { directory }) => ({
    suffix: `承办人${nameOf(caseworkerId, directory)}`,
  }),
  return: ({ basis, detail, proposedUnitId, proposedOrgan, lateReason }, _, context) => ({
    suffix: `依据：${inTerms(returnBasisTitles[basis], context.regime.terms)}`,
    details: [
      `退单理由：${detail}`,
      ...optional(
        inTerms('建议{handlingUnit}', context.regime.terms),
        proposedUnitId && unitName(proposedUnitId, context),
      ),
      ...optional('建议承办单位', proposedOrgan),
      ...optional('逾期原因', lateReason),
    ],
    tone: 'warning',
  }),
  rejectReturn: (input) => ({ ...reason(input), tone: 'warning' }),
  approve: opinion,
  sendBack: (input) => ({ ...reason(input), tone: 'warning' }),
  rework: (input) => ({ ...reason(input), tone: 'warning' }),
  reply: ({ findings, reply, told, unreasonable, items }, _, { regime }) => ({
    suffix: toldText(told),
    details: [
      `调查情况：${findings}`,
      `处理（答复）意见及结论：${reply}`,
      ...(items ?? []).map(({ claim, finding, answer, outcome, reason: why }, index) =>
        [
          `逐项答复${index + 1}——诉求：${claim}；调查情况：${finding}；答复意见：${answer}`,
          ...(outcome === undefined ? [] : [`结果：${itemOutcomeTitle(outcome, regime)}`]),
          ...(why === undefined ? [] : [`理由：${why}`]),
        ].join('；'),
      ),
      ...(unreasonable ? ['认定为不合理诉求，已逐项落实“七个到位”。'] : []),
    ],
  }),
  conclude: (input) => ({ ...opinion(input), tone: 'good' }),
  deliverReply: ({ channel, on, scannedIntoPlatform }) => ({
    suffix: `${deliveryTitles[channel]}，${chineseDay(on)}`,
    details: scannedIntoPlatform ? ['办理单已扫描录入平台（信访人不可见）。'] : [],
    tone: 'good',
  }),
  followUp: ({ outcome, on, comment, ratingPrompted }) => ({
    suffix: `${chineseDay(on)}回访，信访人意见：${followUpTitles[outcome]}`,
    details: [
      ...optional('信访人说明', comment),
      ...(ratingPrompted ? ['已提醒信访人在平台评价。'] : []),
    ],
    tone: outcome === 'dissatisfied' ? 'warning' : outcome === 'unreachable' ? 'normal' : 'good',
  }),
  openVerification: ({ origin, requirement, dueOn }, { outcome }) => ({
    suffix: `核实件${outcome.number ?? ''}，来源：${verificationOriginTitles[origin]}`,
    details: [`核实要求：${requirement}`, ...optional('要求完成日期', dueOn && chineseDay(dueOn))],
    tone: 'warning',
  }),
  statement: ({ basicFacts, findings, communication }) => ({
    details: [
      `基本情况：${basicFacts}`,
      `调查核实情况：${findings}`,
      `目前处理沟通情况：${communication}`,
    ],
  }),
  answerFlags: ({ weeklyConsultation, supervision }) => ({
    suffix: `${weeklyConsultation ? '进入' : '不进入'}周会商，${supervision ? '进入' : '不进入'}督查督办`,
  }),
  transfer: ({ competentOrgan, legalBasis }) => ({
    suffix: `有权处理单位：${competentOrgan}`,
    details: [`依据：${legalBasis}`],
  }),
  consult: reason,
  concludeConsultation: ({ decision, ownerId, dueOn }, _, { directory }) => ({
    details: [
      `会商结论：${decision}`,
      ...(ownerId === undefined ? [] : [`责任人：${nameOf(ownerId, directory)}`]),
      ...(dueOn === undefined ? [] : [`限期：${chineseDay(dueOn)}`]),
    ],
  }),
  merge: ({ intoNumber }) => ({ suffix: `并入${intoNumber}` }),
  requestExtension: (input) => ({ suffix: `申请延长${input.days}日`, ...reason(input) }),
  grantExtension: opinion,
  refuseExtension: (input) => ({ ...reason(input), tone: 'warning' }),
  sendLetter: ({ addressee, matter, request }, { outcome }) => ({
    suffix: `${outcome.number ?? ''}，致${addressee}`,
    details: [`涉及事项：${matter}`, `协调事项：${request}`],
  }),
  recordLetterReply: ({ letterNumber, summary }) => ({
    suffix: `${letterNumber}已复函`,
    details: [`复函情况：${summary}`],
  }),
  openSupervision: (input, { outcome }) => ({
    suffix: `督办函${outcome.number ?? ''}`,
    details: [
      ...(reason(input).details ?? []),
      ...optional('要求完成日期', input.dueOn && chineseDay(input.dueOn)),
    ],
    tone: 'warning',
  }),
  closeSupervision: ({ outcome }) => ({ details: [`销号情况：${outcome}`], tone: 'good' }),
  inform: ({ how, on }) => ({ suffix: toldText({ how, on }) }),
  routeVisit: ({ unitId, venue, nature, principalNeeded, reason: why }, _, context) => ({
    ...(why === undefined ? {} : { details: [`理由：${why}`] }),
    suffix: `由${unitName(unitId, context)}接待（${visitVenueTitles[venue]}，${visitNatureTitles[nature]}）${
      principalNeeded ? '，需主要领导接待' : ''
    }`,
  }),
  recuse: (input, _, { directory }) => ({
    suffix: `${nameOf(input.staffId, directory)}回避`,
    ...reason(input),
    tone: 'warning',
  }),
  terminate: (input) => ({ ...reason(input), tone: 'warning' }),
  recordContact: ({ on, time, how, outcome, summary }) => ({
    suffix: `${chineseDay(on)}${time ?? ''}${contactHowTitles[how]}联系信访人，${contactOutcomeTitles[outcome]}`,
    details: [`联系情况：${summary}`],
    tone: outcome === 'notReached' ? 'warning' : 'normal',
  }),
  attach: ({ purpose, form }, _, { regime }) => ({
    suffix:
      form === undefined
        ? attachmentPurposeTitles[purpose]
        : `${regime.forms[form]?.title ?? form}签字扫描件`,
  }),
};

function toldText({ how, on }: Pick<InputOf<'inform'>, 'how' | 'on'>): string {
  return how === 'notPossible'
    ? toldHowTitles[how]
    : `${chineseDay(on)}已${toldHowTitles[how]}告知信访人`;
}

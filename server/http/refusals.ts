import type { ExtensionRule } from '../domain/clock-rule.ts';
import { missingText } from '../domain/dispatch.ts';
import type { Refusal } from '../domain/refusal.ts';
import { chineseMoment, type Instant } from '../domain/time.ts';
import { type Failure, NOT_FOUND } from './failures.ts';
import { fieldFaultText, fieldTitle } from './field-titles.ts';
import { guardSentence, piecesSentence } from './guard-sentences.ts';
import type { Scene } from './route.ts';
import { nameOf } from './views/people.ts';

/** What a refused command tells the person: why, and what to do now. */
export function refusalFailure(refusal: Refusal, scene: Scene): Failure {
  const explain = explanations[refusal.code] as Explanation<Refusal['code']>;
  return { code: refusal.code, ...explain(refusal, scene) };
}

type RefusalOf<Code extends Refusal['code']> = Extract<Refusal, { readonly code: Code }>;
type Explanation<Code extends Refusal['code']> = (
  refusal: RefusalOf<Code>,
  scene: Scene,
) => Omit<Failure, 'code'>;

const because = (status: number, message: string) => () => ({ status, message });

const explanations: { readonly [Code in Refusal['code']]: Explanation<Code> } = {
  notFound: () => NOT_FOUND,
  changedMeanwhile: ({ lastAct, lastActBy, lastActAt }, { directory }) => ({
    status: 409,
    message:
      lastAct === undefined || lastActBy === undefined || lastActAt === undefined
        ? '本件在您查看之后已有变化，请刷新后查看。'
        : `${nameOf(lastActBy, directory)}已于${chineseMoment(lastActAt)}办理“${lastAct}”，请刷新后查看。`,
  }),
  commandIdReused: because(422, '操作号 commandId 已用于另一项操作，请刷新页面后重新提交。'),
  notPermitted: because(403, '您不是这一环节的办理人，不能办理。请联系{office}确认由谁办理。'),
  unknownAct: because(404, '没有这项操作，请刷新页面后再选择。'),
  wrongStage: ({ stage }) => ({
    status: 409,
    message: `本件目前处于“${stage}”，不能办理这项操作，请刷新后查看。`,
  }),
  wrongKind: because(400, '提交的内容与这项操作不符，请刷新页面后重新填写。'),
  conditionNotMet: ({ guard, pieces }, { regime }) => ({
    status: 409,
    message: pieces ? piecesSentence(pieces) : guardSentence(guard, regime),
  }),
  signatureMissing: because(422, '这一环节须手写签名，请签名后再提交。'),
  fieldMissing: ({ field }) => faultyField(field, `请填写${fieldTitle(field)}。`),
  fieldInvalid: ({ field, reason }) =>
    faultyField(field, `${fieldTitle(field)}${fieldFaultText(reason)}`),
  recordFaulty: ({ field, title, fault }) =>
    faultyField(
      field,
      fault === 'missing' ? `请填写“${title}”。` : `“${title}”${fieldFaultText(fault)}`,
    ),
  notApart: because(403, '前一环节是您本人办理的，本环节须由其他人员办理。'),
  recipientsMissing: ({ unitName, posts: missing }, { regime }) => ({
    status: 409,
    message: `${missingText(unitName, { missing }, regime)}，无法推送。请先由管理员补齐，或改交其他${regime.terms.unit}。`,
  }),
  unknownUnit: because(422, '所选{unitWord}不存在或已停用，请重新选择。'),
  unknownStaff: because(422, '所选人员不存在或已离岗，请重新选择。'),
  notOfThisUnit: because(422, '所选人员不属于{handlingUnit}，请在{handlingUnit}人员中选择。'),
  conflictOfInterest: because(
    409,
    '所涉人员或{unitWord}与本件有利害关系，应当回避，请改选其他人员或{unitWord}。',
  ),
  outsideRouteOnly: because(
    409,
    '有权办理的人员均须回避，本件不能在本单位内继续办理。请按规定报上级机关或移送有权机关处理。',
  ),
  nobodyToAct: ({ stage }) => ({
    status: 409,
    message: `下一环节“${stage}”没有在岗的办理人，本次操作没有记录。请管理员先在人员名单中补齐岗位。`,
  }),
  boundByRuling: because(409, '本件{handlingUnit}已由领导裁定，不得再次退单，请按裁定承办。'),
  sameUnit: because(422, '所选{unitWord}就是目前的{handlingUnit}，请选择其他{unitWord}。'),
  nothingToDo: because(409, '这项操作已经办理过，或目前不需要办理，请刷新后查看。'),
  deadlinePassed: ({ dueAt }) => ({
    status: 409,
    message: `办理期限已于${chineseMoment(dueAt)}届满，延期须在届满前申请和批准，请尽快办结。`,
  }),
  extensionTooLong: ({ cap, latest }) => ({ status: 422, message: extensionText(cap, latest) }),
  beforeRegimeInForce: ({ effectiveFrom }) => ({
    status: 422,
    message: `收到时间早于制度施行日（${effectiveFrom}），请核对收到时间。`,
  }),
  uploadMissing: because(
    422,
    '有附件已经失效：上传后超过7天未提交，或不是您本人为本件上传的。请删除后重新上传。',
  ),
  alreadyRegistered: because(409, '这一件此前已经登记，没有重复登记。'),
  outsideCalendar: because(
    422,
    '期限超出已有的工作日历，系统不作推测。请核对日期，或请管理员载入相应年份的工作日历。',
  ),
};

function faultyField(field: string, message: string): Omit<Failure, 'code'> {
  return { status: 422, message, details: [{ field, message }] };
}

/** `延期最长不超过30个工作日（自起算之日合并计算，即不晚于…）`. */
function extensionText(
  { unit, maximum, counts, source }: ExtensionRule,
  latest: Instant | undefined,
): string {
  const days = `${maximum}个${unit === 'work_days' ? '工作日' : '自然日'}`;
  const bound = counts === 'total' ? `办理时间连同延期合计不超过${days}` : `延期不超过${days}`;
  const until = latest === undefined ? '' : `，最迟至${chineseMoment(latest, 'withYear')}`;
  return `${bound}${until}（${source}），请减少申请的天数。`;
}

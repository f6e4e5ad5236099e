import { HOUR, instant } from '../domain/time.ts';
import { APPROVAL_FIELDS } from '../jobs/approval-search.ts';
import { type Finding, fault, left, refusedBy, well } from './finding.ts';
import { NEEDS_NOTIFY, type Surroundings } from './surroundings.ts';

const ITEM = '审批模板';
const FORM_NAME = '信访件签批';

/** Whether DingTalk knows the template: one billable call, so only when test messages are sent as well. */
export async function checkApproval({
  dingTalk,
  settings,
  notify,
  clock,
}: Pick<Surroundings, 'dingTalk' | 'settings' | 'notify' | 'clock'>): Promise<readonly Finding[]> {
  if (!settings.approvals) {
    const how = '需要时用 npm run dingtalk:check -- --create-approval 建立';
    return [left(ITEM, `未填写 DINGTALK_APPROVAL_PROCESS_CODE，不使用审批签批；${how}。`)];
  }
  if (notify === null) {
    return [
      left(
        ITEM,
        `已填写，需要权限 Workflow.Instance.Write、Workflow.Instance.Read；${NEEDS_NOTIFY}。`,
      ),
    ];
  }
  const until = clock();
  const listed = await dingTalk.approvalsStarted({ from: instant(until - HOUR), until });
  return [
    listed.ok
      ? well(ITEM, '钉钉认得该模板（权限 Workflow.Instance.Read）。')
      : refusedBy(`${ITEM}（权限 Workflow.Instance.Read）`, listed.failure),
  ];
}

/** DingTalk has no key against making it twice, so it is made only where none is configured. */
export async function createApproval({
  dingTalk,
  settings: { approvals, inSandbox },
}: Pick<Surroundings, 'dingTalk' | 'settings'>): Promise<readonly Finding[]> {
  const item = '建立审批模板';
  if (approvals && !inSandbox) {
    return [
      fault(
        item,
        '已填写 DINGTALK_APPROVAL_PROCESS_CODE，没有再建。',
        '确实要另建的，先清空该项再执行。',
      ),
    ];
  }
  const created = await dingTalk.createApprovalForm({
    name: FORM_NAME,
    description: '由信访件办理系统发起，请勿手工发起。',
    fields: [
      { label: APPROVAL_FIELDS.number, kind: 'text', required: true },
      { label: APPROVAL_FIELDS.act, kind: 'text', required: true },
      { label: APPROVAL_FIELDS.summary, kind: 'paragraph', required: false },
    ],
  });
  if (created.ok) {
    const line = `DINGTALK_APPROVAL_PROCESS_CODE=${created.value.processCode}`;
    return [well(item, `已建立“${FORM_NAME}”，请在 .env 中填写 ${line}`)];
  }
  const { failure } = created;
  if (failure.class !== 'unknown') {
    return [refusedBy(`${item}（权限 Workflow.Form.Write）`, failure)];
  }
  return [
    fault(
      item,
      `${failure.explanation}（错误码 ${failure.code}）`,
      `先在钉钉管理后台的审批表单中查看是否已有“${FORM_NAME}”：有则抄下其 PROC- 编号，没有再执行一次。`,
    ),
  ];
}

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DAY, SECOND } from '../domain/time.ts';
import { progressOf } from './approval-progress.ts';
import { recordOf } from './approval-record.ts';
import { approvalEvent } from './decide-approval.ts';
import type { ApprovalForm, StartedApproval } from './known.ts';
import { remember } from './memory.ts';
import type { SandboxState } from './state.ts';
import { type Reply, type Route, refused, type WireRequest } from './wire.ts';

const path = '/v1.0/workflow';
const FIRST_MOMENTS_MS = 15 * SECOND;

/** OA approvals (审批): templates, instances, what became of them. Nothing here recognises a repeated start. */
export const approvalRoutes: readonly Route[] = [
  route('POST', `${path}/forms`, createForm),
  route('POST', `${path}/processInstances`, start),
  route('GET', `${path}/processInstances`, look),
  route('POST', `${path}/processInstances/terminate`, terminate),
  route('POST', `${path}/processes/instanceIds/query`, list),
];

function route(method: Route['method'], address: string, answer: Route['answer']): Route {
  return { method, path: address, authenticated: true, billable: true, answer };
}

function createForm(state: SandboxState, { body }: WireRequest): Reply {
  const asked = formSchema.safeParse(body);
  if (!asked.success) return refused('invalidParameter', '参数错误');
  const processCode = `PROC-${randomUUID().toUpperCase()}`;
  const { name, formComponents } = asked.data;
  const fields = formComponents.map(({ props: { label, required } }) => ({ label, required }));
  remember(state, { kind: 'form', form: { processCode, name, fields } });
  return { body: { result: { processCode } } };
}

function start(state: SandboxState, { body }: WireRequest): Reply {
  const asked = startSchema.safeParse(body);
  if (!asked.success) return refused('invalidParameter', '参数错误');
  const { originatorUserId, processCode, approvers, formComponentValues } = asked.data;
  const form = state.forms.get(processCode);
  if (!form) return refused('processCodeError', '审批模板不存在');
  const people = [originatorUserId, ...approvers.flatMap(({ userIds }) => userIds)];
  if (!people.every((userId) => state.people.has(userId)))
    return refused('processInstanceInvalidParameter', '发起人或审批人不存在');
  if (!fitsForm(form, formComponentValues))
    return refused('formConverterError', '表单内容与模板不符');
  const originator = state.people.get(originatorUserId);
  const approval: StartedApproval = {
    instanceId: randomUUID(),
    processCode,
    title: `${originator?.name ?? ''}提交的${form.name}`,
    originatorUserId,
    departmentId: asked.data.deptId ?? 1,
    steps: approvers.map(({ actionType, userIds }) => ({ any: actionType === 'OR', userIds })),
    fields: formComponentValues.map(({ name: label, value }) => ({ label, value })),
    startedAt: state.clock(),
    decisions: [],
    ended: null,
  };
  remember(state, { kind: 'approval', approval });
  approvalEvent(state, approval, 'start');
  return { body: { instanceId: approval.instanceId } };
}

function look(state: SandboxState, { query }: WireRequest): Reply {
  const approval = state.approvals.get(query.get('processInstanceId') ?? '');
  if (!approval) return refused('processInstanceInvalidParameter', '审批实例不存在');
  return { body: { success: 'true', result: recordOf(approval) } };
}

function terminate(state: SandboxState, { body }: WireRequest): Reply {
  const asked = endSchema.safeParse(body);
  if (!asked.success) return refused('invalidParameter', '参数错误');
  const { processInstanceId, remark = null, operatingUserId: by = null } = asked.data;
  const approval = state.approvals.get(processInstanceId);
  if (!approval || progressOf(approval).status !== 'running')
    return refused('processInstanceInvalidParameter', '审批实例不存在或已结束');
  const at = state.clock();
  if (at - approval.startedAt < FIRST_MOMENTS_MS)
    return refused('processInstanceInvalidParameter', '审批发起15秒内不能撤销');
  const ended = { by, remark, at };
  remember(state, { kind: 'approvalEnd', instanceId: processInstanceId, ended });
  approvalEvent(state, approval, 'terminate');
  return { body: { success: true, result: true } };
}

/** Newest last, twenty at most at a time; `nextToken` is missing on the last page. */
function list(state: SandboxState, { body }: WireRequest): Reply {
  const asked = listSchema.safeParse(body);
  if (!asked.success) return refused('invalidParameter', '参数错误');
  const now = state.clock();
  const { processCode, startTime, endTime = now, nextToken, maxResults } = asked.data;
  if (endTime - startTime > 120 * DAY || now - startTime > 365 * DAY || endTime < startTime)
    return refused('invalidParameter', '时间范围不正确');
  if (!state.forms.has(processCode)) return refused('processCodeError', '审批模板不存在');
  const found = [...state.approvals.values()].filter(
    (approval) =>
      approval.processCode === processCode &&
      approval.startedAt >= startTime &&
      approval.startedAt <= endTime,
  );
  const until = nextToken + maxResults;
  const page = found.slice(nextToken, until).map(({ instanceId }) => instanceId);
  const rest = until < found.length ? { nextToken: String(until) } : {};
  return { body: { success: true, result: { list: page, ...rest } } };
}

/** Every field is one of the template's, once, and none that it requires is left out. */
function fitsForm(
  { fields }: ApprovalForm,
  values: readonly { readonly name: string; readonly value: string }[],
): boolean {
  const names = values.map(({ name }) => name);
  const labels = fields.map(({ label }) => label);
  return (
    new Set(names).size === names.length &&
    names.every((name) => labels.includes(name)) &&
    fields.every(
      ({ label, required }) =>
        !required || values.some(({ name, value }) => name === label && value !== ''),
    )
  );
}

const text = z.string().min(1);

const formSchema = z.object({
  name: text,
  description: z.string().optional(),
  formComponents: z
    .array(
      z.object({
        componentType: z.enum(['TextField', 'TextareaField']),
        props: z.object({
          componentId: text,
          label: text,
          required: z.boolean().default(false),
        }),
      }),
    )
    .min(1)
    .max(150),
});

const startSchema = z.object({
  originatorUserId: text,
  processCode: text,
  deptId: z.number().int().optional(),
  microappAgentId: z.number().int().optional(),
  approvers: z
    .array(z.object({ actionType: z.enum(['AND', 'OR', 'NONE']), userIds: z.array(text).min(1) }))
    .min(1)
    .max(20),
  formComponentValues: z
    .array(z.object({ name: text, value: z.string().max(65_535) }))
    .min(1)
    .max(150),
});

const endSchema = z.object({
  processInstanceId: text,
  isSystem: z.boolean(),
  remark: z.string().optional(),
  operatingUserId: text.optional(),
});

const listSchema = z.object({
  processCode: text,
  startTime: z.number().int(),
  endTime: z.number().int().optional(),
  nextToken: z.number().int().min(0).default(0),
  maxResults: z.number().int().min(1).max(20),
});

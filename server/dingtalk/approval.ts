import { z } from 'zod';
import { DAY, type Instant } from '../domain/time.ts';
import { type ApprovalState, approvalAnswer } from './approval-answer.ts';
import type { Caller } from './caller.ts';
import { type CallOutcome, failed } from './failures.ts';

/** OA approvals (审批), for leaders who insist on them. */
export interface Approvals {
  /** The template, made once by an administrator's command; an organisation may have 200. */
  readonly createApprovalForm: (
    form: ApprovalForm,
  ) => Promise<CallOutcome<{ processCode: string }>>;
  /**
   * DingTalk has no key against starting twice. After `unknown` look among those started meanwhile for one
   * whose fields carry the petition's number, and start again only when there is none.
   */
  readonly startApproval: (start: ApprovalStart) => Promise<CallOutcome<{ instanceId: string }>>;
  readonly approval: (instanceId: string) => Promise<CallOutcome<ApprovalState>>;
  /** Of our template, both ends included. The span may be 120 days, twenty instances are one billable call. */
  readonly approvalsStarted: (span: {
    readonly from: Instant;
    readonly until: Instant;
  }) => Promise<CallOutcome<{ instanceIds: readonly string[] }>>;
  /** `by` has started it. Not within its first fifteen seconds. */
  readonly endApproval: (end: {
    readonly instanceId: string;
    readonly by: string;
    readonly remark: string;
  }) => Promise<CallOutcome<null>>;
}

export interface ApprovalForm {
  readonly name: string;
  readonly description: string;
  readonly fields: readonly {
    readonly label: string;
    readonly kind: 'text' | 'paragraph';
    readonly required: boolean;
  }[];
}

export interface ApprovalStart {
  /** User ids. */
  readonly originator: string;
  readonly approver: string;
  /** The originator's; -1 for somebody directly below the organisation. */
  readonly departmentId: number;
  /** By the template's labels: at most 150, each at most 65 535 characters. */
  readonly fields: Readonly<Record<string, string>>;
}

export function connectApprovals(
  caller: Caller,
  { approvalProcessCode }: { readonly approvalProcessCode?: string },
): Approvals {
  return {
    createApprovalForm: (form) => createForm(caller, form),
    async startApproval(start) {
      if (!approvalProcessCode) return failed('approvalNotConfigured');
      const fault = faultOf(start);
      return fault ? failed(fault) : await startInstance(caller, approvalProcessCode, start);
    },
    approval: (instanceId) =>
      caller.platform(
        { api: instances, charged: true, answer: approvalAnswer },
        ({ workflow, runtime }, token) => {
          const { module, client } = workflow();
          return client.getProcessInstanceWithOptions(
            new module.GetProcessInstanceRequest({ processInstanceId: instanceId }),
            new module.GetProcessInstanceHeaders({ xAcsDingtalkAccessToken: token }),
            runtime,
          );
        },
      ),
    async approvalsStarted({ from, until }) {
      if (!approvalProcessCode) return failed('approvalNotConfigured');
      if (until - from > 120 * DAY) return failed('invalidParameter.span');
      return await listAll(caller, {
        processCode: approvalProcessCode,
        startTime: from,
        endTime: until,
        maxResults: 20,
      });
    },
    endApproval: ({ instanceId, by, remark }) =>
      caller.platform(
        { api: `${instances}/terminate`, charged: true, answer: endedAnswer },
        ({ workflow, runtime }, token) => {
          const { module, client } = workflow();
          return client.terminateProcessInstanceWithOptions(
            new module.TerminateProcessInstanceRequest({
              processInstanceId: instanceId,
              isSystem: false,
              operatingUserId: by,
              remark,
            }),
            new module.TerminateProcessInstanceHeaders({ xAcsDingtalkAccessToken: token }),
            runtime,
          );
        },
      ),
  };
}

const instances = '/v1.0/workflow/processInstances';

async function createForm(caller: Caller, { name, description, fields }: ApprovalForm) {
  const formComponents = fields.map(({ label, kind, required }, index) => ({
    componentType: componentTypes[kind],
    props: { componentId: `${componentTypes[kind]}-${index + 1}`, label, required },
  }));
  return await caller.platform(
    { api: '/v1.0/workflow/forms', charged: true, answer: formAnswer, unrepeatable: true },
    ({ workflow, runtime }, token) => {
      const { module, client } = workflow();
      return client.formCreateWithOptions(
        new module.FormCreateRequest({ name, description, formComponents }),
        new module.FormCreateHeaders({ xAcsDingtalkAccessToken: token }),
        runtime,
      );
    },
  );
}

const componentTypes = { text: 'TextField', paragraph: 'TextareaField' } as const;

async function startInstance(caller: Caller, processCode: string, start: ApprovalStart) {
  const { originator, departmentId, approver, fields } = start;
  const request = {
    originatorUserId: originator,
    processCode,
    deptId: departmentId,
    // One person alone neither signs jointly nor in turn.
    approvers: [{ actionType: 'NONE', userIds: [approver] }],
    formComponentValues: Object.entries(fields).map(([name, value]) => ({ name, value })),
  };
  return await caller.platform(
    { api: instances, charged: true, answer: startedAnswer, unrepeatable: true },
    ({ workflow, runtime }, token) => {
      const { module, client } = workflow();
      return client.startProcessInstanceWithOptions(
        new module.StartProcessInstanceRequest(request),
        new module.StartProcessInstanceHeaders({ xAcsDingtalkAccessToken: token }),
        runtime,
      );
    },
  );
}

interface Listing {
  readonly processCode: string;
  readonly startTime: Instant;
  readonly endTime: Instant;
  readonly maxResults: number;
}

async function listAll(caller: Caller, listing: Listing) {
  const instanceIds: string[] = [];
  let nextToken: number | null = 0;
  while (nextToken !== null) {
    const page = await listPage(caller, { ...listing, nextToken });
    if (!page.ok) return page;
    instanceIds.push(...page.value.list);
    // A place that does not move on would be asked for without end, at the month's expense.
    nextToken = page.value.nextToken > nextToken ? page.value.nextToken : null;
  }
  return { ok: true as const, value: { instanceIds } };
}

interface Page {
  readonly list: readonly string[];
  /** 0 after the last. */
  readonly nextToken: number;
}

async function listPage(
  caller: Caller,
  request: Listing & { readonly nextToken: number },
): Promise<CallOutcome<Page>> {
  return await caller.platform(
    { api: '/v1.0/workflow/processes/instanceIds/query', charged: true, answer: pageAnswer },
    ({ workflow, runtime }, token) => {
      const { module, client } = workflow();
      return client.listProcessInstanceIdsWithOptions(
        new module.ListProcessInstanceIdsRequest(request),
        new module.ListProcessInstanceIdsHeaders({ xAcsDingtalkAccessToken: token }),
        runtime,
      );
    },
  );
}

function faultOf({ fields }: ApprovalStart): string | null {
  const values = Object.values(fields);
  return values.length <= 150 && values.every((value) => value.length <= 65_535) ? null : 'tooLong';
}

const formAnswer = z
  .object({ result: z.object({ processCode: z.string().min(1) }) })
  .transform(({ result }) => ({ processCode: result.processCode }));

const startedAnswer = z.object({ instanceId: z.string().min(1) });

const pageAnswer = z
  .object({
    result: z.object({
      list: z.array(z.string()).nullish(),
      nextToken: z
        .string()
        .regex(/^\d{0,15}$/)
        .nullish(),
    }),
  })
  .transform(
    ({ result }): Page => ({
      list: result.list ?? [],
      nextToken: Number(result.nextToken ?? 0),
    }),
  );

const endedAnswer = z.object({ result: z.literal(true) }).transform(() => null);

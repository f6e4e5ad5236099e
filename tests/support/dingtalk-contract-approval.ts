import { z } from 'zod';
import { type Contract, ids, text } from './dingtalk-contract-terms.ts';

export const approvalCalls: readonly Contract[] = [
  {
    call: 'POST /v1.0/workflow/forms',
    token: 'header',
    body: z.strictObject({
      name: text,
      description: text,
      formComponents: z.array(
        z.strictObject({
          componentType: z.enum(['TextField', 'TextareaField']),
          props: z.strictObject({ componentId: text, label: text, required: z.boolean() }),
        }),
      ),
    }),
    answer: { result: { processCode: 'PROC-1' } },
  },
  {
    call: 'POST /v1.0/workflow/processInstances',
    token: 'header',
    body: z.strictObject({
      originatorUserId: text,
      processCode: text.startsWith('PROC-'),
      deptId: z.int(),
      approvers: z
        .array(z.strictObject({ actionType: z.enum(['AND', 'OR', 'NONE']), userIds: ids(20) }))
        .max(20),
      formComponentValues: z
        .array(z.strictObject({ name: text, value: z.string().max(65_535) }))
        .min(1)
        .max(150),
    }),
    answer: { instanceId: 'instance-1' },
  },
  {
    call: 'GET /v1.0/workflow/processInstances',
    token: 'header',
    query: z.strictObject({ processInstanceId: text }),
    body: z.null(),
    answer: { success: 'true', result: { status: 'RUNNING', result: '' } },
  },
  {
    call: 'POST /v1.0/workflow/processInstances/terminate',
    token: 'header',
    body: z.strictObject({
      processInstanceId: text,
      isSystem: z.literal(false),
      operatingUserId: text,
      remark: text,
    }),
    answer: { success: true, result: true },
  },
  {
    call: 'POST /v1.0/workflow/processes/instanceIds/query',
    token: 'header',
    body: z.strictObject({
      processCode: text.startsWith('PROC-'),
      startTime: z.int().min(1_000_000_000_000),
      endTime: z.int().min(1_000_000_000_000),
      nextToken: z.int().min(0),
      maxResults: z.int().max(20),
    }),
    answer: { success: true, result: { list: ['instance-1'], nextToken: '' } },
  },
];

import { z } from 'zod';
import { type Contract, ids, text, within } from './dingtalk-contract-terms.ts';

const cardMap = z.strictObject({ cardParamMap: z.record(within(100), within(1024)) });
const personalMaps = z.record(text, cardMap);

/** `dtv1.card//IM_ROBOT.a;IM_ROBOT.b` */
const robotSpaces = text.regex(/^dtv1\.card\/\/IM_ROBOT\.[^;/]+(;IM_ROBOT\.[^;/]+)*$/);

export const cardCalls: readonly Contract[] = [
  {
    call: 'POST /v1.0/card/instances/createAndDeliver',
    token: 'header',
    body: z.strictObject({
      cardTemplateId: text.regex(/\.schema$/),
      outTrackId: text,
      openSpaceId: robotSpaces,
      cardData: cardMap,
      callbackType: z.enum(['STREAM', 'HTTP']).optional(),
      callbackRouteKey: text.optional(),
      userIdType: z.literal(1),
      imRobotOpenSpaceModel: z.strictObject({
        supportForward: z.boolean(),
        lastMessageI18n: z.strictObject({ ZH_CN: text }),
        notification: z.strictObject({ alertContent: text }),
      }),
      imRobotOpenDeliverModel: z.strictObject({
        spaceType: z.literal('IM_ROBOT'),
        robotCode: text,
      }),
    }),
    answer: {
      success: true,
      result: {
        outTrackId: 'card-1',
        deliverResults: [
          { spaceType: 'IM_ROBOT', spaceId: 'user-1', success: true, carrierId: 'carrier-1' },
          { spaceType: 'IM_ROBOT', spaceId: 'user-2', success: true, carrierId: 'carrier-2' },
        ],
      },
    },
  },
  {
    call: 'PUT /v1.0/card/instances',
    token: 'header',
    body: z.strictObject({
      outTrackId: text,
      cardData: cardMap,
      privateData: personalMaps.optional(),
      userIdType: z.literal(1).optional(),
      cardUpdateOptions: z.strictObject({
        updateCardDataByKey: z.literal(true),
        updatePrivateDataByKey: z.literal(true),
      }),
    }),
    answer: { success: true, result: true },
  },
  {
    call: 'POST /v1.0/card/callbacks/register',
    token: 'header',
    body: z.strictObject({
      callbackRouteKey: text,
      callbackUrl: z.url(),
      apiSecret: text,
      forceUpdate: z.boolean(),
    }),
    answer: { success: true, result: { callbackUrl: 'https://office.example', apiSecret: 's' } },
  },
];

const operator = z.strictObject({ operatorId: text });
const page = within(1024).startsWith('dingtalk://dingtalkclient/page/link?url=https%3A%2F%2F');

export const toDoCalls: readonly Contract[] = [
  {
    call: 'POST /v1.0/todo/users/{unionId}/tasks',
    token: 'header',
    query: operator,
    body: z.strictObject({
      sourceId: text,
      subject: text.max(1024),
      creatorId: text,
      dueTime: z.int().min(1_000_000_000_000).optional(),
      executorIds: ids(100),
      detailUrl: z.strictObject({ appUrl: page, pcUrl: page }),
      isOnlyShowExecutor: z.boolean(),
      priority: z.literal([10, 20, 30, 40]),
      notifyConfigs: z.strictObject({
        dingNotify: z.literal('0'),
        sendTodoApn: z.literal('false'),
        sendAssistantChat: z.literal('false'),
      }),
    }),
    answer: { id: 'task-1', subject: '待接收', sourceId: 'step-1', requestId: 'request-1' },
  },
  {
    call: 'PUT /v1.0/todo/users/{unionId}/tasks/{taskId}',
    token: 'header',
    query: operator,
    body: z.strictObject({
      subject: text.max(1024).optional(),
      dueTime: z.int().min(1_000_000_000_000).optional(),
      done: z.boolean().optional(),
      executorIds: ids(100).optional(),
    }),
    answer: { result: true, requestId: 'request-1' },
  },
  {
    call: 'DELETE /v1.0/todo/users/{unionId}/tasks/{taskId}',
    token: 'header',
    query: operator,
    body: z.null(),
    answer: { result: true, requestId: 'request-1' },
  },
  {
    call: 'GET /v1.0/todo/users/{unionId}/tasks/sources/{sourceId}',
    token: 'header',
    body: z.null(),
    answer: { id: 'task-1', sourceId: 'step-1' },
  },
];

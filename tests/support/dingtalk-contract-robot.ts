import { z } from 'zod';
import { type Contract, ids, text, within } from './dingtalk-contract-terms.ts';

export const robotCalls: readonly Contract[] = [
  {
    call: 'POST /v1.0/robot/groupMessages/send',
    token: 'header',
    body: z.strictObject({
      msgKey: z.literal('sampleActionCard'),
      msgParam: within(15_000).refine(isTextOnly(['title', 'text', 'singleTitle', 'singleURL'])),
      openConversationId: text,
      robotCode: text,
    }),
    answer: { processQueryKey: 'receipt-1' },
  },
  {
    call: 'POST /v1.0/robot/oToMessages/batchSend',
    token: 'header',
    body: z.strictObject({
      robotCode: text,
      userIds: ids(20),
      msgKey: z.literal('sampleMarkdown'),
      msgParam: within(15_000).refine(isTextOnly(['title', 'text'])),
    }),
    answer: { processQueryKey: 'receipt-1', invalidStaffIdList: [], flowControlledStaffIdList: [] },
  },
  {
    call: 'GET /v1.0/robot/oToMessages/readStatus',
    token: 'header',
    query: z.strictObject({ robotCode: text, processQueryKey: text }),
    body: z.null(),
    answer: { sendStatus: 'SUCCESS', messageReadInfoList: [] },
  },
  {
    call: 'POST /v1.0/robot/ding/send',
    token: 'header',
    body: z.strictObject({
      robotCode: text,
      remindType: z.literal(1),
      receiverUserIdList: ids(200),
      content: text,
    }),
    answer: { openDingId: 'ding-1', failedList: {} },
  },
  {
    call: 'POST /robot/send',
    token: 'none',
    query: z.strictObject({
      access_token: text,
      timestamp: text.regex(/^\d{13}$/),
      sign: text.regex(/^[A-Za-z0-9+/]{43}=$/),
    }),
    body: z.discriminatedUnion('msgtype', [
      z.strictObject({
        msgtype: z.literal('actionCard'),
        actionCard: z.strictObject({
          title: text,
          text: text,
          singleTitle: text,
          singleURL: text,
        }),
        msgUuid: text,
      }),
      mentioning({ msgUuid: text }),
    ]),
    mostBytes: 20_000,
    answer: { errcode: 0, errmsg: 'ok' },
  },
  {
    call: 'POST /robot/sendBySession',
    token: 'none',
    query: z.strictObject({ session: text }),
    body: mentioning({}),
    mostBytes: 20_000,
    answer: { errcode: 0, errmsg: 'ok' },
  },
];

function mentioning<Shape extends z.core.$ZodLooseShape>(more: Shape) {
  return z.strictObject({
    msgtype: z.literal('markdown'),
    markdown: z.strictObject({ title: text, text }),
    at: z.strictObject({ atUserIds: ids(50), isAtAll: z.literal(false) }).optional(),
    ...more,
  });
}

/** JSON text of exactly these values, all of them texts. */
function isTextOnly(names: readonly string[]): (json: string) => boolean {
  const shape = z.strictObject(Object.fromEntries(names.map((name) => [name, text])));
  return (json) => shape.safeParse(JSON.parse(json)).success;
}

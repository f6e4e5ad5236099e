import { z } from 'zod';
import { type Contract, legacyToken, text } from './dingtalk-contract-terms.ts';

export const otherCalls: readonly Contract[] = [
  {
    call: 'POST /v1.0/gateway/connections/open',
    token: 'none',
    saysWhatItReads: true,
    body: z.strictObject({
      clientId: text,
      clientSecret: text,
      subscriptions: z
        .array(z.strictObject({ type: z.enum(['EVENT', 'CALLBACK']), topic: text }))
        .min(1),
    }),
    answer: { endpoint: 'wss://wss-open-connection.dingtalk.com:443/connect', ticket: 'ticket-1' },
  },
  {
    call: 'POST /v1.0/oauth2/accessToken',
    token: 'none',
    body: z.strictObject({ appKey: text, appSecret: text }),
    answer: { accessToken: 'token-1', expireIn: 7200 },
  },
  {
    call: 'POST /v1.0/oauth2/jsapiTickets',
    token: 'header',
    body: z.null(),
    answer: { jsapiTicket: 'ticket-1', expireIn: 7200 },
  },
  {
    call: 'POST /topapi/v2/user/getuserinfo',
    token: 'query',
    query: legacyToken,
    body: z.strictObject({ code: text }),
    answer: { errcode: 0, result: { userid: 'user-1', name: '联络员1' } },
  },
  {
    call: 'POST /topapi/message/corpconversation/asyncsend_v2',
    token: 'query',
    query: legacyToken,
    body: z.strictObject({
      agent_id: z.int(),
      userid_list: text.refine((list) => list.split(',').length <= 100),
      msg: z
        .strictObject({
          msgtype: z.literal('action_card'),
          action_card: z.strictObject({
            title: text,
            markdown: text.max(1000),
            single_title: text.max(20),
            single_url: text.max(500),
          }),
        })
        .refine((msg) => Buffer.byteLength(JSON.stringify(msg)) <= 2048),
    }),
    answer: { errcode: 0, errmsg: 'ok', task_id: 256_271_667_526 },
  },
  {
    call: 'POST /topapi/message/corpconversation/getsendresult',
    token: 'query',
    query: legacyToken,
    body: z.strictObject({ agent_id: z.int(), task_id: z.int() }),
    answer: { errcode: 0, send_result: {} },
  },
  {
    call: 'POST /topapi/v2/user/get',
    token: 'query',
    query: legacyToken,
    body: z.strictObject({ userid: text, language: z.literal('zh_CN') }),
    answer: {
      errcode: 0,
      result: {
        userid: 'user-1',
        unionid: 'union-1',
        name: '联络员1',
        title: '科员',
        dept_id_list: [2],
        active: true,
      },
    },
  },
  {
    call: 'POST /topapi/v2/department/listsub',
    token: 'query',
    query: legacyToken,
    body: z.strictObject({ dept_id: z.int(), language: z.literal('zh_CN') }),
    answer: { errcode: 0, result: [] },
  },
  {
    call: 'GET /auth/scopes',
    token: 'query',
    query: legacyToken,
    body: z.null(),
    answer: { errcode: 0, auth_org_scopes: { authed_user: ['user-1'], authed_dept: [2] } },
  },
  {
    call: 'POST /topapi/user/listid',
    token: 'query',
    query: legacyToken,
    body: z.strictObject({ dept_id: z.int() }),
    answer: { errcode: 0, result: { userid_list: ['user-1'] } },
  },
];

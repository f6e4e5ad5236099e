import { z } from 'zod';
import { isSafeAddress, withoutTrailingSlash } from './config-fields.ts';

/** Where DingTalk is, who we are there, and which of its ways the office uses. */
export interface DingTalkCredentials {
  readonly appKey: string;
  readonly appSecret: string;
  /** AgentId of the H5 app, decimal digits. */
  readonly agentId: string;
  readonly corpId: string;
  readonly robotCode?: string;
  readonly groupConversationId?: string;
  /** Full address of the custom robot, with its `access_token`; also the only way to mention people in the group. */
  readonly groupWebhook?: string;
  /** Signing secret (加签) of the custom robot. */
  readonly groupSecret?: string;
  /** Interactive card template of the card platform, `….schema`; without one action cards with a link do the job. */
  readonly cardTemplateId?: string;
  /** OA approval template (`PROC-…`), made by `npm run dingtalk:check -- --create-approval`. */
  readonly approvalProcessCode?: string;
  /** In whose name to-dos and approvals are made; without one there are no to-dos and no approvals. */
  readonly operatorUserId?: string;
  /** How DingTalk speaks to us. */
  readonly receive: 'stream' | 'callback' | 'off';
  /** 43 characters, and the signing token: of the event subscription by HTTP. */
  readonly callbackAesKey?: string;
  readonly callbackToken?: string;
  /** Hash of the dd.config signature; DingTalk's papers contradict each other. */
  readonly pageSignature: 'sha256' | 'sha1';
  /** Billable calls the organisation's edition has in a calendar month. */
  readonly monthlyCalls: number;
  /** Whether the organisation may ding people in the app (应用内 DING). */
  readonly ding: boolean;
  readonly apiBase: string;
  readonly oapiBase: string;
}

/** Their part of the environment; unknown values are refused with a sentence. */
export const dingTalkVariables = {
  DINGTALK_APP_KEY: z.string().optional(),
  DINGTALK_APP_SECRET: z.string().optional(),
  DINGTALK_AGENT_ID: z.string().regex(/^\d+$/, '应为数字（应用的 AgentId）。').optional(),
  DINGTALK_CORP_ID: z.string().optional(),
  DINGTALK_ROBOT_CODE: z.string().optional(),
  DINGTALK_GROUP_CONVERSATION_ID: z.string().optional(),
  DINGTALK_GROUP_WEBHOOK: z
    .string()
    .refine((text) => isSafeAddress(text), '应为群机器人的 https 地址。')
    .optional(),
  DINGTALK_GROUP_SECRET: z.string().optional(),
  DINGTALK_CARD_TEMPLATE_ID: z
    .string()
    .regex(/\.schema$/, '应为卡片平台给出的模板编号，以 .schema 结尾。')
    .optional(),
  DINGTALK_APPROVAL_PROCESS_CODE: z
    .string()
    .regex(/^PROC-/, '应为审批模板编号，以 PROC- 开头。')
    .optional(),
  DINGTALK_OPERATOR_USER_ID: z.string().optional(),
  DINGTALK_RECEIVE: z
    .enum(['stream', 'callback', 'off'], {
      error: '只能是 stream（长连接）、callback（HTTP 回调）或 off（不接收）。',
    })
    .default('stream'),
  DINGTALK_CALLBACK_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{43}$/, '应为43位字母或数字（事件订阅页面的 aes_key）。')
    .optional(),
  DINGTALK_CALLBACK_TOKEN: z.string().optional(),
  DINGTALK_PAGE_SIGNATURE: z
    .enum(['sha256', 'sha1'], { error: '只能是 sha256 或 sha1。' })
    .default('sha256'),
  DINGTALK_MONTHLY_CALLS: z
    .string()
    .regex(/^\d{1,9}$/, '应为每月可用的接口调用次数，例如 5000。')
    .transform(Number)
    .default(5000),
  DINGTALK_DING: z.enum(['on', 'off'], { error: '只能是 on 或 off。' }).default('off'),
  DINGTALK_API_BASE: base('https://api.dingtalk.com'),
  DINGTALK_OAPI_BASE: base('https://oapi.dingtalk.com'),
};

type Given = Readonly<Record<string, string | undefined>>;
type Variables = z.infer<z.ZodObject<typeof dingTalkVariables>>;

/** Whether anything that belongs to a real organisation is set. Bases and ways of working are not credentials. */
export function isConnected(given: Given): boolean {
  return credentials.some((name) => given[name] !== undefined);
}

export function dingTalkCredentials(given: Variables): DingTalkCredentials {
  return {
    appKey: given.DINGTALK_APP_KEY ?? '',
    appSecret: given.DINGTALK_APP_SECRET ?? '',
    agentId: given.DINGTALK_AGENT_ID ?? '',
    corpId: given.DINGTALK_CORP_ID ?? '',
    ...present({
      robotCode: given.DINGTALK_ROBOT_CODE,
      groupConversationId: given.DINGTALK_GROUP_CONVERSATION_ID,
      groupWebhook: given.DINGTALK_GROUP_WEBHOOK,
      groupSecret: given.DINGTALK_GROUP_SECRET,
      cardTemplateId: given.DINGTALK_CARD_TEMPLATE_ID,
      approvalProcessCode: given.DINGTALK_APPROVAL_PROCESS_CODE,
      operatorUserId: given.DINGTALK_OPERATOR_USER_ID,
      callbackAesKey: given.DINGTALK_CALLBACK_AES_KEY,
      callbackToken: given.DINGTALK_CALLBACK_TOKEN,
    }),
    receive: given.DINGTALK_RECEIVE,
    pageSignature: given.DINGTALK_PAGE_SIGNATURE,
    monthlyCalls: given.DINGTALK_MONTHLY_CALLS,
    ding: given.DINGTALK_DING === 'on',
    apiBase: given.DINGTALK_API_BASE,
    oapiBase: given.DINGTALK_OAPI_BASE,
  };
}

/** What is set half, in Chinese; nothing while no credential is set at all. */
export function dingTalkProblems(given: Given): readonly string[] {
  if (!isConnected(given)) return [];
  const missing = required.filter((name) => given[name] === undefined);
  const demands = [
    ['DINGTALK_CARD_TEMPLATE_ID', 'DINGTALK_ROBOT_CODE'],
    ['DINGTALK_APPROVAL_PROCESS_CODE', 'DINGTALK_OPERATOR_USER_ID'],
    ['DINGTALK_GROUP_SECRET', 'DINGTALK_GROUP_WEBHOOK'],
    ['DINGTALK_CALLBACK_AES_KEY', 'DINGTALK_CALLBACK_TOKEN'],
    ['DINGTALK_CALLBACK_TOKEN', 'DINGTALK_CALLBACK_AES_KEY'],
  ] as const;
  const robot = ['DINGTALK_ROBOT_CODE', 'DINGTALK_GROUP_CONVERSATION_ID'].filter(
    (name) => given[name] === undefined,
  );
  return [
    ...(missing.length === 0
      ? []
      : [
          `钉钉凭证不全，缺少 ${missing.join('、')}：接入钉钉须全部填写；只想试用请把 DINGTALK_ 开头的凭证全部留空。`,
        ]),
    ...(robot.length === 1
      ? ['DINGTALK_ROBOT_CODE 与 DINGTALK_GROUP_CONVERSATION_ID 须同时填写或同时留空。']
      : []),
    ...demands
      .filter(([name, needed]) => given[name] !== undefined && given[needed] === undefined)
      .map(([name, needed]) => `填写了 ${name}，但缺少 ${needed}。`),
    ...(given.DINGTALK_RECEIVE === 'callback' && given.DINGTALK_CALLBACK_AES_KEY === undefined
      ? ['DINGTALK_RECEIVE 选了 callback，但缺少 DINGTALK_CALLBACK_AES_KEY。']
      : []),
  ];
}

const required = [
  'DINGTALK_APP_KEY',
  'DINGTALK_APP_SECRET',
  'DINGTALK_AGENT_ID',
  'DINGTALK_CORP_ID',
] as const;

/** Setting any of these asks for the real DingTalk. */
const credentials = [
  ...required,
  'DINGTALK_ROBOT_CODE',
  'DINGTALK_GROUP_CONVERSATION_ID',
  'DINGTALK_GROUP_WEBHOOK',
  'DINGTALK_GROUP_SECRET',
  'DINGTALK_CARD_TEMPLATE_ID',
  'DINGTALK_APPROVAL_PROCESS_CODE',
  'DINGTALK_OPERATOR_USER_ID',
  'DINGTALK_CALLBACK_AES_KEY',
  'DINGTALK_CALLBACK_TOKEN',
] as const;

/** Government installations run on hosts of their own; plain http would send the secret readable over the network. */
function base(preset: string) {
  return z
    .string()
    .refine((text) => isSafeAddress(text), '应为 https 地址（http 仅限本机回环地址）。')
    .transform(withoutTrailingSlash)
    .default(preset);
}

/** Only what is set: an unset variable is an absent field. */
function present<Fields extends Readonly<Record<string, string | undefined>>>(fields: Fields) {
  const set = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set) as { readonly [Name in keyof Fields]?: string };
}

import { credentials, openDingTalk } from './dingtalk.ts';

export interface Asking {
  readonly method?: string;
  readonly json?: unknown;
  readonly form?: Record<string, string>;
  readonly headers?: Record<string, string>;
}

/** What a test may look at in an answer; every field depends on what was asked. */
interface WireBody {
  readonly [field: string]: unknown;
  readonly errcode?: number;
  readonly access_token?: string;
  readonly progress?: object;
  readonly result?: {
    readonly userid_list?: readonly string[];
    readonly processCode?: string;
    readonly list?: readonly string[];
    readonly nextToken?: string;
  };
  readonly failedList?: object;
  readonly invalidStaffIdList?: readonly string[];
  readonly processQueryKey?: string;
}

/** The sandbox, and bare HTTP to it. `token` is a good one. */
export async function openWire(options: Parameters<typeof openDingTalk>[0] = {}) {
  const opened = await openDingTalk(options);
  const ask = async (path: string, { method = 'POST', json, form, headers }: Asking = {}) => {
    const response = await fetch(`${opened.sandbox.oapiBase}${path}`, {
      method,
      headers: {
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(form ? { body: new URLSearchParams(form) } : {}),
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    const body = (await response.json()) as WireBody;
    return { status: response.status, body };
  };
  const { appKey, appSecret } = credentials;
  const keys = `appkey=${appKey}&appsecret=${appSecret}`;
  const fetchToken = async () =>
    (await ask(`/gettoken?${keys}`, { method: 'GET' })).body.access_token ?? '';
  const token = await fetchToken();
  /** To the new API, with the good token. */
  const askOpen = (method: string, path: string, json?: unknown) =>
    ask(path, { method, json, headers: { 'x-acs-dingtalk-access-token': token } });
  /** To the legacy API, with the good token. */
  const askLegacy = async (path: string, json: unknown = {}) =>
    (await ask(`${path}?access_token=${token}`, { json })).body;
  return { ...opened, ask, askOpen, askLegacy, fetchToken, token };
}

export const sendPath = '/topapi/message/corpconversation/asyncsend_v2?access_token=';
/** A text notice, by default to one person. */
export const notice = (content: string, userid_list = 'user-1') => ({
  agent_id: Number(credentials.agentId),
  userid_list,
  msg: { msgtype: 'text', text: { content } },
});

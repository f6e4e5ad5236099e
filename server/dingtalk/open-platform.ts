import { createRequire } from 'node:module';
import { z } from 'zod';
import { apiCall, type ReportCall } from './api-call.ts';
import {
  type CallFailure,
  type CallOutcome,
  failed,
  failureOf,
  failureOfStatus,
  failureOfThrown,
} from './failures.ts';
import type { IssuedToken } from './token.ts';

/** The new API, through the vendor's SDK. */
export interface OpenPlatform {
  fetchToken(appKey: string, appSecret: string): Promise<CallOutcome<IssuedToken>>;
  sendToGroup(token: string, request: GroupSend): Promise<CallOutcome<{ receipt: string }>>;
}

export interface GroupSend {
  readonly robotCode: string;
  readonly openConversationId: string;
  readonly msgKey: string;
  /** JSON text, at most 15 000 bytes. */
  readonly msgParam: string;
}

/** The SDK is loaded with the first call: it takes a tenth of a second that start-up need not spend. */
export function connectOpenPlatform(given: {
  readonly apiBase: string;
  readonly timeoutMs: number;
  readonly report: ReportCall;
}): OpenPlatform {
  let sdk: Sdk | null = null;

  async function call<Value>(
    request: { readonly api: string; readonly charged: boolean; readonly answer: z.ZodType<Value> },
    perform: (loaded: Sdk) => Promise<{ body?: unknown }>,
  ): Promise<CallOutcome<Value>> {
    sdk ??= loadSdk(given.apiBase, given.timeoutMs);
    const outcome = await outcomeOf(capped(perform(sdk), given.timeoutMs), request.answer);
    given.report(apiCall(request.api, request.charged, outcome));
    return outcome;
  }

  return {
    fetchToken: (appKey, appSecret) =>
      call(
        { api: '/v1.0/oauth2/accessToken', charged: false, answer: tokenAnswer },
        ({ oauth, Oauth, runtime }) =>
          oauth.getAccessTokenWithOptions(
            new Oauth.GetAccessTokenRequest({ appKey, appSecret }),
            {},
            runtime,
          ),
      ),
    sendToGroup: (token, request) =>
      call(
        { api: '/v1.0/robot/groupMessages/send', charged: true, answer: sentAnswer },
        ({ robot, Robot, runtime }) =>
          robot.orgGroupSendWithOptions(
            new Robot.OrgGroupSendRequest({ ...request }),
            new Robot.OrgGroupSendHeaders({ xAcsDingtalkAccessToken: token }),
            runtime,
          ),
      ),
  };
}

/**
 * Only the deep paths load at all, and without a protocol the SDK would speak plain HTTP. It is required,
 * not imported: loaders disagree about where a CommonJS default export goes.
 */
function loadSdk(apiBase: string, timeoutMs: number) {
  const require = createRequire(import.meta.url);
  const Oauth: OauthModule = require('@alicloud/dingtalk/dist/oauth2_1_0/client.js');
  const Robot: RobotModule = require('@alicloud/dingtalk/dist/robot_1_0/client.js');
  const { Config }: ConfigModule = require('@alicloud/openapi-client');
  const { RuntimeOptions }: RuntimeModule = require('@alicloud/tea-util');
  const [protocol = 'https', endpoint = ''] = apiBase.split('://');
  const config = new Config({ protocol, regionId: 'central', endpoint });
  return {
    Oauth,
    Robot,
    oauth: new Oauth.default(config),
    robot: new Robot.default(config),
    runtime: new RuntimeOptions({
      connectTimeout: timeoutMs,
      readTimeout: timeoutMs,
      autoretry: false,
    }),
  };
}

type Sdk = ReturnType<typeof loadSdk>;

type OauthModule = typeof import('@alicloud/dingtalk/dist/oauth2_1_0/client.js');
type RobotModule = typeof import('@alicloud/dingtalk/dist/robot_1_0/client.js');
type ConfigModule = typeof import('@alicloud/openapi-client');
type RuntimeModule = typeof import('@alicloud/tea-util');

/** The SDK's time-outs end with the headers: a body that never comes would be waited for without end. */
async function capped<Value>(call: Promise<Value>, timeoutMs: number): Promise<Value | 'timedOut'> {
  let timer: NodeJS.Timeout | undefined;
  const cap = new Promise<'timedOut'>((expire) => {
    timer = setTimeout(expire, timeoutMs, 'timedOut');
  });
  try {
    return await Promise.race([call, cap]);
  } finally {
    clearTimeout(timer);
  }
}

/** The SDK takes any 200 for a success, an `errcode` included: only the expected field proves one. */
async function outcomeOf<Value>(
  call: Promise<{ body?: unknown } | 'timedOut'>,
  answer: z.ZodType<Value>,
): Promise<CallOutcome<Value>> {
  try {
    const response = await call;
    if (response === 'timedOut') return failed('timedOut');
    const parsed = answer.safeParse(response.body);
    return parsed.success ? { ok: true, value: parsed.data } : failed('incomplete');
  } catch (thrown) {
    return { ok: false, failure: failureOfSdk(thrown) };
  }
}

function failureOfSdk(thrown: unknown): CallFailure {
  const refusal = refusalSchema.safeParse(thrown);
  if (!refusal.success) return failureOfThrown(thrown);
  const { code, data, accessDeniedDetail } = refusal.data;
  // The SDK writes the word when the body had no code.
  if (code === 'undefined') return failureOfStatus(data.statusCode);
  const requiredScopes = accessDeniedDetail?.requiredScopes;
  return failureOf(code, requiredScopes ? { requiredScopes } : {});
}

const refusalSchema = z.object({
  code: z.string(),
  data: z.object({ statusCode: z.number() }),
  accessDeniedDetail: z
    .object({ requiredScopes: z.array(z.string()).optional() })
    .optional()
    .catch(undefined),
});

const tokenAnswer = z
  .object({ accessToken: z.string().min(1), expireIn: z.coerce.number().positive() })
  .transform(({ accessToken, expireIn }) => ({ token: accessToken, expiresInMs: expireIn * 1000 }));

const sentAnswer = z
  .object({ processQueryKey: z.string().min(1) })
  .transform(({ processQueryKey }) => ({ receipt: processQueryKey }));

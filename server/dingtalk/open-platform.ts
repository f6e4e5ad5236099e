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
import { loadSdk, type Sdk } from './sdk.ts';
import type { IssuedToken } from './token.ts';

/** The new API, through the vendor's SDK. */
export interface OpenPlatform {
  fetchToken(appKey: string, appSecret: string): Promise<CallOutcome<IssuedToken>>;
  /** The ticket pages are signed with. */
  fetchTicket(token: string): Promise<CallOutcome<IssuedToken>>;
  call<Value>(
    request: PlatformRequest<Value>,
    perform: (sdk: Sdk) => Promise<PlatformAnswer>,
  ): Promise<CallOutcome<Value>>;
}

export interface PlatformRequest<Value> {
  /** Path for the budget, with names in braces where ids stand. */
  readonly api: string;
  /** Whether the organisation's monthly budget pays for this API. */
  readonly charged: boolean;
  /** The fields a success must carry. A success without them is `unknown`: it may have been carried out. */
  readonly answer: z.ZodType<Value>;
  /** DingTalk has no key against doing this twice: whatever does not rule out that it was done is `unknown`. */
  readonly unrepeatable?: true;
  /** Reads a refusal that says the work has been done before; null for any other. */
  readonly doneBefore?: (refusal: PlatformRefusal) => { readonly value: Value } | null;
}

export interface PlatformRefusal {
  readonly code: string;
  readonly message: string;
}

export interface PlatformAnswer {
  readonly body?: unknown;
}

export function connectOpenPlatform(given: {
  readonly apiBase: string;
  readonly timeoutMs: number;
  readonly report: ReportCall;
}): OpenPlatform {
  let sdk: Sdk | null = null;

  const call: OpenPlatform['call'] = async (request, perform) => {
    sdk ??= loadSdk(given.apiBase, given.timeoutMs);
    const outcome = await outcomeOf(capped(perform(sdk), given.timeoutMs), request);
    given.report(apiCall(request.api, request.charged, outcome));
    return outcome;
  };

  return {
    call,
    fetchToken: (appKey, appSecret) =>
      call(
        { api: '/v1.0/oauth2/accessToken', charged: false, answer: tokenAnswer },
        ({ oauth, runtime }) => {
          const { module, client } = oauth();
          const request = new module.GetAccessTokenRequest({ appKey, appSecret });
          return client.getAccessTokenWithOptions(request, {}, runtime);
        },
      ),
    fetchTicket: (token) =>
      call(
        { api: '/v1.0/oauth2/jsapiTickets', charged: false, answer: ticketAnswer },
        ({ oauth, runtime }) => {
          const { module, client } = oauth();
          const headers = new module.CreateJsapiTicketHeaders({ xAcsDingtalkAccessToken: token });
          return client.createJsapiTicketWithOptions(headers, runtime);
        },
      ),
  };
}

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
  call: Promise<PlatformAnswer | 'timedOut'>,
  { answer, doneBefore, unrepeatable }: PlatformRequest<Value>,
): Promise<CallOutcome<Value>> {
  try {
    const response = await call;
    if (response === 'timedOut') return failed('timedOut');
    const parsed = answer.safeParse(response.body);
    return parsed.success ? { ok: true, value: parsed.data } : failed('incomplete');
  } catch (thrown) {
    const refusal = refusalSchema.safeParse(thrown);
    const done = refusal.success ? doneBefore?.(refusal.data) : null;
    if (done) return { ok: true, value: done.value };
    const failure = refusal.success ? failureOfRefusal(refusal.data) : failureOfNoAnswer(thrown);
    return { ok: false, failure: unrepeatable ? inDoubt(failure) : failure };
  }
}

function failureOfRefusal({ code, data, accessDeniedDetail }: Refusal): CallFailure {
  // The SDK writes the word when the body had no code.
  if (code === 'undefined') return failureOfStatus(data.statusCode);
  const requiredScopes = accessDeniedDetail?.requiredScopes;
  return failureOf(code, requiredScopes ? { requiredScopes } : {});
}

/** An answer whose containers are not what the SDK expects is thrown away by it, after the work was done. */
function failureOfNoAnswer(thrown: unknown): CallFailure {
  const isMisread = thrown instanceof Error && misread.test(thrown.message);
  return isMisread ? failureOf('unreadable') : failureOfThrown(thrown);
}

const misread = / is mismatch, expect |is not a object|can not cast to Map/;

function inDoubt(failure: CallFailure): CallFailure {
  if (failure.class !== 'soon' || failure.code === 'unreachable') return failure;
  return { ...failureOf('timedOut'), code: failure.code };
}

const refusalSchema = z.object({
  code: z.string(),
  message: z.string().default(''),
  data: z.object({ statusCode: z.number() }),
  accessDeniedDetail: z
    .object({ requiredScopes: z.array(z.string()).optional() })
    .optional()
    .catch(undefined),
});

type Refusal = z.infer<typeof refusalSchema>;

const tokenAnswer = z
  .object({ accessToken: z.string().min(1), expireIn: z.coerce.number().positive() })
  .transform(({ accessToken, expireIn }) => ({ token: accessToken, expiresInMs: expireIn * 1000 }));

const ticketAnswer = z
  .object({ jsapiTicket: z.string().min(1), expireIn: z.coerce.number().positive() })
  .transform(({ jsapiTicket, expireIn }) => ({ token: jsapiTicket, expiresInMs: expireIn * 1000 }));

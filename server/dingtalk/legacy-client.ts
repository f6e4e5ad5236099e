import { z } from 'zod';
import { apiCall, type ReportCall } from './api-call.ts';
import { banTold } from './ban.ts';
import { type CallOutcome, failed, failureOfStatus, failureOfThrown } from './failures.ts';

/** The legacy API (oapi), which answers HTTP 200 to nearly everything and puts the truth in `errcode`. */
export interface LegacyClient {
  post<Value>(request: LegacyRequest<Value>): Promise<CallOutcome<Value>>;
}

export interface LegacyRequest<Value> {
  readonly url: URL;
  /** Null asks by GET. */
  readonly body: object | null;
  /** The fields a success must carry. A success without them is `unknown`: it may have been carried out. */
  readonly answer: z.ZodType<Value>;
  /** Whether the organisation's monthly budget pays for this API. */
  readonly charged: boolean;
}

export function createLegacyClient(given: {
  readonly timeoutMs: number;
  readonly report: ReportCall;
}): LegacyClient {
  return {
    async post(request) {
      const outcome = await send(request, given.timeoutMs);
      given.report(apiCall(request.url.pathname, request.charged, outcome));
      return outcome;
    },
  };
}

async function send<Value>(
  { url, body, answer }: LegacyRequest<Value>,
  timeoutMs: number,
): Promise<CallOutcome<Value>> {
  let status: number;
  let text: string;
  try {
    const response = await fetch(url, {
      ...(body === null
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json; charset=utf-8' },
            body: JSON.stringify(body),
          }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = response.status;
    text = await response.text();
  } catch (thrown) {
    return { ok: false, failure: failureOfThrown(thrown) };
  }
  if (status >= 500 || status === 429) return { ok: false, failure: failureOfStatus(status) };
  return readAnswer(status, text, answer);
}

/** HTML with a 200 or 403 is the page DingTalk shows a banned address; a gateway's own error page is a 5xx. */
function readAnswer<Value>(
  status: number,
  text: string,
  answer: z.ZodType<Value>,
): CallOutcome<Value> {
  const content = parseJson(text);
  if (content === undefined)
    return failed(text.trimStart().startsWith('<') ? 'addressBanned' : 'unreadable');
  const ban = banTold(content);
  if (ban) return ban;
  const envelope = envelopeSchema.safeParse(content);
  if (!envelope.success) {
    return status >= 300 ? { ok: false, failure: failureOfStatus(status) } : failed('unreadable');
  }
  if (envelope.data.errcode !== 0) return refusedBy(envelope.data);
  const parsed = answer.safeParse(content);
  return parsed.success ? { ok: true, value: parsed.data } : failed('incomplete');
}

/** 88 wraps what the gateway refused; the reason is in `sub_code`. Missing scopes are named in the text only. */
function refusedBy({ errcode, errmsg, sub_code }: Envelope): ReturnType<typeof failed> {
  const code = errcode === 88 && sub_code !== undefined ? sub_code : String(errcode);
  const scopes = /requiredScopes[=:]\s*\[([^\]]*)\]/.exec(errmsg)?.[1];
  return failed(code, scopes ? { requiredScopes: scopes.split(/[,\s]+/) } : {});
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const envelopeSchema = z.object({
  errcode: z.coerce.number(),
  errmsg: z.string().default(''),
  sub_code: z.coerce.string().optional(),
});

type Envelope = z.infer<typeof envelopeSchema>;

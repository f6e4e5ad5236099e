import { type FailureClass, failureMeanings } from './failure-codes.ts';

export type { FailureClass } from './failure-codes.ts';

/** What a caller gets from DingTalk: the value, or why not. */
export type CallOutcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: CallFailure };

export interface CallFailure {
  readonly class: FailureClass;
  /** DingTalk's own code where it gave one, otherwise a word of ours such as `timedOut`. */
  readonly code: string;
  /** For the office, in Chinese: what happened and what to do. Holds nothing that anyone typed. */
  readonly explanation: string;
  /** Not before this many milliseconds; absent where the caller's own back-off applies. */
  readonly retryAfterMs?: number;
}

/** What is known besides the code: scopes DingTalk asks for, a pause it dictates. */
export interface FailureDetail {
  readonly requiredScopes?: readonly string[];
  readonly retryAfterMs?: number;
}

/** A code nobody has described is retried: a message is delayed rather than lost, and its code is shown. */
export function failureOf(code: string, detail: FailureDetail = {}): CallFailure {
  const meaning = failureMeanings.find(({ codes }) => codes.some((known) => matches(known, code)));
  const retryAfterMs = detail.retryAfterMs ?? meaning?.retryAfterMs;
  const scopes = detail.requiredScopes?.length
    ? `所需权限：${detail.requiredScopes.join('、')}。`
    : '';
  return {
    class: meaning?.class ?? 'soon',
    code,
    explanation: `${meaning?.explanation ?? '钉钉返回了未收录的错误码，系统稍后自动重试；反复出现请联系管理员。'}${scopes}`,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

export function failed(
  code: string,
  detail?: FailureDetail,
): {
  readonly ok: false;
  readonly failure: CallFailure;
} {
  return { ok: false, failure: failureOf(code, detail) };
}

/** An answer that says nothing but its HTTP status. A gateway's time-out (504) leaves the fate of the call open. */
export function failureOfStatus(status: number): CallFailure {
  if (status === 504) return failureOf('timedOut');
  if (status === 429 || status >= 500) return failureOf('busy');
  return failureOf('refusedByNetwork');
}

/** What `fetch` or the SDK threw. Whatever did not certainly fail before leaving counts as `unknown`. */
export function failureOfThrown(thrown: unknown): CallFailure {
  if (!(thrown instanceof Error)) return failureOf('connectionLost');
  if (thrown.name === 'RequestTimeoutError' && thrown.message.startsWith('ConnectTimeout')) {
    return failureOf('unreachable');
  }
  if (thrown.name === 'RequestTimeoutError' || thrown.name === 'TimeoutError')
    return failureOf('timedOut');
  if (thrown instanceof SyntaxError) return failureOf('unreadable');
  const code = systemCode(thrown.cause) ?? systemCode(thrown) ?? '';
  if (certificateCodes.test(code)) return failureOf('certificate');
  return failureOf(unreachableCodes.has(code) ? 'unreachable' : 'connectionLost');
}

function matches(known: string, code: string): boolean {
  return known.endsWith('*') ? code.startsWith(known.slice(0, -1)) : known === code;
}

function systemCode(thrown: unknown): string | undefined {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const certificateCodes = /CERT|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;

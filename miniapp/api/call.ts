import type { ErrorBody } from '../../server/contract/view.ts';

/** What came of a call: the value, or why there is none. Failures are answers, never exceptions. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

export type Failure =
  /** The server refused and nothing was recorded. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      readonly message: string;
      readonly fields: Readonly<Record<string, string>>;
    }
  /**
   * No answer, or one that does not tell: the act may or may not have been recorded. `reached` says whether the
   * server was there at all.
   */
  | { readonly kind: 'unknown'; readonly reached: boolean; readonly message: string }
  | { readonly kind: 'signedOut'; readonly message: string };

export type Method = 'GET' | 'POST' | 'DELETE';

const PATIENCE = 20_000;
const OFFLINE = '网络不通，请检查网络后重试。';

/** One request to our own server, found beside the page: in the sandbox every phone has its own. */
export async function call<Value>(
  method: Method,
  path: string,
  body?: unknown,
): Promise<Answer<Value>> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const response = await fetch(`./api${path}`, {
      method,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json',
        'X-Requested-With': 'miniapp',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      signal: patience.signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return await answerIn<Value>(response);
  } catch {
    return offline();
  } finally {
    clearTimeout(timer);
  }
}

export function offline(): Answer<never> {
  return { ok: false, failure: { kind: 'unknown', reached: false, message: OFFLINE } };
}

/** What a response of our server says. */
export async function answerIn<Value>(response: Response): Promise<Answer<Value>> {
  const text = await response.text();
  if (response.ok) return { ok: true, value: (text === '' ? null : JSON.parse(text)) as Value };
  return { ok: false, failure: failureOf(response.status, errorIn(text)) };
}

function failureOf(status: number, error: Partial<ErrorBody>): Failure {
  const reference = status >= 500 && error.requestId ? `（请求编号 ${error.requestId}）` : '';
  const message = `${error.message ?? `服务器应答异常（${status}），请稍后重试。`}${reference}`;
  if (status === 401) return { kind: 'signedOut', message };
  if (status >= 500 || error.code === undefined) return { kind: 'unknown', reached: true, message };
  const fields = Object.fromEntries(
    (error.details ?? []).map((detail) => [detail.field, detail.message]),
  );
  return { kind: 'refused', status, code: error.code, message, fields };
}

function errorIn(text: string): Partial<ErrorBody> {
  try {
    return JSON.parse(text) as Partial<ErrorBody>;
  } catch {
    return {};
  }
}

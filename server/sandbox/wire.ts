import { randomUUID } from 'node:crypto';
import type { SandboxCall } from './seen.ts';
import type { SandboxState } from './state.ts';
import type { Weather } from './weather.ts';

/** Which of DingTalk's dialects a path speaks. `topapi` is legacy behind a gateway that wraps its refusals in 88. */
export type Family = 'topapi' | 'oapi' | 'open';

export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly header: (name: string) => string | undefined;
  /** JSON object or form fields; null when the body could not be read as either. */
  readonly body: Readonly<Record<string, unknown>> | null;
  readonly bodyBytes: number;
  /** What is wrong with DingTalk as this call arrives. */
  readonly weather: Weather | null;
}

export type Dropped = SandboxCall['silentlyDropped'];

export type Reply =
  | { readonly body: object; readonly silentlyDropped?: Dropped }
  | { readonly refusal: WireRefusal };

export interface WireRefusal {
  readonly code: string;
  readonly message: string;
  /** HTTP status in the new API; 400 unless told. */
  readonly status?: number;
  /** Refused by the gateway before the API proper: topapi wraps it. */
  readonly byGateway?: boolean;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string | RegExp;
  /** Needs an app token. */
  readonly authenticated: boolean;
  /** Counts against the monthly quota. */
  readonly billable: boolean;
  answer(state: SandboxState, request: WireRequest): Reply;
}

export function refused(code: string, message: string, status?: number): { refusal: WireRefusal } {
  return { refusal: { code, message, ...(status === undefined ? {} : { status }) } };
}

export function refusedByGateway(
  code: string,
  message: string,
  status?: number,
): { refusal: WireRefusal } {
  return { refusal: { ...refused(code, message, status).refusal, byGateway: true } };
}

export function familyOf(path: string): Family {
  if (path.startsWith('/v1.0/')) return 'open';
  return path.startsWith('/topapi/') ? 'topapi' : 'oapi';
}

/** The answer as it goes over the wire: the legacy API says everything with a 200. */
export function dress(family: Family, reply: Reply): { status: number; body: object } {
  const requestId = randomUUID();
  if (family === 'open') {
    if ('body' in reply) return { status: 200, body: reply.body };
    const { code, message, status = 400 } = reply.refusal;
    // The one refusal the new API gives the old way.
    if (status === 200) return { status, body: { errcode: Number(code), errmsg: message } };
    return { status, body: { code, message, requestid: requestId } };
  }
  return { status: 200, body: { ...legacyBody(family, reply), request_id: requestId } };
}

function legacyBody(family: Family, reply: Reply): object {
  if ('body' in reply) return { errcode: 0, errmsg: 'ok', ...reply.body };
  const { code, message, byGateway } = reply.refusal;
  if (family === 'oapi' || !byGateway) return { errcode: Number(code), errmsg: message };
  return {
    errcode: 88,
    sub_code: code,
    sub_msg: message,
    errmsg: `ding talk error[subcode=${code},submsg=${message}]`,
  };
}

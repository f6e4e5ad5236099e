import type { CallOutcome, FailureClass } from './failures.ts';

/** One HTTP call as the monthly budget sees it. */
export interface ApiCall {
  /** Path of the API, without query: no token and no secret ever appears here. */
  readonly api: string;
  /** Counts against the organisation's monthly API calls. Webhook posts have a budget of their own and are `false`. */
  readonly billable: boolean;
  readonly outcome: 'ok' | FailureClass;
  /** The failure's code, null on success. */
  readonly code: string | null;
}

export type ReportCall = (call: ApiCall) => void;

/** A charged API is not charged when DingTalk throttled the call or never saw whose it was. In doubt it is. */
export function apiCall(api: string, charged: boolean, outcome: CallOutcome<unknown>): ApiCall {
  if (outcome.ok) return { api, billable: charged, outcome: 'ok', code: null };
  const { class: failureClass, code } = outcome.failure;
  const billable = charged && !uncharged.has(failureClass) && code !== 'unreachable';
  return { api, billable, outcome: failureClass, code };
}

const uncharged: ReadonlySet<FailureClass> = new Set(['slow', 'ban', 'quota', 'token']);

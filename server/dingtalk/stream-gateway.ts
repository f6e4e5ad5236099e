import { z } from 'zod';
import { apiCall, type ReportCall } from './api-call.ts';
import { parsed } from './arrivals.ts';
import { banTold } from './ban.ts';
import {
  type CallOutcome,
  failed,
  failureOf,
  failureOfStatus,
  failureOfThrown,
} from './failures.ts';
import { CARD_TOPIC, CHAT_TOPIC } from './stream-frames.ts';

/** Where a long connection may be opened; the ticket is good for one, within 90 seconds. */
export interface StreamPlace {
  readonly endpoint: string;
  readonly ticket: string;
}

/** Asks for a place; free of charge. The vendor's SDK cannot be pointed anywhere else, hence by hand. */
export function connectStreamGateway(given: {
  readonly apiBase: string;
  readonly appKey: string;
  readonly appSecret: string;
  readonly timeoutMs: number;
  readonly report: ReportCall;
}): () => Promise<CallOutcome<StreamPlace>> {
  const { apiBase, appKey, appSecret, timeoutMs, report } = given;
  const body = JSON.stringify({
    clientId: appKey,
    clientSecret: appSecret,
    subscriptions: [
      { type: 'EVENT', topic: '*' },
      { type: 'CALLBACK', topic: CHAT_TOPIC },
      { type: 'CALLBACK', topic: CARD_TOPIC },
    ],
  });
  return async () => {
    const outcome = await ask(`${apiBase}${PATH}`, body, timeoutMs);
    report(apiCall(PATH, false, outcome));
    return outcome;
  };
}

const PATH = '/v1.0/gateway/connections/open';

async function ask(
  url: string,
  body: string,
  timeoutMs: number,
): Promise<CallOutcome<StreamPlace>> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      // Unless it is told what we read, the gateway may answer in XML.
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return readAnswer(response.status, parsed(await response.text()));
  } catch (thrown) {
    return { ok: false, failure: failureOfThrown(thrown) };
  }
}

function readAnswer(status: number, content: unknown): CallOutcome<StreamPlace> {
  if (status === 401) return failed('invalidClientIdOrSecret');
  if (status !== 200) {
    const refusal = refusalSchema.safeParse(content);
    const failure = refusal.success ? failureOf(refusal.data.code) : failureOfStatus(status);
    return { ok: false, failure };
  }
  const place = placeSchema.safeParse(content);
  return place.success
    ? { ok: true, value: place.data }
    : (banTold(content) ?? failed('incomplete'));
}

const refusalSchema = z.object({ code: z.string().min(1) });

/** Encrypted, or on this machine itself: whatever else an answer names is not DingTalk. */
const placeSchema = z.object({
  endpoint: z.url().refine((text) => {
    const { protocol, hostname } = new URL(text);
    return protocol === 'wss:' || (protocol === 'ws:' && LOOPBACK.has(hostname));
  }),
  ticket: z.string().min(1),
});

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

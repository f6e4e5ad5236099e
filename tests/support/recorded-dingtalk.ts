import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, onTestFinished } from 'vitest';
import {
  type ApiCall,
  connectDingTalk,
  type DingTalkConfig,
} from '../../server/dingtalk/dingtalk.ts';
import { serving } from './answering.ts';
import { at } from './at.ts';
import { type Asked, contractOf, faultsOf } from './dingtalk-contract.ts';

/** An answer, a connection dropped after the request was read, or silence. */
export type Answer = { readonly status?: number; readonly body: unknown } | 'reset' | 'hang';

export interface Recorded {
  /** By method and path as the contract names them; one answer for all, or one after the other and the last for good. */
  readonly answers?: Readonly<Record<string, Answer | readonly Answer[]>>;
  readonly config?: Partial<DingTalkConfig>;
  readonly timeoutMs?: number;
}

/**
 * The adapter connected to a server that answers as the contract says unless told otherwise. A test in which
 * any request differs from the contract fails, whatever else it looks at.
 */
export async function connectRecorded({ answers = {}, config = {}, timeoutMs }: Recorded = {}) {
  const asked: Asked[] = [];
  const times = new Map<string, number>();

  function answerTo(call: string, usual: object): Answer {
    const given = answers[call];
    if (given === undefined) return { body: usual };
    const list = Array.isArray(given) ? (given as readonly Answer[]) : [given as Answer];
    const turn = times.get(call) ?? 0;
    times.set(call, turn + 1);
    return list[Math.min(turn, list.length - 1)] ?? { body: usual };
  }

  const base = await serving(async (request, response) => {
    const one = await read(request);
    asked.push(one);
    const entry = contractOf(one);
    respond(response, entry ? answerTo(entry.call, entry.answer) : { status: 404, body: {} });
  });
  onTestFinished(() => expect(asked.flatMap(faultsOf)).toEqual([]));

  const billed: ApiCall[] = [];
  const dingtalk = connectDingTalk(
    { ...own, apiBase: base, oapiBase: base, groupWebhook: `${base}${webhook}`, ...config },
    {
      clock: () => at('2026-09-28 11:00'),
      random: () => 0,
      onCall: (call) => billed.push(call),
      wait: () => Promise.resolve(),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    },
  );
  return {
    dingtalk,
    base,
    asked,
    /** The calls but for the token's. */
    billed: () => billed.filter(({ api }) => !api.endsWith('/accessToken')),
    /** The bodies sent by one kind of call. */
    sent: (call: string) =>
      asked.filter((one) => contractOf(one)?.call === call).map(({ body }) => body),
  };
}

const own = {
  appKey: 'ding-app-key',
  appSecret: 'ding-app-secret',
  agentId: '30001',
  corpId: 'ding-corporation',
  robotCode: 'ding-robot',
  groupConversationId: 'cid-office==',
  groupSecret: 'SEC-webhook-secret',
  cardTemplateId: 'card.schema',
  approvalProcessCode: 'PROC-1',
};

const webhook = '/robot/send?access_token=webhook-token';

async function read(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const url = new URL(request.url ?? '/', 'http://loopback');
  const [path = ''] = (request.url ?? '').split('?');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  return {
    method: request.method ?? '',
    path,
    query: Object.fromEntries(url.searchParams),
    headers,
    body: bodyOf(Buffer.concat(chunks).toString()),
  };
}

function bodyOf(content: string): unknown {
  if (content === '') return null;
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}

function respond(response: ServerResponse, answer: Answer): void {
  if (answer === 'hang') return;
  if (answer === 'reset') {
    response.destroy();
    return;
  }
  const { status = 200, body } = answer;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

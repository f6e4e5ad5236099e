import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { SECOND } from '../domain/time.ts';
import type { SandboxState } from './state.ts';
import { type Reply, type Route, refused, type WireRequest } from './wire.ts';

const TICKET_MS = 90 * SECOND;

/** Where a stream begins: who asks is told by key and secret, not by a token. */
export const gatewayRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1.0/gateway/connections/open',
    authenticated: false,
    billable: false,
    answer: open,
  },
];

/** Whether the ticket opens a stream; it does so once. */
export function useTicket({ stream, elapsed }: SandboxState, ticket: string): boolean {
  const lapsesAt = stream.tickets.get(ticket);
  stream.tickets.delete(ticket);
  return lapsesAt !== undefined && elapsed() < lapsesAt;
}

function open(state: SandboxState, { body, header }: WireRequest): Reply {
  const asked = openSchema.safeParse(body);
  // Without it DingTalk may answer in XML, which nobody here speaks.
  const isJson = header('accept')?.includes('application/json') === true;
  if (!asked.success || !isJson) return refused('invalidParameter', '参数错误', 400);
  const { appKey, appSecret } = state.credentials;
  if (asked.data.clientId !== appKey || asked.data.clientSecret !== appSecret)
    return refused('authFailed', '无效的clientId或者clientSecret', 401);
  const ticket = randomUUID();
  state.stream.tickets.set(ticket, state.elapsed() + TICKET_MS);
  return { body: { endpoint: `${state.base.replace('http', 'ws')}/connect`, ticket } };
}

const openSchema = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  subscriptions: z
    .array(z.object({ type: z.enum(['EVENT', 'CALLBACK', 'SYSTEM']), topic: z.string().min(1) }))
    .min(1),
});

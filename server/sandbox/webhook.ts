import { createHmac } from 'node:crypto';
import { HOUR, MINUTE } from '../domain/time.ts';
import { remember } from './memory.ts';
import { type SandboxState, withinRate } from './state.ts';
import { readWebhookMessage } from './webhook-message.ts';
import { type Reply, type Route, refused, type WireRequest } from './wire.ts';

/** The custom robot (自定义机器人) of the first group, secured by signature. */
export const webhookRoutes: readonly Route[] = [
  { method: 'POST', path: '/robot/send', authenticated: false, billable: false, answer: send },
];

function send(state: SandboxState, request: WireRequest): Reply {
  const refusal = securityRefusal(state, request) ?? rateRefusal(state);
  if (refusal) return refusal;
  if (request.bodyBytes > 20_000) return refused('460101', 'message too long, exceed 20000 bytes');
  const message = readWebhookMessage(state, request.body);
  if (!message) return refused('400403', 'required field is missing');
  const { msgUuid, card, mentions } = message;
  const conversationId = state.groups[0]?.conversationId;
  if (conversationId === undefined) return refused('400013', '群已被解散');
  const isRepeat = msgUuid !== undefined && state.posts.some(({ key }) => key === msgUuid);
  if (!isRepeat) {
    const sentAt = state.clock();
    const post = { conversationId, by: 'webhook' as const, mentions, ...card, sentAt };
    remember(state, { kind: 'post', key: msgUuid ?? '', post });
  }
  return { body: {} };
}

function securityRefusal(state: SandboxState, { query, header, body }: WireRequest): Reply | null {
  const { webhookToken, webhookSecret } = state.credentials;
  if (query.get('access_token') !== webhookToken) return refused('300005', 'token is not exist');
  if (!header('content-type')?.includes('json'))
    return refused('43004', '无效的HTTP HEADER Content-Type');
  if (!body) return refused('40035', '不合法的参数');
  const timestamp = query.get('timestamp') ?? '';
  if (!(Math.abs(state.clock() - Number.parseInt(timestamp, 10)) <= HOUR)) {
    return refused('310000', 'description:机器人发送签名过期;invalid timestamp');
  }
  const signature = createHmac('sha256', webhookSecret)
    .update(`${timestamp}\n${webhookSecret}`)
    .digest('base64');
  return query.get('sign') === signature ? null : refused('310000', 'sign not match');
}

/** The 21st message within a minute is refused, and so is everything in the ten minutes after it. */
function rateRefusal(state: SandboxState): Reply | null {
  const isPaused = state.elapsed() < state.webhookPausedUntil;
  if (!isPaused && withinRate(state, 'webhook', 20, MINUTE)) return null;
  if (!isPaused) state.webhookPausedUntil = state.elapsed() + 10 * MINUTE;
  return refused('130101', 'send too fast, exceed 20 times per minute');
}

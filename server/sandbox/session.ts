import { remember } from './memory.ts';
import type { SandboxState } from './state.ts';
import { readWebhookMessage } from './webhook-message.ts';
import { type Reply, type Route, refused, type WireRequest } from './wire.ts';

/** Where the robot answers what was said to it, for as long as the session lasts. */
export const sessionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/robot/sendBySession',
    authenticated: false,
    billable: false,
    answer: (state, request) => answerIn(state, request.query.get('session') ?? '', request),
  },
];

/** Shows the answer where the question was asked. */
export function answerIn(
  state: SandboxState,
  sessionId: string,
  { body, bodyBytes, header }: Pick<WireRequest, 'body' | 'bodyBytes' | 'header'>,
): Reply {
  const session = state.sessions.get(sessionId);
  if (!session || state.clock() >= session.expiresAt) return refused('300001', 'session 不存在');
  if (!header('content-type')?.includes('json'))
    return refused('43004', '无效的HTTP HEADER Content-Type');
  if (bodyBytes > 20_000) return refused('460101', 'message too long, exceed 20000 bytes');
  const message = readWebhookMessage(state, body);
  if (!message) return refused('400403', 'required field is missing');
  const { card, mentions } = message;
  const { by, conversationId } = session;
  const sentAt = state.clock();
  if (conversationId === null) {
    remember(state, { kind: 'told', key: '', userIds: [by], card, sentAt });
  } else {
    const post = { conversationId, by: 'robot' as const, mentions, ...card, sentAt };
    remember(state, { kind: 'post', key: '', post });
  }
  return { body: {} };
}

import { randomUUID } from 'node:crypto';
import { remember } from './memory.ts';
import { readRobotMessage, robotRefusal } from './robot-message.ts';
import type { GroupPost } from './seen.ts';
import type { SandboxState } from './state.ts';
import { type Reply, type Route, refused, type WireRequest } from './wire.ts';

export const groupChatRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1.0/robot/groupMessages/send',
    authenticated: true,
    billable: true,
    answer: send,
  },
  {
    method: 'POST',
    path: '/v1.0/robot/groupMessages/query',
    authenticated: true,
    billable: true,
    answer: query,
  },
];

/** What the group has seen, oldest first. */
export function postsIn(state: SandboxState, conversationId: string): readonly GroupPost[] {
  return state.posts.flatMap(({ post }) => (post.conversationId === conversationId ? [post] : []));
}

function send(state: SandboxState, request: WireRequest): Reply {
  const refusal = addressRefusal(state, request);
  if (refusal) return refusal;
  const card = readRobotMessage(request.body);
  if ('refusal' in card) return card;
  const key = randomUUID();
  const conversationId = String(request.body?.openConversationId);
  const post = { conversationId, by: 'robot' as const, ...card, sentAt: state.clock() };
  remember(state, { kind: 'post', key, post });
  return { body: { processQueryKey: key } };
}

function query(state: SandboxState, request: WireRequest): Reply {
  const refusal = addressRefusal(state, request);
  if (refusal) return refusal;
  const isKnown = state.posts.some(({ key }) => key === request.body?.processQueryKey);
  if (!isKnown) return refused('invalid.processQueryKey', 'processQueryKey无效');
  return { body: { sendStatus: 'SUCCESS', readUserIds: [], hasMore: false } };
}

/** Only the organisation's own robot, and only into a group of the organisation. */
function addressRefusal(state: SandboxState, { body }: WireRequest): Reply | null {
  const { robotCode, openConversationId } = body ?? {};
  const refusal = robotRefusal(state, robotCode);
  if (refusal) return refusal;
  if (!openConversationId) return refused('miss.openConversationId', '缺少openConversationId');
  const isOurs = state.groups.some(({ conversationId }) => conversationId === openConversationId);
  return isOurs ? null : refused('invalid.openConversationId', 'openConversationId无效');
}

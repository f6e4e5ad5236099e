import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { unwrapLink } from './card.ts';
import { remember } from './memory.ts';
import type { Card, GroupPost, SandboxState } from './state.ts';
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
  const { msgKey, msgParam, openConversationId } = request.body ?? {};
  if (typeof msgKey !== 'string' || msgKey === '')
    return refused('invalidParameter.msgKey.empty', 'msgKey为空');
  const template = templates[msgKey];
  if (!template) return refused('invalidParameter.msgKey.invalid', 'msgKey无效');
  if (typeof msgParam !== 'string')
    return refused('invalidParameter.msgParam.invalid', 'msgParam应为JSON字符串');
  if (Buffer.byteLength(msgParam) > 15_000)
    return refused('invalidParameter.msgParam.tooLong', 'msgParam过长');
  const card = readCard(template, msgParam);
  if (!card) return refused('invalidParameter.msgParam.invalid', 'msgParam无效');
  const key = randomUUID();
  const conversationId = String(openConversationId);
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
  if (!robotCode) return refused('invalidParameter.robotCode.empty', 'robotCode为空');
  if (robotCode !== state.credentials.robotCode)
    return refused('invalidParameter.robotCode.auth', 'robotCode与应用不匹配');
  if (!openConversationId) return refused('miss.openConversationId', '缺少openConversationId');
  const isOurs = state.groups.some(({ conversationId }) => conversationId === openConversationId);
  return isOurs ? null : refused('invalid.openConversationId', 'openConversationId无效');
}

const text = z.string().min(1);

const templates: Readonly<Record<string, z.ZodType<Card>>> = {
  sampleText: z
    .object({ content: text })
    .transform(({ content }) => ({ title: '', markdown: content, link: null, linkTitle: null })),
  sampleMarkdown: z
    .object({ title: text, text })
    .transform((card) => ({ title: card.title, markdown: card.text, link: null, linkTitle: null })),
  sampleLink: z
    .object({ title: text, text, messageUrl: text, picUrl: z.string() })
    .transform((card) => ({
      title: card.title,
      markdown: card.text,
      link: unwrapLink(card.messageUrl),
      linkTitle: null,
    })),
  sampleActionCard: z
    .object({ title: text, text, singleTitle: text, singleURL: text })
    .transform((card) => ({
      title: card.title,
      markdown: card.text,
      link: unwrapLink(card.singleURL),
      linkTitle: card.singleTitle,
    })),
};

function readCard(template: z.ZodType<Card>, msgParam: string): Card | null {
  try {
    return template.parse(JSON.parse(msgParam));
  } catch {
    return null;
  }
}

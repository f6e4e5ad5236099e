import { z } from 'zod';
import { unwrapLink } from './card.ts';
import { markdownCard } from './markdown-card.ts';
import type { Card } from './seen.ts';
import type { SandboxState } from './state.ts';
import { type Reply, refused, type WireRequest } from './wire.ts';

type Refusal = Extract<Reply, { refusal: unknown }>;

/** Only the organisation's own robot. Null when it is. */
export function robotRefusal(state: SandboxState, robotCode: unknown): Refusal | null {
  if (!robotCode) return refused('invalidParameter.robotCode.empty', 'robotCode为空');
  return robotCode === state.credentials.robotCode
    ? null
    : refused('invalidParameter.robotCode.auth', 'robotCode与应用不匹配');
}

/** What the phone shows of `msgKey` and `msgParam`, or DingTalk's refusal. */
export function readRobotMessage(body: WireRequest['body']): Card | Refusal {
  const { msgKey, msgParam } = body ?? {};
  if (typeof msgKey !== 'string' || msgKey === '')
    return refused('invalidParameter.msgKey.empty', 'msgKey为空');
  const template = templates[msgKey];
  if (!template) return refused('invalidParameter.msgKey.invalid', 'msgKey无效');
  if (typeof msgParam !== 'string')
    return refused('invalidParameter.msgParam.invalid', 'msgParam应为JSON字符串');
  if (Buffer.byteLength(msgParam) > 15_000)
    return refused('invalidParameter.msgParam.tooLong', 'msgParam过长');
  return (
    readCard(template, msgParam) ?? refused('invalidParameter.msgParam.invalid', 'msgParam无效')
  );
}

const text = z.string().min(1);

const templates: Readonly<Record<string, z.ZodType<Card>>> = {
  sampleText: z
    .object({ content: text })
    .transform(({ content }) => ({ title: '', markdown: content, link: null, linkTitle: null })),
  sampleMarkdown: z
    .object({ title: text, text })
    .transform((card) => markdownCard(card.title, card.text)),
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

import { z } from 'zod';
import { unwrapLink } from './card.ts';
import { markdownCard } from './markdown-card.ts';
import type { Card } from './seen.ts';
import type { SandboxState } from './state.ts';

export interface WebhookMessage {
  readonly msgUuid: string | undefined;
  /** With the names of those it mentions in place of their ids. */
  readonly card: Card;
  readonly mentions: readonly string[];
}

/** Null when a required field is missing. Whoever is to be mentioned has to stand in the text as `@` with the id, too. */
export function readWebhookMessage(state: SandboxState, body: unknown): WebhookMessage | null {
  const parsed = messageSchema.safeParse(body);
  if (!parsed.success) return null;
  const { msgUuid, card, asked } = parsed.data;
  const mentions = asked.filter(
    (userId) => state.people.has(userId) && card.markdown.includes(`@${userId}`),
  );
  const named = mentions.reduce(
    (markdown, userId) =>
      markdown.replaceAll(`@${userId}`, `@${state.people.get(userId)?.name ?? userId}`),
    card.markdown,
  );
  return { msgUuid, card: { ...card, markdown: named }, mentions };
}

const text = z.string().min(1);
const msgUuid = text.optional();
const at = z.object({ atUserIds: z.array(text).max(50).default([]) }).default({ atUserIds: [] });

const messageSchema = z
  .discriminatedUnion('msgtype', [
    z.object({ msgtype: z.literal('text'), msgUuid, at, text: z.object({ content: text }) }),
    z.object({
      msgtype: z.literal('markdown'),
      msgUuid,
      at,
      markdown: z.object({ title: text, text }),
    }),
    z.object({
      msgtype: z.literal('actionCard'),
      msgUuid,
      actionCard: z.object({ title: text, text, singleTitle: text, singleURL: text }),
    }),
  ])
  .transform((message): { msgUuid: string | undefined; card: Card; asked: readonly string[] } => {
    if (message.msgtype === 'actionCard') {
      const { title, text: markdown, singleTitle, singleURL } = message.actionCard;
      const card = { title, markdown, link: unwrapLink(singleURL), linkTitle: singleTitle };
      return { msgUuid: message.msgUuid, card, asked: [] };
    }
    const card =
      message.msgtype === 'text'
        ? { title: '', markdown: message.text.content, link: null, linkTitle: null }
        : markdownCard(message.markdown.title, message.markdown.text);
    return { msgUuid: message.msgUuid, card, asked: message.at.atUserIds };
  });

import { z } from 'zod';
import type { Card } from './seen.ts';
import { type Reply, refused } from './wire.ts';

/** What a phone shows of a work notice, or DingTalk's refusal of its structure or length. */
export function readNotice(msg: unknown): Card | Extract<Reply, { refusal: unknown }> {
  const parsed = noticeSchema.safeParse(msg);
  if (!parsed.success) return refused('34014', '会话消息的json结构无效或不完整');
  const isTooLong = Buffer.byteLength(JSON.stringify(msg)) > 2048 || !noticeLengths(parsed.data);
  return isTooLong ? refused('34016', '消息内容长度超过限制') : noticeCard(parsed.data);
}

/** The address a phone opens: DingTalk's own wrapping is taken off. */
export function unwrapLink(link: string): string {
  if (!(link.startsWith('dingtalk://') && URL.canParse(link))) return link;
  return new URL(link).searchParams.get('url') ?? link;
}

const text = z.string().min(1);

const noticeSchema = z.discriminatedUnion('msgtype', [
  z.object({
    msgtype: z.literal('action_card'),
    action_card: z.object({ title: text, markdown: text, single_title: text, single_url: text }),
  }),
  z.object({
    msgtype: z.literal('oa'),
    oa: z.object({
      message_url: text,
      head: z.object({ text: z.string() }),
      body: z.object({
        title: z.string().default(''),
        content: z.string().default(''),
        form: z.array(z.object({ key: z.string(), value: z.string() })).default([]),
      }),
    }),
  }),
  z.object({ msgtype: z.literal('markdown'), markdown: z.object({ title: text, text }) }),
  z.object({ msgtype: z.literal('text'), text: z.object({ content: text }) }),
  z.object({
    msgtype: z.literal('link'),
    link: z.object({ title: text, text, messageUrl: text, picUrl: text }),
  }),
]);

type Notice = z.infer<typeof noticeSchema>;

function noticeLengths(notice: Notice): boolean {
  if (notice.msgtype === 'markdown') return notice.markdown.text.length <= 5000;
  if (notice.msgtype !== 'action_card') return true;
  const { title, markdown, single_title, single_url } = notice.action_card;
  return (
    title.length <= 64 &&
    markdown.length <= 1000 &&
    single_title.length <= 20 &&
    single_url.length <= 500
  );
}

function noticeCard(notice: Notice): Card {
  switch (notice.msgtype) {
    case 'action_card': {
      const { title, markdown, single_title, single_url } = notice.action_card;
      return { title, markdown, link: unwrapLink(single_url), linkTitle: single_title };
    }
    case 'oa': {
      const { title, content, form } = notice.oa.body;
      const lines = form.map(({ key, value }) => `${key}${value}`);
      const markdown = [...lines, content].filter(Boolean).join('\n\n');
      return { title, markdown, link: unwrapLink(notice.oa.message_url), linkTitle: null };
    }
    case 'markdown':
      return {
        title: notice.markdown.title,
        markdown: notice.markdown.text,
        link: null,
        linkTitle: null,
      };
    case 'text':
      return { title: '', markdown: notice.text.content, link: null, linkTitle: null };
    case 'link': {
      const { title, text: markdown, messageUrl } = notice.link;
      return { title, markdown, link: unwrapLink(messageUrl), linkTitle: null };
    }
  }
}

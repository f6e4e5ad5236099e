import type { Logger } from 'pino';
import { type Bot, createBot } from './bot/bot.ts';
import { openInDingTalk } from './dingtalk/page-link.ts';
import type { DingTalkSide } from './dingtalk-side.ts';
import type { OfficeBooks } from './office-books.ts';

interface BotOptions {
  readonly linkFor: (path: string) => string;
  readonly log: Logger;
}

/** The robot with the office's books before it and DingTalk to answer through. */
export function openBot(
  { store, clock, calendar }: OfficeBooks,
  { dingTalk, ways: { groupConversationId } }: Pick<DingTalkSide, 'dingTalk' | 'ways'>,
  options: BotOptions,
): Bot {
  return createBot({
    ...options,
    store,
    clock: clock.now,
    calendar,
    channels: dingTalk,
    openIn: openInDingTalk,
    ...(groupConversationId === undefined ? {} : { groupConversationId }),
  });
}

import { type Chat, createBot } from '../../server/bot/bot.ts';
import { failureOf } from '../../server/dingtalk/failures.ts';
import type { Office } from './office.ts';

const GROUP = 'the-office-group';

/** What the robot has said, and where. */
export interface Said {
  readonly where: 'session' | 'person' | 'group';
  readonly to: readonly string[];
  readonly markdown: string;
}

/** The robot of an office, with the three ways it has of answering. */
export function openBot(office: Office) {
  const said: Said[] = [];
  const closed = new Set<Said['where']>();
  const complaints: object[] = [];
  let chats = 0;

  function say(where: Said['where'], to: readonly string[], markdown: string) {
    if (closed.has(where)) return { ok: false as const, failure: failureOf('sessionOver') };
    said.push({ where, to, markdown });
    return { ok: true as const, value: { receipt: '', invalid: [], throttled: [] } };
  }

  const bot = createBot({
    store: office.store,
    clock: office.now,
    calendar: () => office.calendar,
    groupConversationId: GROUP,
    channels: {
      answerInSession: async ({ mention = [], markdown }) => say('session', mention, markdown),
      sendToPeople: async ({ userIds, markdown }) => say('person', userIds, markdown),
      sendGroupMessage: async ({ markdown }) => say('group', [], markdown),
    },
    linkFor: (path) => `https://office.example/#${path}`,
    openIn: (address) => address,
    log: { warn: (fields) => void complaints.push(fields) },
  });

  async function hear(chat: Partial<Chat>): Promise<readonly Said[]> {
    chats += 1;
    const before = said.length;
    await bot.answer({
      key: `chat-${chats}`,
      conversationId: chat.inGroup ? GROUP : 'between-two',
      inGroup: false,
      senderId: null,
      text: '',
      sessionWebhook: 'https://oapi.example/robot/sendBySession?session=1',
      overQuota: false,
      ...chat,
    });
    return said.slice(before);
  }

  return {
    hear,
    complaints,
    /** One way of answering no longer works. */
    close: (where: Said['where']) => void closed.add(where),
    /** Asks one to one and gives the lines of the one answer. */
    async ask(senderId: string, text: string): Promise<readonly string[]> {
      const [answer] = await hear({ senderId, text });
      return linesOf(answer);
    },
    askInGroup: (senderId: string | null, text: string) => hear({ senderId, text, inGroup: true }),
  };
}

export function linesOf(said: Said | undefined): readonly string[] {
  return said?.markdown.split('  \n  ') ?? [];
}

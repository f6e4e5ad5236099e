import { mayEnter } from '../domain/access.ts';
import type { Calendar } from '../domain/calendar.ts';
import { officeIn, type StaffMember } from '../domain/directory.ts';
import { type OfficeId, officeOf } from '../domain/office.ts';
import { regimeInForce } from '../domain/regime-in-force.ts';
import type { Instant } from '../domain/time.ts';
import { help } from './answers/help.ts';
import { answersTo } from './answers.ts';
import { readQuestion } from './question.ts';
import { markdownOf, type Reply } from './reply.ts';
import type { BotScene, BotStore } from './scene.ts';
import { type BotChannels, createVoice } from './voice.ts';

/** Something said to the robot. */
export interface Chat {
  readonly key: string;
  readonly conversationId: string;
  readonly inGroup: boolean;
  /** Null for people outside the organisation. */
  readonly senderId: string | null;
  /** Null for pictures and recordings, and where DingTalk kept it back. */
  readonly text: string | null;
  readonly sessionWebhook: string;
  /** DingTalk kept the words back because the month's calls are used up. */
  readonly overQuota: boolean;
}

export interface BotSurroundings {
  readonly store: BotStore;
  readonly clock: () => Instant;
  readonly calendar: () => Calendar;
  /** The group that gets the daily reminder. In any other nothing of petitions is said, and where none is set in none. */
  readonly groupConversationId?: string;
  readonly channels: BotChannels;
  /** Absolute address of a page of the mini-app, from its path. */
  readonly linkFor: (path: string) => string;
  /** The address that opens such a page inside DingTalk. */
  readonly openIn: (address: string) => string;
  readonly log: { warn(fields: object, event: string): void };
}

export interface Bot {
  /** Answers once, and says in the log alone where that cannot be done. */
  answer(chat: Chat): Promise<void>;
}

/** The robot: it answers from what the asker may see, and in the group no more than the daily reminder shows. */
export function createBot(given: BotSurroundings): Bot {
  const voice = createVoice(given.channels, given);
  const written = (reply: Reply) => ({
    title: reply.title,
    markdown: markdownOf(reply, (path) => given.openIn(given.linkFor(path))),
  });
  return {
    async answer(chat) {
      const everybody = await given.store.directory();
      const person = everybody.staff.get(chat.senderId ?? '');
      if (!person || !mayEnter(person, everybody)) {
        return await voice.toStranger(chat, written(STRANGER));
      }
      const scene = await sceneOf(given, officeOf(person));
      const isOfficeGroup = chat.conversationId === given.groupConversationId;
      const { here, apart } = await replyTo(chat, isOfficeGroup, person, scene);
      const place = { ...chat, asker: person.id, isOfficeGroup };
      if (!apart) return await voice.answer(place, written(here));
      const arrived = await voice.apart(person.id, written(apart));
      await voice.answer(place, written(arrived ? here : NOT_ARRIVED));
    },
  };
}

const STRANGER: Reply = {
  title: '绿色通道',
  lines: ['本机器人只为本单位工作人员服务。如您是本单位工作人员，请联系管理员核对通讯录。'],
};
const OVER_QUOTA: Reply = {
  title: '暂时收不到文字',
  lines: ['本月钉钉消息额度已用完，机器人收不到您写的内容。请直接打开系统查看。'],
  page: { title: '打开系统', path: '/' },
};
const NO_WORDS: Reply = { title: '目前只能看懂文字', lines: help.lines };
const NOT_ARRIVED: Reply = {
  title: '未能确认已单独发给您',
  lines: [
    '涉及具体信访件的内容不在群内答复，单独发送没有得到钉钉确认。请看与机器人的单聊，没有收到的请打开系统查看。',
  ],
  page: { title: '打开系统', path: '/' },
};

async function replyTo(
  { text, overQuota, inGroup }: Chat,
  isOfficeGroup: boolean,
  person: StaffMember,
  scene: BotScene,
): Promise<{ readonly here: Reply; readonly apart?: Reply }> {
  if (overQuota) return { here: OVER_QUOTA };
  if (text === null) return { here: NO_WORDS };
  const where = inGroup ? (isOfficeGroup ? 'officeGroup' : 'otherGroup') : 'alone';
  return await answersTo(readQuestion(text), where, person, scene);
}

/** Of the asker's office and of no other. */
async function sceneOf(
  { store: whole, clock, calendar }: BotSurroundings,
  officeId: OfficeId,
): Promise<BotScene> {
  const now = clock();
  const store = whole.ofOffice(officeId);
  const [directory, regimes] = await Promise.all([store.directory(), store.regimes()]);
  const regime = regimeInForce(regimes, officeIn(directory, officeId).regimeId, now);
  return { store, now, calendar: calendar(), directory, regimes, regime };
}

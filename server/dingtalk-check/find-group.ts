import { type Frame, letPass, notTaken, takeFrame } from '../dingtalk/stream-frames.ts';
import { type Link, openLink } from '../dingtalk/stream-link.ts';
import { MINUTE } from '../domain/time.ts';
import { type Finding, fault, refusedBy, well } from './finding.ts';
import type { Surroundings } from './surroundings.ts';

const ITEM = '工作群编号';
const PATIENCE = 3 * MINUTE;

/** What the administrator is asked to do meanwhile. */
export const FIND_GROUP_HINT =
  '请在三分钟内到工作群里 @ 本应用的机器人，随便说一句话（本系统若在运行，请先停止服务）……';

/** DingTalk's console nowhere shows a group's openConversationId, but whatever is said to the robot carries it. */
export async function findGroup({
  dingTalk,
  wait,
}: Pick<Surroundings, 'dingTalk' | 'wait'>): Promise<Finding> {
  const place = await dingTalk.openStreamConnection();
  if (!place.ok) return refusedBy(ITEM, place.failure);
  let hear: (conversationId: string) => void = () => {};
  const heard = new Promise<string>((resolve) => {
    hear = resolve;
  });
  const { opened } = openLink(place.value, QUIET, {
    ...NO_EVENTS,
    onFrame: (frame, link) => void answerFrame(frame, link, hear),
  });
  const link = await opened;
  if (!link) return fault(ITEM, '长连接没有建立。', '先按“长连接”一项解决，再执行本命令。');
  const found = await Promise.race([heard, wait(PATIENCE).then(() => null)]);
  link.drop();
  return found === null
    ? fault(
        ITEM,
        '没有听到群里的消息。',
        '确认机器人已发布并加入该群、消息接收方式选了 Stream 模式，再执行一次。',
      )
    : well(ITEM, `请在 .env 中填写 DINGTALK_GROUP_CONVERSATION_ID=${found}`);
}

/** Everything else that arrives meanwhile is the office's: DingTalk is asked to bring it again later. */
async function answerFrame(
  frame: Frame,
  link: Link,
  hear: (conversationId: string) => void,
): Promise<void> {
  try {
    const reply = await takeFrame(frame, (told) => {
      if (told.kind !== 'chat' || !told.inGroup) return Promise.reject(new Error('not taken'));
      hear(told.conversationId);
      return Promise.resolve(null);
    });
    link.reply(frame, reply === 'unknown' ? letPass(frame) : reply);
  } catch {
    link.reply(frame, notTaken(frame));
  }
}

const QUIET = { elapsed: () => performance.now(), schedule: () => () => {} };

const NO_EVENTS = {
  onUnreadable: () => {},
  onEnding: () => {},
  onSilent: () => {},
  onWell: () => {},
  onClosed: () => {},
};

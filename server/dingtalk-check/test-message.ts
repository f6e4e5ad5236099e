import { dayText, exactClockTimeText, type Instant, localDayOf } from '../domain/time.ts';

/** What the named person gets, as notice, card, to-do and in the group. */
export interface TestMessage {
  readonly id: string;
  readonly userId: string;
  readonly title: string;
  readonly text: string;
}

/** Carries its moment: DingTalk shows nobody the same text twice a day. */
export function testMessage(userId: string, now: Instant): TestMessage {
  const moment = `${dayText(localDayOf(now))} ${exactClockTimeText(now)}`;
  return {
    id: `check-${now}`,
    userId,
    title: '系统接入核对',
    text: `这是一条测试消息，${moment} 由管理员发出，请点开查看，不需办理。`,
  };
}

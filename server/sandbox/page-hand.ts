import { decideRequest, openRequest, sayRequest, tapRequest } from '../contract/sandbox.ts';
import { type Answering, given, hasPhone, NO_SUCH_PERSON, reading, refused } from './page-door.ts';

/** What people do with their phones on the table. */

/** The mini-app's address, signed in as this person; a notice that was tapped is read. */
export const openApp = reading(openRequest, async (page, { taskId }, id) => {
  const { sandbox, directory } = page;
  const isLeft = (await directory()).staff.get(id)?.active === false;
  if (isLeft || !hasPhone(page, id)) return NO_SUCH_PERSON;
  const tapped = sandbox.inbox(id).find((notice) => notice.taskId === taskId);
  if (taskId !== undefined) sandbox.markRead(taskId, id);
  const code = encodeURIComponent(sandbox.issueLoginCode(id));
  return given({ url: `/as/${id}/?code=${code}#${tapped?.link?.split('#')[1] ?? '/'}` });
});

/** Presses the card's primary button; the answer says what the phone shows when none came in time. */
export const tap = reading(tapRequest, async ({ sandbox }, { outTrackId, phrase }, id) => {
  const isThere = sandbox.cards(id).some((card) => card.outTrackId === outTrackId);
  if (!isThere) return refused(404, '这张卡片不在此人的手机上。');
  const shown = await sandbox.tapCard(id, outTrackId, phrase === undefined ? {} : { phrase });
  return given(shown.answered ? {} : { problem: shown.sentence });
});

export const say = reading(sayRequest, (page, { text, where }, by) => {
  if (!hasPhone(page, by)) return NO_SUCH_PERSON;
  const { sandbox, conversationId } = page;
  sandbox.say({ by, conversationId: where === 'group' ? conversationId : null, text });
  return given();
});

/** Whoever holds the phone in his hand has seen what the robot wrote. */
export const readChat: Answering = (page, { id }) => {
  if (!hasPhone(page, id)) return NO_SUCH_PERSON;
  page.sandbox.readChat(id);
  return given();
};

export const decide = reading(decideRequest, ({ sandbox }, { instanceId, result, remark }, id) =>
  sandbox.decideApproval(id, instanceId, result, remark)
    ? given()
    : refused(409, '这项审批已不在等待此人处理。'),
);

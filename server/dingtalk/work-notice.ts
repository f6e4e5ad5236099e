import { z } from 'zod';
import type { Caller } from './caller.ts';
import { type CallOutcome, type FailureClass, failed, failureOf } from './failures.ts';
import { openInDingTalk } from './page-link.ts';

/** One text for up to 100 people: the title shows in the list of conversations, the link opens the mini-app. */
export interface WorkNotice {
  readonly userIds: readonly string[];
  /** At most 64 characters. */
  readonly title: string;
  /** At most 1000 characters. The whole notice may have 2048 bytes, about 600 Chinese characters. */
  readonly markdown: string;
  /** Absolute address of the mini-app page. */
  readonly link: string;
  /** At most 20 characters. */
  readonly linkTitle: string;
}

export interface NoticeResult {
  readonly readUserIds: readonly string[];
  readonly unreadUserIds: readonly string[];
  /** People DingTalk decided not to show it to, although the call was a success. */
  readonly refused: readonly PersonRefusal[];
  /** People whom the delivery itself failed to reach; may be sent again. */
  readonly failedUserIds: readonly string[];
}

export interface PersonRefusal {
  readonly userId: string;
  readonly code: string;
  /** `same`: this person has been shown this text today. After a call of unknown fate that proves delivery. */
  readonly class: FailureClass | 'same';
  readonly explanation: string;
}

export interface WorkNotices {
  readonly sendWorkNotice: (notice: WorkNotice) => Promise<CallOutcome<{ taskId: string }>>;
  readonly fetchNoticeResult: (taskId: string) => Promise<CallOutcome<NoticeResult>>;
}

export function connectWorkNotices(
  caller: Caller,
  { agentId: agent }: { readonly agentId: string },
): WorkNotices {
  const path = '/topapi/message/corpconversation';
  const agent_id = Number(agent);
  return {
    sendWorkNotice(notice) {
      const msg = actionCard(notice);
      const fault = faultOf(notice, msg);
      if (fault) return Promise.resolve(failed(fault));
      const body = { agent_id, userid_list: notice.userIds.join(','), msg };
      return caller.legacy(`${path}/asyncsend_v2`, { body, answer: sentAnswer, charged: true });
    },
    fetchNoticeResult(taskId) {
      const body = { agent_id, task_id: Number(taskId) };
      return caller.legacy(`${path}/getsendresult`, { body, answer: resultAnswer, charged: true });
    },
  };
}

function actionCard({ title, markdown, link, linkTitle }: WorkNotice) {
  const single_url = openInDingTalk(link);
  return {
    msgtype: 'action_card',
    action_card: { title, markdown, single_title: linkTitle, single_url },
  };
}

/** DingTalk would refuse it, cut it or show it to nobody; knowing beforehand saves a billable call. */
function faultOf({ userIds }: WorkNotice, msg: ReturnType<typeof actionCard>): string | null {
  if (userIds.length === 0) return 'noRecipients';
  if (userIds.length > 100) return 'tooManyRecipients';
  const { title, markdown, single_title, single_url } = msg.action_card;
  const fits =
    title.length <= 64 &&
    markdown.length <= 1000 &&
    single_title.length <= 20 &&
    single_url.length <= 500 &&
    Buffer.byteLength(JSON.stringify(msg)) <= 2048;
  return fits ? null : 'tooLong';
}

const sentAnswer = z
  .object({ task_id: z.coerce.string() })
  .transform(({ task_id }) => ({ taskId: task_id }));

const userIds = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);

/** Lists without an entry are left out by DingTalk. */
const resultAnswer = z
  .object({
    send_result: z.object({
      read_user_id_list: userIds,
      unread_user_id_list: userIds,
      failed_user_id_list: userIds,
      invalid_user_id_list: userIds,
      forbidden_user_id_list: userIds,
      forbidden_list: z.array(z.object({ userid: z.string(), code: z.coerce.string() })).nullish(),
    }),
  })
  .transform(({ send_result: result }): NoticeResult => {
    const reasons = new Map(result.forbidden_list?.map(({ userid, code }) => [userid, code]));
    const forbidden = new Set([...result.forbidden_user_id_list, ...reasons.keys()]);
    return {
      readUserIds: result.read_user_id_list,
      unreadUserIds: result.unread_user_id_list,
      failedUserIds: result.failed_user_id_list,
      refused: [
        ...result.invalid_user_id_list.map((userId) => refusal(userId, '33012')),
        ...[...forbidden].map((userId) => refusal(userId, reasons.get(userId) ?? 'forbidden')),
      ],
    };
  });

function refusal(userId: string, code: string): PersonRefusal {
  const known = refusals[code];
  if (known) return { userId, code, ...known };
  const { class: failureClass, explanation } = failureOf(code);
  return { userId, code, class: failureClass, explanation };
}

/** Codes that appear only in the result of a notice; the others mean what they mean in an answer. */
const refusals: Readonly<Record<string, Pick<PersonRefusal, 'class' | 'explanation'>>> = {
  143103: { class: 'soon', explanation: '一分钟内接收人过多，钉钉未送达，系统稍后补发。' },
  143104: { class: 'soon', explanation: '一分钟内接收人过多，钉钉未送达，系统稍后补发。' },
  143105: {
    class: 'person',
    explanation: '此人今日收到的工作通知已达500条上限，请改用其他方式告知。',
  },
  143106: { class: 'same', explanation: '此人今日已收到过内容相同的通知，钉钉不再重复显示。' },
  1430000: { class: 'person', explanation: '钉钉没有找到可接收的人，请核对人员的钉钉账号。' },
  forbidden: {
    class: 'person',
    explanation: '钉钉拒绝向此人推送且未说明原因，请核对其账号和应用可见范围。',
  },
};

import { z } from 'zod';
import { DAY, type Instant, localDayOf } from '../domain/time.ts';
import { readNotice } from './card.ts';
import type { SentNotice } from './known.ts';
import { remember } from './memory.ts';
import type { DeliveredNotice } from './seen.ts';
import type { SandboxState } from './state.ts';
import type { Weather } from './weather.ts';
import { type Reply, type Route, refused, type WireRequest } from './wire.ts';

const RECIPIENTS_PER_CALL = 100;
const NOTICES_PER_PERSON_AND_DAY = 500;

/** Work notices (工作通知) by user ids; sending to departments or to everyone is not offered here. */
export const workNoticeRoutes: readonly Route[] = [
  operation('asyncsend_v2', send),
  operation('getsendprogress', (state, request) => {
    const notice = noticeAsked(state, request, 'task_id');
    if (!notice) return refused('400002', '参数错误：task_id');
    return { body: { progress: { progress_in_percent: 100, status: 2 } } };
  }),
  operation('getsendresult', (state, request) => {
    const notice = noticeAsked(state, request, 'task_id');
    return notice
      ? { body: { send_result: resultOf(notice) } }
      : refused('41052', '找不到该任务的发送结果');
  }),
  operation('recall', (state, request) => {
    const notice = noticeAsked(state, request, 'msg_task_id');
    if (!notice) return refused('400002', '参数错误：msg_task_id');
    remember(state, { kind: 'recall', taskId: notice.taskId });
    return { body: {} };
  }),
];

/** What is on the person's phone, oldest first. */
export function inboxOf(state: SandboxState, userId: string): readonly DeliveredNotice[] {
  return [...state.notices.values()].flatMap(({ taskId, card, sentAt, recalled, recipients }) => {
    const recipient = recipients.get(userId);
    if (!recipient || recipient.droppedAs !== null || recalled) return [];
    return [{ taskId: String(taskId), ...card, sentAt, readAt: recipient.readAt }];
  });
}

/** The first reading counts; a notice that is not on this phone cannot be read. */
export function markRead(state: SandboxState, taskId: string, userId: string): void {
  const recipient = state.notices.get(Number(taskId))?.recipients.get(userId);
  if (!recipient || recipient.droppedAs !== null || recipient.readAt !== null) return;
  remember(state, { kind: 'read', taskId: Number(taskId), userId, at: state.clock() });
}

function operation(name: string, answer: Route['answer']): Route {
  const path = `/topapi/message/corpconversation/${name}`;
  return { method: 'POST', path, authenticated: true, billable: true, answer };
}

function send(state: SandboxState, { body, weather }: WireRequest): Reply {
  const parsed = sendSchema.safeParse(body);
  if (!parsed.success || parsed.data.agent_id !== state.credentials.agentId) {
    return refused('400002', '参数错误：agent_id、userid_list、msg');
  }
  if (parsed.data.userid_list === '') return refused('1', '参数错误：userid_list不能为空');
  const userIds = [...new Set(parsed.data.userid_list.split(','))];
  if (userIds.length > RECIPIENTS_PER_CALL)
    return refused('400002', '参数错误：userid_list最多100个');
  const card = readNotice(parsed.data.msg);
  if ('refusal' in card) return card;

  const sentAt = state.clock();
  const taskId = state.notices.size + 1;
  const content = JSON.stringify(parsed.data.msg);
  const recipients = userIds
    .filter((userId) => state.people.has(userId))
    .map(
      (userId, index) =>
        [userId, stormCode(weather, index) ?? dropCode(state, userId, content, sentAt)] as const,
    );
  const invalidUserIds = userIds.filter((userId) => !state.people.has(userId));
  remember(state, { kind: 'notice', taskId, card, sentAt, invalidUserIds, recipients, content });
  const silentlyDropped = recipients.flatMap(([userId, code]) =>
    code === null ? [] : [{ userId, code }],
  );
  return { body: { task_id: taskId }, silentlyDropped };
}

/** The limit of a person's day, or with a partial failure that of a minute for the first one. */
function stormCode(weather: Weather | null, index: number): string | null {
  if (weather === 'silentDrop') return '143105';
  return weather === 'partialFailure' && index === 0 ? '143103' : null;
}

/** Null when the person sees it, else the code of the silent drop: the same text on the same day, or the 501st. */
function dropCode(
  state: SandboxState,
  userId: string,
  content: string,
  at: Instant,
): string | null {
  const shown = state.shown.get(`${localDayOf(at)}:${userId}`);
  if (shown?.has(content)) return '143106';
  return (shown?.size ?? 0) >= NOTICES_PER_PERSON_AND_DAY ? '143105' : null;
}

/** Results are kept for 24 hours. */
function noticeAsked(state: SandboxState, { body }: WireRequest, field: string): SentNotice | null {
  if (String(body?.agent_id) !== state.credentials.agentId) return null;
  const notice = state.notices.get(Number(body?.[field]));
  return notice && state.clock() - notice.sentAt <= DAY ? notice : null;
}

/** Lists without an entry are left out, as DingTalk does. */
function resultOf({ recipients, invalidUserIds }: SentNotice): object {
  const known = [...recipients];
  const shown = known.filter(([, { droppedAs }]) => droppedAs === null);
  const dropped = known.flatMap(([userid, { droppedAs: code }]) =>
    code ? [{ userid, code, count: 1 }] : [],
  );
  const lists = {
    read_user_id_list: shown.filter(([, { readAt }]) => readAt !== null).map(([userId]) => userId),
    unread_user_id_list: shown
      .filter(([, { readAt }]) => readAt === null)
      .map(([userId]) => userId),
    invalid_user_id_list: invalidUserIds,
    forbidden_user_id_list: dropped.map(({ userid }) => userid),
    forbidden_list: dropped,
  };
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

/** A form body carries `msg` as JSON text, a JSON body as an object. */
const message = z.union([
  z.record(z.string(), z.unknown()),
  z.string().transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('msg is not JSON');
      return z.NEVER;
    }
  }),
]);

const sendSchema = z.object({
  agent_id: z.coerce.string(),
  userid_list: z.string(),
  msg: message,
});

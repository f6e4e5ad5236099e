import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DAY } from '../domain/time.ts';
import { pushEvent } from './events.ts';
import { unionIdOf } from './login.ts';
import { remember } from './memory.ts';
import { readRobotMessage, robotRefusal } from './robot-message.ts';
import type { ChatMessage } from './seen.ts';
import type { SandboxState } from './state.ts';
import { type Reply, type Route, refused, type WireRequest } from './wire.ts';

const RECIPIENTS_PER_CALL = 20;

/** The robot's conversations with single people. */
export const oneToOneRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1.0/robot/oToMessages/batchSend',
    authenticated: true,
    billable: true,
    answer: send,
  },
  {
    method: 'GET',
    path: '/v1.0/robot/oToMessages/readStatus',
    authenticated: true,
    billable: true,
    answer: readStatus,
  },
];

export function chatOf(state: SandboxState, userId: string): readonly ChatMessage[] {
  return state.chats.get(userId) ?? [];
}

/** Everything the robot wrote is read, which it is told message by message. */
export function readChat(state: SandboxState, userId: string): void {
  const unread = (state.chats.get(userId) ?? []).filter(
    ({ from, readAt }) => from === 'robot' && readAt === null,
  );
  if (unread.length === 0) return;
  remember(state, { kind: 'chatRead', userId, at: state.clock() });
  for (const { key } of unread) {
    if (key === '') continue;
    pushEvent(state, 'robot_msg_read', {
      processQueryKey: key,
      userId,
      unionId: unionIdOf(userId),
      robotCode: state.credentials.robotCode,
      operatTime: state.clock(),
    });
  }
}

/** A recipient who is unknown or gets too much is named inside the success. */
function send(state: SandboxState, { body, weather }: WireRequest): Reply {
  const refusal = robotRefusal(state, body?.robotCode);
  if (refusal) return refusal;
  const asked = z.array(z.string().min(1)).min(1).safeParse(body?.userIds);
  if (!asked.success) return refused('miss.param.userIds', '缺少userIds');
  if (asked.data.length > RECIPIENTS_PER_CALL)
    return refused('invalidParameter.userIds.tooMany', 'userIds最多20个');
  const card = readRobotMessage(body);
  if ('refusal' in card) return card;
  const known = [...new Set(asked.data)].filter((userId) => state.people.has(userId));
  const throttled = weather === 'partialFailure' ? known.slice(0, 1) : [];
  const key = randomUUID();
  const userIds = known.slice(throttled.length);
  remember(state, { kind: 'told', key, userIds, card, sentAt: state.clock() });
  return {
    body: {
      processQueryKey: key,
      invalidStaffIdList: asked.data.filter((userId) => !state.people.has(userId)),
      flowControlledStaffIdList: throttled,
    },
  };
}

function readStatus(state: SandboxState, { query }: WireRequest): Reply {
  const refusal = robotRefusal(state, query.get('robotCode'));
  if (refusal) return refusal;
  const key = query.get('processQueryKey') ?? '';
  const telling = state.tellings.get(key);
  if (key === '' || !telling || state.clock() - telling.sentAt > DAY)
    return refused('processQueryKey.expireTime', 'processQueryKey已过期');
  const messageReadInfoList = telling.userIds.map((userId) => ({
    name: state.people.get(userId)?.name ?? '',
    userId,
    readStatus: hasRead(state, userId, key) ? 'READ' : 'UNREAD',
  }));
  return { body: { sendStatus: 'SUCCESS', messageReadInfoList } };
}

function hasRead(state: SandboxState, userId: string, key: string): boolean {
  const message = state.chats.get(userId)?.find((known) => known.key === key);
  return message !== undefined && message.readAt !== null;
}

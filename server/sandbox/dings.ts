import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { remember } from './memory.ts';
import { robotRefusal } from './robot-message.ts';
import type { Ding } from './seen.ts';
import type { SandboxState } from './state.ts';
import { type Reply, type Route, refused, type WireRequest } from './wire.ts';

/** Only DINGs inside the app (应用内); by text message and telephone they cost money. */
export const dingRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1.0/robot/ding/send',
    authenticated: true,
    billable: true,
    answer: send,
  },
];

export function dingsOf(state: SandboxState, userId: string): readonly Ding[] {
  return state.dings.filter(({ userIds }) => userIds.includes(userId));
}

function send(state: SandboxState, { body, weather }: WireRequest): Reply {
  const refusal = robotRefusal(state, body?.robotCode);
  if (refusal) return refusal;
  const asked = dingSchema.safeParse(body);
  if (!asked.success) return refused('invalidParameter', '参数错误');
  const { receiverUserIdList, content } = asked.data;
  const known = receiverUserIdList.filter((userId) => state.people.has(userId));
  const userIds = weather === 'partialFailure' ? known.slice(1) : known;
  const failed = receiverUserIdList.filter((userId) => !userIds.includes(userId));
  const dingId = randomUUID();
  remember(state, { kind: 'ding', ding: { dingId, content, sentAt: state.clock(), userIds } });
  return {
    body: {
      openDingId: dingId,
      failedList: Object.fromEntries(failed.map((userId) => [userId, '发送失败'])),
    },
  };
}

const dingSchema = z.object({
  remindType: z.literal(1),
  receiverUserIdList: z.array(z.string().min(1)).min(1).max(200),
  content: z.string().min(1),
});

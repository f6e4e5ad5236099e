import { z } from 'zod';
import type { CallbackOutcome, DingTalkCallbacks } from '../app-deps.ts';
import { NOT_FOUND, NOT_FROM_DINGTALK } from '../failures.ts';
import { openRoute, type Reply, type Route, type Scene } from '../route.ts';

/** Where DingTalk posts what it has to tell us. None of them is there while it tells us by a long connection. */
export const dingTalkCallbackRoutes: readonly Route[] = [
  openRoute(
    {
      method: 'POST',
      path: '/dingtalk/callback',
      summary: '钉钉事件订阅推送（加密）',
      access: 'everyone',
      query: z.looseObject({}),
      body: z.looseObject({}),
      answer: z.looseObject({}),
    },
    ({ query, body }, scene) => answered(scene, (callbacks) => callbacks.event({ query, body })),
  ),
  openRoute(
    {
      method: 'POST',
      path: '/dingtalk/robot',
      summary: '钉钉机器人收到的消息',
      access: 'everyone',
      body: z.looseObject({}),
      answer: z.looseObject({}),
    },
    ({ header, body }, scene) => answered(scene, (callbacks) => callbacks.robot({ header, body })),
  ),
  openRoute(
    {
      method: 'POST',
      path: '/dingtalk/card',
      summary: '钉钉互动卡片的操作',
      access: 'everyone',
      body: z.looseObject({}),
      answer: z.looseObject({}),
    },
    ({ header, body }, scene) => answered(scene, (callbacks) => callbacks.card({ header, body })),
  ),
];

async function answered(
  { deps }: Scene,
  ask: (callbacks: DingTalkCallbacks) => Promise<CallbackOutcome>,
): Promise<Reply> {
  if (!deps.dingTalkCallbacks) return { failure: NOT_FOUND };
  const outcome = await ask(deps.dingTalkCallbacks);
  if ('fault' in outcome) return { failure: NOT_FROM_DINGTALK, note: { fault: outcome.fault } };
  return {
    status: 200,
    body: outcome.answer,
    ...(outcome.known ? {} : { note: { arrival: 'unknown' } }),
  };
}

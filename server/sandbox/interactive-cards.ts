import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { unwrapLink } from './card.ts';
import type { SentCard } from './known.ts';
import { remember } from './memory.ts';
import type { DeliveredCard } from './seen.ts';
import type { SandboxState } from './state.ts';
import { type Reply, type Route, refused, type WireRequest } from './wire.ts';

const path = '/v1.0/card/instances';

/** Interactive cards (互动卡片) in people's conversations with the robot; no other spaces are offered here. */
export const cardRoutes: readonly Route[] = [
  route('POST', `${path}/createAndDeliver`, deliver),
  route('PUT', path, update),
  route('POST', '/v1.0/card/callbacks/register', register),
];

export function cardsOf(state: SandboxState, userId: string): readonly DeliveredCard[] {
  return [...state.cards.values()].flatMap(({ outTrackId, sentAt, views }) => {
    const view = views.get(userId);
    if (!view) return [];
    const shown = Object.entries({ ...view.shared, ...view.personal });
    const variables = Object.fromEntries(shown.map(([name, value]) => [name, unwrapLink(value)]));
    return [{ outTrackId, variables, sentAt, updatedAt: view.updatedAt }];
  });
}

function route(method: Route['method'], address: string, answer: Route['answer']): Route {
  return { method, path: address, authenticated: true, billable: true, answer };
}

function deliver(state: SandboxState, { body, weather }: WireRequest): Reply {
  const asked = deliverySchema.safeParse(body);
  if (!asked.success) return refused('param.error', `参数错误：${faultIn(asked.error)}`);
  const card = asked.data;
  if (card.imRobotOpenDeliverModel.robotCode !== state.credentials.robotCode)
    return refused('param.robotCodeInvalid', 'robotCode与应用不匹配');
  if (card.callbackType === 'HTTP' && !state.cardRoutes.has(card.callbackRouteKey ?? ''))
    return refused('param.callbackRouteKeyNotExist', 'callbackRouteKey未注册');
  if (state.cards.has(card.outTrackId)) return refused('param.cardAlreadyExist', '卡片已存在');
  const results = card.openSpaceId.map((userId, index) => {
    const isReached = state.people.has(userId) && !(weather === 'partialFailure' && index === 0);
    return { userId, isReached };
  });
  const userIds = results.flatMap(({ userId, isReached }) => (isReached ? [userId] : []));
  remember(state, {
    kind: 'card',
    outTrackId: card.outTrackId,
    callbackType: card.callbackType ?? null,
    routeKey: card.callbackRouteKey ?? null,
    shared: card.cardData.cardParamMap,
    personal: card.privateData,
    userIds,
    at: state.clock(),
  });
  const deliverResults = results.map(({ userId, isReached }) => ({
    spaceType: 'IM_ROBOT',
    spaceId: userId,
    success: isReached,
    ...(isReached ? { carrierId: randomUUID() } : { errorMsg: '投放失败' }),
  }));
  return { body: { success: true, result: { outTrackId: card.outTrackId, deliverResults } } };
}

function update(state: SandboxState, { body }: WireRequest): Reply {
  const asked = updateSchema.safeParse(body);
  if (!asked.success) return refused('param.error', `参数错误：${faultIn(asked.error)}`);
  const { outTrackId, cardData, privateData, cardUpdateOptions } = asked.data;
  if (outTrackId === '') return refused('param.outTrackIdEmpty', 'outTrackId为空');
  if (!(cardData || privateData))
    return refused('param.cardDataAndPrivateDataBothEmpty', 'cardData与privateData不能同时为空');
  const known: SentCard | undefined = state.cards.get(outTrackId);
  if (!known) return refused('param.cardNotExist', '卡片不存在');
  if (Object.keys(privateData ?? {}).some((userId) => !state.people.has(userId)))
    return refused('param.userIdNotExist', '用户不存在');
  remember(state, {
    kind: 'cardChange',
    outTrackId,
    only: null,
    shared: cardData?.cardParamMap ?? null,
    personal: privateData ?? {},
    sharedByKey: cardUpdateOptions.updateCardDataByKey,
    personalByKey: cardUpdateOptions.updatePrivateDataByKey,
    at: state.clock(),
  });
  return { body: { success: true, result: true } };
}

function register(state: SandboxState, { body }: WireRequest): Reply {
  const asked = registrationSchema.safeParse(body);
  if (!asked.success) return refused('param.error', `参数错误：${faultIn(asked.error)}`);
  const { callbackRouteKey: routeKey, callbackUrl, apiSecret, forceUpdate } = asked.data;
  const known = state.cardRoutes.get(routeKey);
  if (known && !forceUpdate)
    return refused('param.callbackRouteKeyExist', 'callbackRouteKey已注册');
  const secret = apiSecret ?? known?.apiSecret ?? randomUUID();
  remember(state, { kind: 'cardRoute', routeKey, url: callbackUrl, apiSecret: secret });
  return { body: { success: true, result: { callbackUrl, apiSecret: secret } } };
}

function faultIn({ issues }: z.ZodError): string {
  return issues.map((issue) => issue.path.join('.')).join('、');
}

const bytes = (limit: number) =>
  z.string().refine((text) => Buffer.byteLength(text) <= limit, `over ${limit} bytes`);
const cardParamMap = z.record(bytes(100), bytes(1024));
const privateData = z
  .record(z.string(), z.object({ cardParamMap }))
  .transform((people) =>
    Object.fromEntries(
      Object.entries(people).map(([userId, given]) => [userId, given.cardParamMap] as const),
    ),
  );

/** `dtv1.card//IM_ROBOT.<userId>;IM_ROBOT.<userId>` */
const robotSpaces = z
  .string()
  .regex(/^dtv1\.card\/\/IM_ROBOT\.[^;.]+(;IM_ROBOT\.[^;.]+)*$/)
  .transform((text) =>
    text
      .slice('dtv1.card//'.length)
      .split(';')
      .map((space) => space.slice('IM_ROBOT.'.length)),
  );

const deliverySchema = z.object({
  cardTemplateId: z.string().endsWith('.schema'),
  outTrackId: z.string().min(1),
  openSpaceId: robotSpaces,
  cardData: z.object({ cardParamMap }),
  privateData: privateData.default({}),
  callbackType: z.enum(['STREAM', 'HTTP']).optional(),
  callbackRouteKey: z.string().min(1).optional(),
  userIdType: z.literal(1).default(1),
  imRobotOpenSpaceModel: z.object({ supportForward: z.boolean() }),
  imRobotOpenDeliverModel: z.object({
    spaceType: z.literal('IM_ROBOT'),
    robotCode: z.string().min(1),
  }),
});

const updateSchema = z.object({
  outTrackId: z.string().default(''),
  cardData: z.object({ cardParamMap }).optional(),
  privateData: privateData.optional(),
  cardUpdateOptions: z
    .object({
      updateCardDataByKey: z.boolean().default(false),
      updatePrivateDataByKey: z.boolean().default(false),
    })
    .default({ updateCardDataByKey: false, updatePrivateDataByKey: false }),
});

const registrationSchema = z.object({
  callbackRouteKey: z.string().min(1),
  callbackUrl: z.url(),
  apiSecret: z.string().min(1).optional(),
  forceUpdate: z.boolean().default(false),
});

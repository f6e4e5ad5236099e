import { z } from 'zod';

/** What a message of DingTalk's means to the office, or null for what it has no use for or cannot read. */
export type Told = NonNullable<
  ReturnType<typeof chatTold> | ReturnType<typeof tapTold> | ReturnType<typeof eventTold>
>;

/**
 * Takes it for good: once the promise resolves, DingTalk may forget it. For a tap on a card the answer says what the
 * card shows whoever tapped; null leaves the card as it is.
 */
export type Take = (
  told: Told,
) => Promise<{ readonly variables: Readonly<Record<string, string>> } | null>;

/** More than this of what somebody wrote to the robot is neither understood nor kept. */
const LONGEST_TEXT = 500;

/** Words for the robot. `id` stands for the message's own where DingTalk left it out. */
export function chatTold(body: unknown, id: string) {
  const read = chatSchema.safeParse(body);
  if (!read.success) return null;
  const chat = read.data;
  const words =
    chat.text?.content ?? chat.content?.richText?.map(({ text }) => text ?? '').join('');
  return {
    kind: 'chat' as const,
    // The account alone is no key: every message after the first would be taken for a repetition.
    key: `chat:${chat.robotCode || chat.chatbotUserId}:${chat.msgId || id}`,
    conversationId: chat.conversationId,
    inGroup: chat.conversationType === '2',
    senderId: chat.senderStaffId || null,
    text: words === undefined ? null : words.trim().slice(0, LONGEST_TEXT),
    sessionWebhook: chat.sessionWebhook,
    sessionUntil: chat.sessionWebhookExpiredTime,
    overQuota: chat.errorCode === QUOTA_USED_UP,
  };
}

/** A button of a card. `id` tells one tap from the next. */
export function tapTold(body: unknown, id: string) {
  const read = tapSchema.safeParse(body);
  if (!read.success) return null;
  const { outTrackId, userId, content, value } = read.data;
  const action = actionSchema.safeParse(parsed(content ?? value));
  if (!action.success) return null;
  const { actionIds, params } = action.data.cardPrivateData;
  return {
    kind: 'cardTap' as const,
    key: `card:${outTrackId}:${id}`,
    outTrackId,
    userId,
    actionId: actionIds[0],
    params: Object.fromEntries(Object.entries(params).map(([name, given]) => [name, `${given}`])),
  };
}

/** A subscribed event. `id` is DingTalk's own where it gave one. */
export function eventTold(type: string, body: unknown, id: string) {
  const key = `event:${id}`;
  const change = peopleChanges[type];
  if (change !== undefined) {
    const read = peopleSchema.safeParse(body);
    const userIds = read.success && (read.data.userId ?? read.data.UserId);
    return userIds ? { kind: 'people' as const, key, change, userIds } : null;
  }
  if (departmentEvents.has(type)) return { kind: 'departments' as const, key };
  if (type === 'bpms_instance_change') {
    const read = approvalSchema.safeParse(body);
    if (!read.success) return null;
    const { processInstanceId: instanceId, processCode, type: approvalChange } = read.data;
    return { kind: 'approval' as const, key, instanceId, processCode, change: approvalChange };
  }
  if (type === 'robot_msg_read') {
    const read = readSchema.safeParse(body);
    if (!read.success) return null;
    const { processQueryKey: receipt, userId } = read.data;
    return { kind: 'messageRead' as const, key, receipt, userId };
  }
  return null;
}

/** How a tap is answered. What is in it reaches only whoever tapped; the others' cards are updated afterwards. */
export function cardResponse(answer: Awaited<ReturnType<Take>>): object {
  if (answer === null) return {};
  return {
    cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
    cardData: { cardParamMap: answer.variables },
  };
}

/** Undefined for what is no JSON. */
export function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const QUOTA_USED_UP = 20001;

const chatSchema = z.object({
  conversationId: z.string().default(''),
  conversationType: z.coerce.string().default('1'),
  robotCode: z.string().default(''),
  chatbotUserId: z.string().default(''),
  msgId: z.string().default(''),
  senderStaffId: z.string().nullish(),
  sessionWebhook: z.string().default(''),
  sessionWebhookExpiredTime: z.coerce.number().default(0),
  errorCode: z.coerce.number().optional(),
  text: z.object({ content: z.string() }).optional().catch(undefined),
  content: z
    .object({ richText: z.array(z.object({ text: z.string().optional() })).optional() })
    .optional()
    .catch(undefined),
});

const tapSchema = z.object({
  outTrackId: z.string().min(1),
  userId: z.string().min(1),
  content: z.unknown().optional(),
  // One page of DingTalk's papers names it so.
  value: z.unknown().optional(),
});

const actionSchema = z.object({
  cardPrivateData: z.object({
    actionIds: z.tuple([z.string()], z.string()),
    params: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .nullish()
      .transform((params) => params ?? {}),
  }),
});

const peopleChanges: Readonly<Record<string, 'joined' | 'changed' | 'left'>> = {
  user_add_org: 'joined',
  user_modify_org: 'changed',
  user_leave_org: 'left',
};
const departmentEvents = new Set(['org_dept_create', 'org_dept_modify', 'org_dept_remove']);

/** Over HTTP the names of older events begin with a capital. */
const peopleSchema = z.object({
  userId: z.array(z.string()).optional(),
  UserId: z.array(z.string()).optional(),
});

const approvalSchema = z.object({
  processInstanceId: z.string().min(1),
  processCode: z.string().default(''),
  type: z.enum(['start', 'finish', 'terminate', 'delete']),
});

const readSchema = z.object({ processQueryKey: z.string().min(1), userId: z.string().min(1) });

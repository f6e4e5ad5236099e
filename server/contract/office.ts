import { z } from 'zod';
import { commandId, dayText, moment } from './field.ts';

const states = [
  'queued',
  'sending',
  'accepted',
  'delivered',
  'blocked',
  'dead',
  'expired',
  'superseded',
] as const;

/** GET /api/messages */
export const messageQuery = z.strictObject({
  state: z.enum(states, { error: `state 只能是 ${states.join('、')} 之一。` }).optional(),
  /** To this person. */
  staffId: z.string().max(64).optional(),
  /** The petition's whole number. */
  number: z.string().max(60).optional(),
  day: dayText.optional(),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'cursor 应为上一页给出的 nextCursor。')
    .optional(),
  limit: z.coerce
    .number({ error: 'limit 应为1至100的整数。' })
    .int('limit 应为1至100的整数。')
    .min(1, 'limit 应为1至100的整数。')
    .max(100, 'limit 应为1至100的整数。')
    .default(50),
});

export const loggedMessage = z
  .object({
    id: z.int(),
    petitionId: z.string().optional(),
    petitionNumber: z.string().optional(),
    /** Names, or 工作群. */
    to: z.string(),
    title: z.string(),
    text: z.string(),
    state: z.enum(states),
    stateText: z.string(),
    reason: z.string().optional(),
    reasonText: z.string().optional(),
    /** It has not reached somebody and may be sent again. */
    mayResend: z.boolean(),
    attempts: z.int(),
    /** 钉钉审批, where the signature was asked for by one: how it stands or ended. */
    approvalText: z.string().optional(),
    at: moment,
    recipients: z.array(
      z.object({
        name: z.string(),
        state: z.enum(['pending', 'delivered', 'read', 'blocked']),
        stateText: z.string(),
        reason: z.string().optional(),
        reasonText: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'LoggedMessage', description: '一条通知及其送达情况' });

export const messageList = z
  .object({ now: moment, items: z.array(loggedMessage), nextCursor: z.string().optional() })
  .meta({ id: 'MessageList', description: '通知记录，最新的在前' });

/** POST /api/messages/:id/resend */
export const resendParams = z.strictObject({
  id: z
    .string()
    .regex(/^\d{1,15}$/, '编号应为数字。')
    .transform(Number),
});
export const resendBody = z.strictObject({ commandId });
export const resent = z
  .object({ id: z.int() })
  .meta({ id: 'Resent', description: '重发的通知编号' });

/** GET /api/budget: what the month's notices have cost of the organisation's calls. */
export const budgetView = z
  .object({
    now: moment,
    month: z.string().meta({ example: '2026-09' }),
    limit: z.int(),
    used: z.int(),
    /** `thrifty` and `scarce`: something is gone without, see `savings`. */
    level: z.enum(['ample', 'thrifty', 'scarce']),
    /** What DingTalk is not called for at present, in Chinese. */
    savings: z.array(z.string()),
    /** At the pace of the days so far. */
    forecast: z.int(),
    dayOfMonth: z.int(),
    daysInMonth: z.int(),
    /** This month and the five before it. */
    months: z.array(z.object({ month: z.string(), used: z.int() })),
    calls: z.array(
      z.object({ api: z.string(), title: z.string(), billable: z.boolean(), calls: z.int() }),
    ),
  })
  .meta({ id: 'Budget', description: '本月钉钉接口调用额度' });

/** GET /api/unseen: dispatches that have been urged and that neither liaison has looked at. */
export const unseenList = z
  .object({
    now: moment,
    items: z.array(
      z.object({
        petitionId: z.string(),
        number: z.string(),
        unitName: z.string(),
        toldText: z.string().meta({ description: '通知发出的时间' }),
        /** Whom to telephone. */
        people: z.array(z.object({ name: z.string(), title: z.string() })),
        urgedText: z.string().meta({ description: '已用过的提醒方式' }),
      }),
    ),
  })
  .meta({ id: 'UnseenList', description: '无人查看的交办' });

/** GET /healthz. Details are told on the machine itself only. */
export const healthView = z
  .object({
    status: z.enum(['ok', 'degraded', 'failing']),
    notes: z.array(z.string()),
    latestTickAt: moment.nullable().optional(),
    oldestQueuedAt: moment.nullable().optional(),
  })
  .meta({ id: 'Health', description: '运行状况' });

export type LoggedMessageView = z.infer<typeof loggedMessage>;
export type MessageListView = z.infer<typeof messageList>;
export type BudgetView = z.infer<typeof budgetView>;
export type UnseenListView = z.infer<typeof unseenList>;
export type HealthView = z.infer<typeof healthView>;

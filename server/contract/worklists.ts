import { z } from 'zod';
import { moment } from './field.ts';
import { ledgerRow } from './ledger.ts';

/** Without a year a worklist holds what is open; with one, everything of that year, whatever has become of it. */
export const worklistQuery = z.strictObject({
  year: z.coerce
    .number({ error: 'year 应为年份。' })
    .int()
    .min(2018, 'year 应为2018至2040的年份。')
    .max(2040, 'year 应为2018至2040的年份。')
    .optional()
    .meta({ description: '登记簿的年份；不填则为现在待办的' }),
});

/** 退单：one request to give a petition back. */
export const returnRow = z
  .object({
    key: z.string(),
    petition: ledgerRow,
    unitName: z.string(),
    by: z.string(),
    at: moment,
    basisText: z.string(),
    detail: z.string(),
    proposed: z.string().optional(),
    late: z.boolean(),
    /** Working time left of the window when it was asked for, or how far past it. */
    windowText: z.string(),
    lateReason: z.string().optional(),
    officeOpinion: z.string().optional(),
    evidence: z.int(),
    /** Which return of the petition this is, from 1. */
    time: z.int(),
    state: z.enum(['pending', 'upheld', 'rejected']),
    settledBy: z.string().optional(),
    settledAt: moment.optional(),
    /** A named leader ruled, and the unit may not return it again. */
    binding: z.boolean(),
  })
  .meta({ id: 'ReturnRow', description: '退单' });

export const returnList = z
  .object({
    now: moment,
    items: z.array(returnRow),
    /** Per unit that asked; the shares are of what has been settled, null while nothing has. */
    lines: z.array(
      z.object({
        unitName: z.string(),
        asked: z.int(),
        late: z.int(),
        pending: z.int(),
        upheld: z.int(),
        rejected: z.int(),
        upheldPercent: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: 'ReturnList', description: '退单裁定与退单登记簿' });

/** 回访：a petition to be followed up, or that was. */
export const followUpRow = z
  .object({
    key: z.string(),
    petition: ledgerRow,
    state: z.enum(['overdue', 'today', 'coming', 'dissatisfied', 'unrated', 'done']),
    concludedAt: moment.optional(),
    dueAt: moment.optional(),
    dueText: z.string().optional(),
    /** Attempts at which nobody was reached, of so many that are made. */
    unreached: z.int(),
    attempts: z.int(),
    /** The last visit or call, if any. */
    last: z
      .object({
        at: moment,
        by: z.string(),
        outcomeText: z.string(),
        methodText: z.string().optional(),
        comment: z.string().optional(),
        ratingPrompted: z.boolean(),
      })
      .optional(),
  })
  .meta({ id: 'FollowUpRow', description: '回访' });

export const followUpList = z
  .object({ now: moment, items: z.array(followUpRow) })
  .meta({ id: 'FollowUpList', description: '回访与评价' });

/** 信访事项联系函 */
export const letterRow = z
  .object({
    key: z.string(),
    petition: ledgerRow,
    number: z.string(),
    addressee: z.string(),
    matter: z.string(),
    request: z.string(),
    sentAt: moment,
    sentBy: z.string(),
    reply: z.object({ at: moment, summary: z.string() }).optional(),
    /** Natural days from sending until the reply, or until now. */
    daysWaiting: z.int(),
  })
  .meta({ id: 'LetterRow', description: '信访事项联系函' });

export const letterList = z
  .object({ now: moment, items: z.array(letterRow) })
  .meta({ id: 'LetterList', description: '联系函登记簿' });

/** 会商 */
export const consultationRow = z
  .object({
    key: z.string(),
    petition: ledgerRow,
    reason: z.string(),
    openedAt: moment,
    openedBy: z.string().optional(),
    decision: z.string().optional(),
    concludedAt: moment.optional(),
    /** Who carries the decision out, until when. */
    owner: z.string().optional(),
    due: z.object({ text: z.string(), overdue: z.boolean() }).optional(),
  })
  .meta({ id: 'ConsultationRow', description: '会商' });

export const consultationList = z
  .object({ now: moment, items: z.array(consultationRow) })
  .meta({ id: 'ConsultationList', description: '疑难信访会商' });

/** 督查督办 */
export const supervisionRow = z
  .object({
    key: z.string(),
    petition: ledgerRow,
    number: z.string(),
    reason: z.string(),
    openedAt: moment,
    openedBy: z.string(),
    dueText: z.string().optional(),
    overdue: z.boolean(),
    /** Natural days to the day it is due, negative when past; absent without one and once closed. */
    daysLeft: z.int().optional(),
    outcome: z.string().optional(),
    closedAt: moment.optional(),
  })
  .meta({ id: 'SupervisionRow', description: '督查督办' });

export const supervisionList = z
  .object({ now: moment, items: z.array(supervisionRow) })
  .meta({ id: 'SupervisionList', description: '督查督办' });

/** 接访：one visit of one group of people. */
export const visitRow = z
  .object({
    key: z.string(),
    petition: ledgerRow,
    /** 镜访[年]号; an accusation has none. */
    visitNumber: z.string().optional(),
    peopleCount: z.int(),
    representatives: z.int().optional(),
    /** Sitting in the reception room now. */
    inRoom: z.int(),
    today: z.boolean(),
    /** How far it has come; `later`: answered, followed up, or taken into another flow. */
    step: z.enum(['arrived', 'reception', 'opinions', 'later', 'ended']),
    /** 到市信访部门等五种情形 */
    branch: z.string().optional(),
    principalNeeded: z.boolean(),
    overrideReason: z.string().optional(),
    /** Who was told to come, and whether the notice has reached them. Empty for those who may not see notices. */
    notified: z.array(z.object({ to: z.string(), stateText: z.string() })),
  })
  .meta({ id: 'VisitRow', description: '接访' });

export const visitList = z
  .object({
    now: moment,
    items: z.array(visitRow),
    /** The flow in which visits are registered. */
    flow: z.string().optional(),
    room: z
      .object({
        /** People in the room now. */
        present: z.int(),
        /** 一般不超过 */
        limit: z.int(),
        source: z.string(),
      })
      .optional(),
    branches: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        receiver: z.string(),
        source: z.string(),
      }),
    ),
  })
  .meta({ id: 'VisitList', description: '现场接访' });

export type WorklistQuery = z.output<typeof worklistQuery>;
export type ReturnRow = z.infer<typeof returnRow>;
export type ReturnList = z.infer<typeof returnList>;
export type FollowUpRow = z.infer<typeof followUpRow>;
export type FollowUpList = z.infer<typeof followUpList>;
export type LetterRow = z.infer<typeof letterRow>;
export type LetterList = z.infer<typeof letterList>;
export type ConsultationRow = z.infer<typeof consultationRow>;
export type ConsultationList = z.infer<typeof consultationList>;
export type SupervisionRow = z.infer<typeof supervisionRow>;
export type SupervisionList = z.infer<typeof supervisionList>;
export type VisitRow = z.infer<typeof visitRow>;
export type VisitList = z.infer<typeof visitList>;

import { z } from 'zod';
import { commandId, moment, text } from './field.ts';

const day = z
  .string({ error: '请填写日期。' })
  .regex(/^\d{4}-\d{2}-\d{2}$/, '日期格式应为 2026-01-04。');
const dateInYear = z
  .string({ error: '请填写月日。' })
  .regex(/^\d{2}-\d{2}$/, '月日格式应为 07-01。');
const clockTime = z
  .string({ error: '请填写时刻。' })
  .regex(/^(?:[01]\d|2[0-4]):[0-5]\d$/, '时刻格式应为 08:30。');

/** As a notice is pasted: the same shape as the files of `db/seed/calendars`. */
const calendarChange = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('holidays'),
    year: z
      .int('年份应为整数。')
      .min(2018, '年份不在日历范围内。')
      .max(2040, '年份不在日历范围内。'),
    notice: z.strictObject({
      number: text('文号', 2, 60),
      title: text('通知标题', 2, 120),
      issuedOn: day,
    }),
    holidays: z
      .array(
        z.strictObject({
          name: text('节日名称', 1, 20),
          from: day,
          to: day,
          makeUpDays: z.array(day).max(10),
        }),
      )
      .min(1, '请至少填写一个节日。')
      .max(30),
  }),
  z.strictObject({
    kind: z.literal('officeHours'),
    title: text('名称', 2, 40),
    effectiveFrom: day,
    seasons: z
      .array(
        z.strictObject({
          from: dateInYear,
          to: dateInYear,
          intervals: z
            .array(z.tuple([clockTime, clockTime]))
            .min(1)
            .max(4),
        }),
      )
      .min(1, '请至少填写一个季节。')
      .max(6),
  }),
]);

export const calendarQuery = z.strictObject({
  year: z.coerce
    .number({ error: '年份应为整数。' })
    .int('年份应为整数。')
    .min(2018, '年份不在日历范围内。')
    .max(2040, '年份不在日历范围内。')
    .optional(),
  /** The calendar as it was known on this day. */
  asKnownOn: day.optional(),
});

/** GET /api/calendar */
export const calendarView = z
  .object({
    now: moment,
    today: z.string(),
    year: z.int(),
    years: z.array(z.object({ year: z.int(), loaded: z.boolean() })),
    asKnownOn: z.string().optional(),
    /** Every day of the year, from 1 January. */
    days: z.array(
      z.object({
        day: z.string(),
        /** 0 is Sunday. */
        weekday: z.int(),
        kind: z.enum(['workingDay', 'makeUpDay', 'weekend', 'holiday']),
        holiday: z.string().optional(),
        provisional: z.boolean(),
        /** `08:30–12:00、14:00–17:30`; absent on rest days. */
        hours: z.string().optional(),
      }),
    ),
    notices: z.array(
      z.object({
        number: z.string(),
        title: z.string(),
        issuedOn: z.string(),
        knownFrom: z.string(),
        holidays: z.array(
          z.object({
            name: z.string(),
            from: z.string(),
            to: z.string(),
            makeUpDays: z.array(z.string()),
          }),
        ),
      }),
    ),
    officeHours: z.array(
      z.object({
        title: z.string(),
        effectiveFrom: z.string(),
        knownFrom: z.string().optional(),
        inForce: z.boolean(),
        seasons: z.array(
          z.object({ from: z.string(), to: z.string(), intervals: z.array(z.array(z.string())) }),
        ),
      }),
    ),
    /** What the office has changed itself, newest first. */
    changes: z.array(
      z.object({
        id: z.int(),
        title: z.string(),
        at: moment,
        name: z.string(),
        reason: z.string(),
        handwriting: z.string().optional(),
      }),
    ),
    /** From November on next year's arrangement is due. */
    warning: z.string().optional(),
    mayChange: z.boolean(),
  })
  .meta({ id: 'Calendar', description: '工作日历' });

/** POST /api/calendar/preview: writes nothing. */
export const calendarPreviewBody = z.strictObject({ change: calendarChange });

const moved = z.object({
  petitionId: z.string(),
  number: z.string(),
  stageTitle: z.string(),
  clockTitle: z.string(),
  from: moment,
  to: moment,
  fromText: z.string(),
  toText: z.string(),
  /** 延后2个工作日 … */
  difference: z.string(),
  effect: z.enum(['becomesLate', 'becomesInTime', 'later', 'earlier', 'settled']),
  effectText: z.string(),
});

export const calendarPreview = z
  .object({
    /** To be sent back with the signature: what was shown is what is signed. */
    digest: z.string(),
    /** Days whose kind changes, in words. */
    days: z.array(z.string()),
    petitions: z.int(),
    moves: z.array(moved),
  })
  .meta({ id: 'CalendarPreview', description: '启用后将变动的时限；预览不写入任何内容' });

/** POST /api/calendar/changes */
export const calendarChangeBody = z.strictObject({
  commandId,
  change: calendarChange,
  digest: z.string().max(128),
  reason: text('启用理由', 2, 200),
  handwriting: text('手写签名', 20, 200_000).regex(
    /^[MLCQZ0-9 .,-]+$/i,
    '手写签名数据格式不正确。',
  ),
});

export const calendarChanged = z
  .object({ id: z.int() })
  .meta({ id: 'CalendarChanged', description: '已启用；预览列出的时限已写入各件' });

export type CalendarView = z.infer<typeof calendarView>;
export type CalendarChangeView = z.infer<typeof calendarChange>;
export type CalendarPreviewView = z.infer<typeof calendarPreview>;
export type CalendarChangeBody = z.input<typeof calendarChangeBody>;

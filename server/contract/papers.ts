import { z } from 'zod';
import { identifier, moment } from './field.ts';

export const paperView = z
  .object({
    form: z.string(),
    /** Which of several letters or rounds, from 1. */
    instance: z.int(),
    title: z.string(),
    source: z.string(),
    /** Why it cannot be printed yet; absent when it can. */
    notYet: z.string().optional(),
    printed: z.object({ at: moment, by: z.string() }).optional(),
    /** Whether a signed scan of this form is on the file. */
    scans: z.array(z.object({ id: z.string(), name: z.string(), at: moment })),
  })
  .meta({ id: 'Paper', description: '表单或文书' });

export const paperList = z
  .object({
    now: moment,
    items: z.array(paperView),
    /** Why this person may print none of them; absent for those who may. */
    mayNotPrint: z.string().optional(),
    /** The whole file of an ended petition can be fetched as one archive. */
    mayArchive: z.boolean(),
  })
  .meta({ id: 'PaperList', description: '本件可打印的表单和文书' });

const count = z.coerce.number({ error: '应为正整数。' }).int('应为正整数。').min(1, '应为正整数。');

/** GET …/papers/:form */
export const paperQuery = z.strictObject({
  instance: count.max(99).default(1).meta({ description: '同类文书的第几份' }),
  version: count
    .max(100_000)
    .exactOptional()
    .meta({ description: '按信访件的第几版打印；不填为现在' }),
});

/** GET /api/papers/verify */
export const paperCheckQuery = z.strictObject({
  number: z.string({ error: '请填写件号。' }).trim().min(1, '请填写件号。').max(40),
  form: identifier.exactOptional().meta({ description: '表单；不填为逐一核对' }),
  code: z.string({ error: '请填写验证码。' }).trim().min(1, '请填写验证码。').max(20),
});

export const paperCheck = z
  .object({
    /** `current`: says what the file says now; `earlier`: it did at that version; `none`: not printed from it. */
    outcome: z.enum(['current', 'earlier', 'none']),
    text: z.string(),
    /** Which paper of which version, and since when the file had said so; absent for `none`. */
    found: z
      .object({
        /** One of the two: what it is a paper of. */
        petitionId: z.string().optional(),
        noticeId: z.string().optional(),
        title: z.string(),
        version: z.int(),
        at: moment,
      })
      .optional(),
  })
  .meta({ id: 'PaperCheck', description: '验证码核对结果' });

export type PaperView = z.infer<typeof paperView>;
export type PaperCheck = z.infer<typeof paperCheck>;
export type PaperList = z.infer<typeof paperList>;

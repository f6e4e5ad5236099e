import { z } from 'zod';
import { identifier, text } from './field.ts';

const proof = {
  number: text('件号', 4, 40),
  phoneEnd: z.string().regex(/^\d{4}$/, '请填写登记时所留电话的后四位数字。'),
};

/** POST /api/query: the petitioner's own look-up. */
export const queryBody = z.strictObject(proof).meta({
  id: 'QueryBody',
  description: '信访人凭件号和电话后四位查询',
});

/** POST /api/query/rating */
export const ratingBody = z.strictObject({ ...proof, rating: identifier }).meta({
  id: 'RatingBody',
  description: '信访人评价，一件一次',
});

const choices = z.array(z.object({ id: z.string(), title: z.string() }));

/** States and days only; null says no more than that nothing was found. */
export const queryAnswer = z
  .object({
    petition: z
      .object({
        number: z.string(),
        regimeTitle: z.string(),
        stageTitle: z.string(),
        ended: z.boolean(),
        /** What has been reached, in order: `登记`, `2026年3月16日`. */
        days: z.array(z.object({ label: z.string(), day: z.string() })),
        rating: z
          .object({
            title: z.string(),
            /** Empty where it can no longer, or not yet, be given. */
            choices,
            given: z.string().optional(),
          })
          .optional(),
      })
      .nullable(),
  })
  .meta({ id: 'QueryAnswer', description: '查询结果；没有查到时为空' });

export type QueryBody = z.infer<typeof queryBody>;
export type RatingBody = z.infer<typeof ratingBody>;
export type QueryAnswer = z.infer<typeof queryAnswer>;

import { z } from 'zod';
import { text } from './field.ts';

/** GET /api/specimen */
export const specimenView = z
  .object({
    /** SVG path data; null when none is kept. */
    handwriting: z.string().nullable(),
  })
  .meta({ id: 'Specimen', description: '本人的签名留样' });

/** POST /api/specimen */
export const specimenBody = z
  .strictObject({
    handwriting: text('手写签名', 20, 200_000).regex(
      /^[MLCQZ0-9 .,-]+$/i,
      '手写签名数据格式不正确。',
    ),
    /** That the person has read what the signature will stand for. */
    confirmed: z.literal(true, { error: '请先阅读说明并勾选确认。' }),
  })
  .meta({ id: 'SpecimenBody', description: '留存签名' });

export type SpecimenView = z.infer<typeof specimenView>;
export type SpecimenBody = z.input<typeof specimenBody>;

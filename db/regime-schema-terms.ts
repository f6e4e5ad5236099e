import { z } from 'zod';
import type { PostId } from '../server/domain/directory.ts';
import type { Choice, Dispatch, Post, Terms } from '../server/domain/regime.ts';

const text = z.string().trim().min(1);
const id = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
/** Short, and without what would end or break the sentence it stands in. */
const noun = z.string().regex(/^[^\s{}。；，：]{2,16}$/, '应为2至16字的名词。');

export const terms: z.ZodType<Terms> = z.strictObject({
  office: noun,
  unit: noun,
  handlingUnit: noun,
  matter: noun,
  recipient: noun,
  leaders: noun,
  superior: noun,
  platform: noun,
});

export const posts: z.ZodType<Readonly<Record<PostId, Post>>> = z.record(
  id,
  z.strictObject({
    title: text,
    vital: z.literal(true).exactOptional(),
    outside: z.literal(true).exactOptional(),
  }),
);

export const dispatch: z.ZodType<Dispatch> = z.strictObject({
  to: z.array(id).min(1),
  least: z.int().min(1),
  opinionTitle: text.exactOptional(),
  source: text,
});

export const choices: z.ZodType<readonly Choice[]> = z.array(
  z.strictObject({
    id: text,
    question: text,
    choice: text,
    reason: text,
    sets: z.array(text).min(1).exactOptional(),
  }),
);

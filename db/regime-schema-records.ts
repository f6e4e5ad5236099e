import { z } from 'zod';
import type { RecordField, RecordForm } from '../server/domain/record.ts';

const text = z.string().trim().min(1);
const id = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const appealType = z.enum(['suggestion', 'accusation', 'appeal', 'inquiry', 'other']);
const options = z
  .array(z.strictObject({ id, title: text, appealType: appealType.exactOptional() }))
  .min(1);
const positive = z.int().min(1);

const common = {
  id,
  title: text,
  optional: z.literal(true).exactOptional(),
  hint: text.exactOptional(),
  when: z.strictObject({ field: id, is: z.array(text).min(1) }).exactOptional(),
};

/** One question, of a petition's record or of the office's own. */
export const recordField: z.ZodType<RecordField> = z.discriminatedUnion('control', [
  z.strictObject({
    ...common,
    control: z.literal('text'),
    minimum: positive.exactOptional(),
    maximum: positive.max(5000).exactOptional(),
  }),
  z.strictObject({ ...common, control: z.literal('choice'), options }),
  z.strictObject({ ...common, control: z.literal('choices'), options }),
  z.strictObject({ ...common, control: z.literal('yesNo') }),
  z.strictObject({ ...common, control: z.literal('tick') }),
  z.strictObject({
    ...common,
    control: z.literal('day'),
    future: z.literal(true).exactOptional(),
  }),
  z.strictObject({
    ...common,
    control: z.literal('number'),
    minimum: z.int().min(0),
    maximum: positive,
  }),
  z.strictObject({ ...common, control: z.literal('person') }),
  z.strictObject({ ...common, control: z.literal('people'), least: positive.exactOptional() }),
]);

/** The records of a regime file, by id. What the shape cannot say, `lintRecords` does. */
export const recordForms: z.ZodType<Readonly<Record<string, RecordForm>>> = z.record(
  id,
  z.strictObject({
    title: text,
    fields: z.array(recordField).min(1),
    source: text,
    perRound: z.literal(true).exactOptional(),
  }),
);

import { z } from 'zod';
import type { Guard } from '../server/domain/guard.ts';
import type { OfficePaperRule } from '../server/domain/office-paper.ts';
import type { PaperField, PaperRules, PaperTick } from '../server/domain/paper.ts';
import { paperFields, paperTicks } from '../server/domain/paper-vocabulary.ts';

const text = z.string().min(1);
const millimetres = z.int().min(1).max(260);
const some = <Item extends z.ZodType>(item: Item) => z.array(item).min(1);
const field: z.ZodType<PaperField> = z.enum(paperFields);
const tick: z.ZodType<PaperTick> = z.enum(paperTicks);

/** The shape of an office's papers; whether the tables close and the places exist is asked by `lintRegime`. */
export function paperRulesSchema(guard: z.ZodType<Guard>): z.ZodType<PaperRules> {
  return z.strictObject({
    office: text,
    notices: z.record(z.string(), officePaper).exactOptional(),
    sheets: z.record(
      z.string(),
      z.strictObject({
        flows: some(z.string()).exactOptional(),
        when: some(guard).exactOptional(),
        needs: some(field).exactOptional(),
        each: z.enum(['verification', 'letter', 'supervision', 'extension']).exactOptional(),
        notYet: text,
        blocks: some(z.union([line, table])),
      }),
    ),
  });
}

const officePaper: z.ZodType<OfficePaperRule> = z.strictObject({
  title: text,
  source: text,
  from: z.enum(['drafted', 'issued', 'explained', 'outcome']),
  notYet: text,
  blocks: some(
    z.union([
      z.strictObject({
        as: z.enum(['title', 'line', 'addressee', 'heading', 'body', 'closing', 'note']),
        text,
        only: text.exactOptional(),
      }),
      z.strictObject({ list: z.enum(['counted', 'answers', 'outcome']) }),
    ]),
  ),
});

const line = z.strictObject({
  as: z.enum(['title', 'line', 'addressee', 'heading', 'body', 'closing', 'note']),
  only: tick.exactOptional(),
  answered: z
    .strictObject({ record: z.string(), field: z.string(), is: some(text) })
    .exactOptional(),
  repeat: z.literal('items').exactOptional(),
  text,
});

const cell = z.strictObject({
  width: millimetres,
  down: z.int().min(2).exactOptional(),
  label: z.literal(true).exactOptional(),
  vertical: z.literal(true).exactOptional(),
  text: some(text),
  foot: some(text).exactOptional(),
});

const table = z.strictObject({
  rows: some(
    z.strictObject({
      height: millimetres,
      repeat: z.literal('items').exactOptional(),
      cells: z.array(cell),
    }),
  ),
});

import { z } from 'zod';
import type { DeadlineRule } from '../server/domain/deadline-rule.ts';
import type { QualityGate, SanctionRules } from '../server/domain/sanctions/rules.ts';
import { recordField } from './regime-schema-records.ts';

const text = z.string().trim().min(1);
const id = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const positive = z.int().min(1);
const some = <Item extends z.ZodType>(item: Item) => z.array(item).min(1);

const limit: z.ZodType<DeadlineRule> = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('work_days'), amount: positive }),
  z.strictObject({
    unit: z.literal('natural_days'),
    amount: positive,
    roll: z.enum(['next', 'none']),
  }),
  z.strictObject({ unit: z.literal('weeks'), amount: positive, roll: z.enum(['next', 'none']) }),
]);

const ladder = z.strictObject({
  title: text,
  window: z.enum(['month', 'quarter', 'half', 'year']),
  choice: text.exactOptional(),
  source: text,
  steps: some(
    z.strictObject({
      id,
      at: positive,
      title: text,
      signedBy: some(id),
      tells: z.array(id),
      papers: some(id),
      owes: z
        .strictObject({
          title: text,
          by: some(id),
          dueIn: limit.exactOptional(),
          choice: text.exactOptional(),
          paper: id.exactOptional(),
        })
        .exactOptional(),
      source: text,
    }),
  ),
  objection: z.strictObject({
    by: some(id),
    within: limit,
    decidedBy: some(id),
    choice: text.exactOptional(),
    source: text,
  }),
});

const measure = z.strictObject({
  title: text,
  source: text,
  draftedBy: some(id),
  signedBy: some(id),
  tells: some(id).exactOptional(),
  addressee: text.exactOptional(),
  takes: some(id).exactOptional(),
  fields: z.array(recordField),
  petition: z.enum(['required', 'optional']).exactOptional(),
  unit: z.enum(['required', 'optional']).exactOptional(),
  due: id.exactOptional(),
  papers: z.array(id),
  outcome: z
    .strictObject({ title: text, by: some(id), fields: some(recordField), source: text })
    .exactOptional(),
});

/** The consequences of lateness and failure in a regime file. What the shape cannot say, `lintSanctions` does. */
export const sanctionRules: z.ZodType<SanctionRules> = z.strictObject({
  title: text,
  source: text,
  keptBy: some(id),
  ladder: ladder.exactOptional(),
  measures: z.record(id, measure).exactOptional(),
});

export const qualityGate: z.ZodType<QualityGate> = z.strictObject({
  times: z.int().min(0),
  listedFor: some(id),
  choice: text.exactOptional(),
  source: text,
});

import { z } from 'zod';
import type {
  ClockRule,
  CountedLimit,
  Extension,
  Limit,
  Measure,
  SuperiorRules,
} from '../server/domain/clock-rule.ts';
import type { Guard } from '../server/domain/guard.ts';

const text = z.string().trim().min(1);
const id = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const some = <Item extends z.ZodType>(item: Item) => z.array(item).min(1);
const positive = z.int().min(1);

const roll = z.enum(['next', 'none']);
const counted = [
  z.strictObject({ unit: z.literal('work_hours'), amount: positive }),
  z.strictObject({ unit: z.literal('work_days'), amount: positive }),
  z.strictObject({ unit: z.literal('natural_days'), amount: positive, roll }),
  z.strictObject({ unit: z.literal('weeks'), amount: positive, roll }),
  z.strictObject({ unit: z.literal('months'), amount: positive, roll }),
  z.strictObject({ unit: z.literal('same_day') }),
] as const;
const reading: z.ZodType<CountedLimit> = z.discriminatedUnion('unit', counted);
const limit: z.ZodType<Limit> = z.discriminatedUnion('unit', [
  ...counted,
  z.strictObject({ unit: z.literal('unspecified'), amount: positive, reading, choice: text }),
  z.strictObject({ unit: z.literal('external'), from: z.enum(['registration', 'act']) }),
  z.strictObject({ unit: z.literal('before_clock'), clock: id, workDays: positive }),
]);

/** The lint says which part of a clause is missing, in the words of the office. */
const clause = z.strictObject({
  document: z.string(),
  article: z.string(),
  quote: z.string(),
});

const warnings = z.array(
  z.strictObject({
    side: z.enum(['before', 'after']),
    unit: z.enum(['work_hours', 'work_days', 'natural_days']),
    amount: z.int().min(0),
    template: id,
    to: some(id),
  }),
);

const startsAt = z.union([z.enum(['now', 'received']), z.strictObject({ record: id, field: id })]);

const measures: z.ZodType<Readonly<Record<string, Measure>>> = z.record(
  id,
  z.strictObject({ title: text, from: id, to: id, clause }),
);

const extension: z.ZodType<Extension> = z.strictObject({
  unit: z.enum(['natural_days', 'work_days']),
  maximum: positive,
  counts: z.enum(['added', 'total']),
  source: text,
});

/** What a regulation says about time: its clocks, measures and extensions, and what its superior's clocks become. */
export function clockSchemas(guard: z.ZodType<Guard>) {
  const when = some(guard).exactOptional();
  const triggers = z.array(z.strictObject({ milestone: id, when }));
  const clocks: z.ZodType<Readonly<Record<string, ClockRule>>> = z.record(
    id,
    z.strictObject({
      title: text,
      scope: z.enum(['petition', 'assignment']),
      limits: z.array(z.strictObject({ when, limit })),
      startsOn: triggers,
      startsAt: startsAt.exactOptional(),
      stopsOn: triggers,
      responsible: z.array(id),
      warnings,
      clause,
      explicit: z.boolean(),
      countsOverdue: z.boolean(),
      closesReturnWindow: z.literal(true).exactOptional(),
      extendable: z.literal(true).exactOptional(),
      note: text.exactOptional(),
    }),
  );
  const superior: z.ZodType<SuperiorRules> = z.strictObject({
    clocks: z.record(
      id,
      z.discriminatedUnion('as', [
        z.strictObject({
          as: z.literal('lent'),
          startsOn: triggers,
          stopsOn: triggers,
          responsible: some(id),
          warnings,
        }),
        z.strictObject({ as: z.literal('answered'), by: id }),
        z.strictObject({ as: z.literal('notApplicable'), reason: text }),
      ]),
    ),
    conflicts: z.array(
      z.strictObject({
        id,
        ours: clause,
        theirs: clause,
        prevails: z.enum(['superior', 'ours']),
        reason: text,
      }),
    ),
  });
  return { clocks, measures, extension, superior };
}

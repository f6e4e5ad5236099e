import { z } from 'zod';
import type { DutyRule } from '../server/domain/duties.ts';
import { annexIds, assessmentColumns, type ReportRules } from '../server/domain/figures/rules.ts';
import type { Guard } from '../server/domain/guard.ts';
import { type ReadingRules, readingModes } from '../server/domain/reading-modes.ts';
import { templateIds } from '../server/domain/wording.ts';
import { recordField } from './regime-schema-records.ts';

const text = z.string().trim().min(1);
const id = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const some = <Item extends z.ZodType>(item: Item) => z.array(item).min(1);
const positive = z.int().min(1);
const unsigned = z.int().min(0);
const period = z.enum(['day', 'month', 'quarter', 'half', 'year']);

/** What the office itself does under a regime: reports, duties, readings. What the shape cannot say, the linter does. */
export function officeWorkSchemas(guard: z.ZodType<Guard>) {
  return { reports: some(reportSchema(guard)), duties, readings: readingsSchema(guard) };
}

function reportSchema(guard: z.ZodType<Guard>): z.ZodType<ReportRules> {
  return z.strictObject({
    id,
    period,
    title: z.string().regex(/\{period\}/),
    source: text,
    inNameOf: text.exactOptional(),
    to: some(id),
    notice: z.enum(templateIds).exactOptional(),
    quiet: z.literal(true).exactOptional(),
    confidentialTo: z.array(id),
    signedBy: z.array(id),
    due: z.strictObject({
      workingDay: positive,
      time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    }),
    groupVisitPeople: positive,
    conclusionClock: id.exactOptional(),
    followUpClock: id.exactOptional(),
    timeliness: z.array(z.strictObject({ id, title: text, clock: id })),
    counts: some(
      z.strictObject({
        id,
        title: text,
        of: z.enum(['registered', 'concluded', 'open']),
        when: z.array(guard),
        share: text.exactOptional(),
      }),
    ).exactOptional(),
    labels: z.record(z.string(), text).exactOptional(),
    cluster: z.strictObject({ petitions: z.int().min(2), source: text }).exactOptional(),
    sweep: z.strictObject({ naturalDays: positive, source: text }).exactOptional(),
    assessment: z
      .strictObject({
        source: text,
        by: some(id),
        groups: some(z.strictObject({ title: text, columns: some(z.enum(assessmentColumns)) })),
      })
      .exactOptional(),
    sections: some(
      z.strictObject({
        heading: text,
        lines: some(text).exactOptional(),
        advice: z.enum(['problems', 'suggestions']).exactOptional(),
      }),
    ),
    annexes: z.array(z.strictObject({ id: z.enum(annexIds), title: text })),
  });
}

const duties: z.ZodType<Readonly<Record<string, DutyRule>>> = z.record(
  id,
  z.strictObject({
    title: text,
    every: period.exclude(['day']).exactOptional(),
    by: id,
    due: z
      .union([z.strictObject({ workingDay: unsigned }), z.strictObject({ naturalDay: unsigned })])
      .exactOptional(),
    least: positive.exactOptional(),
    form: z.array(recordField),
    doneBy: z.enum(readingModes).exactOptional(),
    source: text,
  }),
);

function readingsSchema(guard: z.ZodType<Guard>): z.ZodType<ReadingRules> {
  return z.strictObject({
    modes: z.partialRecord(
      z.enum(readingModes),
      z.strictObject({
        title: text,
        source: text.exactOptional(),
        period: period.exactOptional(),
        gathers: some(guard).exactOptional(),
      }),
    ),
    readers: some(id),
    confidentialTo: some(id).exactOptional(),
    source: text,
  });
}

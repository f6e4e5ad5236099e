import { z } from 'zod';
import type { ReportRules } from '../server/domain/figures/rules.ts';
import { type Guard, recordAsked } from '../server/domain/guard.ts';
import type { ReceptionRules } from '../server/domain/reception.ts';
import type { Act, Limit, Regime } from '../server/domain/regime.ts';
import { actKinds, guardNames } from '../server/domain/regime-vocabulary.ts';
import { paperRulesSchema } from './regime-schema-papers.ts';
import { recordForms } from './regime-schema-records.ts';

const text = z.string().trim().min(1);
/** camelCase: ids turn up in addresses and column values. */
const id = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const some = <Item extends z.ZodType>(item: Item) => z.array(item).min(1);
const positive = z.int().min(1);

const guard: z.ZodType<Guard> = z.union([
  z.enum([...guardNames, ...guardNames.map((name) => `!${name}` as const)]),
  z.custom<Guard>(
    (value) => typeof value === 'string' && recordAsked(value.replace(/^!/, '')) !== null,
    '不认识的条件。',
  ),
]);
const when = some(guard).exactOptional();

const role = z.strictObject({
  title: text,
  binding: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('office') }),
    z.strictObject({
      kind: z.literal('unit'),
      post: z.enum(['liaisonA', 'liaisonB', 'head', 'leader']),
    }),
    z.strictObject({ kind: z.literal('caseworker') }),
    z.strictObject({ kind: z.literal('named'), record: id, field: id }),
    z.strictObject({ kind: z.literal('external') }),
  ]),
  substitute: id.exactOptional(),
  administers: z.literal(true).exactOptional(),
  audits: z.literal(true).exactOptional(),
  exactlyOne: z.literal(true).exactOptional(),
});

const act = z.strictObject({
  kind: z.enum(actKinds),
  title: text,
  by: z.array(z.strictObject({ role: id, when })),
  when,
  to: z.union([id, z.array(z.strictObject({ when, stage: id }))]),
  signs: id.exactOptional(),
  voids: some(id).exactOptional(),
  marks: some(id).exactOptional(),
  tells: some(
    z.strictObject({
      template: id,
      to: some(id),
      when,
      exceptActor: z.literal(true).exactOptional(),
      of: z.literal('before').exactOptional(),
    }),
  ).exactOptional(),
  binds: z.literal(true).exactOptional(),
  needs: some(z.strictObject({ guard, when })).exactOptional(),
  scanOf: id.exactOptional(),
  records: id.exactOptional(),
  apartFrom: some(id).exactOptional(),
  requiresNote: z.literal(true).exactOptional(),
  phrases: some(text).exactOptional(),
  aside: z.literal(true).exactOptional(),
  source: text.exactOptional(),
}) satisfies z.ZodType<Act>;

const limit: z.ZodType<Limit> = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('work_hours'), amount: positive }),
  z.strictObject({ unit: z.literal('work_days'), amount: positive }),
  z.strictObject({
    unit: z.literal('natural_days'),
    amount: positive,
    roll: z.enum(['next', 'none']),
  }),
  z.strictObject({ unit: z.literal('same_day') }),
  z.strictObject({ unit: z.literal('external'), from: z.enum(['registration', 'act']) }),
  z.strictObject({ unit: z.literal('before_clock'), clock: id, workDays: positive }),
]);

const clock = z.strictObject({
  title: text,
  scope: z.enum(['petition', 'assignment']),
  limits: z.array(z.strictObject({ when, limit })),
  startsOn: z.array(z.strictObject({ milestone: id, when })),
  stopsOn: z.array(z.strictObject({ milestone: id, when })),
  responsible: z.array(id),
  warnings: z.array(
    z.strictObject({
      side: z.enum(['before', 'after']),
      unit: z.enum(['work_hours', 'work_days', 'natural_days']),
      amount: z.int().min(0),
      template: id,
      to: some(id),
    }),
  ),
  clause: z.strictObject({ document: z.string(), article: z.string(), quote: z.string() }),
  explicit: z.boolean(),
  countsOverdue: z.boolean(),
  closesReturnWindow: z.literal(true).exactOptional(),
  extendable: z.literal(true).exactOptional(),
  note: text.exactOptional(),
});

const paperRules = paperRulesSchema(guard);

const titled = z.strictObject({ title: text });

const reports: z.ZodType<ReportRules> = z.strictObject({
  title: z.string().regex(/\{period\}/),
  source: text,
  to: some(id),
  confidentialTo: z.array(id),
  signedBy: some(id),
  due: z.strictObject({
    workingDay: positive,
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  }),
  groupVisitPeople: positive,
  conclusionClock: id,
  followUpClock: id,
  timeliness: some(z.strictObject({ id, title: text, clock: id })),
  cluster: z.strictObject({ petitions: z.int().min(2), source: text }),
  sweep: z.strictObject({ naturalDays: positive, source: text }),
  sections: some(
    z.strictObject({
      heading: text,
      lines: some(text).exactOptional(),
      advice: z.enum(['problems', 'suggestions']).exactOptional(),
    }),
  ),
  annexes: z.array(
    z.strictObject({ id: z.enum(['overdue', 'repeated', 'consultations']), title: text }),
  ),
});

const reception: z.ZodType<ReceptionRules> = z.strictObject({
  roomPeople: positive,
  source: text,
  inRoom: some(id),
  branches: some(
    z.strictObject({
      id,
      title: text,
      venue: z.enum(['office', 'cityBureau', 'cityLeader']),
      nature: z.enum(['technical', 'major', 'general']).exactOptional(),
      receiver: text,
      unitName: text.exactOptional(),
      byLeader: z.literal(true).exactOptional(),
      source: text,
    }),
  ),
});

/** The shape of a regime file. What the shape cannot say, `lintRegime` does. */
export const regimeSchema: z.ZodType<Regime> = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  version: positive,
  title: text,
  documentNumber: text,
  issuer: text,
  effectiveFrom: z.iso.date(),
  extends: z.string().exactOptional(),
  roles: z.record(id, role),
  flows: z.record(
    id,
    z.strictObject({ title: text, start: id, source: text, marks: z.array(id), series: id }),
  ),
  stages: z.record(
    id,
    z.strictObject({
      title: text,
      flow: id,
      node: id.exactOptional(),
      end: z.literal(true).exactOptional(),
      source: text,
      acts: z.record(id, act),
    }),
  ),
  standingActs: z.record(
    id,
    act.extend({
      during: z.union([z.literal('open'), some(id)]),
      awaited: z.literal(true).exactOptional(),
    }),
  ),
  clocks: z.record(id, clock),
  nodes: z.record(id, titled),
  signatureSlots: z.record(id, titled),
  numbers: z.record(
    id,
    z.strictObject({
      title: text,
      pattern: z.string().regex(/^[^{}]*\{year\}[^{}]*\{number(:[1-9])?\}[^{}]*$/),
    }),
  ),
  forms: z.record(
    id,
    z.strictObject({ title: text, source: text, handSigned: z.literal(true).exactOptional() }),
  ),
  papers: paperRules.exactOptional(),
  records: recordForms.exactOptional(),
  satisfaction: z.strictObject({ source: text }),
  closingChecklist: z.array(z.strictObject({ id, title: text })),
  followUpAttempts: positive,
  followUpScript: z.array(text).exactOptional(),
  extension: z.strictObject({ maximumDays: positive, source: text }),
  reception: reception.exactOptional(),
  reports: reports.exactOptional(),
  choices: z.array(z.strictObject({ id: text, question: text, choice: text, reason: text })),
});

import { z } from 'zod';
import { elapsedAsked, type Guard, recordAsked } from '../server/domain/guard.ts';
import type { ReceptionRules } from '../server/domain/reception.ts';
import type { Act, Regime } from '../server/domain/regime.ts';
import { actKinds, guardNames } from '../server/domain/regime-vocabulary.ts';
import { clockSchemas } from './regime-schema-clocks.ts';
import { officeWorkSchemas } from './regime-schema-office.ts';
import { paperRulesSchema } from './regime-schema-papers.ts';
import { recordForms } from './regime-schema-records.ts';
import {
  actAsks,
  archiveSchema,
  querySchema,
  registrationSchema,
} from './regime-schema-registration.ts';
import { qualityGate, sanctionRules } from './regime-schema-sanctions.ts';
import { choices, dispatch, posts, terms } from './regime-schema-terms.ts';

const text = z.string().trim().min(1);
/** camelCase: ids turn up in addresses and column values. */
const id = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const some = <Item extends z.ZodType>(item: Item) => z.array(item).min(1);
const positive = z.int().min(1);

const guard: z.ZodType<Guard> = z.union([
  z.enum([...guardNames, ...guardNames.map((name) => `!${name}` as const)]),
  z.custom<Guard>(
    (value) => typeof value === 'string' && isAboutFile(value.replace(/^!/, '')),
    '不认识的条件。',
  ),
]);
const when = some(guard).exactOptional();

function isAboutFile(guard: string): boolean {
  return recordAsked(guard) !== null || elapsedAsked(guard) !== null;
}

const role = z.strictObject({
  title: text,
  binding: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('office') }),
    z.strictObject({ kind: z.literal('unit'), post: id }),
    z.strictObject({ kind: z.literal('caseworker') }),
    z.strictObject({
      kind: z.literal('named'),
      record: id,
      field: id,
      changedBy: id.exactOptional(),
    }),
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
  ...actAsks,
  phrases: some(text).exactOptional(),
  aside: z.literal(true).exactOptional(),
  source: text.exactOptional(),
}) satisfies z.ZodType<Act>;

const { clocks, measures, extension, superior } = clockSchemas(guard);

const paperRules = paperRulesSchema(guard);

const titled = z.strictObject({ title: text });

const officeWork = officeWorkSchemas(guard);

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
  superior: superior.exactOptional(),
  supersedes: some(text).exactOptional(),
  interpretedBy: text.exactOptional(),
  appliesTo: text.exactOptional(),
  terms,
  posts: posts.exactOptional(),
  dispatch: dispatch.exactOptional(),
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
      untimed: text.exactOptional(),
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
  clocks,
  measures: measures.exactOptional(),
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
  registration: registrationSchema().exactOptional(),
  archive: archiveSchema(guard).exactOptional(),
  query: querySchema(guard).exactOptional(),
  satisfaction: z.strictObject({ source: text }),
  closingChecklist: z.array(z.strictObject({ id, title: text })),
  followUpAttempts: positive,
  followUpScript: z.array(text).exactOptional(),
  extension: extension.exactOptional(),
  reception: reception.exactOptional(),
  reports: officeWork.reports.exactOptional(),
  sanctions: sanctionRules.exactOptional(),
  qualityGate: qualityGate.exactOptional(),
  duties: officeWork.duties.exactOptional(),
  readings: officeWork.readings.exactOptional(),
  choices,
});

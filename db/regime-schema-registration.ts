import { z } from 'zod';
import type { ArchivePiece, ArchiveRules } from '../server/domain/archive-pieces.ts';
import { type Guard, type RecordGuard, recordAsked } from '../server/domain/guard.ts';
import type { PetitionChannel } from '../server/domain/petition-kinds.ts';
import type { QueryRules } from '../server/domain/query-rules.ts';
import type { RegistrationRules } from '../server/domain/registration-rules.ts';

const text = z.string().trim().min(1);
const id = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const positive = z.int().min(1);
const some = <Item extends z.ZodType>(item: Item) => z.array(item).min(1);
const channels = [
  'letter',
  'visit',
  'call',
  'online',
  'agent',
  'email',
  'fax',
] as const satisfies readonly PetitionChannel[];

/** A condition that only a record answers, so that a list may be put in order by it. */
const answered = z.string().refine((value): value is RecordGuard => recordAsked(value) !== null, {
  error: '只能按登记记录的回答判断，如 answered:registration.urgent=yes',
}) as unknown as z.ZodType<RecordGuard>;

/** How an office registers. */
export function registrationSchema(): z.ZodType<RegistrationRules> {
  return z.strictObject({
    channels: some(z.strictObject({ id: z.enum(channels), title: text })),
    sources: z.strictObject({ superior: text, own: text }),
    superiorNeeds: z.array(z.enum(['platformNumber', 'externalDueAt'])),
    representatives: z.strictObject({ most: positive, source: text }).exactOptional(),
    urgent: answered.exactOptional(),
  });
}

/** What a closed file has to hold. */
export function archiveSchema(guard: z.ZodType<Guard>): z.ZodType<ArchiveRules> {
  const piece: z.ZodType<ArchivePiece> = z.strictObject({
    title: text,
    when: some(guard).exactOptional(),
    paper: id.exactOptional(),
    scan: id.exactOptional(),
    attached: z.enum(['evidence', 'material', 'signedForm', 'other']).exactOptional(),
    record: id.exactOptional(),
    holds: some(guard).exactOptional(),
  });
  return z.strictObject({ pieces: some(piece), to: text.exactOptional(), source: text });
}

/** What a petitioner may find out and say without a login. */
export function querySchema(guard: z.ZodType<Guard>): z.ZodType<QueryRules> {
  return z.strictObject({
    source: text,
    rating: z
      .strictObject({ record: id, field: id, when: some(guard).exactOptional() })
      .exactOptional(),
  });
}

/** What an act may say beyond its kind of what is asked in its form. */
export const actAsks = {
  asks: some(z.enum(['instruction', 'items', 'scan'])).exactOptional(),
  items: z
    .strictObject({
      outcomes: some(
        z.strictObject({ id, title: text, needsReason: z.literal(true).exactOptional() }),
      ),
    })
    .exactOptional(),
};

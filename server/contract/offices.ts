import { z } from 'zod';
import { text } from './field.ts';

const regulation = z.object({
  id: z.string(),
  version: z.int(),
  title: z.string(),
  documentNumber: z.string(),
  issuer: z.string(),
  /** `YYYY-MM-DD`. */
  effectiveFrom: z.string(),
  supersedes: z.array(z.string()),
  appliesTo: z.string().optional(),
  interpretedBy: z.string().optional(),
});

/** GET /api/administration/offices */
export const officesView = z
  .object({
    /** Of the directory: what a change is seen against. */
    version: z.int(),
    offices: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        active: z.boolean(),
        /** The viewer's own, which alone he may change. */
        own: z.boolean(),
        regulation,
      }),
    ),
    /** What the own office could register by. */
    regulations: z.array(regulation),
  })
  .meta({ id: 'Offices', description: '各机构及其现行登记制度' });

/** POST /api/administration/offices/regulation */
export const regulationChangeBody = z.strictObject({
  seenVersion: z.int(),
  regimeId: z.string().regex(/^[a-z][a-z0-9_]{1,63}$/, '制度编号只含小写字母、数字和下划线。'),
  reason: text('变更理由', 2, 200),
  /** Says what would change and changes nothing. */
  check: z.boolean(),
});

export type OfficesView = z.infer<typeof officesView>;
export type RegulationView = z.infer<typeof regulation>;
export type RegulationChangeBody = z.input<typeof regulationChangeBody>;

import { z } from 'zod';

const clause = z.object({ document: z.string(), article: z.string(), quote: z.string() });

const act = z.object({
  title: z.string(),
  /** Titles of the roles, with the condition under which each may act. */
  by: z.string(),
  /** Titles of the stages it can lead to; empty where it changes none. */
  leadsTo: z.array(z.string()),
  /** Not the expected next step. */
  aside: z.boolean(),
  /** The record written with it, by its title. */
  records: z.string().optional(),
  source: z.string().optional(),
});

const stage = z.object({
  id: z.string(),
  title: z.string(),
  ends: z.boolean(),
  source: z.string(),
  acts: z.array(act),
});

/** GET /api/regulation */
export const regulationView = z
  .object({
    id: z.string(),
    version: z.int(),
    title: z.string(),
    documentNumber: z.string(),
    issuer: z.string(),
    effectiveText: z.string(),
    superior: z.string().optional(),
    supersedes: z.array(z.string()),
    interpretedBy: z.string().optional(),
    appliesTo: z.string().optional(),
    dispatchText: z.string().optional(),
    dispatchSource: z.string().optional(),
    roles: z.array(
      z.object({ title: z.string(), held: z.string(), substitute: z.string().optional() }),
    ),
    flows: z.array(z.object({ title: z.string(), source: z.string(), stages: z.array(stage) })),
    standing: z.array(act),
    clocks: z.array(
      z.object({
        title: z.string(),
        limits: z.array(z.string()),
        responsible: z.string(),
        clause,
        /** False: the text gives no number and the office has set it. */
        explicit: z.boolean(),
        lentBy: z.string().optional(),
        /** What the superior regulation says of the same matter; the stricter counts. */
        superiors: z.array(z.object({ title: z.string(), limits: z.array(z.string()), clause })),
        note: z.string().optional(),
      }),
    ),
    /** Speed asked for without a number: measured only. */
    measures: z.array(z.object({ title: z.string(), clause })),
    extension: z.object({ text: z.string(), source: z.string() }).optional(),
    choices: z.array(
      z.object({
        id: z.string(),
        question: z.string(),
        choice: z.string(),
        reason: z.string(),
        /** What it sets, by the title of the thing. */
        sets: z.array(z.string()),
      }),
    ),
    conflicts: z.array(
      z.object({ ours: clause, theirs: clause, prevails: z.string(), reason: z.string() }),
    ),
    /** Every regulation and version there is here. */
    others: z.array(z.object({ id: z.string(), version: z.int(), title: z.string() })),
  })
  .meta({ id: 'Regulation', description: '一部制度：环节、时限、选择、与上位规定的关系' });

export const regulationQuery = z.strictObject({
  /** The one in force for whoever asks unless told. */
  id: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,63}$/, '制度编号不正确。')
    .optional(),
  version: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, '版次应为数字。')
    .transform(Number)
    .optional(),
});

export type RegulationView = z.infer<typeof regulationView>;
export type RegulationAct = z.infer<typeof act>;
export type RegulationClause = z.infer<typeof clause>;

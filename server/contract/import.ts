import { z } from 'zod';
import { identifier, moment } from './field.ts';
import { type ImportColumn, type ImportField, importFields } from './import-fields.ts';

/** A ledger larger than this is divided by its owner: everything in it is looked at before anything is registered. */
export const MOST_IMPORT_BYTES = 20 * 1024 * 1024;
export const MOST_IMPORT_ROWS = 20_000;

const field = z.union(
  [
    z.enum(importFields as readonly [ImportField, ...ImportField[]]),
    z.templateLiteral(['answers.', z.string().regex(/^[A-Za-z0-9]{1,60}$/)]),
  ],
  { error: '没有这样的栏目。' },
) satisfies z.ZodType<ImportColumn>;

export const importParams = z.strictObject({ id: identifier });

/** POST /api/imports, with the workbook itself as the body. */
export const importUploadQuery = z.strictObject({
  name: z
    .string({ error: '缺少文件名。' })
    .trim()
    .min(1, '缺少文件名。')
    .max(200, '文件名过长。')
    .meta({ description: '文件名，显示用' }),
});

const column = z.object({
  /** `A`, `B` … as the spreadsheet calls it. */
  letter: z.string(),
  header: z.string(),
  /** Null: the column is left out. */
  field: field.nullable(),
  samples: z.array(z.string()),
});

/** What holds for rows whose cell is empty or whose column is missing; empty: nothing does. */
const defaults = z.strictObject({
  flow: z.string().max(40),
  source: z.enum(['', 'superior', 'own']),
  channel: z.enum(['', 'letter', 'visit', 'call', 'online', 'agent', 'email', 'fax']),
  appealType: z.enum(['', 'suggestion', 'appeal', 'inquiry', 'other']),
  category: z.string().trim().max(30, '内容分类不得超过30个字。'),
});

/** POST /api/imports/:id/columns: what the columns mean, in their order, and what holds where nothing is written. */
export const importColumnsBody = z
  .strictObject({ fields: z.array(field.nullable()).max(100), defaults })
  .superRefine(({ fields }, context) => {
    const named = fields.filter((each) => each !== null);
    if (new Set(named).size < named.length) {
      const message = '同一栏目只能对应一列，请检查各列的对应关系。';
      context.addIssue({ code: 'custom', path: ['fields'], message });
    }
  })
  .meta({ id: 'ImportColumns', description: '台账各列的含义' });

export const importOutcomes = ['ready', 'faulty', 'known', 'registered', 'refused'] as const;

/** GET /api/imports/:id */
export const importQuery = z.strictObject({
  show: z
    .enum(importOutcomes, { error: `show 只能是 ${importOutcomes.join('、')} 之一。` })
    .optional(),
  after: z.coerce
    .number({ error: 'after 应为行号。' })
    .int('after 应为行号。')
    .min(0, 'after 应为行号。')
    .max(10_000_000, 'after 应为行号。')
    .default(0),
});

const importRow = z.object({
  /** As the spreadsheet numbers its rows. */
  row: z.int(),
  outcome: z.enum(importOutcomes),
  /** Short, for recognising the row. */
  title: z.string(),
  /** Where known or registered, and where the person may see it. */
  petition: z.object({ id: z.string(), number: z.string() }).optional(),
  /** Already past its external deadline when registered now. */
  late: z.boolean(),
  faults: z.array(
    z.object({
      /** Absent where the fault is of no single column. */
      letter: z.string().optional(),
      column: z.string().optional(),
      message: z.string(),
    }),
  ),
});

const importSummary = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['preview', 'running', 'cancelled', 'done']),
  createdAt: moment,
  counts: z.record(z.enum(importOutcomes), z.int()),
});

export const importView = importSummary
  .extend({
    sheet: z.string(),
    headerRow: z.int(),
    columns: z.array(column),
    /** What the office's regulation asks for besides, in the order of its form. */
    answers: z.array(z.object({ field, title: z.string() })),
    defaults,
    /** How many of those ready are past their external deadline already. */
    late: z.int(),
    rows: z.array(importRow),
    /** The `after` of the next rows of the same kind; absent at the end. */
    next: z.int().optional(),
  })
  .meta({ id: 'Import', description: '一次台账导入：各列含义、逐行情况与进度' });

export const importAnswer = z
  .object({ now: moment, import: importView })
  .meta({ id: 'ImportAnswer' });

export const importList = z
  .object({ now: moment, items: z.array(importSummary) })
  .meta({ id: 'ImportList', description: '本人的台账导入，最新的在前' });

export type ImportColumns = z.infer<typeof importColumnsBody>;
export type ImportOutcome = (typeof importOutcomes)[number];
export type ImportView = z.infer<typeof importView>;
export type ImportSummary = z.infer<typeof importSummary>;

import { z } from 'zod';
import { dayText, identifier, moment, text } from './field.ts';
import { ledgerColumnIds } from './ledger-columns.ts';

/** GET /api/ledger, and what a saved filter keeps of it. Fields that are given narrow; several values of one widen. */
export const ledgerFilter = z.strictObject({
  scope: z
    .enum(['open', 'ended', 'all'], { error: 'scope 只能是 open、ended 或 all。' })
    .default('open'),
  text: z.string().trim().max(100, '检索词不得超过100个字。').optional().meta({
    description:
      '全文检索：标题、诉求、调查情况、答复、件号、分类、单位；信访机构人员和领导还可用完整姓名、电话、身份证号',
  }),
  number: z.string().trim().max(64).optional().meta({ description: '件号或上级编号的开头' }),
  flow: many(),
  stage: many(),
  node: many(),
  unit: many(),
  caseworker: many(),
  category: many(),
  appealType: many(['suggestion', 'accusation', 'appeal', 'inquiry', 'other']),
  source: many(['superior', 'own']),
  channel: many(['letter', 'visit', 'call', 'online', 'agent', 'email', 'fax']),
  receivedFrom: dayText.optional(),
  receivedTo: dayText.optional().meta({ format: 'date', description: '含当日' }),
  registeredFrom: dayText.optional(),
  registeredTo: dayText.optional().meta({ format: 'date', description: '含当日' }),
  concludedFrom: dayText.optional(),
  concludedTo: dayText.optional().meta({ format: 'date', description: '含当日' }),
  dueBy: dayText.optional().meta({ format: 'date', description: '期限在当日或之前届满' }),
  dueWithin: z.coerce
    .number({ error: 'dueWithin 应为0至60的整数。' })
    .int()
    .min(0)
    .max(60, 'dueWithin 应为0至60的整数。')
    .optional()
    .meta({ description: '期限在几个工作日内届满、尚未届满的；0 为今日' }),
  overdue: yesOrNo(),
  repeated: yesOrNo(),
  /** 五人以上 */
  group: yesOrNo(),
  outcome: many([
    'satisfied',
    'basicallySatisfied',
    'dissatisfied',
    'unreachable',
    'notPossible',
    'unrated',
  ]),
  /** Ever asked to be returned (退单). */
  returned: yesOrNo(),
  extended: yesOrNo(),
  /** Being verified now (核实). */
  inVerification: yesOrNo(),
  /** Ever supervised (督办). */
  supervised: yesOrNo(),
  /** Flagged for the weekly consultation (周会商). */
  consultation: yesOrNo(),
  sort: z.enum(['due', 'registered', 'received', 'number']).optional().meta({
    description: '默认：在办件按期限，其余按登记时间',
  }),
  order: z
    .enum(['asc', 'desc'])
    .optional()
    .meta({ description: '默认：期限由近及远，其余由新到旧' }),
});

export const ledgerQuery = ledgerFilter.extend({
  /** Of the first row wanted among all that match, from 0; for a table that is scrolled anywhere. */
  offset: z.coerce.number().int().min(0).max(100_000_000).default(0),
  /** `nextCursor` of the page before; goes on exactly behind it whatever has changed meanwhile. `offset` is then unused. */
  cursor: z.string().max(80).optional(),
  limit: z.coerce
    .number({ error: 'limit 应为1至200的整数。' })
    .int()
    .min(1)
    .max(200, 'limit 应为1至200的整数。')
    .default(100),
});

export const ledgerRow = z
  .object({
    id: z.string(),
    number: z.string(),
    visitNumber: z.string().optional(),
    platformNumber: z.string().optional(),
    stage: z.string(),
    stageTitle: z.string(),
    node: z.string().optional(),
    nodeTitle: z.string().optional(),
    ended: z.boolean(),
    title: z.string(),
    category: z.string(),
    appealText: z.string(),
    sourceText: z.string(),
    channelText: z.string(),
    confidential: z.boolean(),
    peopleCount: z.int(),
    unitName: z.string().optional(),
    caseworkerName: z.string().optional(),
    receivedAt: moment,
    registeredAt: moment,
    concludedAt: moment.optional(),
    /** The running deadline that the order follows. */
    due: z
      .object({
        title: z.string(),
        dueAt: moment,
        dueText: z.string(),
        overdue: z.boolean(),
        provisional: z.boolean(),
        /** Working time left, negative when over, as of the answer. */
        remainingWorkingMs: z.int(),
        remainingText: z.string(),
      })
      .optional(),
    waitingFor: z.array(z.string()),
    outcome: z.string().optional(),
    outcomeText: z.string().optional(),
    returns: z.int(),
    flags: z.object({
      overdue: z.boolean(),
      repeated: z.boolean(),
      group: z.boolean(),
      extended: z.boolean(),
      inVerification: z.boolean(),
      supervised: z.boolean(),
      consultation: z.boolean(),
      provisional: z.boolean(),
      /** 急事急办 */
      urgent: z.boolean(),
    }),
  })
  .meta({ id: 'LedgerRow', description: '清单中的一行' });

const facet = z.array(z.object({ id: z.string(), title: z.string(), count: z.int() }));

export const ledgerPage = z
  .object({
    now: moment,
    items: z.array(ledgerRow),
    /** Of all that match. */
    total: z.int(),
    /** Of the first item. */
    offset: z.int(),
    nextCursor: z.string().optional(),
    /** How many there would be of each, the other filters unchanged. */
    facets: z.object({
      stage: facet,
      node: facet,
      unit: facet,
      category: facet,
      /** How many of the matches are overdue. */
      overdue: z.int(),
    }),
    /** Petitions whose latest change the text search does not yet know; 0 when no text was asked for. */
    searchBehind: z.int(),
  })
  .meta({ id: 'LedgerPage', description: '清单的一页' });

/** GET /api/ledger.xlsx: what is filtered, every row of it, in the columns chosen. */
export const ledgerExportQuery = ledgerFilter.extend({
  columns: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => (Array.isArray(given) ? given : given.split(',')))
    .pipe(
      z
        .array(z.enum(ledgerColumnIds, { error: '没有这一列。' }))
        .min(1)
        .max(60),
    )
    .optional()
    .meta({ description: '列，以逗号分隔，依此顺序' }),
  withPersonalData: z.enum(['true', 'false']).optional(),
  reason: text('导出信访人信息的原因', 4, 200).optional(),
});

/** POST /api/petitions/similar */
export const similarBody = z
  .strictObject({
    petitioner: z
      .strictObject({
        name: z.string().trim().max(60).optional(),
        phone: z.string().trim().max(30).optional(),
        idNumber: z.string().trim().max(18).optional(),
      })
      .optional(),
    title: z.string().trim().max(100).default(''),
    body: z.string().trim().max(10_000).default(''),
  })
  .meta({ id: 'SimilarBody', description: '查找同一信访人的件和相似的件' });

export const similarList = z
  .object({
    now: moment,
    items: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        title: z.string(),
        category: z.string(),
        stageTitle: z.string(),
        ended: z.boolean(),
        unitName: z.string().optional(),
        registeredAt: moment,
        /** `刘*` */
        petitionerName: z.string(),
        /** What the petitioners have in common; empty: similar in its text only. */
        samePetitioner: z.array(z.enum(['name', 'phone', 'idNumber'])),
        /** Of the texts, 0–100. */
        similarity: z.int(),
      }),
    ),
  })
  .meta({ id: 'SimilarList', description: '同类件、重复件线索，最相近的在前' });

/** What the desk keeps in the address, as it is; the server reads it anew with `ledgerFilter` when it is used. */
const keptQuery = z
  .record(z.string().max(40), z.union([z.string().max(200), z.array(z.string().max(200)).max(60)]))
  .refine((query) => ledgerFilter.safeParse(query).success, '筛选条件不正确。')
  .meta({ description: '清单筛选条件，同 GET /api/ledger 的参数' });

/** POST /api/saved-filters. With the id of one's own filter, changes it. */
export const savedFilterBody = z
  .strictObject({
    id: identifier.optional(),
    name: text('名称', 1, 30),
    query: keptQuery,
    /** For everyone who holds an office-wide role; only the petition office may share. */
    shared: z.boolean().default(false),
  })
  .meta({ id: 'SavedFilterBody', description: '保存筛选条件' });

export const savedFilter = z
  .object({
    id: z.string(),
    name: z.string(),
    query: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    shared: z.boolean(),
    /** Whether this person may change and delete it. */
    mine: z.boolean(),
    ownerName: z.string(),
  })
  .meta({ id: 'SavedFilter' });

/** GET /api/saved-filters: one's own first, then what the office shares. */
export const savedFilterList = z
  .object({ items: z.array(savedFilter) })
  .meta({ id: 'SavedFilterList', description: '保存的筛选条件' });

export type LedgerFilterInput = z.input<typeof ledgerFilter>;
export type LedgerFilter = z.output<typeof ledgerFilter>;
export type LedgerRow = z.infer<typeof ledgerRow>;
export type LedgerPage = z.infer<typeof ledgerPage>;
export type SimilarBody = z.input<typeof similarBody>;
export type SimilarList = z.infer<typeof similarList>;
export type SavedFilterBody = z.input<typeof savedFilterBody>;
export type SavedFilter = z.infer<typeof savedFilter>;
export type SavedFilterList = z.infer<typeof savedFilterList>;

/** Repeated in the address (`stage=a&stage=b`); any of them matches. */
function many<const Value extends string = string>(values?: readonly [Value, ...Value[]]) {
  // Without a list any id or wording will do: one that nothing has matches nothing.
  const one = (values ? z.enum(values) : z.string().min(1).max(80)) as z.ZodType<Value, Value>;
  return z
    .union([one, z.array(one).max(100)])
    .transform((given): readonly Value[] => (Array.isArray(given) ? given : [given]))
    .optional();
}

function yesOrNo() {
  return z
    .enum(['true', 'false'], { error: '只能是 true 或 false。' })
    .transform((given) => given === 'true')
    .optional();
}

import { z } from 'zod';
import { identifier, moment, recordAnswers, text } from './field.ts';
import { recordFormView } from './view.ts';

const petition = z.object({
  id: z.string(),
  number: z.string(),
  /** The deadline that was missed first. */
  clock: z.string(),
  dueAt: moment,
});

const noticeSummary = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.string().optional(),
  /** `2026年`, with how many were counted. */
  window: z.string().optional(),
  count: z.int().optional(),
  state: z.enum(['draft', 'issued', 'objected', 'settled', 'withdrawn']),
  stateText: z.string(),
  at: moment,
  /** To be issued or answered by then. */
  dueAt: moment.optional(),
  late: z.boolean(),
  /** The caller can take a step. */
  mine: z.boolean(),
});

const written = z.array(z.object({ label: z.string(), value: z.string() }));

const choice = z.object({ question: z.string(), choice: z.string(), reason: z.string() });

/** GET /api/sanctions */
export const sanctionList = z
  .object({
    now: moment,
    /** To be sent back with a proposal. */
    seen: z.int(),
    title: z.string(),
    source: z.string(),
    unitWord: z.string(),
    ladder: z
      .object({
        title: z.string(),
        source: z.string(),
        window: z.string(),
        choices: z.array(choice),
        steps: z.array(z.object({ at: z.int(), title: z.string(), source: z.string() })),
        objectionText: z.string(),
        units: z.array(
          z.object({ id: z.string(), name: z.string(), petitions: z.array(petition) }),
        ),
      })
      .optional(),
    /** Newest first. */
    notices: z.array(noticeSummary),
    /** What the caller may draft. */
    measures: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        source: z.string(),
        petition: z.enum(['required', 'optional']).optional(),
        unit: z.enum(['required', 'optional']).optional(),
        dueText: z.string().optional(),
        /** The draft goes by what these petitions have on record, and by nothing but that and `fields`. */
        ready: z.array(z.object({ number: z.string(), unit: z.string().optional() })).optional(),
        readyText: z.string().optional(),
        fields: recordFormView.shape.fields,
      }),
    ),
    units: z.array(z.object({ id: z.string(), name: z.string() })),
    /** Replies sent back too often; absent where the regulation has no such gate or it is not for the caller. */
    reworked: z
      .object({
        times: z.int(),
        source: z.string(),
        petitions: z.array(
          z.object({
            id: z.string(),
            number: z.string(),
            unit: z.string().optional(),
            times: z.int(),
          }),
        ),
      })
      .optional(),
  })
  .meta({ id: 'SanctionList', description: '考核问责：超期累计、文书和建议' });

/** GET /api/sanctions/:id */
export const noticeView = z
  .object({
    now: moment,
    /** To be sent back with whatever is done, so that nobody acts on an older state. */
    seen: z.int(),
    summary: noticeSummary,
    source: z.string(),
    draftedBy: z.string(),
    petitions: z.array(petition),
    /** Counted but not shown to the caller. */
    withheld: z.int(),
    written,
    petitionNumber: z.string().optional(),
    due: z.object({ at: moment, explanation: z.array(z.string()) }).optional(),
    issued: z.object({ at: moment, by: z.string(), title: z.string() }).optional(),
    owed: z
      .object({
        title: z.string(),
        dueAt: moment.optional(),
        explanation: z.array(z.string()),
        words: z.string().optional(),
        by: z.string().optional(),
        at: moment.optional(),
      })
      .optional(),
    objectUntil: moment.optional(),
    objections: z.array(
      z.object({
        at: moment,
        by: z.string(),
        numbers: z.array(z.string()),
        reason: z.string(),
        decided: z
          .object({ at: moment, by: z.string(), upheld: z.boolean(), reason: z.string() })
          .optional(),
      }),
    ),
    withdrawn: z.object({ at: moment, by: z.string(), why: z.string() }).optional(),
    outcome: z.object({ title: z.string(), at: moment, by: z.string(), written }).optional(),
    papers: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        source: z.string(),
        notYet: z.string().optional(),
      }),
    ),
    acts: z.array(z.enum(['issue', 'explain', 'object', 'decide', 'withdraw', 'recordOutcome'])),
    objectable: z.array(z.object({ id: z.string(), number: z.string() })),
    outcomeFields: recordFormView.shape.fields,
    choices: z.array(choice),
  })
  .meta({ id: 'Notice', description: '一份考核问责文书' });

export const noticeParams = z.strictObject({ id: identifier });
export const noticePaperParams = noticeParams.extend({ paper: identifier });

const handwriting = text('手写签名', 20, 200_000).regex(
  /^[MLCQZ0-9 .,-]+$/i,
  '手写签名数据格式不正确。',
);
const seen = z.int({ error: '缺少版次 seen。' }).min(0);

/** POST /api/sanctions/:id */
export const noticeBody = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({ kind: z.literal('issue'), seen, handwriting }),
      z.strictObject({ kind: z.literal('explain'), seen, words: text('书面材料', 20, 5000) }),
      z.strictObject({
        kind: z.literal('object'),
        seen,
        petitions: z.array(identifier).min(1, '请选择有异议的件。').max(200, '一次不得超过200件。'),
        reason: text('异议理由', 10, 1000),
      }),
      z.strictObject({
        kind: z.literal('decide'),
        seen,
        upheld: z.boolean({ error: '请选择异议是否成立。' }),
        reason: text('处理意见', 5, 1000),
        handwriting,
      }),
      z.strictObject({ kind: z.literal('withdraw'), seen, why: text('撤回理由', 5, 500) }),
      z.strictObject({ kind: z.literal('recordOutcome'), seen, answers: recordAnswers }),
    ],
    { error: '没有这项操作，请刷新页面后再选择。' },
  )
  .meta({ id: 'NoticeBody', description: '对一份考核问责文书的操作' });

/** POST /api/sanctions */
export const proposalBody = z
  .strictObject({
    measure: identifier,
    seen,
    unitId: identifier.optional(),
    /** 件号 */
    number: text('件号', 1, 40).optional(),
    answers: recordAnswers,
  })
  .meta({ id: 'ProposalBody', description: '提出问责建议、移送或表彰' });

export type SanctionList = z.infer<typeof sanctionList>;
export type NoticeView = z.infer<typeof noticeView>;
export type NoticeBody = z.input<typeof noticeBody>;
export type ProposalBody = z.input<typeof proposalBody>;

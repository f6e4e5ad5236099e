import { z } from 'zod';
import { dayText, identifier, moment, text } from './field.ts';
import { petitionSummary } from './view.ts';

export const periodId = z
  .string({ error: '缺少统计期。' })
  .regex(
    /^2\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-Q[1-4]|-H[12])?(\.[a-z][A-Za-z0-9]*)?$/,
    '统计期应写作 2026-10-09、2026-10、2026-Q4、2026-H2 或 2026。',
  );

export const periodParams = z.strictObject({ period: periodId });

/** One number; its petitions are asked for by its id. */
const figure = z
  .object({
    id: z.string(),
    title: z.string(),
    value: z.number(),
    before: z.number().optional(),
    yearBefore: z.number().optional(),
  })
  .meta({ id: 'Figure', description: '一个数，可按 id 查看对应的信访件' });

const indicator = z
  .object({
    id: z.string(),
    title: z.string(),
    /** `—` where the denominator is zero. */
    text: z.string(),
    formula: z.string(),
    numerator: figure,
    denominator: figure,
    beforeText: z.string().optional(),
    yearBeforeText: z.string().optional(),
  })
  .meta({ id: 'Indicator', description: '一项指标，附计算口径和分子、分母' });

const periodView = z.object({
  id: z.string(),
  title: z.string(),
  /** Absent for one that lies in the future. */
  next: z.string().optional(),
  before: z.string(),
  yearBefore: z.string(),
  /** Not over: deadlines still to come do not count. */
  running: z.boolean(),
});

/** GET /api/figures/:period */
export const figuresView = z
  .object({
    now: moment,
    period: periodView,
    totals: z.array(figure),
    groups: z.array(z.object({ id: z.string(), title: z.string(), figures: z.array(figure) })),
    conclusion: z.array(figure),
    indicators: z.array(indicator),
    source: z.string(),
    /** Only for those who may know of accusations at all. */
    confidential: z.array(figure).optional(),
    issued: z
      .object({
        version: z.int(),
        issuedAt: moment,
        /** Where what is counted now is not what was told then. */
        differences: z.array(z.object({ title: z.string(), issued: z.number(), now: z.number() })),
      })
      .optional(),
  })
  .meta({ id: 'Figures', description: '一个统计期的数据' });

/** GET /api/figures/:period/trend: the twelve months up to the period's end. */
export const trendView = z
  .object({
    months: z.array(
      z.object({
        period: z.string(),
        title: z.string(),
        registered: z.int(),
        concluded: z.int(),
        /** Percent; null where nothing was due. */
        onTime: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'Trend', description: '逐月走势' });

export const figureQuery = z.strictObject({
  figure: z.string({ error: '缺少指标。' }).min(1, '缺少指标。').max(200, '指标名过长。'),
  offset: z.coerce
    .number({ error: 'offset 应为整数。' })
    .int('offset 应为整数。')
    .min(0, 'offset 不得为负。')
    .max(1_000_000, 'offset 过大。')
    .default(0),
});

/** GET /api/figures/:period/petitions */
export const figurePetitions = z
  .object({
    now: moment,
    title: z.string(),
    items: z.array(petitionSummary),
    total: z.int(),
    nextOffset: z.int().optional(),
  })
  .meta({ id: 'FigurePetitions', description: '一个数对应的信访件' });

const assessmentRow = z.object({
  id: z.string(),
  title: z.string(),
  detail: z.string().optional(),
  figures: z.array(figure),
  indicators: z.array(indicator),
});

/** GET /api/figures/:period/assessment */
export const assessmentView = z
  .object({
    now: moment,
    period: periodView,
    /** The columns by their ids within a row, in the groups of the regulation; without a title where it has none. */
    groups: z.array(z.object({ title: z.string(), columns: z.array(z.string()) })),
    /** The department, the person, or whoever holds a role: each with the rows that have anything in them. */
    parties: z.array(z.object({ id: z.string(), title: z.string(), rows: z.array(assessmentRow) })),
    /** How the columns are counted. */
    note: z.string(),
  })
  .meta({ id: 'Assessment', description: '单位与个人考核表' });

const advice = {
  problems: text('存在问题', 1, 2000),
  suggestions: text('下步工作建议', 1, 2000),
};

/** POST /api/reports/:period/advice */
export const adviceBody = z.strictObject(advice);

/** SVG path data of what was written by hand. */
export const handwriting = z
  .string({ error: '请手写签名。' })
  .min(10, '请手写签名。')
  .max(200_000, '签名过大，请重新签名。')
  .regex(/^[MLCQZmlcqz0-9 .,-]+$/, '签名格式不正确，请重新签名。');

/** POST /api/reports/:period/signature: what is signed is sent along, so that nobody signs what he has not read. */
export const signatureBody = z.strictObject({
  ...advice,
  handwriting,
});

const table = z.object({
  title: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
});

/** GET /api/reports/:period */
export const reportView = z
  .object({
    now: moment,
    period: z.string(),
    periodTitle: z.string(),
    title: z.string(),
    /** Stands at its head instead of the office. */
    inNameOf: z.string().optional(),
    source: z.string(),
    seenAt: moment,
    /** Absent while only the advice is being prepared. */
    issued: z.object({ version: z.int(), issuedAt: moment, hash: z.string() }).optional(),
    key: z.array(z.object({ title: z.string(), text: z.string() })),
    sections: z.array(
      z.object({
        heading: z.string(),
        lines: z.array(z.string()),
        advice: z.enum(['problems', 'suggestions']).optional(),
      }),
    ),
    charts: z.array(
      z.object({
        title: z.string(),
        bars: z.array(z.object({ label: z.string(), value: z.number() })),
      }),
    ),
    formulas: z.array(
      z.object({
        title: z.string(),
        value: z.string(),
        formula: z.string(),
        numerator: z.number(),
        denominator: z.number(),
      }),
    ),
    annexes: z.array(table),
    advice: z
      .object({
        problems: z.string(),
        suggestions: z.string(),
        /** Absent on a draft, which only the office and the signers see. */
        signature: z
          .object({
            by: z.string(),
            title: z.string(),
            at: moment,
            handwriting: z.string(),
          })
          .optional(),
      })
      .optional(),
    mayWrite: z.boolean(),
    maySign: z.boolean(),
    mayIssue: z.boolean(),
  })
  .meta({ id: 'Report', description: '呈送领导的信访情况' });

/** GET /api/reports */
export const reportList = z
  .object({
    now: moment,
    items: z.array(
      z.object({
        period: z.string(),
        kind: z.enum(['day', 'month', 'quarter', 'half', 'year']),
        title: z.string(),
        version: z.int(),
        issuedAt: moment,
        signed: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'ReportList', description: '已出具的信访情况，最新的在前' });

/** GET /api/warnings/:period */
export const warningList = z
  .object({
    now: moment,
    period: periodView,
    source: z.string(),
    clusters: z.array(
      z.object({
        key: z.string(),
        kindText: z.string(),
        title: z.string(),
        petitions: z.int(),
        units: z.array(z.string()),
        warned: z
          .object({ at: moment, by: z.string(), petitions: z.int(), told: z.array(z.string()) })
          .optional(),
      }),
    ),
  })
  .meta({ id: 'WarningList', description: '苗头性问题与预警记录' });

export const warningBody = z.strictObject({
  cluster: z.string({ error: '缺少事项。' }).min(1, '缺少事项。').max(400, '事项过长。'),
});

/** GET /api/watched-places */
export const watchList = z
  .object({
    now: moment,
    everyDays: z.int(),
    source: z.string(),
    items: z.array(
      z.object({
        id: z.string(),
        unitId: z.string(),
        unitName: z.string(),
        name: z.string(),
        plan: z.string(),
        sweptOn: z.string().optional(),
        nextSweepOn: z.string().optional(),
        overdue: z.boolean(),
        by: z.string(),
        at: moment,
      }),
    ),
  })
  .meta({ id: 'WatchList', description: '重点关注单位和摸排情况' });

/** POST /api/watched-places */
export const watchedPlaceBody = z.strictObject({
  /** Of one already on the list. */
  id: identifier.optional(),
  unitId: identifier,
  name: text('重点关注的单位或部位', 2, 100),
  plan: text('应急预案要点', 2, 1000),
  sweptOn: dayText.optional(),
});

export const watchedPlaceParams = z.strictObject({ id: identifier });

export type FiguresView = z.infer<typeof figuresView>;
export type FigureView = z.infer<typeof figure>;
export type IndicatorView = z.infer<typeof indicator>;
export type PeriodView = z.infer<typeof periodView>;
export type TrendView = z.infer<typeof trendView>;
export type FigurePetitions = z.infer<typeof figurePetitions>;
export type AssessmentView = z.infer<typeof assessmentView>;
export type AssessmentRowView = z.infer<typeof assessmentRow>;
export type ReportView = z.infer<typeof reportView>;
export type ReportList = z.infer<typeof reportList>;
export type WarningList = z.infer<typeof warningList>;
export type WatchList = z.infer<typeof watchList>;
export type AdviceBody = z.input<typeof adviceBody>;
export type SignatureBody = z.input<typeof signatureBody>;
export type WatchedPlaceBody = z.input<typeof watchedPlaceBody>;

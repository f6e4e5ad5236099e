import { z } from 'zod';
import { commandId, identifier, moment, text } from './field.ts';
import { handwriting, periodId } from './figures.ts';
import { petitionSummary } from './view.ts';

/** More letters than that are a report, not a summary. */
const MOST_LETTERS = 200;

const mode = z.enum(['original', 'summary', 'comprehensive', 'periodic'], {
  error: '请选择批阅方式。',
});

const readingSummary = z.object({
  id: z.string(),
  modeTitle: z.string(),
  title: z.string(),
  periodTitle: z.string().optional(),
  petitions: z.int(),
  reader: z.string(),
  /** The person asking is the one who is to read it. */
  mine: z.boolean(),
  by: z.string(),
  at: moment,
  readAt: moment.optional(),
});

/** GET /api/readings */
export const readingList = z
  .object({
    now: moment,
    source: z.string(),
    items: z.array(readingSummary),
    /** Absent for those who only read. */
    form: z
      .object({
        modes: z.array(
          z.object({
            id: mode,
            title: z.string(),
            source: z.string().optional(),
            /** The kind of period that must be named. */
            period: z.enum(['day', 'month', 'quarter', 'half', 'year']).optional(),
            /** The letters are those of the period, all of them; nobody chooses. */
            gathers: z.boolean(),
          }),
        ),
        readers: z.array(z.object({ id: z.string(), name: z.string(), detail: z.string() })),
      })
      .optional(),
  })
  .meta({ id: 'ReadingList', description: '呈送领导的批阅件，最新的在前' });

/** GET /api/readings/:id */
export const readingView = readingSummary
  .extend({
    now: moment,
    text: z.string(),
    letters: z.array(petitionSummary),
    instruction: z.string().optional(),
    handwriting: z.string().optional(),
    mayAnswer: z.boolean(),
  })
  .meta({ id: 'Reading', description: '一份批阅件' });

export const readingParams = z.strictObject({ id: identifier });

/** GET /api/readings/gathered/:mode/:period */
export const gatheredParams = z.strictObject({ mode, period: periodId });
export const gatheredLetters = z
  .object({ now: moment, items: z.array(petitionSummary) })
  .meta({ id: 'GatheredLetters', description: '一个时期应当汇集呈送的全部信访件' });

/** POST /api/readings */
export const readingBody = z.strictObject({
  commandId,
  mode,
  title: text('标题', 2, 100),
  text: z.string().trim().max(5000, '内容不得超过5000个字。'),
  period: periodId.exactOptional(),
  petitions: z.array(identifier).max(MOST_LETTERS, `一次最多呈送${MOST_LETTERS}件。`),
  reader: identifier,
});

/** POST /api/readings/:id/answer; an empty instruction is 已阅. */
export const readingAnswerBody = z.strictObject({
  instruction: z.string().trim().max(1000, '批示不得超过1000个字。'),
  handwriting,
});

export type ReadingList = z.infer<typeof readingList>;
export type ReadingSummary = z.infer<typeof readingSummary>;
export type ReadingView = z.infer<typeof readingView>;
export type ReadingBody = z.input<typeof readingBody>;
export type ReadingAnswerBody = z.input<typeof readingAnswerBody>;
export type GatheredLetters = z.infer<typeof gatheredLetters>;

import { z } from 'zod';
import { commandId, identifier, moment, recordAnswers } from './field.ts';
import { periodId } from './figures.ts';
import { recordFormView } from './view.ts';

const MOST_FILES = 20;

const dutyEntryView = z.object({
  id: z.string(),
  periodTitle: z.string().optional(),
  by: z.string(),
  at: moment,
  answers: z.array(z.object({ label: z.string(), value: z.string() })),
  files: z.array(z.object({ id: z.string(), name: z.string(), size: z.int() })),
});

/** One duty in one period. */
const dutyStateView = z.object({
  period: z.string(),
  periodTitle: z.string(),
  dueText: z.string().optional(),
  done: z.int(),
  least: z.int(),
  state: z.enum(['done', 'open', 'missing']),
});

/** GET /api/duties */
export const dutyList = z
  .object({
    now: moment,
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        source: z.string(),
        /** `每月`; absent for a register. */
        everyText: z.string().optional(),
        byTitle: z.string(),
        people: z.array(z.string()),
        /** Absent where it is done by putting something before the leaders. */
        form: recordFormView.optional(),
        /** Newest first. */
        states: z.array(dutyStateView),
        entries: z.array(dutyEntryView),
        mayWrite: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'DutyList', description: '例行工作及其记录' });

export const dutyParams = z.strictObject({ duty: identifier });

/** POST /api/duties/:duty */
export const dutyBody = z.strictObject({
  commandId,
  /** Absent in a register. */
  period: periodId.exactOptional(),
  answers: recordAnswers,
  files: z.array(identifier).max(MOST_FILES, `一次最多上传${MOST_FILES}份附件。`),
});

export const dutyFileParams = z.strictObject({ entry: identifier, file: identifier });

export type DutyList = z.infer<typeof dutyList>;
export type DutyView = DutyList['items'][number];
export type DutyBody = z.input<typeof dutyBody>;

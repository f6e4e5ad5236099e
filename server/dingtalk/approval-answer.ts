import { z } from 'zod';
import { type Instant, instant, parseInstant } from '../domain/time.ts';

export interface ApprovalState {
  readonly status: 'running' | 'completed' | 'terminated';
  /** Null until it is completed, and for good when it was ended without a decision. */
  readonly result: 'agree' | 'refuse' | null;
  /** What it was started with, by label. */
  readonly fields: Readonly<Record<string, string>>;
  /** User id. */
  readonly decidedBy?: string;
  /** What the approver wrote: free text. */
  readonly remark?: string;
  readonly finishedAt?: Instant;
}

const fieldsAnswer = z
  .array(z.object({ name: z.string(), value: z.string().nullish() }))
  .nullish()
  .transform((values) =>
    Object.fromEntries((values ?? []).map(({ name, value }) => [name, value ?? ''])),
  );

const recordAnswer = z.object({
  userId: z.string().nullish(),
  result: z.string().nullish(),
  remark: z.string().nullish(),
});

/** Read leniently: DingTalk writes one and the same value as number or text, in capitals or not. */
export const approvalAnswer = z
  .object({
    result: z.object({
      status: z.enum(['NEW', 'RUNNING', 'COMPLETED', 'TERMINATED', 'CANCELED']),
      result: z.string().nullish(),
      finishTime: z.string().nullish(),
      formComponentValues: fieldsAnswer,
      operationRecords: z.array(recordAnswer).nullish(),
    }),
  })
  .transform(({ result: instance }): ApprovalState => {
    const decision = instance.operationRecords?.findLast(
      (record) => decisionOf(record.result) !== null,
    );
    const finishedAt = momentOf(instance.finishTime);
    return {
      status: statuses[instance.status],
      result: instance.status === 'COMPLETED' ? decisionOf(instance.result) : null,
      fields: instance.formComponentValues,
      ...(decision?.userId ? { decidedBy: decision.userId } : {}),
      ...(decision?.remark ? { remark: decision.remark } : {}),
      ...(finishedAt === null ? {} : { finishedAt }),
    };
  });

const statuses = {
  NEW: 'running',
  RUNNING: 'running',
  COMPLETED: 'completed',
  TERMINATED: 'terminated',
  CANCELED: 'terminated',
} as const;

function decisionOf(text: string | null | undefined): 'agree' | 'refuse' | null {
  const word = text?.toLowerCase();
  return word === 'agree' || word === 'refuse' ? word : null;
}

/** Milliseconds, or a moment with or without its zone, which is Beijing's then. */
function momentOf(text: string | null | undefined): Instant | null {
  if (!text) return null;
  if (/^\d{13}$/.test(text)) return instant(Number(text));
  const moment = text.replace(' ', 'T');
  const parsed = parseInstant(/(Z|[+-]\d{2}:?\d{2})$/.test(moment) ? moment : `${moment}+08:00`);
  return parsed.ok ? parsed.value : null;
}

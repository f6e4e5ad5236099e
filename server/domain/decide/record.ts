import type { Circumstances } from '../decision.ts';
import { type Answers, type RecordId, recordFault } from '../record.ts';
import type { Refusal } from '../refusal.ts';

/** What is wrong with the answers that come with an act or a registration; null where they are as the form asks. */
export function recordRefusal(
  id: RecordId | undefined,
  answers: Answers = {},
  { now, directory, regime }: Pick<Circumstances, 'now' | 'directory' | 'regime'>,
): Refusal | null {
  const form = (id === undefined ? undefined : regime.records?.[id]) ?? { fields: [] };
  const found = recordFault(form, answers, { now, directory });
  if (!found) return null;
  const { field, fault } = found;
  const title = form.fields.find((each) => each.id === field)?.title ?? '未列入表中的内容';
  return { code: 'recordFaulty', field: `answers.${field}`, title, fault };
}

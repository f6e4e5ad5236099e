import { latestRecord } from '../domain/guards.ts';
import type { PaperFile } from '../domain/paper-file.ts';
import type { Answer, FieldId, RecordId } from '../domain/record.ts';
import { answerText } from '../domain/record-text.ts';
import { parseLocalDay } from '../domain/time.ts';
import { dayText } from './fields.ts';

interface Place {
  readonly record: RecordId;
  readonly field: FieldId;
}

/** What the latest such record that still counts answers. */
export function answerOf(
  { record, field }: Place,
  { petition, regime }: PaperFile,
): Answer | undefined {
  return latestRecord(petition, record, regime)?.answers[field];
}

/** The answer as it is printed: days written out, options and people by their names; undefined where there is none. */
export function answerTextOf(place: Place, file: PaperFile): string | undefined {
  const answer = answerOf(place, file);
  const field = file.regime.records?.[place.record]?.fields.find(({ id }) => id === place.field);
  if (answer === undefined || !field) return undefined;
  const day = field.control === 'day' && typeof answer === 'string' ? parseLocalDay(answer) : null;
  if (day?.ok) return dayText(day.value);
  const text = answerText(field, answer, (id) => file.directory.staff.get(id)?.name ?? '');
  return text === '' ? undefined : text;
}

import type { Answer, RecordField } from './record.ts';
import { paperDay, parseLocalDay } from './time.ts';

/** An answer in words, days written out; empty where nothing was answered. */
export function answerText(
  field: RecordField,
  answer: Answer,
  name: (staffId: string) => string,
): string {
  if (typeof answer === 'boolean') return answer ? '是' : '否';
  const day = field.control === 'day' && typeof answer === 'string' ? parseLocalDay(answer) : null;
  if (day?.ok) return paperDay(day.value);
  const values = typeof answer === 'string' ? [answer] : answer;
  const titles = values.map((value) => {
    if ('options' in field) return field.options.find(({ id }) => id === value)?.title ?? value;
    return field.control === 'person' || field.control === 'people' ? name(value) : value;
  });
  return titles.join('、');
}

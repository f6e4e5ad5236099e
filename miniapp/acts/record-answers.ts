import type { RecordFormView } from '../../server/contract/view.ts';
import type { Values } from './form.ts';
import { isBlank } from './input.ts';
import { ANSWERS, isFieldAsked } from './record-fields.ts';

export type Answers = Record<string, string | boolean | string[]>;

/**
 * What was answered to a record, as the contract takes it, with what is still missing. `typed` is by the field's own
 * id; what is not asked for, or left empty, is not sent.
 */
export function answersIn(record: RecordFormView | undefined, typed: Values) {
  const answers: Answers = {};
  const missing: Record<string, string> = {};
  const asked = (record?.fields ?? []).filter((field) => isFieldAsked(field, (id) => typed[id]));
  for (const field of asked) {
    const value = typed[field.id];
    if (isAnswered(field, value)) answers[field.id] = sent(field.control, value);
    else if (!field.optional) missing[ANSWERS + field.id] = demand(field);
  }
  return { answers, missing };
}

/** What a record holds before anybody has typed. */
export function blankAnswers(record: RecordFormView | undefined): Values {
  return Object.fromEntries(
    (record?.fields ?? []).map(({ id, control }) => [
      id,
      control === 'tick' ? false : control === 'choices' || control === 'people' ? [] : '',
    ]),
  );
}

/** What was answered, as the form shows it: yes and no are the values of its two choices. */
export function typedAnswers(record: RecordFormView | undefined, answers: Answers = {}): Values {
  const typed = Object.entries(answers).flatMap(([id, answer]) => {
    const field = record?.fields.find((each) => each.id === id);
    if (!field) return [];
    const shown = field.control === 'yesNo' ? (answer === true ? 'yes' : 'no') : answer;
    return [[id, shown] as const];
  });
  return { ...blankAnswers(record), ...Object.fromEntries(typed) };
}

type RecordField = RecordFormView['fields'][number];
type Control = RecordField['control'];

/** A tick that has to be set is not answered by leaving it. */
function isAnswered({ control, optional }: RecordField, value: Values[string] | undefined) {
  return !isBlank(value) && (control !== 'tick' || optional === true || value === true);
}

function demand({ control, title }: RecordField): string {
  const typed = ['text', 'number', 'day'].includes(control);
  return `请${control === 'tick' ? '勾选' : typed ? '填写' : '选择'}“${title}”。`;
}

function sent(control: Control, value: Values[string] | undefined): string | boolean | string[] {
  if (control === 'yesNo') return value === 'yes';
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'boolean' ? value : String(value);
}

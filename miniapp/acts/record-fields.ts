import type { RecordFormView } from '../../server/contract/view.ts';
import type { Control, Field, FieldValue, Given } from './form.ts';

type RecordField = RecordFormView['fields'][number];

/** Where an answer stands in what is typed and in what is sent. */
export const ANSWERS = 'answers.';

/** The fields that a regulation asks for beside the act's own, drawn by the same controls. */
export function recordFields(record: RecordFormView | undefined): readonly Field[] {
  return (record?.fields ?? []).map((field) => {
    const { when } = field;
    return {
      name: ANSWERS + field.id,
      label: field.title,
      ...(field.hint === undefined ? {} : { hint: field.hint }),
      ...(field.optional === undefined ? {} : { optional: true }),
      ...(when === undefined
        ? {}
        : {
            when: ({ values }: Given) => isFieldAsked(field, (id) => values[ANSWERS + id]),
          }),
      ...controlOf(field),
    };
  });
}

function controlOf(field: RecordField): Control {
  const options = field.options.map(({ id, title }) => ({ value: id, label: title }));
  switch (field.control) {
    case 'text':
      return {
        control: 'text',
        rows: (field.maximum ?? 1000) > 200 ? 3 : 1,
        maximum: field.maximum ?? 1000,
        ...(field.minimum === undefined ? {} : { minimum: field.minimum }),
      };
    case 'choice':
      return { control: 'choice', options, ...(isShort(options) ? { inline: true } : {}) };
    case 'choices':
    case 'people':
      return { control: 'several', options };
    case 'person':
      return { control: 'pick', options };
    case 'number':
      return { control: 'number', maximum: field.maximum ?? 9999 };
    case 'day':
      return { control: 'day', ...(field.future ? { future: true } : {}) };
    case 'yesNo':
    case 'tick':
      return { control: field.control };
  }
}

/** Answers of a few characters fit beside each other. */
function isShort(options: readonly { readonly label: string }[]): boolean {
  return options.length <= 4 && options.every(({ label }) => label.length <= 6);
}

/** Whether the field is asked for, with what has been answered so far. */
export function isFieldAsked(
  { when }: RecordField,
  answered: (id: string) => FieldValue | undefined,
): boolean {
  return when === undefined || isAnsweredBy(when, answered(when.field));
}

function isAnsweredBy(
  { is }: NonNullable<RecordField['when']>,
  answer: FieldValue | undefined,
): boolean {
  if (typeof answer === 'boolean') return is.includes(answer ? 'yes' : 'no');
  if (Array.isArray(answer)) return answer.some((value) => is.includes(String(value)));
  return typeof answer === 'string' && is.includes(answer);
}

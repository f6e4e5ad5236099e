import type { PetitionView, RecordFormView } from '../../contract/view.ts';
import type { Petition } from '../../domain/petition.ts';
import type { Answer, RecordField, RecordId } from '../../domain/record.ts';
import { isConflicted } from '../../domain/staffing.ts';
import type { ViewContext } from './context.ts';
import { nameOf } from './people.ts';

/** What the act's form asks beside its own fields; people who may not work on the petition are not offered. */
export function recordFormView(
  id: RecordId,
  petition: Petition | null,
  { regime, directory }: Pick<ViewContext, 'regime' | 'directory'>,
): RecordFormView {
  const form = regime.records?.[id];
  const people = [...directory.staff.values()].filter(
    (person) => person.active && !(petition && isConflicted(petition, person)),
  );
  return {
    title: form?.title ?? id,
    source: form?.source ?? '',
    fields: (form?.fields ?? []).map(({ when, ...field }) => ({
      ...field,
      ...(when === undefined ? {} : { when: { field: when.field, is: [...when.is] } }),
      options:
        'options' in field
          ? field.options.map((option) => ({ ...option }))
          : field.control === 'person' || field.control === 'people'
            ? people.map((person) => ({
                id: person.id,
                title: `${person.name}（${person.title}）`,
              }))
            : [],
    })),
  };
}

/** The records on the file as they read: each field by its title, each answer in words. */
export function recordViews(
  { records }: Petition,
  { regime, directory }: Pick<ViewContext, 'regime' | 'directory'>,
): PetitionView['records'] {
  return records.map(({ record, at, by, answers }) => {
    const form = regime.records?.[record];
    return {
      title: form?.title ?? record,
      at,
      by: nameOf(by, directory),
      answers: (form?.fields ?? []).flatMap((field) => {
        const answer = answers[field.id];
        const text =
          answer === undefined ? '' : answerText(field, answer, (id) => nameOf(id, directory));
        return text === '' ? [] : [{ label: field.title, value: text }];
      }),
    };
  });
}

/** An answer in words; empty where nothing was answered. */
export function answerText(
  field: RecordField,
  answer: Answer,
  name: (staffId: string) => string,
): string {
  if (typeof answer === 'boolean') return answer ? '是' : '否';
  const values = typeof answer === 'string' ? [answer] : answer;
  const titles = values.map((value) => {
    if ('options' in field) return field.options.find(({ id }) => id === value)?.title ?? value;
    return field.control === 'person' || field.control === 'people' ? name(value) : value;
  });
  return titles.join('、');
}

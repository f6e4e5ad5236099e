import type { PetitionView, RecordFormView } from '../../contract/view.ts';
import type { StaffMember } from '../../domain/directory.ts';
import type { Petition } from '../../domain/petition.ts';
import {
  type FiledRecord,
  PETITIONER,
  REGISTRATION_RECORD,
  type RecordField,
  type RecordId,
} from '../../domain/record.ts';
import { answerText } from '../../domain/record-text.ts';
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
    (person) => !(petition && isConflicted(petition, person)),
  );
  return {
    title: form?.title ?? id,
    source: form?.source ?? '',
    fields: fieldViews(form?.fields ?? [], people),
  };
}

/** Fields of the regulation's own, with the people who may be named in them: those of these who are active. */
export function fieldViews(
  fields: readonly RecordField[],
  people: readonly StaffMember[],
): RecordFormView['fields'] {
  return fields.map(({ when, ...field }) => ({
    ...field,
    ...(when === undefined ? {} : { when: { field: when.field, is: [...when.is] } }),
    options:
      'options' in field
        ? field.options.map((option) => ({ ...option }))
        : field.control === 'person' || field.control === 'people'
          ? people
              .filter(({ active }) => active)
              .map((person) => ({ id: person.id, title: `${person.name}（${person.title}）` }))
          : [],
  }));
}

/** The records on the file as they read; what was answered at registration stands among the facts. */
export function recordViews(
  { records }: Petition,
  context: Pick<ViewContext, 'regime' | 'directory'>,
): PetitionView['records'] {
  return records
    .filter(({ record }) => record !== REGISTRATION_RECORD)
    .map((filed) => ({
      title: context.regime.records?.[filed.record]?.title ?? filed.record,
      at: filed.at,
      by: filed.by === PETITIONER ? '信访人本人' : nameOf(filed.by, context.directory),
      answers: answerViews(filed, context),
    }));
}

/** What was answered at registration, or as corrected last. */
export function registeredAnswers(
  petition: Petition,
  context: Pick<ViewContext, 'regime' | 'directory'>,
): PetitionView['records'][number]['answers'] {
  const latest = petition.records.findLast(({ record }) => record === REGISTRATION_RECORD);
  return latest === undefined ? [] : answerViews(latest, context);
}

/** Each field that was answered, by its title. */
export function answerViews(
  { record, answers }: Pick<FiledRecord, 'record' | 'answers'>,
  { regime, directory }: Pick<ViewContext, 'regime' | 'directory'>,
): PetitionView['records'][number]['answers'] {
  return (regime.records?.[record]?.fields ?? []).flatMap((field) => {
    const answer = answers[field.id];
    const text =
      answer === undefined ? '' : answerText(field, answer, (id) => nameOf(id, directory));
    return text === '' ? [] : [{ label: field.title, value: text }];
  });
}

import { readValue } from '../contract/import-values.ts';
import type { Directory, StaffId } from '../domain/directory.ts';
import {
  type Answer,
  type FieldId,
  REGISTRATION_RECORD,
  type RecordField,
} from '../domain/record.ts';
import type { Regime } from '../domain/regime.ts';

/** What the regulation's own record of a registration asks for, each in a column of its own. */
export function answerFields({ records }: Pick<Regime, 'records'>): readonly RecordField[] {
  return records?.[REGISTRATION_RECORD]?.fields ?? [];
}

/** `answers.urgent`: the column in which the field is answered. */
export function answerColumn(id: FieldId): `answers.${string}` {
  return `answers.${id}`;
}

export function answerOf(column: string, regime: Regime): RecordField | undefined {
  return answerFields(regime).find(({ id }) => answerColumn(id) === column);
}

export type ReadAnswer =
  | { readonly ok: true; readonly value: Answer }
  | { readonly ok: false; readonly message: string };

/** A cell as the registration form would have it answered: options by their titles, people by their names. */
export function readAnswer(field: RecordField, text: string, directory: Directory): ReadAnswer {
  switch (field.control) {
    case 'text':
    case 'number':
      return { ok: true, value: text };
    case 'yesNo':
    case 'tick':
      return wordOf(text, YES_OR_NO);
    case 'day': {
      const read = readValue('receivedAt', text);
      return read.ok ? { ok: true, value: read.value.slice(0, 10) } : read;
    }
    case 'choice':
      return wordOf(text, new Map(field.options.map(({ id, title }) => [title, id])));
    case 'choices':
      return listOf(text, new Map(field.options.map(({ id, title }) => [title, id])));
    case 'person':
      return wordOf(text, peopleByName(directory));
    case 'people':
      return listOf(text, peopleByName(directory));
  }
}

/** How the column is written, for the template. */
export function answerNote(field: RecordField): string {
  return [HOW[field.control](field), field.hint, field.optional || field.when ? '' : '必填']
    .filter((part) => part)
    .map((part) => `${part}。`)
    .join('');
}

const HOW: Readonly<Record<RecordField['control'], (field: RecordField) => string>> = {
  text: () => '',
  number: () => '只填数字',
  yesNo: () => '填“是”或“否”',
  tick: () => '填“是”或“否”',
  day: () => '如 2026-03-16',
  choice: (field) => `填${titlesOf(field).join('、')}之一`,
  choices: (field) => `填${titlesOf(field).join('、')}，有几项的用分号隔开`,
  person: () => '填本单位人员的姓名',
  people: () => '填本单位人员的姓名，有几人的用分号隔开',
};

function titlesOf(field: RecordField): readonly string[] {
  return 'options' in field ? field.options.map(({ title }) => title) : [];
}

const YES_OR_NO: ReadonlyMap<string, boolean> = new Map([
  ['是', true],
  ['否', false],
  ['√', true],
  ['×', false],
  ['有', true],
  ['无', false],
]);

function wordOf<Value extends Answer>(text: string, known: ReadonlyMap<string, Value>): ReadAnswer {
  const value = [...known].find(([title]) => bare(title) === bare(text))?.[1];
  if (value !== undefined) return { ok: true, value };
  const usual = [...known.keys()].slice(0, MOST_NAMED).join('、');
  return { ok: false, message: `不认识“${text.slice(0, 20)}”，请填${usual}之一。` };
}

function listOf(text: string, known: ReadonlyMap<string, string>): ReadAnswer {
  const values: string[] = [];
  // Commas may belong to an option's own words.
  for (const part of text.split(/[;；\n]/).filter((each) => each.trim() !== '')) {
    const read = wordOf(part, known);
    if (!read.ok) return read;
    values.push(String(read.value));
  }
  return { ok: true, value: values };
}

/** A name that is several people's is nobody's: which of them is meant, only a person knows. */
function peopleByName({ staff }: Directory): ReadonlyMap<string, StaffId> {
  const names = [...staff.values()].filter(({ active }) => active);
  return new Map(
    names
      .filter(({ name }) => names.filter((other) => other.name === name).length === 1)
      .map(({ id, name }) => [name, id]),
  );
}

/** Full width and half width and blanks make no difference. */
function bare(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '');
}

const MOST_NAMED = 12;

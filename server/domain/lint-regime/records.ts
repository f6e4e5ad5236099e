import { elapsedAsked, recordAsked } from '../guard.ts';
import { REGISTRATION_RECORD, type RecordField } from '../record.ts';
import type { Regime } from '../regime.ts';
import { namedActs } from './named-acts.ts';

/** Records that no act writes, that nobody declared, and conditions that ask for what no record or clock can answer. */
export function lintRecords(regime: Regime): readonly string[] {
  const { records = {}, roles } = regime;
  const acts = namedActs(regime);
  const rating = regime.query?.rating;
  const written = new Set([
    ...acts.flatMap(({ act }) => act.records ?? []),
    ...(rating ? [rating.record] : []),
  ]);
  return [
    ...acts.flatMap(({ act, place }) =>
      act.records === undefined || records[act.records]
        ? []
        : [`${place}要填写不存在的记录“${act.records}”。`],
    ),
    ...Object.entries(records).flatMap(([id, { title, fields }]) => [
      ...(written.has(id) || id === REGISTRATION_RECORD ? [] : [`没有操作填写记录“${title}”。`]),
      ...fieldProblems(title, fields),
    ]),
    ...Object.values(roles).flatMap(({ title, binding }) =>
      binding.kind !== 'named'
        ? []
        : [binding.record, binding.changedBy ?? binding.record]
            .filter((record, index, both) => both.indexOf(record) === index)
            .filter((record) => !namesPeople(regime, record, binding.field))
            .map((record) => `角色“${title}”所依据的记录“${record}”没有人员栏“${binding.field}”。`),
    ),
    ...conditionsOf(regime).flatMap((guard) => conditionProblems(guard, regime)),
  ];
}

/** Columns named twice, or asked for after an answer that cannot be given before. */
export function fieldProblems(title: string, fields: readonly RecordField[]): readonly string[] {
  const ids = fields.map(({ id }) => id);
  return [
    ...ids
      .filter((id, index) => ids.indexOf(id) !== index)
      .map((id) => `记录“${title}”的栏目“${id}”重复。`),
    ...fields.flatMap(({ title: field, when }, index) =>
      when === undefined || fields.slice(0, index).some((other) => answersTo(other, when))
        ? []
        : [`记录“${title}”的栏目“${field}”取决于不存在的前置栏目或者答案。`],
    ),
  ];
}

function answersTo(
  field: RecordField,
  { field: id, is }: NonNullable<RecordField['when']>,
): boolean {
  return field.id === id && is.every((value) => mayAnswer(field, value));
}

/** Whether a field can ever hold the value; typed words can hold anything. */
export function mayAnswer(field: RecordField, value: string): boolean {
  switch (field.control) {
    case 'choice':
    case 'choices':
      return field.options.some(({ id }) => id === value);
    case 'tick':
    case 'yesNo':
      return value === 'yes' || value === 'no';
    default:
      return true;
  }
}

function namesPeople({ records }: Regime, record: string, field: string): boolean {
  const control = records?.[record]?.fields.find(({ id }) => id === field)?.control;
  return control === 'person' || control === 'people';
}

function conditionProblems(guard: string, { clocks, records }: Regime): readonly string[] {
  const clock = elapsedAsked(guard);
  if (clock !== null) {
    return clocks[clock] ? [] : [`条件“${guard}”问的是不存在的时限“${clock}”。`];
  }
  const asked = recordAsked(guard);
  if (!asked) return [];
  const { record, field, value } = asked;
  const form = records?.[record];
  if (!form) return [`条件“${guard}”问的是不存在的记录“${record}”。`];
  if (field === undefined || value === undefined) return [];
  const found = form.fields.find(({ id }) => id === field);
  if (!found) return [`条件“${guard}”问的是记录“${form.title}”里没有的栏目“${field}”。`];
  return mayAnswer(found, value)
    ? []
    : [`条件“${guard}”问的答案“${value}”，栏目“${found.title}”里选不到。`];
}

/** Wherever in the file a condition stands, it is a text of this shape. */
function conditionsOf(regime: Regime): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown) => {
    if (typeof value === 'string') {
      const plain = value.replace(/^!/, '');
      if (/^(recorded|answered|elapsed):/.test(plain)) found.add(plain);
    } else if (typeof value === 'object' && value !== null) {
      for (const each of Object.values(value)) look(each);
    }
  };
  look(regime);
  return [...found];
}

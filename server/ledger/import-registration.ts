import type { ImportField } from '../contract/import-fields.ts';
import type { Directory } from '../domain/directory.ts';
import type { Answers } from '../domain/record.ts';
import type { Regime } from '../domain/regime.ts';
import { derivedAppealType } from '../domain/registering.ts';
import type { ImportFault } from '../store/import-store.ts';
import { readAccused } from './import-accused.ts';
import { answerFields } from './import-answers.ts';
import type { RowValues } from './import-words.ts';

/** The row as the registration form would send it; what only the office's own data can tell is judged here. */
export function registrationOf(
  written: RowValues,
  answers: Answers,
  { directory, regime }: { readonly directory: Directory; readonly regime: Regime },
  faults: ImportFault[],
): Readonly<Record<string, unknown>> {
  // Where the regulation's own kinds say which of the statute's a petition is, it is not written twice.
  const appealType = derivedAppealType(regime, answers) ?? written.appealType;
  const values = { ...written, ...(appealType === undefined ? {} : { appealType }) };
  const flow = flowNamed(values.flow ?? '', regime);
  if (flow === null) faults.push({ field: 'flow', message: flowFault(values.flow, regime) });
  const { name = '', phone = '', idNumber = '', address = '' } = values;
  return {
    ...EMPTY,
    ...present(values, PLAIN, (text) => text),
    ...present(values, FIGURES, Number),
    ...present(values, MOMENTS, (minute) => `${minute}:00+08:00`),
    ...accusedOf(values, directory, faults),
    flow: flow ?? '',
    anonymous: values.anonymous === 'yes',
    repeated: values.repeatOf !== undefined,
    petitioner: { name, phone, idNumber, address },
    ...(answerFields(regime).length === 0 ? {} : { answers }),
  };
}

const EMPTY = { category: '', title: '', body: '', peopleCount: 1 };
const PLAIN: readonly ImportField[] = [
  'platformNumber',
  'source',
  'channel',
  'appealType',
  'category',
  'title',
  'body',
  'repeatOf',
];
const FIGURES: readonly ImportField[] = ['peopleCount', 'representatives'];
const MOMENTS: readonly ImportField[] = ['receivedAt', 'externalDueAt'];

function present(
  values: RowValues,
  fields: readonly ImportField[],
  as: (text: string) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const text = values[field];
      return text === undefined ? [] : [[field, as(text)]];
    }),
  );
}

function accusedOf(values: RowValues, directory: Directory, faults: ImportFault[]) {
  if (values.appealType !== 'accusation') return {};
  const accused = readAccused(values.accused, directory);
  if (accused.ok) return { accused: accused.value };
  faults.push({ field: 'accused', message: accused.message });
  return {};
}

/** By its title or its id; a regulation with one flow needs none named. */
function flowNamed(name: string, { flows }: Regime): string | null {
  const ids = Object.keys(flows);
  if (name === '') return ids.length === 1 ? (ids[0] ?? null) : null;
  return ids.find((id) => id === name || flows[id]?.title === name) ?? null;
}

function flowFault(name: string | undefined, { flows }: Regime): string {
  const titles = Object.values(flows).map(({ title }) => title);
  return name === undefined
    ? '没有写明办理流程，请在导入时统一选择。'
    : `不认识这一办理流程，请填“${titles.join('”或“')}”。`;
}

import { type ImportField, importLabels } from '../contract/import-fields.ts';
import { readValue } from '../contract/import-values.ts';
import { registration } from '../contract/registration.ts';
import type { RegisterPetition } from '../domain/command.ts';
import { registrationFault } from '../domain/decide/registration.ts';
import type { Directory } from '../domain/directory.ts';
import type { Answer, FieldId } from '../domain/record.ts';
import type { Regime } from '../domain/regime.ts';
import { registrationRules } from '../domain/registering.ts';
import { type Instant, isoText } from '../domain/time.ts';
import type { ImportContent, ImportFault } from '../store/import-store.ts';
import { answerOf, readAnswer } from './import-answers.ts';
import { registrationOf } from './import-registration.ts';
import { ownWord, type RowValues } from './import-words.ts';

/** What a row is read with. */
export interface RowReading {
  readonly content: Pick<ImportContent, 'fields' | 'defaults'>;
  readonly directory: Directory;
  readonly regime: Regime;
  readonly now: Instant;
  readonly commandOf: CommandOf;
}

/** Sorts a registration into the command, as the registration form's own address does it. */
export type CommandOf = (written: ReturnType<typeof registration.parse>) => RegisterPetition;

export type ReadRow =
  | { readonly ok: true; readonly command: RegisterPetition; readonly late: boolean }
  | { readonly ok: false; readonly faults: readonly ImportFault[] };

/** A row as a registration, judged by everything the registration form is judged by; or all that is wrong with it. */
export function readRow(cells: readonly string[], given: RowReading): ReadRow {
  const faults: ImportFault[] = [];
  const values = readCells(cells, given, faults);
  const answers = readAnswers(cells, given, faults);
  if (CONCLUDED.test(values.state?.trim() ?? '')) {
    faults.push({ field: 'state', message: HISTORIC });
  }
  const entered = registrationOf(values, answers, given, faults);
  const parsed = registration.safeParse(entered);
  if (!parsed.success) addFormFaults(entered, given, faults);
  if (faults.length > 0 || !parsed.success) return { ok: false, faults };
  const command = given.commandOf(parsed.data);
  const refusal = registrationFault(command, given);
  if (refusal) return { ok: false, faults: [{ refusal }] };
  const { externalDueAt } = command.facts;
  return { ok: true, command, late: externalDueAt !== undefined && externalDueAt < given.now };
}

function readCells(
  cells: readonly string[],
  { content: { fields, defaults }, regime }: RowReading,
  faults: ImportFault[],
): RowValues {
  const values: RowValues = { ...defaults };
  for (const [index, name] of fields.entries()) {
    const text = cells[index]?.trim() ?? '';
    if (name === null || text === '' || !(name in importLabels)) continue;
    const field = name as ImportField;
    const own = ownWord(field, text, regime);
    const read = own === undefined ? readValue(field, text) : ({ ok: true, value: own } as const);
    if (read.ok) values[field] = read.value;
    else {
      delete values[field];
      faults.push({ field, message: read.message });
    }
  }
  return values;
}

/** What is answered to the regulation's own record of a registration. */
function readAnswers(
  cells: readonly string[],
  { content: { fields }, regime, directory }: RowReading,
  faults: ImportFault[],
): Readonly<Record<FieldId, Answer>> {
  const answers: Record<FieldId, Answer> = {};
  for (const [index, name] of fields.entries()) {
    const text = cells[index]?.trim() ?? '';
    const field = name === null ? undefined : answerOf(name, regime);
    if (!field || text === '') continue;
    const read = readAnswer(field, text, directory);
    if (read.ok) answers[field.id] = read.value;
    else faults.push({ field: `answers.${field.id}`, message: read.message });
  }
  return answers;
}

/** One sentence about a cell is enough: one that could not be read is also missing by now. */
function addFormFaults(
  entered: Readonly<Record<string, unknown>>,
  given: RowReading,
  faults: ImportFault[],
): void {
  const told = new Set(faults.map((fault) => ('field' in fault ? fault.field : undefined)));
  const { issues, mended } = judged(entered, given);
  for (const { path, message } of issues) {
    const field = fieldOf(path);
    if (told.has(field)) continue;
    faults.push({ ...(field ? { field } : {}), message });
    if (field) told.add(field);
  }
  const refusal = mended && registrationFault(given.commandOf(mended), given);
  if (refusal && 'field' in refusal && !told.has(refusal.field)) faults.push({ refusal });
}

/**
 * The form judges its fields together only once each is well-formed. So that a row is mended in one go, what is at
 * fault is replaced by something harmless and the rest judged again.
 */
function judged(entered: Readonly<Record<string, unknown>>, { now, regime }: RowReading) {
  const harmless: Readonly<Record<string, unknown>> = {
    ...HARMLESS,
    channel: registrationRules(regime).channels[0]?.id,
    receivedAt: isoText(now),
  };
  const first = registration.safeParse(entered).error?.issues ?? [];
  const replaced = first
    .map(({ path }) => String(path[0]))
    .flatMap((name) => (name in harmless ? [[name, harmless[name]]] : []));
  const mended = registration.safeParse({ ...entered, ...Object.fromEntries(replaced) });
  return { issues: [...first, ...(mended.error?.issues ?? [])], mended: mended.data };
}

const HARMLESS: Readonly<Record<string, unknown>> = {
  flow: '流程',
  category: '其他',
  appealType: 'other',
  peopleCount: 1,
  title: '标题',
  body: '信访诉求内容',
  petitioner: { name: '姓名', phone: '', idNumber: '', address: '' },
};

/** Where the fault of the registration form shows in the sheet. */
function fieldOf(path: readonly PropertyKey[]): ImportField | undefined {
  const name = String(path[0] === 'petitioner' ? path[1] : path[0]);
  return name in importLabels ? (name as ImportField) : undefined;
}

const CONCLUDED = /^(已)?(办结|结案|归档|终结|办理完毕|完成|报结)|^是$/;

/** 接收必登 begins a flow that people sign step by step; what is over has been signed on paper. */
const HISTORIC =
  '这是已经办结的历史件，没有导入：本系统的办理记录由各环节经办人逐步形成，不能补造签批和办结。请保留原台账备查，只导入在办件。';

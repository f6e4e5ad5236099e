import { type ImportField, importLabels } from '../contract/import-fields.ts';
import { readValue } from '../contract/import-values.ts';
import { type Registration, registration } from '../contract/registration.ts';
import type { RegisterPetition } from '../domain/command.ts';
import { registrationFault } from '../domain/decide/registration.ts';
import type { Directory } from '../domain/directory.ts';
import type { Regime } from '../domain/regime.ts';
import type { Instant } from '../domain/time.ts';
import type { ImportContent, ImportFault } from '../store/import-store.ts';
import { readAccused } from './import-accused.ts';

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
  if (isConcluded(values.state ?? '')) faults.push({ field: 'state', message: CONCLUDED });
  const parsed = registration.safeParse(registrationOf(values, given, faults));
  const readable = new Set(faults.map((fault) => ('field' in fault ? fault.field : undefined)));
  for (const { path, message } of parsed.error?.issues ?? []) {
    const field = fieldOf(path);
    // A cell that could not be read is empty by now, and one sentence about it is enough.
    if (!readable.has(field)) faults.push({ ...(field ? { field } : {}), message });
  }
  if (faults.length > 0 || !parsed.data) return { ok: false, faults };
  const command = given.commandOf(parsed.data);
  const refusal = registrationFault(command.facts, command.accused, command.particulars, given);
  if (refusal) return { ok: false, faults: [{ refusal }] };
  const { externalDueAt } = command.facts;
  return { ok: true, command, late: externalDueAt !== undefined && externalDueAt < given.now };
}

type Values = Partial<Record<ImportField, string>>;

function readCells(
  cells: readonly string[],
  { content: { fields, defaults } }: RowReading,
  faults: ImportFault[],
): Values {
  const values: Values = { ...defaults };
  for (const [index, name] of fields.entries()) {
    const text = cells[index]?.trim() ?? '';
    if (name === null || text === '') continue;
    const field = name as ImportField;
    const read = readValue(field, text);
    if (read.ok) values[field] = read.value;
    else {
      delete values[field];
      faults.push({ field, message: read.message });
    }
  }
  return values;
}

function registrationOf(
  values: Values,
  { directory, regime }: RowReading,
  faults: ImportFault[],
): Partial<Registration> {
  const { representatives, platformNumber, externalDueAt, repeatOf, appealType = '' } = values;
  const accused = appealType === 'accusation' ? readAccused(values.accused, directory) : undefined;
  if (accused && !accused.ok) faults.push({ field: 'accused', message: accused.message });
  const flow = flowNamed(values.flow ?? '', regime);
  if (flow === null) faults.push({ field: 'flow', message: flowFault(values.flow, regime) });
  const entered = {
    flow: flow ?? '',
    source: values.source,
    channel: values.channel,
    category: values.category ?? '',
    appealType: values.appealType,
    peopleCount: Number(values.peopleCount ?? '1'),
    ...(representatives === undefined ? {} : { representatives: Number(representatives) }),
    ...(platformNumber === undefined ? {} : { platformNumber }),
    ...(externalDueAt === undefined ? {} : { externalDueAt: beijing(externalDueAt) }),
    receivedAt: values.receivedAt === undefined ? undefined : beijing(values.receivedAt),
    anonymous: values.anonymous === 'yes',
    ...(repeatOf === undefined ? {} : { repeatOf }),
    repeated: repeatOf !== undefined,
    title: values.title ?? '',
    body: values.body ?? '',
    ...(accused?.ok ? { accused: accused.value } : {}),
    petitioner: {
      name: values.name ?? '',
      phone: values.phone ?? '',
      idNumber: values.idNumber ?? '',
      address: values.address ?? '',
    },
  };
  return entered as Partial<Registration>;
}

/** By its title or its id; a regulation with one flow needs none named. */
function flowNamed(name: string, { flows }: Regime): string | null {
  const ids = Object.keys(flows);
  if (name === '') return ids.length === 1 ? (ids[0] ?? null) : null;
  return ids.find((id) => id === name || flows[id]?.title === name) ?? null;
}

function flowFault(name: string | undefined, { flows }: Regime): string {
  const titles = Object.values(flows).map(({ title }) => title);
  return name === undefined || name === ''
    ? '没有写明办理流程，请在导入时统一选择。'
    : `不认识这一办理流程，请填“${titles.join('”或“')}”。`;
}

/** Where the fault of the registration form shows in the sheet. */
function fieldOf(path: readonly PropertyKey[]): ImportField | undefined {
  const name = String(path[0] === 'petitioner' ? path[1] : path[0]);
  return name in importLabels ? (name as ImportField) : undefined;
}

function isConcluded(state: string): boolean {
  return /^(已)?(办结|结案|归档|终结|办理完毕|完成|报结)|^(是|已完成)$/.test(state.trim());
}

/** 接收必登 begins a flow that people sign step by step; what is over has been signed on paper. */
const CONCLUDED =
  '这是已经办结的历史件，没有导入：本系统的办理记录由各环节经办人逐步形成，不能补造签批和办结。请保留原台账备查，只导入在办件。';

function beijing(minute: string): string {
  return `${minute}:00+08:00`;
}

import type { ActionView } from '../../server/contract/view.ts';
import { type ChosenFile, unsentFiles } from '../fields/chosen-file.ts';
import type { FindingItem } from '../fields/finding-item.ts';
import type { ActForm, Field, FieldValue, Given, Values } from './form.ts';
import { ANSWERS } from './record-fields.ts';

/** What a form may presume: the day, and that whoever takes a petition on does the work himself. */
export interface Presumed {
  readonly action: ActionView;
  readonly today: string;
  readonly me: string | undefined;
}

/** What the fields hold before anybody has typed. */
export function initialValues(form: ActForm, presumed: Presumed): Values {
  const { prefilled } = presumed.action;
  return Object.fromEntries(
    form.fields.map((field) => [
      field.name,
      prefilled?.[field.name] ?? initialValue(field, presumed),
    ]),
  );
}

export function visibleFields(form: ActForm, given: Given): readonly Field[] {
  return form.fields.filter((field) => field.when?.(given) ?? true);
}

export function isOptional(field: Field, given: Given): boolean {
  return typeof field.optional === 'function' ? field.optional(given) : field.optional === true;
}

export function labelOf(field: Field, given: Given): string {
  return typeof field.label === 'function' ? field.label(given) : field.label;
}

/**
 * The act's input out of what was typed, with what is still missing. Hidden and empty fields are left out, so that
 * nothing is sent that was not on the screen.
 */
export function inputOf(kind: string, fields: readonly Field[], given: Given) {
  const input: Record<string, unknown> = { kind };
  const missing: Record<string, string> = {};
  for (const field of fields) {
    const value = given.values[field.name];
    Object.assign(missing, partsMissing(field, given));
    const unticked = field.control === 'tick' && isAnswer(field) && value !== true;
    if (isBlank(value) || (unticked && !isOptional(field, given))) {
      if (!isOptional(field, given)) missing[field.name] ??= demand(field, given);
    } else {
      place(input, field.name, sent(field, value));
    }
  }
  return { input, missing };
}

function initialValue(field: Field, { action, today, me }: Presumed): FieldValue {
  switch (field.control) {
    case 'tick':
      return false;
    case 'checklist':
      return {};
    case 'files':
    case 'items':
    case 'several':
      return [];
    case 'day':
      return field.future ? '' : today;
    case 'choice':
      return field.initial?.(action) ?? '';
    case 'unit':
      return field.optional ? '' : (action.suggestedUnitId ?? '');
    case 'person':
      return field.later && !field.presumes && action.people?.some(({ id }) => id === me)
        ? (me ?? '')
        : '';
    default:
      return '';
  }
}

export function isBlank(value: FieldValue | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || (typeof value === 'string' && value.trim() === '');
}

function demand(field: Field, given: Given): string {
  const typed = ['text', 'line', 'number', 'day'].includes(field.control);
  return `请${typed ? '填写' : '选择'}${labelOf(field, given)}。`;
}

function plain(field: Field, value: FieldValue | undefined): unknown {
  if (field.control === 'files') return filesIn(value).map(({ id }) => id ?? '');
  return field.control === 'yesNo' ? value === 'yes' : value;
}

/** Answers of a record are written as text, numbers of an act's own field as numbers. */
function sent(field: Field, value: FieldValue | undefined): unknown {
  const counted = field.control === 'number' && !isAnswer(field);
  return counted ? Number(value) : plain(field, value);
}

/** A tick of a record that is not optional says that something is so: without it the act is not what it claims to be. */
function isAnswer({ name }: Field): boolean {
  return name.startsWith(ANSWERS);
}

function partsMissing(field: Field, given: Given): Record<string, string> {
  if (field.control === 'files') {
    return unsentFiles(field.name, filesIn(given.values[field.name]));
  }
  if (field.control === 'items') return outcomesMissing(field, given);
  return field.control === 'checklist' ? missingItems(field, given) : {};
}

/** The control of a field says what its value is. */
export function filesIn(value: FieldValue | undefined): readonly ChosenFile[] {
  return Array.isArray(value) ? (value as readonly ChosenFile[]) : [];
}

export function chosenIn(value: FieldValue | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

export function itemsIn(value: FieldValue | undefined): readonly FindingItem[] {
  return Array.isArray(value) ? (value as readonly FindingItem[]) : [];
}

export function recordIn(value: FieldValue | undefined): Readonly<Record<string, string>> {
  return typeof value === 'object' && !Array.isArray(value)
    ? (value as Readonly<Record<string, string>>)
    : {};
}

function missingItems(field: Field, { values, action }: Given): Record<string, string> {
  const written = values[field.name];
  const evidence = recordIn(written);
  return Object.fromEntries(
    (action.checklist ?? [])
      .filter((item) => isBlank(evidence[item.id]))
      .map((item) => [`${field.name}.${item.id}`, '请写明到位情况。']),
  );
}

/** What came of each claim, and why where the outcome has to be explained. */
function outcomesMissing(field: Field, { values, action }: Given): Record<string, string> {
  const { itemOutcomes } = action;
  if (!itemOutcomes) return {};
  const missing: Record<string, string> = {};
  for (const [index, { outcome, reason }] of itemsIn(values[field.name]).entries()) {
    const known = itemOutcomes.find(({ id }) => id === outcome);
    if (!known) missing[`${field.name}.${index}.outcome`] = '请选择办理结果。';
    if (known?.needsReason && isBlank(reason)) {
      missing[`${field.name}.${index}.reason`] = `请写明“${known.title}”的理由。`;
    }
  }
  return missing;
}

/** Puts a value at `told.how`, making `told` on the way. */
function place(input: Record<string, unknown>, name: string, value: unknown): void {
  const [outer = '', inner] = name.split('.');
  if (inner === undefined) {
    input[outer] = value;
    return;
  }
  input[outer] = { ...(input[outer] as Record<string, unknown> | undefined), [inner]: value };
}

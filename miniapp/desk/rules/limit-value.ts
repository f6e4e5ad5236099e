import type { RuleBookView } from '../../../server/contract/rules.ts';

export type Json = RuleBookView['choices'][number]['values'][number]['value'];

/** A length of time somewhere in a value: what a person changes without reading data. */
export interface Length {
  readonly unit: string;
  /** Absent for `same_day`. */
  readonly amount?: number;
}

/** In the order of the list; the units a deadline can be counted in. */
export const lengthUnits: readonly (readonly [string, string])[] = [
  ['work_hours', '工作小时'],
  ['work_days', '工作日'],
  ['natural_days', '自然日'],
  ['weeks', '周'],
  ['months', '月'],
  ['same_day', '当天'],
];

/** The length that the value is or holds; null where it is something else. A bare 日 is changed by its reading. */
export function lengthIn(value: Json): Length | null {
  if (!isObject(value)) return null;
  if (isObject(value.limit)) return lengthIn(value.limit);
  if (isObject(value.reading)) return lengthIn(value.reading);
  const { unit, amount } = value;
  if (typeof unit !== 'string' || !lengthUnits.some(([id]) => id === unit)) return null;
  return typeof amount === 'number' ? { unit, amount } : { unit };
}

/** The same value with another length; a unit that rolls keeps how it did, or rolls on. */
export function withLength(value: Json, length: Length): Json {
  if (!isObject(value)) return value;
  if (isObject(value.limit)) return { ...value, limit: withLength(value.limit, length) };
  if (isObject(value.reading)) return { ...value, reading: withLength(value.reading, length) };
  const { unit, amount = 1 } = length;
  if (unit === 'same_day') return { unit };
  const rolls = unit === 'natural_days' || unit === 'weeks' || unit === 'months';
  return rolls ? { unit, amount, roll: value.roll ?? 'next' } : { unit, amount };
}

/** The number belongs to the text itself where only its unit is open to reading. */
export function isAmountOfText(value: Json): boolean {
  if (!isObject(value)) return false;
  return isObject(value.reading) || (isObject(value.limit) && isAmountOfText(value.limit));
}

function isObject(value: Json | undefined): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

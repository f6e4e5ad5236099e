import type { PetitionId } from '../petition.ts';
import { durationText, MINUTE } from '../time.ts';

/** One number with the petitions behind it. */
export interface Figure {
  /** Unique among the figures of a period: `registered`, `source.superior`, `onTimeConclusion.numerator`. */
  readonly id: string;
  readonly title: string;
  readonly value: number;
  /** Each once; people and orders may be more than petitions. */
  readonly petitions: readonly PetitionId[];
}

/** A quotient with both its parts and its formula in words, so that anybody can work it out again. */
export interface Indicator {
  readonly id: string;
  readonly title: string;
  readonly formula: string;
  readonly unit: 'share' | 'workDays' | 'workMinutes';
  readonly numerator: Figure;
  readonly denominator: Figure;
  /** Null where the denominator is zero. */
  readonly value: number | null;
}

/** As many as there are items; each item names its petition. */
export function counted(
  id: string,
  title: string,
  items: readonly { readonly id: PetitionId }[],
): Figure {
  return summed(id, title, items, () => 1);
}

export function summed<Item extends { readonly id: PetitionId }>(
  id: string,
  title: string,
  items: readonly Item[],
  amount: (item: Item) => number,
): Figure {
  const value = items.reduce((sum, item) => sum + amount(item), 0);
  return { id, title, value, petitions: [...new Set(items.map((item) => item.id))] };
}

export function indicator(
  given: Pick<Indicator, 'id' | 'title' | 'unit' | 'numerator' | 'denominator'>,
): Indicator {
  const { id, numerator, denominator } = given;
  return {
    ...given,
    formula: `${numerator.title} ÷ ${denominator.title}`,
    numerator: { ...numerator, id: `${id}.numerator` },
    denominator: { ...denominator, id: `${id}.denominator` },
    value: denominator.value === 0 ? null : numerator.value / denominator.value,
  };
}

/** `92.3%`, `4.5`, `1小时14分`, or `—` where there was nothing to divide by. */
export function indicatorText({ unit, value }: Pick<Indicator, 'unit' | 'value'>): string {
  if (value === null) return '—';
  if (unit === 'workMinutes') return durationText(Math.round(value) * MINUTE);
  return unit === 'share' ? `${rounded(value * 100)}%` : rounded(value);
}

/** To one decimal, half away from zero, whole numbers without one. */
function rounded(value: number): string {
  return String(Math.round(value * 10 + Number.EPSILON) / 10);
}

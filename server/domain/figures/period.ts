import {
  chineseDay,
  civilDateOf,
  dayOf,
  dayText,
  type Instant,
  type LocalDay,
  localDay,
  localDayOf,
  parseLocalDay,
  startOfDay,
} from '../time.ts';

/** A day, month, quarter, half-year or year by the Beijing calendar. */
export interface Period {
  /** `2026-10-09`, `2026-10`, `2026-Q4`, `2026-H2` or `2026`. */
  readonly id: string;
  readonly kind: PeriodKind;
  readonly from: Instant;
  /** The first instant that is no longer part of it. */
  readonly to: Instant;
}

export type PeriodKind = 'day' | 'month' | 'quarter' | 'half' | 'year';

/** What is seen of a period: its events and deadlines up to now, or up to its end once that is past. */
export interface Window {
  readonly from: Instant;
  /** The first instant that is no longer part of it. */
  readonly to: Instant;
  /** Never after `to`. */
  readonly seenAt: Instant;
}

const PERIOD = /^(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?$/;
const FIRST_YEAR = 2000;
const MONTHS = { month: 1, quarter: 3, half: 6, year: 12 } satisfies Record<Spanning, number>;

type Spanning = Exclude<PeriodKind, 'day'>;

/** Null for a text that names no period from the year 2000 on. */
export function readPeriod(text: string): Period | null {
  const day = parseLocalDay(text);
  if (day.ok) return civilDateOf(day.value).year < FIRST_YEAR ? null : theDay(day.value);
  const parts = PERIOD.exec(text);
  if (!parts || Number(parts[1]) < FIRST_YEAR) return null;
  const [, year, month, quarter, half] = parts;
  if (month) return periodOf('month', Number(year), Number(month));
  if (quarter) return periodOf('quarter', Number(year), Number(quarter));
  return half ? periodOf('half', Number(year), Number(half)) : periodOf('year', Number(year), 1);
}

/** The period of that kind in which the day lies. */
export function periodAround(kind: PeriodKind, day: LocalDay): Period {
  if (kind === 'day') return theDay(day);
  const { year, month } = civilDateOf(day);
  return periodOf(kind, year, Math.ceil(month / MONTHS[kind]));
}

export function windowOf({ from, to }: Period, now: Instant): Window {
  return { from, to, seenAt: now < to ? now : to };
}

export function isWithin(at: Instant | undefined, { from, to }: Window): boolean {
  return at !== undefined && at >= from && at < to;
}

/** The one before, of the same kind (环比). */
export function periodBefore({ kind, from }: Period): Period {
  return periodAround(kind, localDay(localDayOf(from) - 1));
}

/** The same one a year earlier (同比); of 29 February the day before. */
export function samePeriodLastYear({ kind, from }: Period): Period {
  const { year, month, dayOfMonth } = civilDateOf(localDayOf(from));
  if (kind === 'day') {
    const leap = month === 2 && dayOfMonth === 29;
    return theDay(dayOf(year - 1, month, leap ? 28 : dayOfMonth));
  }
  return periodOf(kind, year - 1, Math.ceil(month / MONTHS[kind]));
}

/** The months up to and including the last one of the period, oldest first. */
export function monthsUpTo({ to }: Period, count: number): readonly Period[] {
  const months = [periodAround('month', localDay(localDayOf(to) - 1))];
  for (let [earliest] = months; earliest && months.length < count; [earliest] = months) {
    months.unshift(periodBefore(earliest));
  }
  return months;
}

/** The one after it, of the same kind. */
export function periodAfter({ kind, to }: Period): Period {
  return periodAround(kind, localDayOf(to));
}

/** `2026年10月9日（周五）`, `2026年10月`, `2026年第三季度`, `2026年上半年`, `2026年` */
export function periodTitle({ kind, from }: Period): string {
  if (kind === 'day') return chineseDay(localDayOf(from), 'withYear');
  const { year, month } = civilDateOf(localDayOf(from));
  if (kind === 'month') return `${year}年${month}月`;
  if (kind === 'quarter') return `${year}年第${'一二三四'[(month - 1) / 3]}季度`;
  return kind === 'half' ? `${year}年${month === 1 ? '上' : '下'}半年` : `${year}年`;
}

function theDay(day: LocalDay): Period {
  const next = localDay(day + 1);
  return { id: dayText(day), kind: 'day', from: startOfDay(day), to: startOfDay(next) };
}

/** `number` counts the periods of that kind within the year from 1. */
function periodOf(kind: Spanning, year: number, number: number): Period {
  const length = MONTHS[kind];
  const first = (number - 1) * length + 1;
  const next = first + length;
  return {
    id: idOf(kind, year, number),
    kind,
    from: startOfDay(dayOf(year, first, 1)),
    to: startOfDay(next > 12 ? dayOf(year + 1, next - 12, 1) : dayOf(year, next, 1)),
  };
}

function idOf(kind: Spanning, year: number, number: number): string {
  if (kind === 'year') return String(year);
  if (kind === 'month') return `${year}-${String(number).padStart(2, '0')}`;
  return `${year}-${kind === 'quarter' ? 'Q' : 'H'}${number}`;
}

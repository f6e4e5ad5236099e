import { clock } from '../../../clock.ts';

export type PeriodKind = 'month' | 'quarter' | 'half' | 'year';

export const periodKinds = [
  { value: 'month', label: '月' },
  { value: 'quarter', label: '季度' },
  { value: 'half', label: '半年' },
  { value: 'year', label: '年' },
] as const satisfies readonly { readonly value: PeriodKind; readonly label: string }[];

/** The period of that kind in which the month lies, `2026-10` or `2026-H2`. */
export function periodOf(kind: PeriodKind, month: string): string {
  const [year = '', number = '1'] = month.split('-');
  if (kind === 'month') return month;
  if (kind === 'year') return year;
  const length = kind === 'quarter' ? 3 : 6;
  return `${year}-${kind === 'quarter' ? 'Q' : 'H'}${Math.ceil(Number(number) / length)}`;
}

/** The last month of a period. */
export function lastMonthOf(period: string): string {
  const [year = '', part = '12'] = period.split('-');
  const number = part.startsWith('Q')
    ? Number(part.slice(1)) * 3
    : part.startsWith('H')
      ? Number(part.slice(1)) * 6
      : Number(part);
  return `${year}-${String(number).padStart(2, '0')}`;
}

export function kindOf(period: string): PeriodKind {
  if (period.includes('Q')) return 'quarter';
  if (period.includes('H')) return 'half';
  return period.includes('-') ? 'month' : 'year';
}

/** `2026-10`, by the office's own time. */
export function presentMonth(): string {
  return clock.today().slice(0, 7);
}

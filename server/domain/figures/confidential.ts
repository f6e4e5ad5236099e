import type { Regime } from '../regime.ts';
import type { Instant } from '../time.ts';
import { confidentialCases, type History } from './case.ts';
import { counted, type Figure } from './figure.ts';
import { type Period, type Window, windowOf } from './period.ts';
import { concludedIn, isOverdue, registeredIn } from './totals.ts';

/**
 * 检举控告件, for one person of whom each history is known to be his to see. Never part of any other figure, and of no
 * report: whoever may not know of them gets the same figures as in a world without them.
 */
export function confidentialFigures(
  period: Period,
  histories: readonly History[],
  { now, regimes }: { readonly now: Instant; readonly regimes: readonly Regime[] },
): readonly Figure[] {
  const window: Window = windowOf(period, now);
  const cases = confidentialCases(histories, window, regimes);
  const open = cases.filter(
    ({ endedAt, petition }) => endedAt === undefined && petition.concludedAt === undefined,
  );
  return [
    counted('confidential.registered', '登记', registeredIn(cases, window)),
    counted('confidential.concluded', '办结', concludedIn(cases, window)),
    counted('confidential.open', '期末在办', open),
    counted(
      'confidential.overdue',
      '其中逾期',
      open.filter((each) => isOverdue(each, window)),
    ),
  ];
}

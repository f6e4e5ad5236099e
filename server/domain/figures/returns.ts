import type { UnitId } from '../directory.ts';
import type { PetitionId, ReturnRequest } from '../petition.ts';
import type { Case } from './case.ts';
import { counted, type Indicator, indicator } from './figure.ts';
import { isWithin, type Window } from './period.ts';

export interface AskedReturn {
  readonly id: PetitionId;
  /** Which wanted to give it back. */
  readonly unitId: UnitId;
  readonly asked: ReturnRequest;
}

/** Returns asked for within the period, one petition perhaps several times (退单). */
export function returnsAsked(cases: readonly Case[], window: Window): readonly AskedReturn[] {
  return allReturns(cases).filter(({ asked }) => isWithin(asked.at, window));
}

/** Returns decided within the period, whenever they were asked for. */
export function returnsSettled(cases: readonly Case[], window: Window): readonly AskedReturn[] {
  return allReturns(cases).filter(({ asked }) => isWithin(asked.settledAt, window));
}

/** 退单率 */
export function returnShare(
  cases: readonly Case[],
  returns: readonly AskedReturn[],
  window: Window,
): Indicator {
  const dispatched = cases.flatMap((each) =>
    each.petition.assignments
      .filter(({ assignedAt }) => isWithin(assignedAt, window))
      .map(() => each),
  );
  return indicator({
    id: 'returnRate',
    title: '退单率',
    unit: 'share',
    numerator: counted('', '期内退单件次', returns),
    denominator: counted('', '期内交办件次（含改派）', dispatched),
  });
}

function allReturns(cases: readonly Case[]): readonly AskedReturn[] {
  return cases.flatMap(({ id, petition }) =>
    petition.assignments.flatMap(({ unitId, returns }) =>
      returns.map((asked) => ({ id, unitId, asked })),
    ),
  );
}

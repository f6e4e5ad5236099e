import type { InputOf } from '../act-input.ts';
import type { Circumstances } from '../decision.ts';
import { recipientsOf } from '../dispatch.ts';
import type { ActOutcome } from '../event.ts';
import { holds, returnWindowEnd } from '../guards.ts';
import { currentAssignment, type Petition, pendingReturn } from '../petition.ts';
import { departsFromRule } from '../reception.ts';
import type { Refusal } from '../refusal.ts';
import { ok, type Result, refuse } from '../result.ts';
import { isConflicted } from '../staffing.ts';
import { workingTimeBetween } from '../working-time.ts';
import { type Asked, caseworkerFault, missing, unitFault } from './asked.ts';

type Outcome = Result<ActOutcome, Refusal>;

/** 呈签拟交部室; also the unit that receives a visit. */
export function proposeOutcome(
  { petition }: Asked,
  { unitId }: { readonly unitId: string },
  circumstances: Circumstances,
): Outcome {
  const fault = unitFault(petition, unitId, circumstances);
  return fault ? refuse(fault) : ok({});
}

/** 分流: others than the regulation says may receive, with a reason (附件2). */
export function routeVisitOutcome(
  asked: Asked,
  visit: InputOf<'routeVisit'>,
  circumstances: Circumstances,
): Outcome {
  const { regime, directory } = circumstances;
  if (visit.reason === undefined && departsFromRule(visit, regime.reception, directory)) {
    return missing('reason');
  }
  return proposeOutcome(asked, visit, circumstances);
}

/**
 * 交办、改派、裁定: told to those of the unit whom the regulation names, so a unit with fewer on duty than it asks for is
 * refused loudly (M14), and so is a unit one of whose recipients is accused. Only a ruling may name the same unit again.
 */
export function assignOutcome(
  { petition, definition }: Asked,
  { unitId }: InputOf<'assign'>,
  circumstances: Circumstances,
): Outcome {
  const fault = unitFault(petition, unitId, circumstances);
  if (fault) return refuse(fault);
  const { directory, regime } = circumstances;
  const { people, complete, missing: posts } = recipientsOf(unitId, directory, regime);
  if (!complete) {
    const unitName = directory.units.get(unitId)?.name ?? unitId;
    const least = regime.dispatch?.least ?? 1;
    return refuse({ code: 'recipientsMissing', unitName, posts, least });
  }
  if (people.some((person) => isConflicted(petition, person))) {
    return refuse({ code: 'conflictOfInterest' });
  }
  const binding = definition.binds === true;
  const sameUnit = currentAssignment(petition)?.unitId === unitId;
  if (sameUnit && !binding) return refuse({ code: 'sameUnit' });
  return ok({
    recipients: people.map(({ id }) => id),
    binding,
    ...(pendingReturn(petition) ? { settlesReturn: sameUnit ? 'rejected' : 'upheld' } : {}),
  });
}

export function acceptOutcome(
  asked: Asked,
  { caseworkerId }: InputOf<'accept'>,
  circumstances: Circumstances,
): Outcome {
  return caseworkerId === undefined ? ok({}) : namedCaseworker(asked, caseworkerId, circumstances);
}

export function nameCaseworkerOutcome(
  asked: Asked,
  { caseworkerId }: InputOf<'nameCaseworker'>,
  circumstances: Circumstances,
): Outcome {
  return namedCaseworker(asked, caseworkerId, circumstances);
}

/** 退单: after the window it stays possible, but is flagged and goes to a higher approver with its reason (R5). */
export function returnOutcome(
  { petition }: Asked,
  input: InputOf<'return'>,
  circumstances: Circumstances,
): Outcome {
  const fault = destinationFault(petition, input, circumstances);
  if (fault) return refuse(fault);
  if (pendingReturn(petition)) return refuse({ code: 'nothingToDo' });
  if (!holds(['returnLate'], petition, circumstances)) return ok({ late: false, lateByMs: 0 });
  if (input.lateReason === undefined) return missing('lateReason');
  const end = returnWindowEnd(petition, circumstances.regime) ?? circumstances.now;
  const lateBy = workingTimeBetween(circumstances.calendar, end, circumstances.now);
  return lateBy.ok ? ok({ late: true, lateByMs: lateBy.value }) : lateBy;
}

/** A unit that says whose duty it is not must say whose it is. */
function destinationFault(
  petition: Petition,
  { basis, proposedUnitId, proposedOrgan }: InputOf<'return'>,
  circumstances: Circumstances,
): Refusal | null {
  if (basis === 'outsideOffice' && proposedOrgan === undefined) {
    return { code: 'fieldMissing', field: 'proposedOrgan' };
  }
  if (basis !== 'otherUnit') return null;
  if (proposedUnitId === undefined) return { code: 'fieldMissing', field: 'proposedUnitId' };
  if (currentAssignment(petition)?.unitId === proposedUnitId) return { code: 'sameUnit' };
  return unitFault(petition, proposedUnitId, circumstances);
}

export function rejectReturnOutcome({ petition }: Asked): Outcome {
  return pendingReturn(petition)
    ? ok({ settlesReturn: 'rejected' })
    : refuse({ code: 'nothingToDo' });
}

export function transferOutcome({ petition }: Asked): Outcome {
  return ok(pendingReturn(petition) ? { settlesReturn: 'upheld' } : {});
}

function namedCaseworker(
  { petition }: Asked,
  caseworkerId: string,
  circumstances: Circumstances,
): Outcome {
  const unitId = currentAssignment(petition)?.unitId;
  if (unitId === undefined) return refuse({ code: 'unknownUnit' });
  const fault = caseworkerFault(petition, caseworkerId, unitId, circumstances);
  return fault ? refuse(fault) : ok({});
}

import type { InputOf } from '../act-input.ts';
import type { Circumstances } from '../decision.ts';
import type { ActOutcome } from '../event.ts';
import type { Refusal } from '../refusal.ts';
import { ok, type Result, refuse } from '../result.ts';
import { type Asked, invalid, missing } from './asked.ts';
import { registrationFault } from './registration.ts';

type Outcome = Result<ActOutcome, Refusal>;

export function stepOutcome({ definition }: Asked, { note }: InputOf<'step'>): Outcome {
  return definition.requiresNote && note === undefined ? missing('note') : ok({});
}

/**
 * 补正登记. An ordinary petition cannot be turned into an accusation or back: what was already written would be
 * open to the wrong people. It is withdrawn with its reason and registered anew.
 */
export function amendOutcome(
  { petition, command }: Asked,
  _input: InputOf<'amend'>,
  circumstances: Circumstances,
): Outcome {
  const amendment = command.amendment;
  if (!amendment) return missing('amendment');
  const { facts, accused } = amendment;
  const wasAccusation = petition.facts.appealType === 'accusation';
  if (wasAccusation !== (facts.appealType === 'accusation')) {
    return invalid('amendment.appealType', 'format');
  }
  const fault = registrationFault(amendment, circumstances);
  return fault ? refuse(fault) : ok({ facts, accused });
}

export function mergeOutcome(
  { petition }: Asked,
  { intoNumber }: InputOf<'merge'>,
  { isOpenNumber }: Circumstances,
): Outcome {
  return intoNumber === petition.number || !isOpenNumber(intoNumber)
    ? invalid('intoNumber', 'format')
    : ok({});
}

export function recuseOutcome(
  { petition }: Asked,
  { staffId }: InputOf<'recuse'>,
  { directory }: Circumstances,
): Outcome {
  if (!directory.staff.has(staffId)) return refuse({ code: 'unknownStaff' });
  return petition.recused.includes(staffId) ? refuse({ code: 'nothingToDo' }) : ok({});
}

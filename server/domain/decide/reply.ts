import type { FindingItem, InputOf } from '../act-input.ts';
import type { Circumstances } from '../decision.ts';
import type { ActOutcome } from '../event.ts';
import { currentAssignment, openVerification } from '../petition.ts';
import type { Refusal } from '../refusal.ts';
import type { Act, Asking } from '../regime.ts';
import { ok, type Result, refuse } from '../result.ts';
import { localDayOf } from '../time.ts';
import { type Asked, invalid, isFuture, missing } from './asked.ts';

type Outcome = Result<ActOutcome, Refusal>;

/**
 * 处理（答复）意见: the petitioner told, the leader's instruction answered and every claim by itself where the act asks
 * for it, an unreasonable demand's list complete.
 */
export function replyOutcome(
  { definition }: Asked,
  input: InputOf<'reply'>,
  circumstances: Circumstances,
): Outcome {
  const { told, instructionAnswered, unreasonable, closingChecklist, items = [] } = input;
  if (isFuture(told.on, circumstances)) return invalid('told.on', 'inFuture');
  if (asks(definition, 'instruction') && !instructionAnswered) {
    return missing('instructionAnswered');
  }
  if (asks(definition, 'items') && items.length === 0) return missing('items');
  const fault = items.map((item) => itemFault(item, definition)).find((found) => found !== null);
  if (fault) return fault === 'missing' ? missing('items') : invalid('items', 'format');
  if (!unreasonable) return ok({});
  const blank = circumstances.regime.closingChecklist.find(
    ({ id }) => (closingChecklist?.[id] ?? '').trim() === '',
  );
  return blank ? missing(`closingChecklist.${blank.id}`) : ok({});
}

/** 系统回复; the superior's platform also gets the scanned 办理单, invisible to the petitioner (M52). */
export function deliverReplyOutcome(
  { petition, definition }: Asked,
  { on, scannedIntoPlatform }: InputOf<'deliverReply'>,
  circumstances: Circumstances,
): Outcome {
  if (isFuture(on, circumstances)) return invalid('on', 'inFuture');
  const wantsScan = asks(definition, 'scan') && petition.facts.source === 'superior';
  if (wantsScan && !scannedIntoPlatform) return missing('scannedIntoPlatform');
  return ok(openVerification(petition) ? { closesVerification: true } : {});
}

/** 回访: nobody visits after his own work, and 免回访 needs an anonymous petitioner (N17). */
export function followUpOutcome(
  { petition, person }: Asked,
  { outcome, method, on, comment }: InputOf<'followUp'>,
  circumstances: Circumstances,
): Outcome {
  if (currentAssignment(petition)?.caseworkerId === person.id) {
    return refuse({ code: 'conflictOfInterest' });
  }
  if (isFuture(on, circumstances)) return invalid('on', 'inFuture');
  if (petition.concludedAt !== undefined && on < localDayOf(petition.concludedAt)) {
    return invalid('on', 'inPast');
  }
  const reached = outcome !== 'unreachable' && outcome !== 'notPossible';
  if (reached && method === undefined) return missing('method');
  if (outcome === 'notPossible' && !petition.facts.anonymous) return missing('method');
  if (outcome === 'dissatisfied' && comment === undefined) return missing('comment');
  return ok({});
}

export function openVerificationOutcome(
  _asked: Asked,
  { dueOn }: InputOf<'openVerification'>,
  { now, nextNumber }: Circumstances,
): Outcome {
  if (dueOn !== undefined && dueOn < localDayOf(now)) return invalid('dueOn', 'inPast');
  return ok({ number: nextNumber('verification') });
}

export function informOutcome(
  _asked: Asked,
  { on }: InputOf<'inform'>,
  circumstances: Circumstances,
): Outcome {
  return isFuture(on, circumstances) ? invalid('on', 'inFuture') : ok({});
}

function asks({ asks: asked = [] }: Act, what: Asking): boolean {
  return asked.includes(what);
}

/** Each claim with what was found, what is answered, and what came of it where the act names the outcomes (W13, F7). */
function itemFault(
  { claim, finding, answer, outcome, reason }: FindingItem,
  { items }: Act,
): 'missing' | 'format' | null {
  if ([claim, finding, answer].some((written) => written.trim() === '')) return 'missing';
  if (!items) return outcome === undefined ? null : 'format';
  if (outcome === undefined) return 'missing';
  const known = items.outcomes.find(({ id }) => id === outcome);
  if (!known) return 'format';
  return known.needsReason && (reason ?? '').trim() === '' ? 'missing' : null;
}

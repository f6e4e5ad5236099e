import type { InputOf } from '../act-input.ts';
import type { Circumstances } from '../decision.ts';
import type { ActOutcome } from '../event.ts';
import { extendableClock, extensionFault } from '../extension.ts';
import type { Petition } from '../petition.ts';
import type { Refusal } from '../refusal.ts';
import { ok, type Result, refuse } from '../result.ts';
import { isConflicted } from '../staffing.ts';
import { localDayOf } from '../time.ts';
import { type Asked, invalid } from './asked.ts';

type Outcome = Result<ActOutcome, Refusal>;

/** 是否进入督查督办 answered with yes opens the episode, with its number. */
export function answerFlagsOutcome(
  { petition }: Asked,
  { supervision }: InputOf<'answerFlags'>,
  { nextNumber }: Circumstances,
): Outcome {
  return ok(supervision && !isSupervised(petition) ? { number: nextNumber('supervision') } : {});
}

/** 延期: asked for before expiry, at most once granted, within the regime's bound (条例第三十四条). */
export function requestExtensionOutcome(
  { petition }: Asked,
  { days }: InputOf<'requestExtension'>,
  circumstances: Circumstances,
): Outcome {
  if (days < 1) return invalid('days', 'outOfRange');
  const inTime = beforeExpiry(petition, circumstances);
  return inTime.ok ? (extensionFault(petition, days, circumstances) ?? inTime) : inTime;
}

export function grantExtensionOutcome(
  { petition }: Asked,
  _input: InputOf<'grantExtension'>,
  circumstances: Circumstances,
): Outcome {
  return beforeExpiry(petition, circumstances);
}

/** 限期化解举措 may name who carries them out, never somebody the petition is about, and until when. */
export function concludeConsultationOutcome(
  { petition }: Asked,
  { ownerId, dueOn }: InputOf<'concludeConsultation'>,
  { now, directory }: Circumstances,
): Outcome {
  if (dueOn !== undefined && dueOn < localDayOf(now)) return invalid('dueOn', 'inPast');
  if (ownerId === undefined) return ok({});
  const owner = directory.staff.get(ownerId);
  if (!owner?.active) return refuse({ code: 'unknownStaff' });
  return isConflicted(petition, owner) ? refuse({ code: 'conflictOfInterest' }) : ok({});
}

export function sendLetterOutcome(
  _asked: Asked,
  _input: InputOf<'sendLetter'>,
  { nextNumber }: Circumstances,
): Outcome {
  return ok({ number: nextNumber('liaisonLetter') });
}

export function recordLetterReplyOutcome(
  { petition }: Asked,
  { letterNumber }: InputOf<'recordLetterReply'>,
): Outcome {
  const letter = petition.letters.find(({ number }) => number === letterNumber);
  if (!letter) return invalid('letterNumber', 'format');
  return letter.reply ? refuse({ code: 'nothingToDo' }) : ok({});
}

export function openSupervisionOutcome(
  _asked: Asked,
  { dueOn }: InputOf<'openSupervision'>,
  { now, nextNumber }: Circumstances,
): Outcome {
  if (dueOn !== undefined && dueOn < localDayOf(now)) return invalid('dueOn', 'inPast');
  return ok({ number: nextNumber('supervision') });
}

export function closeSupervisionOutcome({ petition }: Asked): Outcome {
  return isSupervised(petition) ? ok({}) : refuse({ code: 'nothingToDo' });
}

function isSupervised({ supervisions }: Petition): boolean {
  return supervisions.some(({ closedAt }) => closedAt === undefined);
}

function beforeExpiry(petition: Petition, { regime, now }: Circumstances): Outcome {
  const clock = extendableClock(petition, regime);
  if (!clock) return refuse({ code: 'nothingToDo' });
  return now > clock.dueAt ? refuse({ code: 'deadlinePassed', dueAt: clock.dueAt }) : ok({});
}

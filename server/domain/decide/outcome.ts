import type { ActKind, InputOf } from '../act-input.ts';
import type { Circumstances } from '../decision.ts';
import type { ActOutcome } from '../event.ts';
import { pendingReturn } from '../petition.ts';
import type { Refusal } from '../refusal.ts';
import { ok, type Result } from '../result.ts';
import type { Asked } from './asked.ts';
import {
  acceptOutcome,
  assignOutcome,
  nameCaseworkerOutcome,
  proposeOutcome,
  rejectReturnOutcome,
  returnOutcome,
  routeVisitOutcome,
  transferOutcome,
} from './assignment.ts';
import { attachmentsOutcome, attachOutcome, recordContactOutcome } from './files.ts';
import { amendOutcome, mergeOutcome, recuseOutcome, stepOutcome } from './office.ts';
import {
  deliverReplyOutcome,
  followUpOutcome,
  informOutcome,
  openVerificationOutcome,
  replyOutcome,
} from './reply.ts';
import {
  answerFlagsOutcome,
  closeSupervisionOutcome,
  concludeConsultationOutcome,
  grantExtensionOutcome,
  openSupervisionOutcome,
  recordLetterReplyOutcome,
  requestExtensionOutcome,
  sendLetterOutcome,
} from './requests.ts';

/** Checks what was entered and fixes the facts the act adds; one function per kind, none can be forgotten. */
export function outcomeOf(asked: Asked, circumstances: Circumstances): Result<ActOutcome, Refusal> {
  const check = checks[asked.command.input.kind] as Check<ActKind>;
  const checked = check(asked, asked.command.input, circumstances);
  if (!checked.ok) return checked;
  const brought = attachmentsOutcome(asked, circumstances);
  return brought.ok ? ok({ ...checked.value, ...brought.value }) : brought;
}

type Check<Kind extends ActKind> = (
  asked: Asked,
  input: InputOf<Kind>,
  circumstances: Circumstances,
) => Result<ActOutcome, Refusal>;

const nothingMore = (): Result<ActOutcome, Refusal> => ok({});

const checks: { readonly [Kind in ActKind]: Check<Kind> } = {
  step: stepOutcome,
  amend: amendOutcome,
  merge: mergeOutcome,
  recuse: recuseOutcome,
  propose: proposeOutcome,
  assign: assignOutcome,
  accept: acceptOutcome,
  nameCaseworker: nameCaseworkerOutcome,
  return: returnOutcome,
  rejectReturn: rejectReturnOutcome,
  transfer: transferOutcome,
  // On a pending late return the opinion is the office's own (信访办初核意见).
  approve: ({ petition, definition }) =>
    ok(definition.signs === undefined && pendingReturn(petition) ? { officeOpinion: true } : {}),
  sendBack: nothingMore,
  rework: nothingMore,
  reply: replyOutcome,
  conclude: nothingMore,
  deliverReply: deliverReplyOutcome,
  followUp: followUpOutcome,
  openVerification: openVerificationOutcome,
  statement: nothingMore,
  answerFlags: answerFlagsOutcome,
  consult: nothingMore,
  concludeConsultation: concludeConsultationOutcome,
  requestExtension: requestExtensionOutcome,
  grantExtension: grantExtensionOutcome,
  refuseExtension: nothingMore,
  sendLetter: sendLetterOutcome,
  recordLetterReply: recordLetterReplyOutcome,
  openSupervision: openSupervisionOutcome,
  closeSupervision: closeSupervisionOutcome,
  inform: informOutcome,
  routeVisit: routeVisitOutcome,
  terminate: nothingMore,
  recordContact: recordContactOutcome,
  attach: attachOutcome,
};

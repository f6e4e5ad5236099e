import type { PetitionView } from '../../contract/view.ts';
import type { PetitionEvent } from '../../domain/event.ts';
import { workingTimeText } from '../../domain/message-variables.ts';
import { type Particulars, type Petition, pendingReturn } from '../../domain/petition.ts';
import { responsibleUnit } from '../../domain/staffing.ts';
import { inTerms } from '../../domain/terms.ts';
import { returnBasisTitles } from '../../domain/titles.ts';
import type { Attachment } from '../../store/attachment-store.ts';
import type { LoggedMessage } from '../../store/message-store.ts';
import { timelineOf } from '../timeline.ts';
import { notYetViews } from './action.ts';
import { attachmentViews, contactViews } from './attachment.ts';
import type { ViewContext } from './context.ts';
import { deadlineViews } from './deadline.ts';
import { factsOf } from './facts.ts';
import { followUpSheet } from './follow-up.ts';
import { helpOf } from './help.ts';
import { maskedAddress, maskedIdNumber, maskedName, maskedPhone } from './masking.ts';
import { messageViews } from './message.ts';
import { nameOf } from './people.ts';
import { recordViews } from './record.ts';
import { registrationView } from './registration.ts';
import { replyViews } from './reply.ts';
import { mayReveal } from './reveal.ts';
import { stepsOf } from './steps.ts';
import { summaryOf } from './summary.ts';
import { timeUseView } from './time-use.ts';

/** All that is kept of one petition, for drawing its page. */
export interface PetitionFile {
  readonly petition: Petition;
  readonly particulars: Particulars;
  readonly events: readonly PetitionEvent[];
  /** With their names. */
  readonly attachments: readonly Attachment[];
  /** SVG path data by the signature's handwriting id. */
  readonly handwriting: ReadonlyMap<string, string>;
  /** Null for people who are not of the office. */
  readonly messages: readonly LoggedMessage[] | null;
}

export function petitionViewOf(file: PetitionFile, context: ViewContext): PetitionView {
  const { petition, particulars, events, messages } = file;
  const { regime, directory } = context;
  const instruction = instructionOf(petition, context);
  const asked = pendingReturnOf(petition, context);
  const summary = summaryOf(petition, particulars, context);
  const used = timeUseView(events, context);
  return {
    ...summary,
    flowTitle: regime.flows[petition.flow]?.title ?? petition.flow,
    regime: { id: regime.id, version: regime.version, title: regime.title },
    facts: [...factsOf(petition, context)],
    particulars: particularsView(particulars, petition, context),
    ...(instruction ? { instruction } : {}),
    deadlines: [...deadlineViews(petition, context)],
    timeline: [...timelineOf(petition, events, context)],
    replies: replyViews(petition, context),
    help: helpOf(petition, context),
    ...(used ? { timeUse: used } : {}),
    ...(summary.actions.some(({ kind }) => kind === 'followUp')
      ? { followUp: followUpSheet(petition, particulars, context) }
      : {}),
    attachments: [...attachmentViews(file.attachments, context)],
    contacts: [...contactViews(petition, context)],
    records: recordViews(petition, context),
    readings: petition.readings.map(({ id, title, reader, at, together, read }) => ({
      id,
      title,
      reader: nameOf(reader, context.directory),
      at,
      together,
      ...(read ? { readAt: read.at, instruction: read.instruction } : {}),
    })),
    notYet: [...notYetViews(petition, context)],
    signatures: signatureViews(file, context),
    steps: stepsOf(petition, events, context),
    ...(petition.flags
      ? {
          flags: {
            weeklyConsultation: petition.flags.weeklyConsultation,
            supervision: petition.flags.supervision,
          },
        }
      : {}),
    letters: petition.letters.map(({ number, addressee, sentAt, reply }) => ({
      number,
      addressee,
      sentAt,
      replied: reply !== undefined,
    })),
    ...(asked ? { pendingReturn: asked } : {}),
    ...(summary.actions.some(({ kind }) => kind === 'amend')
      ? { registration: registrationView(petition, context) }
      : {}),
    ...(messages ? { messages: messageViews(messages, directory) } : {}),
  };
}

function particularsView(
  { title, body, petitioner }: Particulars,
  petition: Petition,
  context: ViewContext,
): PetitionView['particulars'] {
  return {
    title,
    body,
    name: petition.facts.anonymous ? '匿名' : maskedName(petitioner.name),
    phone: maskedPhone(petitioner.phone),
    idNumber: maskedIdNumber(petitioner.idNumber),
    address: maskedAddress(petitioner.address),
    mayReveal: mayReveal(petition, context),
  };
}

/** What was written with the dispatch in force or the last one. */
function instructionOf({ assignments }: Petition, { directory, regime }: ViewContext) {
  const assignment = assignments.at(-1);
  return (
    assignment && {
      title: regime.dispatch?.opinionTitle ?? '交办意见',
      text: assignment.opinion,
      by: nameOf(assignment.assignedBy, directory),
      at: assignment.assignedAt,
    }
  );
}

function signatureViews(
  { petition, handwriting }: PetitionFile,
  { regime, directory }: ViewContext,
): PetitionView['signatures'] {
  return petition.signatures.map((signature) => ({
    slot: signature.slot,
    slotTitle: regime.signatureSlots[signature.slot]?.title ?? signature.slot,
    round: signature.round,
    by: nameOf(signature.by, directory),
    title: signature.title,
    opinion: signature.opinion,
    at: signature.at,
    voided: signature.voidedAt !== undefined,
    handwriting: handwriting.get(signature.handwriting) ?? '',
  }));
}

function pendingReturnOf(petition: Petition, { directory, regime }: ViewContext) {
  const asked = pendingReturn(petition);
  if (!asked) return undefined;
  const unitOf = (id: string | undefined) =>
    id === undefined ? undefined : directory.units.get(id)?.name;
  const proposed = unitOf(asked.proposedUnitId) ?? asked.proposedOrgan;
  return {
    unitName: unitOf(responsibleUnit(petition)) ?? '',
    by: nameOf(asked.by, directory),
    at: asked.at,
    basisText: inTerms(returnBasisTitles[asked.basis], regime.terms),
    detail: asked.detail,
    ...(proposed === undefined ? {} : { proposed }),
    late: asked.late,
    ...(asked.late ? { lateText: `逾期${workingTimeText(asked.lateByMs)}` } : {}),
    ...(asked.lateReason === undefined ? {} : { lateReason: asked.lateReason }),
    ...(asked.officeOpinion === undefined ? {} : { officeOpinion: asked.officeOpinion }),
  };
}

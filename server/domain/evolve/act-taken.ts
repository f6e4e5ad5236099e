import type { ActKind } from '../act-input.ts';
import type { ActTaken } from '../event.ts';
import { openVerification, type Petition } from '../petition.ts';
import { assignmentChanges } from './assignment.ts';
import { type Change, lastChanged } from './change.ts';
import { requestChanges } from './requests.ts';

/** What each kind of act leaves on the file. */
export function afterAct(petition: Petition, event: ActTaken): Petition {
  const change = changes[event.input.kind] as Change<ActKind>;
  const changed = change(petition, event, event.input);
  return {
    ...changed,
    ...signed(changed, event),
    ...(event.record === undefined
      ? {}
      : {
          records: [
            ...changed.records,
            // Written with the redo itself, it belongs to the round that has just ended.
            { ...event.record, at: event.at, by: event.by, round: petition.reworks.length },
          ],
        }),
    ...(event.outcome.attachments === undefined
      ? {}
      : { attachments: [...changed.attachments, ...event.outcome.attachments] }),
    ...(event.from === event.to ? {} : { stage: event.to, stageSince: event.at }),
    ...(event.outcome.flow === undefined ? {} : { flow: event.outcome.flow, converted: true }),
    ...(event.outcome.petitionNumber === undefined ? {} : { number: event.outcome.petitionNumber }),
  };
}

const unchanged = (petition: Petition): Petition => petition;

const changes: { readonly [Kind in ActKind]: Change<Kind> } = {
  ...assignmentChanges,
  ...requestChanges,
  step: unchanged,
  sendBack: unchanged,
  terminate: unchanged,
  attach: unchanged,
  recordContact: (petition, { at, by }, { kind: _, ...contact }) => ({
    ...petition,
    contacts: [...petition.contacts, { at, by, ...contact }],
  }),
  approve: (petition, event, { opinion }) =>
    event.outcome.officeOpinion
      ? {
          ...petition,
          assignments: lastChanged(petition.assignments, (assignment) => ({
            ...assignment,
            returns: lastChanged(assignment.returns, (asked) => ({
              ...asked,
              officeOpinion: opinion,
            })),
          })),
        }
      : petition,
  amend: (petition, { outcome }) => ({
    ...petition,
    ...(outcome.facts === undefined ? {} : { facts: outcome.facts }),
    ...(outcome.accused === undefined ? {} : { accused: outcome.accused }),
  }),
  merge: (petition, _, { intoNumber }) => ({ ...petition, mergedInto: intoNumber }),
  rework: (petition, { at, by }, { reason }) => {
    const { concludedAt: _concluded, flags: _flags, ...rest } = petition;
    return {
      ...rest,
      reworks: [...petition.reworks, { at, by, reason }],
      replies: lastChanged(petition.replies, (reply) => ({ sentBackAt: at, ...reply })),
    };
  },
  reply: (petition, { at, by }, { kind: _, instructionAnswered: _answered, ...reply }) => ({
    ...petition,
    replies: [...petition.replies, { closingChecklist: {}, ...reply, at, by }],
  }),
  conclude: (petition, { at }) => ({ ...petition, concludedAt: at }),
  deliverReply: (petition, { at, outcome }, { on, channel, scannedIntoPlatform = false }) =>
    outcome.closesVerification
      ? {
          ...petition,
          verifications: lastChanged(petition.verifications, (round) => ({
            ...round,
            closedAt: at,
          })),
        }
      : { ...petition, deliveredReply: { at, on, channel, scannedIntoPlatform } },
  followUp: (petition, { at, by }, { kind: _, ...visit }) => ({
    ...petition,
    followUps: [...petition.followUps, { at, by, ...visit }],
  }),
  openVerification: (petition, { at, by, outcome }, { origin, requirement }) => ({
    ...petition,
    verifications: [
      ...petition.verifications,
      {
        round: petition.verifications.length + 1,
        number: outcome.number ?? '',
        origin,
        requirement,
        openedAt: at,
        openedBy: by,
        statements: [],
      },
    ],
  }),
  statement: (petition, { at, by }, { kind: _, ...statement }) => ({
    ...petition,
    verifications: lastChanged(petition.verifications, (round) => ({
      ...round,
      statements: [...round.statements, { at, by, ...statement }],
    })),
  }),
  routeVisit: (petition, _, { kind: _kind, ...visit }) => ({ ...petition, visit }),
  recuse: (petition, _, { staffId }) => ({ ...petition, recused: [...petition.recused, staffId] }),
};

function signed(petition: Petition, event: ActTaken): Pick<Petition, 'signatures'> {
  const kept = petition.signatures.map((signature) =>
    event.voids.includes(signature.slot) && signature.voidedAt === undefined
      ? { ...signature, voidedAt: event.at }
      : signature,
  );
  if (!event.signature) return { signatures: kept };
  const { slot, title, handwriting } = event.signature;
  const written = 'opinion' in event.input ? event.input.opinion : '';
  return {
    signatures: [
      ...kept,
      {
        slot,
        round: openVerification(petition)?.round ?? 1,
        by: event.by,
        title,
        opinion: written,
        at: event.at,
        handwriting,
      },
    ],
  };
}

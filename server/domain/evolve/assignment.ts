import type { ActTaken } from '../event.ts';
import type { Assignment, Petition } from '../petition.ts';
import { type Change, lastChanged } from './change.ts';

/** From the leader's assignment to acceptance, return and transfer. */
export const assignmentChanges: {
  readonly [Kind in
    | 'propose'
    | 'assign'
    | 'accept'
    | 'nameCaseworker'
    | 'return'
    | 'rejectReturn'
    | 'transfer']: Change<Kind>;
} = {
  propose: (petition, _, { unitId }) => ({ ...petition, proposal: { unitId } }),
  assign: (petition, event, { unitId, opinion }) => ({
    ...petition,
    assignments: [
      ...relieved(petition, event),
      {
        sequence: petition.assignments.length + 1,
        unitId,
        assignedBy: event.by,
        assignedAt: event.at,
        opinion,
        binding: event.outcome.binding ?? false,
        recipients: pushedTo(event),
        returns: [],
      },
    ],
  }),
  accept: (petition, { at, by }, { caseworkerId }) => ({
    ...petition,
    assignments: lastChanged(petition.assignments, (assignment) => ({
      ...assignment,
      acceptedBy: by,
      acceptedAt: at,
      ...(caseworkerId === undefined ? {} : { caseworkerId }),
    })),
  }),
  nameCaseworker: (petition, _, { caseworkerId }) => ({
    ...petition,
    assignments: lastChanged(petition.assignments, (assignment) => ({
      ...assignment,
      caseworkerId,
    })),
  }),
  return: (petition, { at, by, outcome }, { kind: _, ...asked }) => ({
    ...petition,
    assignments: lastChanged(petition.assignments, (assignment) => ({
      ...assignment,
      returns: [
        ...assignment.returns,
        { ...asked, at, by, late: outcome.late ?? false, lateByMs: outcome.lateByMs ?? 0 },
      ],
    })),
  }),
  rejectReturn: (petition, event) => ({
    ...petition,
    assignments: lastChanged(petition.assignments, (assignment) => settled(assignment, event)),
  }),
  transfer: (petition, event, { competentOrgan, legalBasis }) => ({
    ...petition,
    assignments: relieved(petition, event),
    transfer: { competentOrgan, legalBasis },
  }),
};

/** The dispatch in force ends: another unit or organ takes over. */
function relieved(petition: Petition, event: ActTaken): readonly Assignment[] {
  return lastChanged(petition.assignments, (assignment) => ({
    endedAt: event.at,
    ...settled(assignment, event),
  }));
}

function settled(assignment: Assignment, { at, by, outcome }: ActTaken): Assignment {
  const decision = outcome.settlesReturn;
  if (decision === undefined) return assignment;
  return {
    ...assignment,
    returns: lastChanged(assignment.returns, (asked) => ({
      ...asked,
      outcome: decision,
      settledBy: by,
      settledAt: at,
    })),
  };
}

function pushedTo({ outcome, act }: ActTaken): Assignment['recipients'] {
  const recipients = outcome.recipients ?? outcome.liaisons;
  if (!recipients) throw new Error(`${act} recorded without those it was pushed to`);
  return recipients;
}

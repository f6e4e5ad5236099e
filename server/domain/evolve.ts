import type { PetitionEvent, PetitionRegistered } from './event.ts';
import { afterAct } from './evolve/act-taken.ts';
import type { Petition, RunningClock } from './petition.ts';
import { PETITIONER, REGISTRATION_RECORD } from './record.ts';
import { assertNever } from './result.ts';

/** The petition after one more event. Needs nothing but the two: an old log folds the same for ever. */
export function evolve(petition: Petition | null, event: PetitionEvent): Petition {
  if (event.type === 'petitionRegistered') return registered(event);
  if (petition === null) throw new Error(`${event.type} before registration`);
  switch (event.type) {
    case 'actTaken':
      return afterAct(petition, event);
    case 'clockStarted':
      return { ...petition, clocks: [...petition.clocks, event.clock] };
    case 'clockStopped':
      return changeClock(petition, event, (clock) => ({ ...clock, stoppedAt: event.at }));
    case 'deadlineMoved':
      return changeClock(petition, event, (clock) => ({
        ...clock,
        dueAt: event.dueAt,
        nominalDueAt: event.nominalDueAt,
        provisional: event.provisional,
        explanation: event.explanation,
        moved: [...clock.moved, { at: event.at, from: clock.dueAt, why: event.why }],
      }));
    case 'readingGiven':
      return { ...petition, readings: [...petition.readings, event.reading] };
    case 'readingAnswered':
      return {
        ...petition,
        readings: petition.readings.map((reading) =>
          reading.id === event.reading
            ? { ...reading, read: { at: event.at, instruction: event.instruction } }
            : reading,
        ),
      };
    case 'petitionerRated': {
      const { record, at, answers } = event;
      const filed = { record, at, by: PETITIONER, answers, round: petition.reworks.length };
      return { ...petition, records: [...petition.records, filed] };
    }
    case 'regimeAdopted':
      return { ...petition, regime: { ...petition.regime, version: event.to } };
    case 'deadlinePassed':
    case 'reminderDue':
      return petition;
    default:
      return assertNever(event);
  }
}

function registered(event: PetitionRegistered): Petition {
  return {
    id: event.id,
    version: 1,
    number: event.number,
    ...(event.visitNumber === undefined ? {} : { visitNumber: event.visitNumber }),
    regime: event.regime,
    ...(event.officeId === undefined ? {} : { officeId: event.officeId }),
    flow: event.flow,
    stage: event.stage,
    stageSince: event.at,
    registeredAt: event.at,
    registeredBy: event.by,
    facts: event.facts,
    accused: event.accused,
    recused: [],
    converted: false,
    assignments: [],
    replies: [],
    signatures: [],
    reworks: [],
    followUps: [],
    verifications: [],
    consultations: [],
    supervisions: [],
    letters: [],
    extensions: [],
    attachments: event.attachments ?? [],
    contacts: [],
    records:
      event.answers === undefined
        ? []
        : [
            {
              record: REGISTRATION_RECORD,
              at: event.at,
              by: event.by,
              answers: event.answers,
              round: 0,
            },
          ],
    readings: [],
    clocks: [],
  };
}

function changeClock(
  petition: Petition,
  { clock, instance }: { readonly clock: string; readonly instance: number },
  change: (clock: RunningClock) => RunningClock,
): Petition {
  return {
    ...petition,
    clocks: petition.clocks.map((candidate) =>
      candidate.clock === clock && candidate.instance === instance ? change(candidate) : candidate,
    ),
  };
}

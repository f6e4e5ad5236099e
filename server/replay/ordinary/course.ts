import type { Calendar } from '../../domain/calendar.ts';
import { type Directory, roleHolders, type StaffId, type Unit } from '../../domain/directory.ts';
import { HOUR, type Instant, localDay, localDayOf, MINUTE, startOfDay } from '../../domain/time.ts';
import { afterWork, WORKING_DAY } from '../situation.ts';

/** One act of the usual course of a petition: who does it, and how long after the one before. */
export interface Stop {
  readonly act: string;
  readonly by: StaffId;
  /** Who is named as caseworker by it. */
  readonly names?: StaffId;
  /** From the instant of the act before. */
  readonly at: (before: Instant, calendar: Calendar) => Instant;
}

export interface Cast {
  readonly clerk: StaffId;
  readonly leader: StaffId;
  readonly matterLeader: StaffId;
  readonly liaison: StaffId;
  readonly caseworker: StaffId;
}

/** Whether the liaison who accepts handles it himself or gives it to a colleague. */
export type Handling = 'byLiaison' | 'byColleague';

export function castFor(unit: Unit, directory: Directory, handling: Handling): Cast {
  const { liaisonA: liaison, liaisonB, head, leader: matterLeader } = unit;
  const [clerk] = roleHolders(directory, 'petitionClerk');
  const [leader] = roleHolders(directory, 'petitionLeader');
  const colleague = [...directory.staff.values()].find(
    ({ id, unitId, roles }) =>
      unitId === unit.id && roles.length === 0 && ![liaison, liaisonB, head].includes(id),
  );
  const caseworker = handling === 'byLiaison' ? liaison : colleague?.id;
  if (!clerk || !leader || !matterLeader || !liaison || !caseworker) {
    throw new Error(`unit ${unit.id} cannot play an ordinary petition`);
  }
  return { clerk: clerk.id, leader: leader.id, matterLeader, liaison, caseworker };
}

/** From signing in to the archive: no return, no rework, satisfied. Leaders, liaisons and departments as they usually are. */
export function ordinaryCourse(cast: Cast): readonly Stop[] {
  const { clerk, leader, matterLeader, liaison, caseworker } = cast;
  return [
    { act: 'signIn', by: clerk, at: minutes(10) },
    { act: 'proposeAssignment', by: clerk, at: minutes(20) },
    { act: 'assign', by: leader, at: minutes(30) },
    { act: 'acceptAssignment', by: liaison, at: minutes(40) },
    { act: 'nameCaseworker', by: liaison, names: caseworker, at: minutes(15) },
    { act: 'informPetitioner', by: clerk, at: minutes(30) },
    { act: 'submitReply', by: caseworker, at: workingDays(3) },
    { act: 'approveReply', by: matterLeader, at: workingDays(0.5) },
    { act: 'approveReply', by: leader, at: workingDays(0.5) },
    { act: 'conclude', by: leader, at: minutes(5) },
    { act: 'deliverReply', by: clerk, at: nextDay },
    { act: 'recordFollowUp', by: clerk, at: minutes(180) },
    { act: 'answerFlags', by: clerk, at: minutes(5) },
  ];
}

function minutes(count: number): Stop['at'] {
  return (before, calendar) => afterWork(calendar, before, count * MINUTE);
}

function workingDays(count: number): Stop['at'] {
  return (before, calendar) => afterWork(calendar, before, count * WORKING_DAY);
}

/** An hour into the next working day. */
function nextDay(before: Instant, calendar: Calendar): Instant {
  const midnight = startOfDay(localDay(localDayOf(before) + 1));
  return afterWork(calendar, midnight, HOUR);
}

import { type Calendar, missingYears } from '../domain/calendar.ts';
import type { Submission } from '../domain/command.ts';
import type { Petition, RunningClock } from '../domain/petition.ts';
import { localDayOf } from '../domain/time.ts';
import type { JobSurroundings } from './surroundings.ts';

/**
 * First what the office has signed: exactly those deadlines, provisional or not, in the order they were shown. Each
 * move has one command id, so that a server that went down in between goes on where it was.
 */
export async function carryOutMoves({
  store,
  execute,
  clock,
  log,
}: JobSurroundings): Promise<number> {
  let moved = 0;
  for (const { id, kind, moves } of await store.movesToCarryOut()) {
    for (const { petitionId, clock: moving, instance } of moves) {
      const command = {
        type: 'recalculateDeadline',
        clock: moving,
        instance,
        ordered: kind,
      } as const;
      const commandId = `calendar-${id}-${petitionId}-${moving}-${instance}`;
      await execute({ commandId, petitionId, by: 'system', command });
      moved += 1;
    }
    await store.noteCarriedOut(id, clock());
  }
  if (moved > 0) log.info({ deadlines: moved }, 'deadlinesMoved');
  return moved;
}

/**
 * Petitions go over to the version of their regulation that the office has signed for them, each in one decision. One
 * that has moved on meanwhile, so that it no longer fits, stays with its version.
 */
export async function carryOutAdoptions({
  store,
  execute,
  clock,
  log,
}: JobSurroundings): Promise<number> {
  let asked = 0;
  for (const { id, version, what, petitions } of await store.adoptionsToCarryOut()) {
    for (const petitionId of petitions) {
      const command = {
        type: 'adoptRegime',
        version,
        why: `制度改按第${version}版执行：${what}`,
      } as const;
      await execute({ commandId: `rules-${id}-${petitionId}`, petitionId, by: 'system', command });
      asked += 1;
    }
    await store.noteAdopted(id, clock());
  }
  if (asked > 0) log.info({ petitions: asked }, 'regimeAdopted');
  return asked;
}

/**
 * Deadlines that were provisional until a year's holidays were known are settled once that year is loaded (D8).
 * Each goes through the command path, so old and new stay on the file. Answers how many it asked for.
 */
export async function runRecalculation({
  store,
  execute,
  calendar,
  log,
}: JobSurroundings): Promise<number> {
  const known = calendar();
  let asked = 0;
  for (const id of await store.withProvisionalDeadline()) {
    const petition = await store.petition(id);
    const settled = (petition?.clocks ?? []).filter((clock) => isSettled(clock, known));
    for (const clock of settled) {
      if (petition) await execute(recalculation(petition, clock));
      asked += 1;
    }
  }
  if (asked > 0) log.info({ deadlines: asked }, 'deadlinesRecalculated');
  return asked;
}

function isSettled({ provisional, stoppedAt, startedAt, dueAt }: RunningClock, known: Calendar) {
  return (
    provisional &&
    stoppedAt === undefined &&
    missingYears(known, localDayOf(startedAt), localDayOf(dueAt)).length === 0
  );
}

function recalculation(
  { id }: Petition,
  { clock, instance, dueAt }: RunningClock,
): Omit<Submission, 'seenVersion'> {
  return {
    commandId: `recalculate-${id}-${clock}-${instance}-${dueAt}`,
    petitionId: id,
    by: 'system',
    command: { type: 'recalculateDeadline', clock, instance },
  };
}

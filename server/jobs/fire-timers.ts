import type { Instant } from '../domain/time.ts';
import type { DueTimer } from '../store/store.ts';
import type { JobSurroundings } from './surroundings.ts';

/** So many in one durable transaction, so that people are answered in between after a long outage. */
const AT_ONCE = 50;

/**
 * Submits every timer that is due and answers how many were carried out or refused. Each is tried once in a run, so
 * that one that cannot be carried out is reported and does not hold up the others.
 */
export async function fireTimers(given: JobSurroundings, now: Instant): Promise<number> {
  const tried = new Set<string>();
  let fired = 0;
  let limit = AT_ONCE;
  for (;;) {
    const due = await given.store.dueTimers(now, limit);
    const fresh = due.filter(({ submission }) => !tried.has(submission.commandId));
    if (fresh.length === 0) return fired;
    const answered = await Promise.all(fresh.map((timer) => fire(timer, given)));
    fired += answered.filter(Boolean).length;
    for (const { submission } of fresh) tried.add(submission.commandId);
    limit = AT_ONCE + due.length - fresh.length;
  }
}

async function fire({ submission }: DueTimer, { execute, log }: JobSurroundings): Promise<boolean> {
  try {
    await execute(submission);
    return true;
  } catch (error) {
    log.error({ timer: submission.commandId, err: error }, 'timerFailed');
    return false;
  }
}

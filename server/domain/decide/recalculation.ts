import { waitingFor } from '../access.ts';
import { calendarChangeTitles } from '../calendar-change.ts';
import { recalculatedClock } from '../clocks.ts';
import type { RecalculateDeadline } from '../command.ts';
import type { Circumstances, Decision } from '../decision.ts';
import type { DeadlineMoved } from '../event.ts';
import { evolve } from '../evolve.ts';
import { movedMessages } from '../messages.ts';
import type { Petition, RunningClock } from '../petition.ts';
import { ok, refuse } from '../result.ts';
import { DEADLINE, timersOf } from '../timers.ts';
import type { Wording } from '../wording.ts';

/**
 * A deadline that was only provisional is settled, or one is moved by a change of the calendar that the office has
 * signed: old and new stay on the file, and those answerable are told (D8).
 */
export function decideRecalculation(
  petition: Petition,
  { clock: clockId, instance, ordered }: RecalculateDeadline,
  circumstances: Circumstances,
  wording: Wording,
): Decision {
  if (circumstances.by !== 'system') return refuse({ code: 'notPermitted' });
  const running = petition.clocks.find(
    ({ clock, instance: nth, stoppedAt }) =>
      clock === clockId && nth === instance && stoppedAt === undefined,
  );
  if (!running || !(running.provisional || ordered)) return refuse({ code: 'nothingToDo' });
  const why = ordered && calendarChangeTitles[ordered];
  const moved = recalculatedClock(petition, running, circumstances, why);
  if (!moved.ok) return moved;
  if (moved.value === null || !isNews(moved.value, running)) return refuse({ code: 'nothingToDo' });
  const after = evolve(petition, moved.value);
  const settled = after.clocks.find(
    ({ clock, instance: nth }) => clock === clockId && nth === instance,
  );
  return ok({
    events: [moved.value],
    petition: after,
    messages:
      settled && settled.dueAt !== running.dueAt
        ? movedMessages(after, settled, circumstances, wording)
        : [],
    timers: settled
      ? timersOf(settled, circumstances.regime, circumstances.calendar).filter(
          ({ fireAt, warning }) =>
            fireAt > circumstances.now ||
            (warning === DEADLINE && running.dueAt >= circumstances.now),
        )
      : [],
    waitingFor: waitingFor(after, circumstances),
  });
}

/** Another day, or the same day no longer provisional. */
function isNews(moved: DeadlineMoved, running: RunningClock): boolean {
  return moved.dueAt !== running.dueAt || (running.provisional && !moved.provisional);
}

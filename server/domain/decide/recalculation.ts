import { waitingFor } from '../access.ts';
import { recalculatedClock } from '../clocks.ts';
import type { RecalculateDeadline } from '../command.ts';
import type { Circumstances, Decision } from '../decision.ts';
import { evolve } from '../evolve.ts';
import { movedMessages } from '../messages.ts';
import type { Petition } from '../petition.ts';
import { ok, refuse } from '../result.ts';
import { timersOf } from '../timers.ts';
import type { Wording } from '../wording.ts';

/** A deadline that was only provisional is settled: old and new stay on the file, and those answerable are told (D8). */
export function decideRecalculation(
  petition: Petition,
  { clock: clockId, instance }: RecalculateDeadline,
  circumstances: Circumstances,
  wording: Wording,
): Decision {
  if (circumstances.by !== 'system') return refuse({ code: 'notPermitted' });
  const running = petition.clocks.find(
    ({ clock, instance: nth, stoppedAt }) =>
      clock === clockId && nth === instance && stoppedAt === undefined,
  );
  if (!running?.provisional) return refuse({ code: 'nothingToDo' });
  const moved = recalculatedClock(petition, running, circumstances);
  if (!moved.ok) return moved;
  if (moved.value === null || moved.value.provisional) return refuse({ code: 'nothingToDo' });
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
          ({ fireAt }) => fireAt > circumstances.now,
        )
      : [],
    waitingFor: waitingFor(after, circumstances),
  });
}

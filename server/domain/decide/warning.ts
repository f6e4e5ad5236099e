import { waitingFor } from '../access.ts';
import type { FireWarning } from '../command.ts';
import type { Circumstances, Decision } from '../decision.ts';
import type { PetitionEvent } from '../event.ts';
import { evolve } from '../evolve.ts';
import { warningMessages } from '../messages.ts';
import type { Petition } from '../petition.ts';
import { ok, refuse } from '../result.ts';
import { DEADLINE } from '../timers.ts';
import type { Wording } from '../wording.ts';

/**
 * A stored timer came due. A clock that has stopped or moved on has nothing to say; a deadline that has passed is
 * recorded as of its own instant, however late the server noticed.
 */
export function decideWarning(
  petition: Petition,
  { clock: clockId, instance, warning: index }: FireWarning,
  circumstances: Circumstances,
  wording: Wording,
): Decision {
  if (circumstances.by !== 'system') return refuse({ code: 'notPermitted' });
  const clock = petition.clocks.find(
    (candidate) => candidate.clock === clockId && candidate.instance === instance,
  );
  const rule = circumstances.regime.clocks[clockId];
  if (!clock || !rule || clock.stoppedAt !== undefined) return refuse({ code: 'nothingToDo' });
  const { now } = circumstances;
  const passed = now > clock.dueAt;
  const warning = rule.warnings[index];
  if (index === DEADLINE ? !passed : !warning) return refuse({ code: 'nothingToDo' });
  const event: PetitionEvent = warning
    ? { type: 'reminderDue', at: now, clock: clockId, instance, warning: index }
    : { type: 'deadlinePassed', at: clock.dueAt, clock: clockId, instance };
  return ok({
    events: [event],
    // The version stays: a reminder changes nothing a person looks at, so it must not make his tap stale.
    petition: evolve(petition, event),
    messages: warning ? warningMessages(petition, clock, warning, circumstances, wording) : [],
    timers: [],
    waitingFor: waitingFor(petition, circumstances),
  });
}

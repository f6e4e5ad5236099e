import { waitingFor } from '../access.ts';
import { extendedClocks, startedClocks, stoppedClocks } from '../clocks.ts';
import type { Circumstances, Decision, Timer } from '../decision.ts';
import type { PetitionEvent } from '../event.ts';
import { evolve } from '../evolve.ts';
import { messagesOf } from '../messages.ts';
import type { Petition } from '../petition.ts';
import type { Act, Milestone } from '../regime.ts';
import { ok, refuse } from '../result.ts';
import type { LocalDay } from '../time.ts';
import { timersOf } from '../timers.ts';
import type { Wording } from '../wording.ts';

export interface Happening {
  readonly before: Petition | null;
  readonly after: Petition;
  readonly event: PetitionEvent;
  readonly marks: readonly Milestone[];
  /** The act taken, for those it tells. */
  readonly act?: Act;
  /** A day chosen with the act, for the clocks that take it. */
  readonly chosenDay?: LocalDay;
  /** Natural days granted by an extension. */
  readonly extendedBy?: number;
}

/**
 * What must follow from a change, in the same transaction: clocks stopped and started, timers, messages, and the
 * certainty that somebody is there to go on. A step that would leave the petition waiting for nobody is refused.
 */
export function settle(
  { before, after, event, marks, act, chosenDay, extendedBy }: Happening,
  circumstances: Circumstances,
  wording: Wording,
): Decision {
  const events: PetitionEvent[] = [event];
  let petition = after;
  const record = (following: readonly PetitionEvent[]) => {
    events.push(...following);
    petition = following.reduce<Petition>(evolve, petition);
  };
  record(stoppedClocks(petition, marks, circumstances));
  const started = startedClocks(petition, marks, circumstances, chosenDay);
  if (!started.ok) return started;
  record(started.value);
  if (extendedBy !== undefined) {
    const moved = extendedClocks(petition, extendedBy, circumstances);
    if (!moved.ok) return moved;
    record(moved.value);
  }
  const people = waitingFor(petition, circumstances);
  const stage = circumstances.regime.stages[petition.stage];
  if (people.length === 0 && stage?.end !== true) {
    const excluding = petition.accused.staffIds.length + petition.accused.unitIds.length > 0;
    return refuse(
      excluding || petition.recused.length > 0
        ? { code: 'outsideRouteOnly' }
        : { code: 'nobodyToAct', stage: stage?.title ?? petition.stage },
    );
  }
  const settled = { ...petition, version: (before?.version ?? 0) + 1 };
  return ok({
    events,
    petition: settled,
    messages: messagesOf({ before, after: settled, act, waiting: people }, circumstances, wording),
    timers: timersFor(events, settled, circumstances),
    waitingFor: people,
  });
}

function timersFor(
  events: readonly PetitionEvent[],
  petition: Petition,
  { regime, calendar }: Circumstances,
): readonly Timer[] {
  return events.flatMap((event) => {
    if (event.type === 'clockStarted') return timersOf(event.clock, regime, calendar);
    if (event.type !== 'deadlineMoved') return [];
    const clock = petition.clocks.find(
      (candidate) => candidate.clock === event.clock && candidate.instance === event.instance,
    );
    return clock ? timersOf(clock, regime, calendar).filter(({ fireAt }) => fireAt > event.at) : [];
  });
}

import { waitingFor } from '../access.ts';
import type { OutsideCalendar } from '../calendar.ts';
import type { Milestone } from '../clock-rule.ts';
import {
  extendedClocks,
  rechosenClocks,
  startedClocks,
  stoppedAtOnce,
  stoppedClocks,
} from '../clocks.ts';
import type { Circumstances, Decision, Timer } from '../decision.ts';
import type { PetitionEvent } from '../event.ts';
import { evolve } from '../evolve.ts';
import { messagesOf } from '../messages.ts';
import type { Petition } from '../petition.ts';
import type { Act } from '../regime.ts';
import { ok, type Result, refuse } from '../result.ts';
import type { LocalDay } from '../time.ts';
import { DEADLINE, timersOf } from '../timers.ts';
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
  const clocks = clockEvents(before, after, { marks, chosenDay }, circumstances);
  if (!clocks.ok) return clocks;
  record(clocks.value);
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

/** Stopped, chosen anew, started, and stopped at once: in this order, so that what one act starts and stops ends stopped. */
function clockEvents(
  before: Petition | null,
  after: Petition,
  {
    marks,
    chosenDay,
  }: { readonly marks: readonly Milestone[]; readonly chosenDay: LocalDay | undefined },
  circumstances: Circumstances,
): Result<readonly PetitionEvent[], OutsideCalendar> {
  const stopped = stoppedClocks(after, marks, circumstances);
  let petition = stopped.reduce<Petition>(evolve, after);
  const isCorrected = before !== null && before.facts !== after.facts;
  const rechosen = isCorrected ? rechosenClocks(before, petition, circumstances) : ok([]);
  if (!rechosen.ok) return rechosen;
  petition = rechosen.value.reduce<Petition>(evolve, petition);
  const started = startedClocks(petition, marks, circumstances, chosenDay);
  if (!started.ok) return started;
  petition = started.value.reduce<Petition>(evolve, petition);
  const atOnce = stoppedAtOnce(petition, started.value, stopped, marks, circumstances);
  return ok([...stopped, ...rechosen.value, ...started.value, ...atOnce]);
}

function timersFor(
  events: readonly PetitionEvent[],
  petition: Petition,
  { regime, calendar }: Circumstances,
): readonly Timer[] {
  return events.flatMap((event) => {
    if (event.type !== 'clockStarted' && event.type !== 'deadlineMoved') return [];
    const { clock: id, instance } = event.type === 'clockStarted' ? event.clock : event;
    const clock = petition.clocks.find(
      (candidate) =>
        candidate.clock === id && candidate.instance === instance && !candidate.stoppedAt,
    );
    const timers = clock ? timersOf(clock, regime, calendar) : [];
    return timers.filter(({ fireAt, warning }) => {
      if (fireAt > event.at) return true;
      // Counted from an earlier moment it may be late already; a reminder of what is past helps nobody.
      const side = regime.clocks[id]?.warnings[warning]?.side;
      return event.type === 'clockStarted' && (warning === DEADLINE || side === 'after');
    });
  });
}

import { waitingFor } from '../access.ts';
import { adoptionOf } from '../adoption.ts';
import type { DeadlineMove } from '../calendar-preview.ts';
import { recalculatedClock } from '../clocks.ts';
import type { AdoptRegime } from '../command.ts';
import type { Circumstances, Decision } from '../decision.ts';
import type { DeadlineMoved, RegimeAdopted } from '../event.ts';
import { evolve } from '../evolve.ts';
import { movedMessages } from '../messages.ts';
import type { Petition, RunningClock } from '../petition.ts';
import { ok, refuse } from '../result.ts';
import { DEADLINE, timersOf } from '../timers.ts';
import type { Wording } from '../wording.ts';

/**
 * An open petition goes over to a version of its regulation that the office has signed for such: the version, and every
 * deadline that it moves, with old, new and why, in one decision. One that does not fit stays with the version it has.
 */
export function decideAdoption(
  petition: Petition,
  { version, why }: AdoptRegime,
  circumstances: Circumstances,
  wording: Wording,
): Decision {
  if (circumstances.by !== 'system') return refuse({ code: 'notPermitted' });
  const planned = circumstances.otherVersion?.(version);
  if (!planned || version <= petition.regime.version) return refuse({ code: 'nothingToDo' });
  const adoption = adoptionOf(petition, circumstances, planned);
  if (!adoption.fits) return refuse({ code: 'nothingToDo' });
  const under = { ...circumstances, regime: planned };
  const from = petition.regime.version;
  const adopted: RegimeAdopted = { type: 'regimeAdopted', at: under.now, from, to: version, why };
  const { after, events } = carriedOut(evolve(petition, adopted), adoption.moves, under, why);
  const moved = events.flatMap(({ clock, instance }) => clockOf(after, clock, instance) ?? []);
  const people = waitingFor(after, under);
  if (people.length === 0) {
    return refuse({
      code: 'nobodyToAct',
      stage: planned.stages[after.stage]?.title ?? after.stage,
    });
  }
  const lateBefore = isLateBefore(petition, under.now);
  return ok({
    events: [adopted, ...events],
    petition: after,
    messages: moved.flatMap((clock) => movedMessages(after, clock, under, wording)),
    timers: moved.flatMap((clock) =>
      timersOf(clock, planned, under.calendar).filter(
        ({ fireAt, warning }) => fireAt > under.now || (warning === DEADLINE && !lateBefore(clock)),
      ),
    ),
    waitingFor: people,
  });
}

/** The moves in the order in which they were shown: a clock counted back from another comes after it. */
function carriedOut(
  adopted: Petition,
  moves: readonly DeadlineMove[],
  under: Circumstances,
  why: string,
): { readonly after: Petition; readonly events: readonly DeadlineMoved[] } {
  const events: DeadlineMoved[] = [];
  let after = adopted;
  for (const { clock, instance } of moves) {
    const running = clockOf(after, clock, instance);
    const move = running && recalculatedClock(after, running, under, why);
    if (!move?.ok || move.value === null) continue;
    events.push(move.value);
    after = evolve(after, move.value);
  }
  return { after, events };
}

function clockOf({ clocks }: Petition, id: DeadlineMoved['clock'], instance: number) {
  return clocks.find((each) => each.clock === id && each.instance === instance);
}

/** What was late already has said so; a second time would be untrue. */
function isLateBefore(petition: Petition, now: number) {
  return ({ clock, instance }: RunningClock) => {
    const before = clockOf(petition, clock, instance);
    return before !== undefined && before.dueAt < now;
  };
}

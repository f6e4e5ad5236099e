import type { Calendar } from './calendar.ts';
import type { Milestone } from './clock-rule.ts';
import type { PetitionEvent } from './event.ts';
import type { MeasureId, Regime } from './regime.ts';
import type { Instant } from './time.ts';
import { workingTimeBetween } from './working-time.ts';

/** How long a 及时 has taken. There is no number, so nothing is late: the time itself is what is reported. */
export interface MeasuredTime {
  readonly measure: MeasureId;
  readonly from: Instant;
  /** Absent while it is still going on. */
  readonly to?: Instant;
  /** Until `to`, or until now. */
  readonly workingMs: number;
}

/**
 * Every stretch that the regulation measures, in the order in which they began; a second dispatch begins another. What
 * a petition has never come to by its end (answered on the spot, withdrawn) took no time and is left out.
 */
export function measuredTimes(
  history: readonly PetitionEvent[],
  regime: Regime,
  calendar: Calendar,
  now: Instant,
): readonly MeasuredTime[] {
  const marked = history.map((event) => ({ at: event.at, marks: marksOf(event, regime) }));
  const last = history.findLast(isActTaken);
  const hasEnded = last !== undefined && regime.stages[last.to]?.end === true;
  return Object.entries(regime.measures ?? {})
    .flatMap(([measure, { from, to }]) =>
      stretches(marked, from, to).map((stretch) => ({ measure, ...stretch })),
    )
    .filter(({ to }) => to !== undefined || !hasEnded)
    .flatMap((stretch) => {
      const worked = workingTimeBetween(calendar, stretch.from, stretch.to ?? now);
      return worked.ok ? [{ ...stretch, workingMs: worked.value }] : [];
    })
    .sort((left, right) => left.from - right.from);
}

interface Marked {
  readonly at: Instant;
  readonly marks: readonly Milestone[];
}

function isActTaken(event: PetitionEvent) {
  return event.type === 'actTaken';
}

function stretches(marked: readonly Marked[], from: Milestone, to: Milestone) {
  const found: { from: Instant; to?: Instant }[] = [];
  for (const { at, marks } of marked) {
    const last = found.at(-1);
    const isOpen = last !== undefined && last.to === undefined;
    if (isOpen && marks.includes(to)) last.to = at;
    else if (!isOpen && marks.includes(from)) found.push({ from: at });
  }
  return found;
}

function marksOf(event: PetitionEvent, { flows, stages, standingActs }: Regime) {
  if (event.type === 'petitionRegistered') return flows[event.flow]?.marks ?? [];
  if (event.type !== 'actTaken') return [];
  return (stages[event.from]?.acts[event.act] ?? standingActs[event.act])?.marks ?? [];
}

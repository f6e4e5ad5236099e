import type { Calendar } from './calendar.ts';
import type { ClockId, ClockRule } from './clock-rule.ts';
import { recalculatedClock } from './clocks.ts';
import { evolve } from './evolve.ts';
import type { GuardContext } from './guards.ts';
import type { Petition, PetitionId, RunningClock } from './petition.ts';
import type { Regime } from './regime.ts';
import type { Instant } from './time.ts';

/** A deadline that another calendar or rule moves, or merely makes certain (`from` equals `to`). */
export interface DeadlineMove {
  readonly petitionId: PetitionId;
  readonly clock: ClockId;
  readonly instance: number;
  readonly from: Instant;
  readonly to: Instant;
  /** It is still by plain weeks afterwards. */
  readonly provisional: boolean;
}

/** What is to hold instead: another calendar, or another version of the petition's regulation. */
export interface Planned {
  readonly calendar?: Calendar;
  readonly regime?: Regime;
}

/**
 * What the new calendar or rules do to the petition's running deadlines, in the order in which they have to be
 * recalculated. A deadline that the present ones would not give either — its facts were corrected since — is left alone.
 */
export function movesUnder(
  petition: Petition,
  context: GuardContext,
  planned: Planned,
): readonly DeadlineMove[] {
  const after = { ...context, ...planned };
  let moving = petition;
  const moves: DeadlineMove[] = [];
  for (const running of inOrder(petition.clocks, after.regime.clocks)) {
    const present = recalculatedClock(petition, running, context);
    const other = recalculatedClock(moving, running, after);
    if (!other.ok || other.value === null || !present.ok || present.value === null) continue;
    const { dueAt, provisional } = other.value;
    const isMoved = dueAt !== running.dueAt;
    const isByCalendar = running.provisional || present.value.dueAt === running.dueAt;
    if (!(isMoved ? isByCalendar : running.provisional && !provisional)) continue;
    moving = evolve(moving, other.value);
    const { clock, instance, dueAt: from } = running;
    moves.push({ petitionId: petition.id, clock, instance, from, to: dueAt, provisional });
  }
  return moves;
}

/** A clock counted back from another comes after it. */
function inOrder(
  clocks: readonly RunningClock[],
  rules: Readonly<Record<ClockId, ClockRule>>,
): readonly RunningClock[] {
  const isCountedBack = ({ clock }: RunningClock) =>
    rules[clock]?.limits.some(({ limit }) => limit.unit === 'before_clock') ?? false;
  return clocks
    .filter(({ stoppedAt }) => stoppedAt === undefined)
    .sort((left, right) => Number(isCountedBack(left)) - Number(isCountedBack(right)));
}

import type { Petition, RunningClock } from '../domain/petition.ts';
import type { Regime, StageId } from '../domain/regime.ts';
import { responsibleUnit } from '../domain/staffing.ts';
import { isUrgent } from '../domain/urgent.ts';

/** What lists and digests need of a petition without opening it. */
export interface ListColumns {
  readonly endedAt: number | null;
  readonly number: string | null;
  readonly platformNumber: string | null;
  readonly stage: string | null;
  readonly unitId: string | null;
  readonly nextClock: string | null;
  readonly nextDueAt: number | null;
  readonly nextNominalDueAt: number | null;
  /** Where it stands among the open ones: by its next deadline, an urgent one (急事急办) before all others. */
  readonly openOrder: number | null;
  readonly overdueAfter: number | null;
  /** The last instant at which a period's figures may speak of it: for ever while it is open. */
  readonly figuresUntil: number | null;
  readonly provisional: 0 | 1;
}

/** Stands for "no deadline" in the order of open petitions, after every real one. */
export const NO_DEADLINE = Number.MAX_SAFE_INTEGER;

/** An accusation's columns say only whether it has ended and whether a calendar is missing. */
export function listColumns(
  petition: Petition,
  regime: Regime,
  confidential: boolean,
): ListColumns {
  const ended = regime.stages[petition.stage]?.end === true;
  const running = ended ? [] : petition.clocks.filter(({ stoppedAt }) => stoppedAt === undefined);
  const always = {
    endedAt: ended ? petition.stageSince : null,
    provisional: running.some(({ provisional }) => provisional) ? (1 as const) : (0 as const),
  };
  if (confidential) return { ...nothing, ...always };
  const next = earliest(running.filter(isOf(regime, petition.stage))) ?? earliest(running);
  const nextDueAt = next?.dueAt ?? NO_DEADLINE;
  const counting = earliest(running.filter(({ clock }) => regime.clocks[clock]?.countsOverdue));
  return {
    ...always,
    number: petition.number,
    platformNumber: petition.facts.platformNumber ?? null,
    stage: petition.stage,
    unitId: responsibleUnit(petition) ?? null,
    nextClock: next?.clock ?? null,
    nextDueAt,
    nextNominalDueAt: next?.nominalDueAt ?? null,
    openOrder: orderOf(nextDueAt, isUrgent(petition, regime)),
    overdueAfter: counting?.dueAt ?? null,
    figuresUntil: ended ? lastInstant(petition) : NO_DEADLINE,
  };
}

/** Counted in seconds instead of milliseconds, an urgent deadline is smaller than any other of the last fifty years. */
function orderOf(dueAt: number, urgent: boolean): number {
  return urgent ? Math.floor(Math.min(dueAt, LATEST) / 1000) : dueAt;
}

/** In the year 2096; what has no deadline stands behind it. */
const LATEST = 4e12;

/** Clocks of those the petition waits for: a department is not reminded by what the office has to do. */
function isOf(regime: Regime, stage: StageId): (clock: RunningClock) => boolean {
  const acts = Object.values(regime.stages[stage]?.acts ?? {}).filter(({ aside }) => !aside);
  const awaited = new Set(acts.flatMap(({ by }) => by.map(({ role }) => role)));
  return ({ clock }) =>
    regime.clocks[clock]?.responsible.some((role) => awaited.has(role)) ?? false;
}

const nothing = {
  number: null,
  platformNumber: null,
  stage: null,
  unitId: null,
  nextClock: null,
  nextDueAt: null,
  nextNominalDueAt: null,
  openOrder: null,
  overdueAfter: null,
  figuresUntil: null,
};

function earliest(clocks: readonly RunningClock[]): RunningClock | undefined {
  return clocks.reduce<RunningClock | undefined>(
    (first, clock) => (first === undefined || clock.dueAt < first.dueAt ? clock : first),
    undefined,
  );
}

/** Of an ended one: its end, or a deadline that lay beyond it. */
function lastInstant({ stageSince, clocks }: Petition): number {
  return Math.max(stageSince, ...clocks.map(({ dueAt }) => dueAt));
}

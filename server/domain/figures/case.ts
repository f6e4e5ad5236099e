import type { StaffId, StaffMember, UnitId } from '../directory.ts';
import type { PetitionEvent } from '../event.ts';
import { evolve } from '../evolve.ts';
import type { Petition, PetitionId } from '../petition.ts';
import type { Regime } from '../regime.ts';
import { isConflicted, responsibleUnit } from '../staffing.ts';
import type { Instant } from '../time.ts';
import type { Window } from './period.ts';

/** Everything that has happened to one petition, in the order recorded. */
export interface History {
  readonly id: PetitionId;
  readonly events: readonly PetitionEvent[];
}

/** A petition as it stood at the end of what is looked at: later events do not change what was true then. */
export interface Case {
  readonly id: PetitionId;
  readonly petition: Petition;
  /** Those that made it so. */
  readonly events: readonly PetitionEvent[];
  readonly regime: Regime;
  /** Absent while open. */
  readonly endedAt?: Instant;
  readonly unitId?: UnitId;
  readonly caseworkerId?: StaffId;
}

/** The petitions registered by the end of what is seen, as they stood then. Accusations are never among them. */
export function casesSeen(
  histories: readonly History[],
  window: Window,
  regimes: readonly Regime[],
): readonly Case[] {
  return allCases(histories, window, regimes).filter((each) => !isAccusation(each));
}

/** Accusations alone, for those whose chain they are. */
export function confidentialCases(
  histories: readonly History[],
  window: Window,
  regimes: readonly Regime[],
): readonly Case[] {
  return allCases(histories, window, regimes).filter(isAccusation);
}

/** Without the petitions from which one of these people is kept away: they are not to count what they may not see. */
export function knownTo(
  histories: readonly History[],
  people: readonly StaffMember[],
): readonly History[] {
  return histories.filter(({ events }) => {
    const petition = folded(events);
    return petition !== null && !people.some((person) => isConflicted(petition, person));
  });
}

function isAccusation({ petition }: Case): boolean {
  return petition.facts.appealType === 'accusation';
}

function allCases(
  histories: readonly History[],
  { to, seenAt }: Window,
  regimes: readonly Regime[],
): readonly Case[] {
  return histories.flatMap(({ id, events }) => {
    const seen = events.filter(({ at }) => at < to && at <= seenAt);
    const petition = folded(seen);
    return petition === null ? [] : [{ ...caseOf(id, petition, regimes), events: seen }];
  });
}

function folded(events: readonly PetitionEvent[]): Petition | null {
  return events.reduce<Petition | null>((before, event) => evolve(before, event), null);
}

function caseOf(
  id: PetitionId,
  petition: Petition,
  regimes: readonly Regime[],
): Omit<Case, 'events'> {
  const { regime: pinned, stage, stageSince } = petition;
  const regime = regimes.find((each) => each.id === pinned.id && each.version === pinned.version);
  if (!regime) throw new Error(`petition ${id} is pinned to a regime that is not loaded`);
  const unitId = responsibleUnit(petition);
  const caseworkerId = petition.assignments.at(-1)?.caseworkerId;
  return {
    id,
    petition,
    regime,
    ...(regime.stages[stage]?.end === true ? { endedAt: stageSince } : {}),
    ...(unitId === undefined ? {} : { unitId }),
    ...(caseworkerId === undefined ? {} : { caseworkerId }),
  };
}

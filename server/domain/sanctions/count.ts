import type { ClockRule, RegimeId } from '../clock-rule.ts';
import type { UnitId } from '../directory.ts';
import type { Case } from '../figures/case.ts';
import { dueIn } from '../figures/deadlines.ts';
import type { Window } from '../figures/period.ts';
import type { Petition, PetitionId, RunningClock } from '../petition.ts';
import type { Regime } from '../regime.ts';
import type { CountedPetition, Notice } from './notice.ts';

/**
 * Petitions that each unit let fall overdue within the window, each counted once, by its first missed deadline. It is
 * computed from the petitions as they stand: a deadline that a signed change of calendar or rule has later put in time
 * is not among them. What an upheld objection struck out stays struck out. The cases hold no accusations.
 */
export function countOverdue(
  cases: readonly Case[],
  window: Window,
  regimeId: RegimeId,
  struckOut: ReadonlySet<string>,
): ReadonlyMap<UnitId, readonly CountedPetition[]> {
  const counted = new Map<UnitId, Map<PetitionId, CountedPetition>>();
  for (const { unitId, ...missed } of missedIn(cases, window, regimeId)) {
    if (struckOut.has(strike(unitId, missed.petition))) continue;
    const ofUnit = counted.get(unitId) ?? new Map<PetitionId, CountedPetition>();
    if (!ofUnit.has(missed.petition)) ofUnit.set(missed.petition, missed);
    counted.set(unitId, ofUnit);
  }
  return new Map([...counted].map(([unitId, petitions]) => [unitId, [...petitions.values()]]));
}

/** What upheld objections have struck out: the unit's petition, whatever the step. */
export function struckOutBy(notices: readonly Notice[]): ReadonlySet<string> {
  return new Set(
    notices.flatMap(({ unitId, objections }) =>
      objections
        .filter(({ decided }) => decided?.upheld === true)
        .flatMap(({ raised }) => raised.petitions.map((petition) => strike(unitId, petition))),
    ),
  );
}

function strike(unitId: UnitId | undefined, petition: PetitionId): string {
  return `${unitId} ${petition}`;
}

interface Missed extends CountedPetition {
  readonly unitId: UnitId;
}

/** Earliest deadline first. */
function missedIn(cases: readonly Case[], window: Window, regimeId: RegimeId): readonly Missed[] {
  const missed = cases
    .filter(({ regime }) => regime.id === regimeId)
    .flatMap((each) =>
      Object.entries(each.regime.clocks)
        .filter(([, rule]) => rule.countsOverdue && isOfTheUnit(rule, each.regime))
        .flatMap(([clock, rule]) =>
          dueIn([each], clock, window)
            .filter(({ state }) => state === 'late' || state === 'overdue')
            .flatMap(({ run }): readonly Missed[] => {
              const unitId = unitThen(each.petition, run, rule);
              const { dueAt } = run;
              return unitId === undefined ? [] : [{ unitId, petition: each.id, clock, dueAt }];
            }),
        ),
    );
  return missed.sort((one, other) => one.dueAt - other.dueAt);
}

/** The office's own delays are not the unit's. */
function isOfTheUnit({ responsible }: ClockRule, { roles }: Regime): boolean {
  return responsible.some((role) => {
    const kind = roles[role]?.binding.kind;
    return kind === 'unit' || kind === 'caseworker' || kind === 'named';
  });
}

/** Whose petition it was when the deadline passed. */
function unitThen(
  { assignments }: Petition,
  { instance, dueAt }: RunningClock,
  { scope }: ClockRule,
): UnitId | undefined {
  const found =
    scope === 'assignment'
      ? assignments.find(({ sequence }) => sequence === instance)
      : assignments.findLast(
          ({ assignedAt, endedAt }) => assignedAt <= dueAt && (endedAt ?? dueAt) >= dueAt,
        );
  return found?.unitId;
}

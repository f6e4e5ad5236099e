import type { RuleBookView, RulePreviewView, RuleReachView } from '../../contract/rules.ts';
import { currentAssignment, type Petition } from '../../domain/petition.ts';
import { asWritten } from '../../domain/precedence.ts';
import { chineseMoment } from '../../domain/time.ts';
import type { RuleChangeEntry } from '../../store/rule-change-store.ts';
import type { Scene } from '../route.ts';
import { digestOf, type PlannedPetition, type RulePlan } from '../rule-plan.ts';
import { pathTitle, ruleDifferences, valueAt } from '../rule-values.ts';
import { moveView } from './deadline-move.ts';
import { nameOf } from './people.ts';

type Json = RuleBookView['choices'][number]['values'][number]['value'];

/** What putting the rules in force would do, as far as this person may know of it. */
export function rulePreviewView(
  plan: RulePlan,
  reach: RuleReachView,
  shown: readonly PlannedPetition[],
  scene: Scene,
): RulePreviewView {
  const { regime, what } = plan;
  const moves = shown.flatMap(({ petition, moves }) =>
    moves.map((move) => ({
      ...moveView(petition, move, scene.calendar, scene),
      unit: unitOf(petition, scene),
    })),
  );
  return {
    digest: digestOf(plan, reach, shown),
    what,
    version: regime.version,
    reach,
    differences: [...ruleDifferences(scene.regime, regime)],
    open: shown.length,
    petitions: new Set(moves.map(({ petitionId }) => petitionId)).size,
    moves,
    units: unitTotals(moves),
    left: shown.flatMap(({ petition: { id, number }, lacking }) =>
      lacking === undefined ? [] : [{ petitionId: id, number, lacking }],
    ),
  };
}

export function ruleBookView(
  changes: readonly RuleChangeEntry[],
  handwriting: ReadonlyMap<number, string | null>,
  mayChange: boolean,
  { regime, regimes, directory }: Scene,
): RuleBookView {
  const written = asWritten(regime);
  const superior = regimes.findLast(({ id }) => id === regime.extends);
  return {
    title: regime.title,
    version: regime.version,
    ...(superior ? { superior: superior.title } : {}),
    choices: regime.choices
      .filter(({ sets }) => sets !== undefined)
      .map(({ id, question, choice, reason, sets = [] }) => ({
        id,
        question,
        choice,
        reason,
        values: sets.flatMap((path) => {
          const value = valueAt(written, path.split('.'));
          if (value === undefined) return [];
          return [{ path, title: pathTitle(regime, path), value: value as Json }];
        }),
      })),
    changes: changes
      .filter((change) => change.regime === regime.id)
      .toReversed()
      .map(({ id, at, by, version, what, reach, reason, carriedOutAt }) => {
        const strokes = handwriting.get(id);
        return {
          id,
          at,
          atText: chineseMoment(at, 'withYear'),
          name: nameOf(by, directory),
          version,
          what,
          reach,
          reason,
          ...(strokes ? { handwriting: strokes } : {}),
          carriedOut: carriedOutAt !== undefined,
        };
      }),
    mayChange,
  };
}

function unitOf(petition: Petition, { directory }: Scene): string {
  const unitId = currentAssignment(petition)?.unitId;
  return (unitId === undefined ? undefined : directory.units.get(unitId)?.name) ?? '尚未交办';
}

function unitTotals(moves: RulePreviewView['moves']): RulePreviewView['units'] {
  return [...new Set(moves.map(({ unit }) => unit))].map((unit) => {
    const own = moves.filter((move) => move.unit === unit);
    const having = (effect: string) => own.filter((move) => move.effect === effect).length;
    return {
      unit,
      moves: own.length,
      becomesLate: having('becomesLate'),
      becomesInTime: having('becomesInTime'),
    };
  });
}

import type { Directory, UnitId } from '../directory.ts';
import type { PetitionId } from '../petition.ts';
import type { Case } from './case.ts';
import { counted, type Figure } from './figure.ts';
import { grouped } from './grouped.ts';
import type { Window } from './period.ts';
import type { ReportRules } from './rules.ts';
import { registeredIn, unitTitle } from './totals.ts';

/** Petitions that together are an early sign (苗头性信息). */
export interface Cluster {
  /** The same for the whole period, however it grows. */
  readonly key: string;
  readonly kind: 'sameKind' | 'samePetitioner';
  readonly figure: Figure;
  /** In charge, whose line is to be warned. */
  readonly unitIds: readonly UnitId[];
}

/**
 * Petitions registered in the period, so many of the same category with one department, or so many of one petitioner.
 * `petitioners` groups petitions brought by the same person; who that is, is not told. Largest first.
 */
export function clusters(
  cases: readonly Case[],
  window: Window,
  petitioners: readonly (readonly PetitionId[])[],
  { rules, directory }: { readonly rules: ReportRules; readonly directory: Directory },
): readonly Cluster[] {
  const { cluster } = rules;
  if (cluster === undefined) return [];
  const registered = registeredIn(cases, window);
  const byKind = grouped(registered, ({ petition, unitId = '' }) =>
    JSON.stringify([petition.facts.category, unitId]),
  );
  const kinds = [...byKind].map(([key, those]) => {
    const [first] = those;
    const title = `${first?.petition.facts.category ?? ''}·${unitTitle(first?.unitId, directory)}`;
    return clusterOf(`kind:${key}`, 'sameKind', title, those);
  });
  const persons = petitioners.map((ids) => {
    const those = registered.filter(({ id }) => ids.includes(id));
    return clusterOf(
      `petitioner:${those[0]?.id}`,
      'samePetitioner',
      '同一信访人多次来访来信',
      those,
    );
  });
  return [...kinds, ...persons]
    .filter(({ figure }) => figure.petitions.length >= cluster.petitions)
    .sort(
      (left, right) => right.figure.value - left.figure.value || (left.key < right.key ? -1 : 1),
    );
}

function clusterOf(
  key: string,
  kind: Cluster['kind'],
  title: string,
  cases: readonly Case[],
): Cluster {
  const inOrder = cases.toSorted(
    (left, right) => left.petition.registeredAt - right.petition.registeredAt,
  );
  const unitIds = [...new Set(inOrder.flatMap(({ unitId }) => unitId ?? []))];
  return { key, kind, figure: counted(`cluster.${key}`, title, inOrder), unitIds };
}

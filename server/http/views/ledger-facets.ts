import type { LedgerPage } from '../../contract/ledger.ts';
import type { Regime } from '../../domain/regime.ts';
import type { LedgerCounts } from '../../store/ledger-reads.ts';
import type { Scene } from '../route.ts';

/** The counts of the filter bar with the words people know them by, in the order of the regulation. */
export function facetsOf(
  counts: LedgerCounts,
  { regime, regimes, directory }: Pick<Scene, 'regime' | 'regimes' | 'directory'>,
): LedgerPage['facets'] {
  // The version in force has the first word, older ones for what it no longer knows.
  const known = [regime, ...regimes.toReversed()];
  return {
    stage: ordered(
      counts.stage,
      titlesIn(known, ({ stages }) => stages),
    ),
    node: ordered(
      counts.node,
      titlesIn(known, ({ nodes }) => nodes),
    ),
    unit: ordered(
      counts.unit,
      new Map([...directory.units.values()].map(({ id, name }) => [id, name])),
    ),
    category: ordered(counts.category, new Map()).slice(0, MOST_CATEGORIES),
    overdue: counts.overdue,
  };
}

/** The most frequent; the others are found by their words. */
const MOST_CATEGORIES = 50;

function titlesIn(
  regimes: readonly Regime[],
  within: (regime: Regime) => Readonly<Record<string, { readonly title: string }>>,
): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  for (const [id, { title }] of regimes.flatMap((regime) => Object.entries(within(regime)))) {
    if (!titles.has(id)) titles.set(id, title);
  }
  return titles;
}

/** In the order of the titles; what has none comes last, the most frequent first. */
function ordered(counts: ReadonlyMap<string, number>, titles: ReadonlyMap<string, string>) {
  const places = [...titles.keys()];
  const place = (id: string) => (titles.has(id) ? places.indexOf(id) : places.length);
  return [...counts]
    .map(([id, count]) => ({ id, title: titles.get(id) ?? id, count }))
    .sort((one, other) => place(one.id) - place(other.id) || other.count - one.count);
}

import type {
  ClockId,
  ClockRule,
  Extension,
  Lender,
  RegimeId,
  SuperiorClock,
  SuperiorLimit,
} from './clock-rule.ts';
import type { Petition } from './petition.ts';
import type { Regime } from './regime.ts';
import { dayText, localDayOf } from './time.ts';

/**
 * Every regime as it works here (上位规定优先): with the clocks its superior lends, and the superior's limits beside its
 * own where both speak of one matter. Computed once, when regimes are loaded: the rest of the engine sees one regime.
 */
export function effectiveRegimes(
  regimes: ReadonlyMap<RegimeId, Regime>,
): ReadonlyMap<RegimeId, Regime> {
  const effective = new Map<RegimeId, Regime>();
  const under = new Set<RegimeId>();
  function effectiveOf(regime: Regime): Regime {
    const known = effective.get(regime.id);
    if (known || under.has(regime.id)) return known ?? regime;
    under.add(regime.id);
    const superior = regime.extends === undefined ? undefined : regimes.get(regime.extends);
    const merged = superior ? underSuperior(regime, effectiveOf(superior)) : regime;
    effective.set(regime.id, merged);
    return merged;
  }
  for (const regime of regimes.values()) effectiveOf(regime);
  return effective;
}

/** One regime under its superior. Without `superior` in the file nothing is lent and nothing prevails. */
export function underSuperior(regime: Regime, superior: Regime): Regime {
  if (!regime.superior) return regime;
  const lender = {
    regime: superior.id,
    title: superior.title,
    effectiveFrom: superior.effectiveFrom,
  };
  const rulings = Object.entries(regime.superior.clocks);
  const own = Object.entries(regime.clocks).map(
    ([id, rule]) => [id, withSuperiors(id, rule, rulings, regime, superior, lender)] as const,
  );
  const lent = rulings.flatMap(([id, ruling]) => {
    const rule = superior.clocks[id];
    if (ruling.as !== 'lent' || !rule || regime.clocks[id]) return [];
    const { startsOn, stopsOn, responsible, warnings } = ruling;
    return [[id, { ...rule, startsOn, stopsOn, responsible, warnings, lentBy: lender }] as const];
  });
  const extension = extensionUnder(regime, superior, lender);
  return {
    ...regime,
    clocks: Object.fromEntries([...own, ...lent]),
    ...(extension === undefined ? {} : { extension }),
  };
}

/** The regime as its own file has it: without what was added when it was loaded. */
export function asWritten(regime: Regime): Regime {
  const clocks = Object.entries(regime.clocks)
    .filter(([, { lentBy }]) => lentBy === undefined)
    .map(([id, { superiors: _, ...rule }]) => [id, rule] as const);
  const { extension, ...rest } = regime;
  if (!extension || extension.lentBy) return { ...rest, clocks: Object.fromEntries(clocks) };
  const { superior: _, ...own } = extension;
  return { ...rest, extension: own, clocks: Object.fromEntries(clocks) };
}

/** A superior has no say over what was registered before it was in force. */
export function isInForceFor(
  { effectiveFrom }: Lender,
  { registeredAt }: Pick<Petition, 'registeredAt'>,
): boolean {
  return effectiveFrom <= dayText(localDayOf(registeredAt));
}

type Rulings = readonly (readonly [ClockId, SuperiorClock])[];

/** The file says so where the stricter superior shall not count (`prevails: ours`), with its reason. */
function withSuperiors(
  id: ClockId,
  rule: ClockRule,
  rulings: Rulings,
  { superior }: Regime,
  { clocks }: Regime,
  lender: Lender,
): ClockRule {
  const yields = (clock: ClockId) =>
    superior?.conflicts.some(({ id: about, prevails }) => about === clock && prevails === 'ours');
  const superiors = rulings.flatMap(([clock, ruling]): readonly SuperiorLimit[] => {
    const theirs = clocks[clock];
    if (ruling.as !== 'answered' || ruling.by !== id || !theirs || yields(clock)) return [];
    return [{ ...lender, limits: theirs.limits, clause: theirs.clause }];
  });
  return superiors.length === 0 ? rule : { ...rule, superiors };
}

/** A lent clock brings its extension along; an own one stays within what the superior's would allow. */
function extensionUnder(regime: Regime, superior: Regime, lender: Lender): Extension | undefined {
  const theirs = superior.extension;
  if (!theirs) return regime.extension;
  const lendsExtendable = Object.entries(regime.superior?.clocks ?? {}).some(
    ([id, { as }]) => as === 'lent' && superior.clocks[id]?.extendable,
  );
  if (!regime.extension) return lendsExtendable ? { ...theirs, lentBy: lender } : undefined;
  const { unit, maximum, counts, source } = theirs;
  return { ...regime.extension, superior: { unit, maximum, counts, source } };
}

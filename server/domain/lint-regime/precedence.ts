import type {
  ClockId,
  ClockRule,
  Conflict,
  ExtensionRule,
  Limit,
  RegimeId,
  SuperiorClock,
} from '../clock-rule.ts';
import { limitText } from '../explanation-limits.ts';
import type { Regime } from '../regime.ts';

/**
 * A regime under a superior says of every clock of the superior what becomes of it, and settles every difference that
 * the engine cannot: a superior's limit must never be lost in silence (上下位冲突).
 */
export function lintPrecedence(
  regime: Regime,
  all: ReadonlyMap<RegimeId, Regime>,
): readonly string[] {
  const { superior: rules } = regime;
  if (regime.extends === undefined) return rules ? ['写明了superior，却没有上位制度extends。'] : [];
  const superior = all.get(regime.extends);
  // One that is its own superior is told so elsewhere: there is nothing to compare.
  if (!superior || superior.id === regime.id) return [];
  if (!rules) return [`没有写明上位制度《${superior.title}》的各项时限如何适用（superior）。`];
  return [
    ...Object.entries(superior.clocks).flatMap(([id, rule]) => {
      const ruling = rules.clocks[id];
      return ruling
        ? rulingProblems(id, ruling, rule, regime)
        : [`没有写明上位时限“${rule.title}”(${id})如何适用。`];
    }),
    ...Object.keys(rules.clocks)
      .filter((id) => !superior.clocks[id])
      .map((id) => `上位制度没有时限“${id}”。`),
    ...extensionProblems(regime, superior),
    ...conflictProblems(rules.conflicts),
  ];
}

function rulingProblems(
  id: ClockId,
  ruling: SuperiorClock,
  theirs: ClockRule,
  regime: Regime,
): readonly string[] {
  const place = `上位时限“${theirs.title}”(${id})`;
  if (ruling.as === 'lent') {
    return regime.clocks[id] && !regime.clocks[id].lentBy
      ? [`${place}直接适用，本制度却另有同名时限。`]
      : [];
  }
  if (ruling.as === 'notApplicable') return [];
  const ours = regime.clocks[ruling.by];
  if (!ours) return [`${place}由不存在的时限“${ruling.by}”落实。`];
  if (isSettled(id, regime) || !isLooser(ours, theirs)) return [];
  const [own, other] = [ours, theirs].map(({ limits }) =>
    limits.map(({ limit }) => limitText(limit)).join('、'),
  );
  return [
    `上下位冲突未处理：本制度“${ours.title}”为${own}，上位制度“${theirs.title}”为${other}，须在conflicts中写明。`,
  ];
}

/** Also where the two cannot be compared: whoever writes the file has to look at them. */
function isLooser(ours: ClockRule, theirs: ClockRule): boolean {
  return ours.limits.some(({ limit }) => theirs.limits.some((other) => looser(limit, other.limit)));
}

function looser(ours: Limit, theirs: Limit): boolean {
  const [own, other] = [readingOf(ours), readingOf(theirs)];
  if (own.unit !== other.unit) return true;
  return 'amount' in own && 'amount' in other ? own.amount > other.amount : own.unit !== 'same_day';
}

function readingOf(limit: Limit): Limit {
  return limit.unit === 'unspecified' ? limit.reading : limit;
}

function extensionProblems(regime: Regime, superior: Regime): readonly string[] {
  const [ours, theirs] = [regime.extension, superior.extension];
  if (!ours || !theirs || isSettled('extension', regime)) return [];
  const isComparable = ours.unit === theirs.unit && ours.counts === theirs.counts;
  return isComparable && ours.maximum <= theirs.maximum
    ? []
    : [
        `上下位冲突未处理：本制度延期${capText(ours)}，上位制度延期${capText(theirs)}，须在conflicts中写明。`,
      ];
}

function capText({ unit, maximum, counts }: ExtensionRule): string {
  const days = `${maximum}个${unit === 'work_days' ? '工作日' : '自然日'}`;
  return counts === 'total' ? `合计不超过${days}` : `不超过${days}`;
}

function isSettled(id: string, { superior }: Regime): boolean {
  return superior?.conflicts.some((conflict) => conflict.id === id) === true;
}

function conflictProblems(conflicts: readonly Conflict[]): readonly string[] {
  const ids = conflicts.map(({ id }) => id);
  return [
    ...ids
      .filter((id, index) => ids.indexOf(id) !== index)
      .map((id) => `上下位冲突“${id}”写了两次。`),
    ...conflicts
      .filter(({ ours, theirs }) =>
        [ours, theirs].some((clause) => Object.values(clause).some((part) => part.trim() === '')),
      )
      .map(({ id }) => `上下位冲突“${id}”没有写全双方的文件、条款和原文。`),
  ];
}

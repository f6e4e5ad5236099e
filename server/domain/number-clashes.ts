import type { Office } from './office.ts';
import type { Regime } from './regime.ts';

/**
 * Why these offices cannot stand side by side: a number on a paper or in the group must lead to one petition only. The
 * width does not tell two numbers apart once there are enough petitions.
 */
export function numberClashes(
  offices: Iterable<Office>,
  regimes: readonly Regime[],
): readonly string[] {
  const active = [...offices].filter((office) => office.active);
  return active.flatMap((one, index) =>
    active.slice(index + 1).flatMap((other) => {
      const mine = patternsOf(one, regimes);
      const shared = patternsOf(other, regimes).find((pattern) => mine.includes(pattern));
      return shared === undefined
        ? []
        : [
            `“${one.title}”与“${other.title}”的编号格式相同，编号会重复。请为其中一个的制度另定编号格式。`,
          ];
    }),
  );
}

function patternsOf({ regimeId }: Office, regimes: readonly Regime[]): readonly string[] {
  return regimes
    .filter(({ id }) => id === regimeId)
    .flatMap(({ numbers }) => Object.values(numbers))
    .map(({ pattern }) => pattern.replace(/\{number:\d+\}/, '{number}'));
}

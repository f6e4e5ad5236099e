import { dispatchPosts } from '../dispatch.ts';
import type { Regime } from '../regime.ts';
import { namedActs } from './named-acts.ts';

/** Posts that nobody declared, an assignment that nobody would be told of, and readings without effect. */
export function lintPosts(regime: Regime): readonly string[] {
  const { posts = {}, roles } = regime;
  return [
    ...Object.values(roles).flatMap(({ title, binding }) =>
      binding.kind !== 'unit' || posts[binding.post]
        ? []
        : [`角色“${title}”所依据的岗位“${binding.post}”不存在。`],
    ),
    ...dispatchProblems(regime),
    ...choiceProblems(regime),
  ];
}

function dispatchProblems(regime: Regime): readonly string[] {
  const { dispatch, roles } = regime;
  if (!dispatch) {
    return namedActs(regime)
      .filter(({ act }) => act.kind === 'assign')
      .map(({ place }) => `${place}没有规定交办后告知谁（dispatch）。`);
  }
  const told = new Set(dispatchPosts(regime));
  return [
    ...dispatch.to
      .filter((role) => roles[role]?.binding.kind !== 'unit')
      .map((role) => `交办后告知的角色“${role}”不是承办单位的岗位。`),
    ...(dispatch.least > told.size
      ? [`交办后至少须告知${dispatch.least}人，但只规定了${told.size}个岗位。`]
      : []),
  ];
}

/** What a reading sets must be there, or the page would show a value that nothing goes by. */
function choiceProblems(regime: Regime): readonly string[] {
  return regime.choices.flatMap(({ id, sets = [] }) =>
    sets
      .filter((path) => valueAt(regime, path) === undefined)
      .map((path) => `选择“${id}”所设定的“${path}”在制度中不存在。`),
  );
}

/** What stands in the file under a path such as `clocks.caseDue.limits.0`; undefined where there is nothing. */
function valueAt(regime: Regime, path: string): unknown {
  return path.split('.').reduce<unknown>((found, key) => {
    const isThing = typeof found === 'object' && found !== null;
    return isThing ? (found as Readonly<Record<string, unknown>>)[key] : undefined;
  }, regime);
}

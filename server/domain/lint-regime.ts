import type { RegimeId } from './clock-rule.ts';
import { lintActs } from './lint-regime/acts.ts';
import { lintClocks } from './lint-regime/clocks.ts';
import { lintKinds } from './lint-regime/kinds.ts';
import { lintOfficeWork } from './lint-regime/office-work.ts';
import { lintPapers } from './lint-regime/papers.ts';
import { lintPosts } from './lint-regime/posts.ts';
import { lintPrecedence } from './lint-regime/precedence.ts';
import { lintRecords } from './lint-regime/records.ts';
import { lintRegistration } from './lint-regime/registration.ts';
import { lintReports } from './lint-regime/reports.ts';
import { lintSanctions } from './lint-regime/sanctions.ts';
import { lintStages } from './lint-regime/stages.ts';
import type { Regime } from './regime.ts';

/**
 * Everything that would make a regime of the right shape unfit to work under, as sentences for the office. A regime
 * with one problem is not started with: a petition must never come to rest where nobody can act.
 */
export function lintRegime(regime: Regime, all: ReadonlyMap<RegimeId, Regime>): readonly string[] {
  return [
    ...precedenceProblems(regime, all),
    ...substituteProblems(regime),
    ...numberProblems(regime),
    ...lintStages(regime),
    ...lintActs(regime),
    ...lintKinds(regime),
    ...lintClocks(regime),
    ...lintPrecedence(regime, all),
    ...lintPosts(regime),
    ...lintRecords(regime),
    ...lintRegistration(regime),
    ...lintReports(regime),
    ...lintOfficeWork(regime),
    ...lintSanctions(regime),
    ...lintPapers(regime),
  ];
}

function precedenceProblems(regime: Regime, all: ReadonlyMap<RegimeId, Regime>): readonly string[] {
  const seen = new Set([regime.id]);
  for (let superior = regime.extends; superior !== undefined; ) {
    if (seen.has(superior)) return [`上位制度“${superior}”互为上位，形成循环。`];
    seen.add(superior);
    const found = all.get(superior);
    if (!found) return [`上位制度“${superior}”不存在。`];
    superior = found.extends;
  }
  return [];
}

function substituteProblems({ roles }: Regime): readonly string[] {
  return Object.values(roles).flatMap(({ title, substitute }) =>
    substitute === undefined || roles[substitute]
      ? []
      : [`角色“${title}”的替补角色“${substitute}”不存在。`],
  );
}

/** Accusations are counted apart, so that gaps in the ordinary numbers tell nobody of them. */
function numberProblems({ numbers }: Regime): readonly string[] {
  const patterns = Object.values(numbers).map(({ pattern }) => pattern);
  return [
    ...(numbers.accusation ? [] : ['缺少检举控告件的编号序列“accusation”。']),
    ...patterns
      .filter((pattern, index) => patterns.indexOf(pattern) !== index)
      .map((pattern) => `编号样式“${pattern}”重复，不同序列会编出同一个号。`),
  ];
}

import {
  countsText,
  type DigestFacts,
  type DigestLine,
  digestLines,
  ELSEWHERE,
  URGENT,
} from '../domain/digest-line.ts';
import { pinnedRegime } from '../domain/regime-in-force.ts';
import { chineseDay } from '../domain/time.ts';
import { type DigestEntry, paged } from './digest-pages.ts';

export type { DigestFacts } from '../domain/digest-line.ts';

/**
 * The daily reminder by node and department, in as many texts as it takes: every open petition is named in exactly
 * one of them, by number and deadline only.
 */
export function digestTexts(facts: DigestFacts): readonly string[] {
  if (facts.open.length === 0) return ['今日无在办信访件。'];
  const lines = digestLines(facts);
  const opening = [countsText(lines), ...restText(lines, facts)];
  return paged(opening, inOrder(lines, facts));
}

function restText(lines: readonly DigestLine[], { restUntil }: DigestFacts): readonly string[] {
  if (restUntil === undefined) return [];
  const period = `明日起休息至${chineseDay(restUntil)}`;
  const due = lines.filter(({ state }) => state.duringRest.length > 0).length;
  return due === 0
    ? [`${period}，休息期间无信访件到期。`]
    : [`${period}，休息期间到期的${due}件已逐件注明，请提前办理。`];
}

/** What is urgent first; then in the order of the regime's nodes, then of the departments, then of the deadlines. */
function inOrder(lines: readonly DigestLine[], facts: DigestFacts): readonly DigestEntry[] {
  const inUse = facts.open.flatMap((petition) => pinnedRegime(petition, facts.regimes) ?? []);
  const nodes = [
    URGENT,
    ...[...new Set(inUse)].flatMap((regime) =>
      Object.values(regime.nodes).map(({ title }) => title),
    ),
  ];
  const units = [
    ...new Set(inUse.map(({ terms }) => terms.office)),
    ...[...facts.directory.units.values()].map(({ name }) => name),
  ];
  const nodePlace = ({ node }: DigestEntry) =>
    node === ELSEWHERE ? nodes.length : nodes.indexOf(node);
  return lines
    .map(({ entry }) => entry)
    .sort(
      (left, right) =>
        nodePlace(left) - nodePlace(right) || units.indexOf(left.unit) - units.indexOf(right.unit),
    );
}

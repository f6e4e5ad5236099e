import type { Calendar } from '../domain/calendar.ts';
import type { Directory } from '../domain/directory.ts';
import type { PetitionId } from '../domain/petition.ts';
import type { Regime } from '../domain/regime.ts';
import { chineseDay, type Instant, type LocalDay } from '../domain/time.ts';
import type { OpenPetition } from '../store/petition-reads.ts';
import { type DigestEntry, paged } from './digest-pages.ts';
import { type OpenClock, stateOf, stateText } from './digest-state.ts';

export interface DigestFacts {
  readonly now: Instant;
  /** Ordinary petitions only; nearest deadline first. */
  readonly open: readonly OpenPetition[];
  readonly directory: Directory;
  readonly regimes: readonly Regime[];
  readonly calendar: Calendar;
  /** All running clocks of each; where they are not known, the one that falls due first stands for them. */
  readonly clocks: ReadonlyMap<PetitionId, readonly OpenClock[]>;
  /** On the last working day before days of rest: the last of them. */
  readonly restUntil?: LocalDay;
}

/**
 * The daily reminder by node and department, in as many texts as it takes: every open petition is named in exactly
 * one of them, by number and deadline only.
 */
export function digestTexts(facts: DigestFacts): readonly string[] {
  if (facts.open.length === 0) return ['今日无在办信访件。'];
  const lines = facts.open.map((petition) => lineOf(petition, facts));
  const opening = [countsText(lines), ...restText(lines, facts)];
  return paged(opening, inOrder(lines, facts));
}

interface Line {
  readonly entry: DigestEntry;
  readonly state: ReturnType<typeof stateOf>;
}

/** Not yet given to a department. */
const OFFICE = '信访办';
/** A stage that no regime in force describes. */
const ELSEWHERE = '其他';
const SOON_DAYS = 3;

function lineOf(petition: OpenPetition, facts: DigestFacts): Line {
  const regime = regimeOf(petition, facts);
  const node = regime?.stages[petition.stage]?.node;
  const unit = petition.unitId && facts.directory.units.get(petition.unitId)?.name;
  const running = facts.clocks.get(petition.id) ?? (petition.next ? [petition.next] : []);
  const state = stateOf(petition, running, facts);
  const title = ({ clock }: OpenClock) => regime?.clocks[clock]?.title ?? '时限';
  return {
    entry: {
      node: (node && regime?.nodes[node]?.title) ?? ELSEWHERE,
      unit: unit ?? OFFICE,
      text: `${petition.number}：${stateText(state, title, facts)}`,
    },
    state,
  };
}

function countsText(lines: readonly Line[]): string {
  const states = lines.map(({ state }) => state);
  const daysLeft = states.flatMap(({ kind, daysLeft: left }) => (kind === 'ahead' ? [left] : []));
  const dueToday = daysLeft.filter((days) => days === 0).length;
  const dueSoon = daysLeft.filter((days) => days > 0 && days <= SOON_DAYS).length;
  const overdue = states.filter(({ kind }) => kind === 'overdue').length;
  return `在办${lines.length}件：今日到期${dueToday}件，${SOON_DAYS}日内到期${dueSoon}件，逾期${overdue}件。`;
}

function restText(lines: readonly Line[], { restUntil }: DigestFacts): readonly string[] {
  if (restUntil === undefined) return [];
  const period = `明日起休息至${chineseDay(restUntil)}`;
  const due = lines.filter(({ state }) => state.duringRest.length > 0).length;
  return due === 0
    ? [`${period}，休息期间无信访件到期。`]
    : [`${period}，休息期间到期的${due}件已逐件注明，请提前办理。`];
}

/** In the order of the regime's nodes, then of the departments, then of the deadlines. */
function inOrder(lines: readonly Line[], facts: DigestFacts): readonly DigestEntry[] {
  const inUse = facts.open.flatMap((petition) => regimeOf(petition, facts) ?? []);
  const nodes = [...new Set(inUse)].flatMap((regime) =>
    Object.values(regime.nodes).map(({ title }) => title),
  );
  const units = [OFFICE, ...[...facts.directory.units.values()].map(({ name }) => name)];
  const nodePlace = ({ node }: DigestEntry) =>
    node === ELSEWHERE ? nodes.length : nodes.indexOf(node);
  return lines
    .map(({ entry }) => entry)
    .sort(
      (left, right) =>
        nodePlace(left) - nodePlace(right) || units.indexOf(left.unit) - units.indexOf(right.unit),
    );
}

function regimeOf({ regime: { id, version } }: OpenPetition, { regimes }: DigestFacts) {
  return regimes.find((regime) => regime.id === id && regime.version === version);
}

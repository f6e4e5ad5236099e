import type { Calendar } from '../domain/calendar.ts';
import type { Directory } from '../domain/directory.ts';
import type { PetitionId, RunningClock } from '../domain/petition.ts';
import type { Regime } from '../domain/regime.ts';
import { chineseDay, type Instant, type LocalDay, localDayOf } from '../domain/time.ts';
import type { OpenPetition } from '../store/petition-reads.ts';
import { entryText } from './digest-entry.ts';
import { type DigestEntry, paged } from './digest-pages.ts';

export interface DigestFacts {
  readonly now: Instant;
  /** Ordinary petitions only; nearest deadline first. */
  readonly open: readonly OpenPetition[];
  readonly directory: Directory;
  readonly regimes: readonly Regime[];
  readonly calendar: Calendar;
  /** Given on the last working day before days of rest. */
  readonly rest?: Rest;
}

export interface Rest {
  readonly lastDay: LocalDay;
  /** Running clocks whose last day lies in the rest, by petition; petitions without any are left out. */
  readonly dueMeanwhile: ReadonlyMap<PetitionId, readonly RunningClock[]>;
}

/**
 * The daily reminder by node and department, in as many texts as it takes: every open petition is named in exactly
 * one of them, by number and deadline only.
 */
export function digestTexts(facts: DigestFacts): readonly string[] {
  if (facts.open.length === 0) return ['今日无在办信访件。'];
  const opening = [countsText(facts), ...(facts.rest ? [restText(facts.rest)] : [])];
  return paged(opening, entriesOf(facts));
}

const SOON_DAYS = 3;
/** Not yet given to a department. */
const OFFICE = '信访办';
/** A stage that no regime in force describes. */
const ELSEWHERE = '其他';

function countsText({ now, open }: DigestFacts): string {
  const today = localDayOf(now);
  const overdue = open.filter(({ overdueAfter }) => overdueAfter !== undefined && now > overdueAfter);
  const daysLeft = open
    .filter((petition) => !overdue.includes(petition))
    .flatMap(({ next }) => (next && next.dueAt >= now ? [localDayOf(next.dueAt) - today] : []));
  const dueToday = daysLeft.filter((days) => days === 0).length;
  const dueSoon = daysLeft.filter((days) => days > 0 && days <= SOON_DAYS).length;
  return `在办${open.length}件：今日到期${dueToday}件，${SOON_DAYS}日内到期${dueSoon}件，逾期${overdue.length}件。`;
}

function restText({ lastDay, dueMeanwhile }: Rest): string {
  const period = `明日起休息至${chineseDay(lastDay)}`;
  return dueMeanwhile.size === 0
    ? `${period}，休息期间无信访件到期。`
    : `${period}，休息期间到期的${dueMeanwhile.size}件已逐件注明，请提前办理。`;
}

/** In the order of the regime's nodes, then of the departments, then of the deadlines. */
function entriesOf(facts: DigestFacts): readonly DigestEntry[] {
  const nodes = nodeTitles(facts.regimes);
  const units = [OFFICE, ...[...facts.directory.units.values()].map(({ name }) => name)];
  const entries = facts.open.map((petition) => entryOf(petition, facts));
  return entries
    .map((entry, place) => ({ entry, place }))
    .sort(
      (left, right) =>
        nodes.indexOf(left.entry.node) - nodes.indexOf(right.entry.node) ||
        units.indexOf(left.entry.unit) - units.indexOf(right.entry.unit) ||
        left.place - right.place,
    )
    .map(({ entry }) => entry);
}

function entryOf(petition: OpenPetition, facts: DigestFacts): DigestEntry {
  const regime = facts.regimes.find(
    ({ id, version }) => id === petition.regime.id && version === petition.regime.version,
  );
  const node = regime?.stages[petition.stage]?.node;
  const unit = petition.unitId && facts.directory.units.get(petition.unitId)?.name;
  return {
    node: (node && regime?.nodes[node]?.title) ?? ELSEWHERE,
    unit: unit ?? OFFICE,
    text: entryText(petition, { ...facts, clocks: regime?.clocks ?? {} }),
  };
}

function nodeTitles(regimes: readonly Regime[]): readonly string[] {
  const titles = regimes.flatMap(({ nodes }) => Object.values(nodes).map(({ title }) => title));
  return [...new Set([...titles, ELSEWHERE])];
}

import type { Calendar } from './calendar.ts';
import type { RegimeId } from './clock-rule.ts';
import { type ClockState, type OpenClock, stateOf, stateText } from './digest-state.ts';
import type { Directory, UnitId } from './directory.ts';
import type { PetitionId } from './petition.ts';
import type { Regime, StageId } from './regime.ts';
import { pinnedRegime } from './regime-in-force.ts';
import type { Instant, LocalDay } from './time.ts';

/** An open petition as a reminder may speak of it: never an accusation. */
export interface RemindedPetition {
  readonly id: PetitionId;
  readonly number: string;
  readonly regime: { readonly id: RegimeId; readonly version: number };
  readonly stage: StageId;
  readonly unitId?: UnitId;
  /** The running clock that falls due first. */
  readonly next?: OpenClock;
  /** The earliest running deadline that counts as overdue once it is past. */
  readonly overdueAfter?: Instant;
  /** 急事急办 */
  readonly urgent?: true;
}

export interface DigestFacts {
  readonly now: Instant;
  /** Ordinary petitions only; nearest deadline first. */
  readonly open: readonly RemindedPetition[];
  readonly directory: Directory;
  readonly regimes: readonly Regime[];
  readonly calendar: Calendar;
  /** All running clocks of each; where they are not known, the one that falls due first stands for them. */
  readonly clocks: ReadonlyMap<PetitionId, readonly OpenClock[]>;
  /** On the last working day before days of rest: the last of them. */
  readonly restUntil?: LocalDay;
}

/** What the group may read of one petition: number, unit, node, deadline and urgency, and nothing else. */
export interface DigestLine {
  readonly entry: { readonly node: string; readonly unit: string; readonly text: string };
  readonly state: ClockState;
}

/** A stage that no regime in force describes. */
export const ELSEWHERE = '其他';

/** The heading before all nodes, under which the urgent ones stand. */
export const URGENT = '急件';

const SOON_DAYS = 3;

export function digestLines(facts: DigestFacts): readonly DigestLine[] {
  return facts.open.map((petition) => lineOf(petition, facts));
}

/** `在办12件：今日到期1件，3日内到期2件，逾期0件。` */
export function countsText(lines: readonly DigestLine[]): string {
  const states = lines.map(({ state }) => state);
  const daysLeft = states.flatMap(({ kind, daysLeft: left }) => (kind === 'ahead' ? [left] : []));
  const dueToday = daysLeft.filter((days) => days === 0).length;
  const dueSoon = daysLeft.filter((days) => days > 0 && days <= SOON_DAYS).length;
  const overdue = states.filter(({ kind }) => kind === 'overdue').length;
  return `在办${lines.length}件：今日到期${dueToday}件，${SOON_DAYS}日内到期${dueSoon}件，逾期${overdue}件。`;
}

function lineOf(petition: RemindedPetition, facts: DigestFacts): DigestLine {
  const regime = pinnedRegime(petition, facts.regimes);
  const node = regime?.stages[petition.stage]?.node;
  const unit = petition.unitId && facts.directory.units.get(petition.unitId)?.name;
  const running = facts.clocks.get(petition.id) ?? (petition.next ? [petition.next] : []);
  const state = stateOf(petition, running, facts);
  const title = ({ clock }: OpenClock) => regime?.clocks[clock]?.title ?? '时限';
  const nodeTitle = (node && regime?.nodes[node]?.title) ?? ELSEWHERE;
  const name = petition.urgent ? `【急】${petition.number}（${nodeTitle}）` : petition.number;
  return {
    entry: {
      node: petition.urgent ? URGENT : nodeTitle,
      // Not yet given to a unit.
      unit: unit ?? regime?.terms.office ?? ELSEWHERE,
      text: `${name}：${stateText(state, title, facts)}`,
    },
    state,
  };
}

import type { DutyState } from '../duty-states.ts';
import type { Regime } from '../regime.ts';
import type { Cluster } from './clusters.ts';
import { indicatorText } from './figure.ts';
import { allFigures, type Figures } from './figures.ts';
import { measuredId } from './measured.ts';
import type { ReportRules } from './rules.ts';
import type { Group } from './totals.ts';

/** What a report compares its figures with and what it points out. */
export interface ReportBackground {
  /** The period before (环比). */
  readonly before: Figures;
  /** The same a year earlier (同比). */
  readonly yearBefore: Figures;
  readonly clusters: readonly Cluster[];
  /** What the office itself had to do in the period. */
  readonly duties: readonly DutyState[];
}

/** The value of every `{…}` that a report's lines may hold. */
export function reportValues(
  figures: Figures,
  { before, yearBefore, clusters, duties }: ReportBackground,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>([
    ...ABSENT_COUNTS.map((name) => [name, '0'] as const),
    ...ABSENT_SHARES.map((name) => [name, '—'] as const),
  ]);
  for (const { id, value } of allFigures(figures).values()) values.set(id, String(value));
  for (const indicator of figures.indicators) values.set(indicator.id, indicatorText(indicator));
  for (const group of figures.groups) values.set(nameOfGroup(group.id), groupText(group));
  values.set('onPrevious', changeText(registered(figures), registered(before)));
  values.set('yearOnYear', changeText(registered(figures), registered(yearBefore)));
  values.set('hotspots', clustersText(clusters));
  values.set('dutiesMissing', missingText(duties));
  return values;
}

/** The names of those values; a regime's lines are checked against them before an office starts with them. */
export function reportValueNames(
  { timeliness, counts = [] }: Pick<ReportRules, 'timeliness' | 'counts'>,
  measures: Regime['measures'] = {},
): ReadonlySet<string> {
  return new Set([
    ...FIXED_NAMES,
    ...ABSENT_COUNTS,
    ...ABSENT_SHARES,
    ...timeliness.map(({ id }) => id),
    ...Object.keys(measures)
      .map(measuredId)
      .flatMap((id) => [id, nameOfGroup(id)]),
    ...counts.flatMap(({ id, share }) => (share === undefined ? [id] : [id, `${id}Share`])),
  ]);
}

/** `上升12.5%`, `下降3%`, `持平`; 无可比数据 where there was nothing. */
export function changeText(now: number, then: number): string {
  if (then === 0) return '无可比数据';
  if (now === then) return '持平';
  const share = Math.round((Math.abs(now - then) / then) * 1000) / 10;
  return `${now > then ? '上升' : '下降'}${share}%`;
}

/** Counted only where there is anything of the kind; a line may ask for them all the same. */
const ABSENT_COUNTS = [
  'readings',
  'read',
  'due.inTime',
  'due.late',
  'due.overdue',
  'channel.email',
  'channel.fax',
];
const ABSENT_SHARES = ['readShare', 'readingDays'];

const FIXED_NAMES = [
  'registered',
  'people',
  'first',
  'repeated',
  'visitPeople',
  'groupVisits',
  'accepted',
  'transferred',
  'concluded',
  'open',
  'overdue',
  'verifications',
  'reworks',
  'consultations',
  'supervisions',
  'returned',
  'lateReturns',
  'source.superior',
  'source.own',
  'channel.letter',
  'channel.visit',
  'channel.call',
  'channel.online',
  'channel.agent',
  'repeatRate',
  'onlineShare',
  'contactRate',
  'returnRate',
  'lateReturnRate',
  'participation',
  'satisfaction',
  'oneTimeResolution',
  'averageDays',
  'bySource',
  'byChannel',
  'byAppeal',
  'byCategory',
  'byUnit',
  'onPrevious',
  'yearOnYear',
  'hotspots',
  'unrated',
  'dutiesMissing',
];

function registered(figures: Figures): number {
  return figures.totals.find(({ id }) => id === 'registered')?.value ?? 0;
}

function nameOfGroup(id: string): string {
  return `by${id.charAt(0).toUpperCase()}${id.slice(1)}`;
}

function groupText({ figures }: Group): string {
  const present = figures.filter(({ value }) => value > 0);
  return present.length === 0
    ? '无'
    : present.map(({ title, value }) => `${title}${value}件`).join('、');
}

function missingText(duties: readonly DutyState[]): string {
  const missing = duties.filter(({ state }) => state === 'missing');
  return missing.length === 0
    ? '例行工作均已按期完成。'
    : `未按期完成的例行工作：${missing.map(({ title }) => title).join('、')}。`;
}

function clustersText(clusters: readonly Cluster[]): string {
  if (clusters.length === 0) return '本期未发现同类事项集中反映或同一信访人多次信访的情况。';
  const sentences = clusters.map(({ kind, figure }) =>
    kind === 'sameKind'
      ? `${figure.title}${figure.value}件`
      : `同一信访人多次信访${figure.value}件`,
  );
  return `同类事项相对集中的有：${sentences.join('；')}。`;
}

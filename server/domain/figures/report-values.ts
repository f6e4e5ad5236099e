import type { Cluster } from './clusters.ts';
import { indicatorText } from './figure.ts';
import { allFigures, type Figures } from './figures.ts';
import type { ReportRules } from './rules.ts';
import type { Group } from './totals.ts';

/** What a report compares its figures with and what it points out. */
export interface ReportBackground {
  /** The period before (环比). */
  readonly before: Figures;
  /** The same a year earlier (同比). */
  readonly yearBefore: Figures;
  readonly clusters: readonly Cluster[];
}

/** The value of every `{…}` that a report's lines may hold. */
export function reportValues(
  figures: Figures,
  { before, yearBefore, clusters }: ReportBackground,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { id, value } of allFigures(figures).values()) values.set(id, String(value));
  for (const indicator of figures.indicators) values.set(indicator.id, indicatorText(indicator));
  for (const group of figures.groups) {
    values.set(`by${group.id.charAt(0).toUpperCase()}${group.id.slice(1)}`, groupText(group));
  }
  values.set('onPrevious', changeText(registered(figures), registered(before)));
  values.set('yearOnYear', changeText(registered(figures), registered(yearBefore)));
  values.set('hotspots', clustersText(clusters));
  return values;
}

/** The names of those values; a regime's lines are checked against them before an office starts with them. */
export function reportValueNames({
  timeliness,
}: Pick<ReportRules, 'timeliness'>): ReadonlySet<string> {
  return new Set([...FIXED_NAMES, ...timeliness.map(({ id }) => id)]);
}

/** `上升12.5%`, `下降3%`, `持平`; 无可比数据 where there was nothing. */
export function changeText(now: number, then: number): string {
  if (then === 0) return '无可比数据';
  if (now === then) return '持平';
  const share = Math.round((Math.abs(now - then) / then) * 1000) / 10;
  return `${now > then ? '上升' : '下降'}${share}%`;
}

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
];

function registered(figures: Figures): number {
  return figures.totals.find(({ id }) => id === 'registered')?.value ?? 0;
}

function groupText({ figures }: Group): string {
  const present = figures.filter(({ value }) => value > 0);
  return present.length === 0
    ? '无'
    : present.map(({ title, value }) => `${title}${value}件`).join('、');
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

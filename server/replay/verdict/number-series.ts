import type { PetitionEvent } from '../../domain/event.ts';
import type { Evidence, Finding, OfficeFacts } from './evidence.ts';

/** 编号: within a series and a year from 1 on without a gap, none given twice, and the counter where it should be. */
export function numbersWithoutGaps({ petitions, counters, office }: Evidence): Finding {
  const numbers = petitions.flatMap(({ events }) => events.flatMap(numbersGiven));
  const read = numbers.map((number) => ({ number, ...readNumber(number, office) }));
  const ordinalsOf = (key: string) =>
    read.flatMap(({ series, ordinal }) =>
      series === key && ordinal !== undefined ? [ordinal] : [],
    );
  const series = [...new Set(read.flatMap((number) => number.series ?? []))].map((key) => ({
    key,
    ordinals: ordinalsOf(key),
  }));
  return {
    title: '各类编号连续、不重',
    figures: series.map(({ key, ordinals }) => `${key}1至${ordinals.length}`).join('，'),
    faults: [
      ...read.flatMap((one) =>
        one.series === undefined ? [`编号${one.number}不合任何系列。`] : [],
      ),
      ...series.flatMap(({ key, ordinals }) => gapFaults(key, ordinals)),
      ...counters.flatMap((counter) => {
        const key = seriesKey(titleOf(counter.series, office), String(counter.year));
        const count = ordinalsOf(key).length;
        return count === counter.last ? [] : [`${key}计数为${counter.last}，实有${count}个。`];
      }),
    ],
  };
}

/** The numbers of petitions in a text, in their order, repetitions included. */
export function numbersIn(text: string, office: OfficeFacts): readonly string[] {
  const series = petitionSeries(office);
  return patternsOf(office)
    .filter(({ id }) => series.has(id))
    .flatMap(({ pattern }) => [...text.matchAll(new RegExp(`(?<![\\w〔[])${pattern}(?!\\d)`, 'g'))])
    .map(([number]) => number);
}

/** Series whose numbers name a petition; the others name letters and orders. */
function petitionSeries({ regimes }: OfficeFacts): ReadonlySet<string> {
  const flows = regimes.flatMap((regime) => Object.values(regime.flows));
  return new Set(['accusation', ...flows.map(({ series }) => series)]);
}

function gapFaults(series: string, ordinals: readonly number[]): readonly string[] {
  const missing = ordinals
    .map((_, index) => index + 1)
    .filter((wanted) => !ordinals.includes(wanted));
  const repeated = ordinals.filter((ordinal, index) => ordinals.indexOf(ordinal) !== index);
  return [
    ...(missing.length > 0 ? [`${series}缺号：${missing.join('、')}。`] : []),
    ...(repeated.length > 0 ? [`${series}重号：${repeated.join('、')}。`] : []),
  ];
}

function numbersGiven(event: PetitionEvent): readonly string[] {
  if (event.type === 'petitionRegistered') return [event.number];
  if (event.type !== 'actTaken') return [];
  const { number, petitionNumber } = event.outcome;
  return [number, petitionNumber].filter((given) => given !== undefined);
}

function readNumber(number: string, office: OfficeFacts): { series?: string; ordinal?: number } {
  for (const { title, pattern } of patternsOf(office)) {
    const found = new RegExp(`^${pattern}$`).exec(number);
    const [, year = '', ordinal = ''] = found ?? [];
    if (found) return { series: seriesKey(title, year), ordinal: Number(ordinal) };
  }
  return {};
}

function patternsOf({ regimes }: OfficeFacts) {
  const series = regimes.flatMap(({ numbers }) => Object.entries(numbers));
  const patterns = series.map(([id, { title, pattern }]) => ({
    id,
    title,
    pattern: expression(pattern),
  }));
  return patterns.filter(
    ({ pattern }, index) => patterns.findIndex((other) => other.pattern === pattern) === index,
  );
}

/** `{year}-{number:4}` → `(\d{4})-(\d{4,})` */
function expression(pattern: string): string {
  return pattern
    .replace(/[.*+?^$()[\]\\|]/g, '\\$&')
    .replace('{year}', '(\\d{4})')
    .replace(/\{number(?::(\d+))?\}/, (_, width) => (width ? `(\\d{${width},})` : '(\\d+)'));
}

function titleOf(series: string, { regimes }: OfficeFacts): string {
  return (
    regimes.map(({ numbers }) => numbers[series]?.title).find((title) => title !== undefined) ??
    series
  );
}

function seriesKey(title: string, year: string): string {
  return `${title}${year}年`;
}

import type { LedgerPage } from '../../../server/contract/ledger.ts';
import { followUpOutcomes } from '../../acts/options.ts';
import type { Option } from '../../fields/option.ts';
import { appealTypes, channels, sources } from '../../registration/options.ts';
import { type AddressFilter, type FilterName, filterTitles } from './filter-address.ts';

export const outcomes: readonly Option[] = [
  ...followUpOutcomes,
  { value: 'unrated', label: '未评价' },
];

/** 是 or 否, in words that say what of. */
export const flagWords = {
  overdue: ['已超期', '未超期'],
  repeated: ['重复件', '初次件'],
  group: ['五人以上', '五人以下'],
  returned: ['退过单', '未退过单'],
  extended: ['延过期', '未延期'],
  inVerification: ['核实中', '不在核实'],
  supervised: ['督办过', '未督办'],
  consultation: ['周会商', '未列周会商'],
} as const satisfies Partial<Record<FilterName, readonly [string, string]>>;

export type Flag = keyof typeof flagWords;

/** Names of units, people, stages and nodes by their ids, as far as the page has heard of them. */
export type KnownTitles = Readonly<Record<string, string>>;

export interface Chip {
  readonly key: FilterName;
  readonly label: string;
}

/** One chip for each filter that is set, in words; scope and order have controls of their own. */
export function chipsOf(filter: AddressFilter, known: KnownTitles): readonly Chip[] {
  return (Object.keys(filterTitles) as FilterName[])
    .filter((name) => !['scope', 'sort', 'order'].includes(name) && filter[name])
    .map((key) => ({ key, label: labelOf(key, filter[key] ?? [], known) }));
}

/** What the facets of an answer name. */
export function titlesIn({ facets }: LedgerPage): KnownTitles {
  const { stage, node, unit, category } = facets;
  return Object.fromEntries(
    [...stage, ...node, ...unit, ...category].map(({ id, title }) => [id, title]),
  );
}

function labelOf(name: FilterName, values: readonly string[], known: KnownTitles): string {
  const [first = ''] = values;
  if (isFlag(name)) return flagWords[name][first === 'true' ? 0 : 1];
  if (name === 'dueWithin') return first === '0' ? '今日到期' : `${first}个工作日内到期`;
  const words = values.map((value) => optionLabel(name, value) ?? known[value] ?? value);
  return `${filterTitles[name]}：${words.join('、')}`;
}

function optionLabel(name: FilterName, value: string): string | undefined {
  const options: Partial<Record<FilterName, readonly Option[]>> = {
    appealType: appealTypes,
    source: sources,
    channel: channels,
    outcome: outcomes,
  };
  return options[name]?.find((option) => option.value === value)?.label;
}

function isFlag(name: FilterName): name is Flag {
  return name in flagWords;
}

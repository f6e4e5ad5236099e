import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import type { LedgerFilterInput } from '../../../server/contract/ledger.ts';
import { terms } from '../../terms.ts';

/** The parameters of the ledger's filter, each as it stands in the address: once, several times, or not at all. */
export type FilterName = keyof LedgerFilterInput;
export type AddressFilter = Readonly<Partial<Record<FilterName, readonly string[]>>>;

/** Every parameter with its words, in the order of the chips. */
export const filterTitles: Readonly<Record<FilterName, string>> = {
  scope: '范围',
  text: '检索',
  number: '编号',
  flow: '流程',
  stage: '环节',
  node: '节点',
  get unit() {
    return terms.value.unit;
  },
  caseworker: '承办人',
  category: '分类',
  appealType: '诉求类型',
  source: '来源',
  channel: '形式',
  receivedFrom: '收到不早于',
  receivedTo: '收到不晚于',
  registeredFrom: '登记不早于',
  registeredTo: '登记不晚于',
  concludedFrom: '办结不早于',
  concludedTo: '办结不晚于',
  dueBy: '期限不晚于',
  dueWithin: '几个工作日内到期',
  overdue: '超期',
  repeated: '重复件',
  group: '五人以上',
  outcome: '回访结果',
  returned: '退过单',
  extended: '延期',
  inVerification: '核实中',
  supervised: '督办',
  consultation: '周会商',
  sort: '排序',
  order: '顺序',
};

const names = Object.keys(filterTitles) as FilterName[];

/** What an address says of the filter; what it does not know it leaves out. */
export function filterIn(query: LocationQuery): AddressFilter {
  const filter: Partial<Record<FilterName, readonly string[]>> = {};
  for (const name of names) {
    const given = query[name];
    const values = (Array.isArray(given) ? given : [given]).filter(
      (value): value is string => typeof value === 'string' && value.trim() !== '',
    );
    if (values.length > 0) filter[name] = values;
  }
  return filter;
}

/** The filter as an address carries it; the usual scope is not written out. */
export function addressOf(filter: AddressFilter): LocationQueryRaw {
  const query: Record<string, string | string[]> = {};
  for (const name of names) {
    const values = filter[name] ?? [];
    const [first] = values;
    if (first === undefined || (name === 'scope' && first === 'open')) continue;
    query[name] = values.length === 1 ? first : [...values];
  }
  return query;
}

/** The filter as GET /api/ledger takes it. The same filter always gives the same words. */
export function parametersOf(filter: AddressFilter): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const name of names) {
    for (const value of filter[name] ?? []) parameters.append(name, value);
  }
  return parameters;
}

/** The filter with one parameter set anew; without values it is taken off. */
export function withFilter(
  filter: AddressFilter,
  name: FilterName,
  values: readonly string[],
): AddressFilter {
  const { [name]: _before, ...others } = filter;
  return values.length === 0 ? others : { ...others, [name]: values };
}

import { DAY, instant } from '../../server/domain/time.ts';
import type { LedgerQuery } from '../../server/store/ledger-reads.ts';
import { departments } from './departments.ts';
import { MONDAY } from './petitions.ts';

/** One page of the ledger that somebody asks for. */
export interface Read {
  readonly label: string;
  readonly meaning: string;
  readonly query: Partial<LedgerQuery>;
  /** Of all that match, where the page begins. */
  readonly at?: number;
  readonly viewer?: string;
  /** What follows FROM, for the comparison; without it there is none. */
  readonly sql?: string;
}

const unit = departments[0] ?? { id: '', liaisonA: '' };
const from = instant(MONDAY - 400 * DAY);
const registered = 'ORDER BY registered_at DESC, row DESC';

const pages: readonly Read[] = [
  {
    label: '第一页 first page',
    meaning: '全部件，按登记时间由新到旧。',
    query: {},
    sql: registered,
  },
  {
    label: '中间一页 a page in the middle',
    meaning: '同上，直接跳到正中。',
    query: {},
    at: 0.5,
    sql: registered,
  },
  {
    label: '最后一页 last page',
    meaning: '同上，直接跳到末尾。',
    query: {},
    at: 1,
    sql: registered,
  },
  {
    label: '在办按期限 open by deadline',
    meaning: '在办件按期限由近及远的第一页。',
    query: { scope: 'open', sort: 'due', descending: false },
    sql: 'WHERE ended = 0 ORDER BY due_at, row',
  },
  {
    label: '按件号，正中 by number',
    meaning: '按件号排序跳到正中。',
    query: { sort: 'number' },
    at: 0.5,
    sql: 'ORDER BY number DESC',
  },
  {
    label: '按收到时间，正中 by receipt',
    meaning: '按收到时间排序跳到正中。',
    query: { sort: 'received', descending: false },
    at: 0.5,
    sql: 'ORDER BY received_at, row',
  },
];

const filters: readonly Read[] = [
  {
    label: '一个部室，正中 one unit',
    meaning: '只看一个部室的全部件。',
    query: { unit: [unit.id] },
    at: 0.5,
    sql: `WHERE unit = '${unit.id}' ${registered}`,
  },
  {
    label: '分类和形式 category and channel',
    meaning: '一种分类、两种信访形式。',
    query: { category: ['物业管理'], channel: ['letter', 'visit'] },
    at: 0.5,
    sql: `WHERE category = '物业管理' AND channel IN ('letter', 'visit') ${registered}`,
  },
  {
    label: '收到日期区间 range of days',
    meaning: '某日以后收到的。',
    query: { received: { from }, sort: 'registered' },
    sql: `WHERE received_at >= ${from} ${registered}`,
  },
  {
    label: '超期 overdue',
    meaning: '在办件中超期的。',
    query: { scope: 'open', overdue: true, sort: 'due', descending: false },
    sql: `WHERE ended = 0 AND overdue_after < ${MONDAY} ORDER BY due_at, row`,
  },
  {
    label: '集体和重复 group and repeated',
    meaning: '五人以上的重复件。',
    query: { group: true, repeated: true },
    sql: `WHERE people_count >= 5 AND repeated = 1 ${registered}`,
  },
  {
    label: '件号开头 beginning of a number',
    meaning: '件号以“2023-01”开头。',
    query: { number: '2023-01' },
    sql: `WHERE number >= '2023-01' AND number < '2023-02' ${registered}`,
  },
  {
    label: '联络员所见 as a liaison sees it',
    meaning: '部室联络员看本部室经手的全部件。',
    query: {},
    viewer: unit.liaisonA,
    at: 0.5,
  },
];

const searches: readonly Read[] = [
  { label: '检索两字（常见）two characters', meaning: '检索“物业”。', query: { text: '物业' } },
  { label: '检索两字（少见）rare two', meaning: '检索“园北”。', query: { text: '园北' } },
  { label: '检索四字 four characters', meaning: '检索“噪声扰民”。', query: { text: '噪声扰民' } },
  {
    label: '检索两词加筛选 two words, filtered',
    meaning: '在办件中检索“电梯 停运”并限一个部室。',
    query: { scope: 'open', text: '电梯 停运', unit: [unit.id] },
  },
];

export const reads: readonly Read[] = [...pages, ...filters, ...searches];

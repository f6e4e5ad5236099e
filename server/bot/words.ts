/** What can be asked, under the name the help gives it. */
export const topics = {
  toDo: '待办',
  today: '今日',
  overdue: '逾期',
  find: '查',
  deadline: '期限',
  mine: '我的',
  report: '月报',
  help: '帮助',
} as const;

export type Topic = keyof typeof topics;

/**
 * How people say it, typing slips of the same sound included. A question belongs to the first topic of which it holds
 * a word, so 今天还有哪些要办 asks for today and 今日逾期 for what is overdue.
 */
const sayings: readonly (readonly [Topic, readonly string[]])[] = [
  ['overdue', ['逾期', '超期', '过期', '超时', '到期未办', '预期', '愈期']],
  ['report', ['月报', '通报', '本月', '这个月', '上月', '上个月', '统计', '报表']],
  ['today', ['今日', '今天', '当天', '当日']],
  [
    'toDo',
    ['待办', '代办', '带办', '要办', '没办', '未办', '待处理', '等我', '我办', '任务', '事项'],
  ],
  ['mine', ['我的', '我是谁', '本人', '角色', 'AB角', '搭档']],
  ['help', ['帮助', '帮忙', '怎么用', '能做什么', '会什么', '说明', '功能', '你好', 'HELP', '?']],
];

/** The topic of which the text, already in one writing, holds a word; null where it holds none. */
export function topicIn(text: string): Topic | null {
  return sayings.find(([, words]) => words.some((word) => text.includes(word)))?.[0] ?? null;
}

/** The topic with a word that is at least half like the text; null where there is none. */
export function nearestTopic(text: string): Topic | null {
  const [nearest] = [...sayings, ...commands]
    .map(([topic, words]) => ({
      topic,
      likeness: Math.max(...words.map((word) => likeness(word, text))),
    }))
    .sort((one, other) => other.likeness - one.likeness);
  return nearest && nearest.likeness >= 0.5 ? nearest.topic : null;
}

/** Shared characters as a share of the longer one. */
function likeness(word: string, text: string): number {
  const shared = [...word].filter((letter) => text.includes(letter)).length;
  return shared / Math.max(word.length, text.length);
}

/** These take something after them, so they are known by how the question begins. */
export const FIND = /^(?:查询|查找|查看|查|搜索|搜|找)[:\s]*/;
export const DEADLINE = /^(?:算|计算|测算)?(?:期限|时限|限期|期现|到期日)(?:计算)?[:\s]*/;

const commands: typeof sayings = [
  ['find', ['查询', '查找', '搜索', '编号', '件号']],
  ['deadline', ['期限', '时限', '限期', '期现', '工作日', '工作小时']],
];

import { civilDateOf, localDayOf } from '../../domain/time.ts';
import { type Evidence, remembered } from '../verdict/evidence.ts';
import { tableLines } from './text-table.ts';

/** The standard edition's allowance for the whole organisation. */
const MONTHLY_CALLS = 5000;

/** What the life of a petition costs in billable calls, by the sandbox's own count. */
export function callLines({ sandbox, petitions }: Evidence): readonly string[] {
  const counted = remembered(sandbox, 'call')
    .map(({ call }) => call)
    .filter((call) => call.counted);
  const perPetition = (count: number) =>
    petitions.length === 0 ? '—' : (count / petitions.length).toFixed(1);
  const byApi = tally(counted.map(({ path }) => path));
  const byMonth = tally(
    counted.map(({ at }) => {
      const { year, month } = civilDateOf(localDayOf(at));
      return `${year}年${month}月`;
    }),
  );
  return [
    ...tableLines([
      ['计费接口', '次数', '平均每件'],
      ...byApi.map(([path, count]) => [
        `${apiTitles[path] ?? ''}${path}`,
        String(count),
        perPetition(count),
      ]),
      ['合计', String(counted.length), perPetition(counted.length)],
    ]),
    '',
    `每月用量（标准版每月${MONTHLY_CALLS}次）：`,
    ...byMonth.map(
      ([month, count]) =>
        `  ${month}：${count}次，占${((count / MONTHLY_CALLS) * 100).toFixed(1)}%`,
    ),
  ];
}

const apiTitles: Readonly<Record<string, string>> = {
  '/topapi/message/corpconversation/asyncsend_v2': '发送工作通知 ',
  '/topapi/message/corpconversation/getsendresult': '查询送达结果 ',
  '/v1.0/robot/groupMessages/send': '发送群消息 ',
};

/** In the order of first appearance. */
function tally(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts];
}

import { chineseMoment } from '../../domain/time.ts';
import type { Price } from '../ordinary/price.ts';
import type { Handling } from '../ordinary/stage.ts';
import { apiTitle } from './api-titles.ts';

/** So many billable calls an ordinary petition may cost in all its life. */
const HIGHEST_PRICE = 14;

/** What an ordinary petition costs, call by call. */
export function priceLines(prices: readonly Price[], isLimited: boolean): readonly string[] {
  const limit = isLimited ? `；至多${HIGHEST_PRICE}次` : '';
  const isOver = (calls: Price['calls']) => isLimited && calls.length > HIGHEST_PRICE;
  return [
    `一件普通信访件从登记到归档的计费调用（卡片、待办、通知全部启用，DING、群提醒可用${limit}）`,
    ...prices.flatMap(({ handling, calls, shared, tapped }) => [
      `${handlingTitles[handling]}：${calls.length}次${isOver(calls) ? '，超出' : ''}（其中${tapped}步在卡片上点按办理；全办共用的每日提醒${shared}次不计在内）`,
      ...calls.map(
        ({ call, after }, index) =>
          `  ${String(index + 1).padStart(2)}  ${chineseMoment(call.at)}  ${after}后：${apiTitle(call)}`,
      ),
    ]),
  ];
}

export function isTooDear({ calls }: Price): boolean {
  return calls.length > HIGHEST_PRICE;
}

const handlingTitles: Readonly<Record<Handling, string>> = {
  byAcceptor: '接件人自己承办',
  byColleague: '接件后指定同事承办',
};

import { civilDateOf, localDayOf } from '../../domain/time.ts';
import type { Memory } from '../../sandbox/memories.ts';
import { type Evidence, noticeNumber, remembered } from '../verdict/evidence.ts';
import { apiTitle } from './api-titles.ts';
import { tableLines } from './text-table.ts';

/** The standard edition's allowance for the whole organisation. */
const MONTHLY_CALLS = 5000;

/** What the life of a petition costs in billable calls, by the sandbox's own count. */
export function callLines(evidence: Evidence): readonly string[] {
  const { sandbox, petitions } = evidence;
  const counted = remembered(sandbox, 'call')
    .map(({ call }) => call)
    .filter((call) => call.counted);
  const perPetition = (count: number) =>
    petitions.length === 0 ? '—' : (count / petitions.length).toFixed(1);
  const byApi = tally(counted.map(apiTitle));
  const byMonth = tally(
    counted.map(({ at }) => {
      const { year, month } = civilDateOf(localDayOf(at));
      return `${year}年${month}月`;
    }),
  );
  return [
    ...tableLines([
      ['计费接口', '次数', '平均每件'],
      ...byApi.map(([title, count]) => [title, String(count), perPetition(count)]),
      ['合计', String(counted.length), perPetition(counted.length)],
    ]),
    '',
    perPetitionLine(evidence),
    `每月用量（标准版每月${MONTHLY_CALLS}次）：`,
    ...byMonth.map(
      ([month, count]) =>
        `  ${month}：${count}次，占${((count / MONTHLY_CALLS) * 100).toFixed(1)}%`,
    ),
  ];
}

/**
 * By petition: what DingTalk remembers of notices, cards and to-dos is one call each, and so is every time their result
 * was asked for. Calls that only failed are in nobody's account.
 */
function perPetitionLine({ sandbox, messages, cards, toDos, petitions }: Evidence): string {
  const spent = new Map(petitions.map(({ petition }) => [petition.id, 0]));
  const spend = (id: string | undefined, calls: number) => {
    if (id !== undefined && spent.has(id)) spent.set(id, (spent.get(id) ?? 0) + calls);
  };
  const petitionOf = new Map(messages.map(({ id, petitionId }) => [id, petitionId]));
  const cardOwner = new Map(
    cards.map(({ track, messageId }) => [track, petitionOf.get(messageId)]),
  );
  const toDoOwner = new Map(toDos.map(({ source, petitionId }) => [source, petitionId]));
  const ownerOf = (memory: Memory) => {
    switch (memory.kind) {
      case 'notice':
        return petitionOf.get(noticeNumber(memory.card.markdown) ?? 0);
      case 'card':
        return cardOwner.get(memory.outTrackId);
      case 'cardChange':
        // What answers a tap costs nothing.
        return memory.only === null ? cardOwner.get(memory.outTrackId) : undefined;
      case 'toDo':
        return toDoOwner.get(memory.toDo.sourceId ?? '');
      default:
        return undefined;
    }
  };
  for (const memory of sandbox) spend(ownerOf(memory), 1);
  const asCard = new Set(cards.map(({ messageId }) => messageId));
  const asked = messages.filter(({ id }) => !asCard.has(id));
  for (const { petitionId, polls } of asked) spend(petitionId, polls);
  const sorted = [...spent.values()].toSorted((left, right) => left - right);
  const total = sorted.reduce((sum, calls) => sum + calls, 0);
  return `归到件上${total}次（通知、卡片及其更新、待办及其更新、查询结果）：中位数${sorted[Math.floor(sorted.length / 2)] ?? 0}次，最多${sorted.at(-1) ?? 0}次；其余为每日提醒、DING等。`;
}

/** In the order of first appearance. */
function tally(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts];
}

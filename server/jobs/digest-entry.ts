import type { Calendar } from '../domain/calendar.ts';
import type { RunningClock } from '../domain/petition.ts';
import type { Regime } from '../domain/regime.ts';
import { chineseDay, chineseMoment, clockTimeText, type Instant, localDayOf } from '../domain/time.ts';
import { workingDaysBetween } from '../domain/working-time.ts';
import type { OpenPetition } from '../store/petition-reads.ts';
import type { Rest } from './digest.ts';

interface EntryFacts {
  readonly now: Instant;
  readonly calendar: Calendar;
  readonly clocks: Regime['clocks'];
  readonly rest?: Rest;
}

/** `2026-0017：当天接处今日17:30到期`: the number and what time says about it, nothing else. */
export function entryText(petition: OpenPetition, facts: EntryFacts): string {
  const meanwhile = facts.rest?.dueMeanwhile.get(petition.id) ?? [];
  const saidBelow = meanwhile.some(({ clock }) => clock === petition.next?.clock);
  const parts = [
    ...(saidBelow && !isOverdue(petition, facts.now) ? [] : [stateText(petition, facts)]),
    ...meanwhile.map((clock) => meanwhileText(clock, facts)),
  ];
  return `${petition.number}：${parts.join('；')}`;
}

function stateText({ next, overdueAfter }: OpenPetition, facts: EntryFacts): string {
  const { now } = facts;
  if (overdueAfter !== undefined && now > overdueAfter) {
    const title = next?.dueAt === overdueAfter ? titleOf(next.clock, facts) : '时限';
    return `${title}${chineseMoment(overdueAfter)}到期，${overdueText(overdueAfter, facts)}`;
  }
  if (next === undefined) return '暂无时限';
  const title = titleOf(next.clock, facts);
  if (now > next.dueAt) return `${title}已于${chineseMoment(next.dueAt)}届满`;
  return localDayOf(next.dueAt) === localDayOf(now)
    ? `${title}今日${clockTimeText(next.dueAt)}到期`
    : `${title}${chineseMoment(next.dueAt)}到期`;
}

function isOverdue({ overdueAfter }: OpenPetition, now: Instant): boolean {
  return overdueAfter !== undefined && now > overdueAfter;
}

/** People think of a file as so many working days late; on the day itself none has passed. */
function overdueText(dueAt: Instant, { calendar, now }: EntryFacts): string {
  const days = workingDaysBetween(calendar, localDayOf(dueAt), localDayOf(now));
  return days.ok && days.value > 0 ? `逾期${days.value}个工作日` : '今日逾期';
}

function meanwhileText({ clock, dueAt, nominalDueAt }: RunningClock, facts: EntryFacts): string {
  const title = titleOf(clock, facts);
  const last = localDayOf(nominalDueAt);
  return localDayOf(dueAt) === last
    ? `休息期间到期：${title}${chineseMoment(dueAt)}`
    : `休息期间到期：${title}末日${chineseDay(last)}，顺延至${chineseMoment(dueAt)}`;
}

function titleOf(clock: string, { clocks }: EntryFacts): string {
  return clocks[clock]?.title ?? '时限';
}

import type { DeadlineRule } from '../domain/deadline-rule.ts';

/** A limit somebody wants counted. `start` is what he wrote of when it begins, `''` for now. */
export interface DeadlineAsked {
  readonly rule: DeadlineRule;
  readonly start: string;
}

const MOST = 1000;
const DIGITS = '零一二三四五六七八九';
const CHINESE_NUMBER =
  /(?<![周期拜])[零〇一二两三四五六七八九十百千]+(?=\s*(?:个|工|小时|钟头|日|号|天|月|点|时|分))/g;

/** Most definite first: 日 alone may as well belong to a date. */
const amounts: readonly (readonly [RegExp, (amount: number) => DeadlineRule])[] = [
  [
    /(\d+)\s*个?\s*(?:工作小时|工作时|工时|小时|钟头)|(\d+)\s*H\b/,
    (amount) => ({ unit: 'work_hours', amount }),
  ],
  [/(\d+)\s*个?\s*(?:工作\s*[日天]|工日)/, (amount) => ({ unit: 'work_days', amount })],
  [
    /(\d+)\s*个?\s*(?:自然日|日历日|天)|^(\d+)\s*个?\s*日|(?<![月\d/.-])(\d+)\s*个?\s*日$/,
    (amount) => ({ unit: 'natural_days', amount, roll: 'next' }),
  ],
];

const BEFORE_START = /^(?:从|自|由|起点|起算|[:,\s])+/;
const AFTER_START =
  /(?:开始|起算|起|算|之?后|以后|内|到期|是?(?:几号|哪一?天|什么时候|何时)|[,\s])+$/;

/** Null where no amount and unit can be made out, and for amounts other than 1 to 1000. */
export function readDeadline(text: string): DeadlineAsked | null {
  const written = text.replace(CHINESE_NUMBER, (number) => String(numberOf(number))).trim();
  for (const [pattern, ruleOf] of amounts) {
    const parts = pattern.exec(written);
    if (!parts) continue;
    const amount = Number(parts.slice(1).find((part) => part !== undefined));
    // A decimal point or a date before the digits: 2.5小时 is not five hours.
    const isPart = /[.\d]$/.test(written.slice(0, parts.index));
    if (isPart || amount < 1 || amount > MOST) return null;
    return { rule: ruleOf(amount), start: around(written, parts) };
  }
  const sameDay = /^(?:当天|当日)/.exec(written);
  return sameDay && { rule: { unit: 'same_day' }, start: around(written, sameDay) };
}

/** What stands before the amount and after it, without the little words around. */
function around(text: string, { index, 0: amount }: RegExpExecArray): string {
  return [text.slice(0, index), text.slice(index + amount.length).replace(WITHIN, '')]
    .map((part) => part.replace(BEFORE_START, '').replace(AFTER_START, ''))
    .filter((part) => part !== '')
    .join(' ');
}

const WITHIN = /^(?:之?内|以内|之?后|以后)+/;

/** 一 to 九千九百九十九. */
function numberOf(text: string): number {
  let [sum, digit] = [0, 0];
  for (const letter of text.replaceAll('〇', '零').replaceAll('两', '二')) {
    const tens = '十百千'.indexOf(letter);
    if (tens === -1) {
      digit = DIGITS.indexOf(letter);
    } else {
      sum += (digit === 0 && tens === 0 ? 1 : digit) * 10 ** (tens + 1);
      digit = 0;
    }
  }
  return sum + digit;
}

import type { Clause, CountedLimit, Lender, Limit } from './clock-rule.ts';
import { ruleText } from './deadline-rule.ts';
import type { Choice } from './regime.ts';
import { chineseMoment, type Instant } from './time.ts';

type Unspecified = Extract<Limit, { readonly unit: 'unspecified' }>;

/** `3日（文件未写明单位，按自然日计）`: what the text says and how the office reads it (N9). */
function unspecifiedLimitText({ amount, reading }: Omit<Unspecified, 'choice'>): string {
  return `${amount}日（文件未写明单位，按${unitTexts[reading.unit]}计）`;
}

/** The same, with why it is read so. */
export function unspecifiedText(limit: Unspecified, choices: readonly Choice[]): string {
  const choice = choices.find(({ id }) => id === limit.choice);
  const why = choice === undefined ? '' : `依据：${choice.reason}`;
  return `文件原文为${unspecifiedLimitText(limit)}。${why}`;
}

/** Which of the two texts counts, and what the other one would have given. */
export function prevailingText(
  { title, clause }: Lender & { readonly clause: Clause },
  isSuperior: boolean,
  other: Instant | null,
): string {
  const theirs = `《${title}》${clause.article}（“${clause.quote}”）`;
  if (other === null) return `本制度没有写明期限，按上位规定${theirs}。`;
  const moment = chineseMoment(other, 'withYear');
  return isSuperior
    ? `按上位规定${theirs}；按本制度原为${moment}，迟于上位规定，以上位规定为准。`
    : `按本制度；按上位规定${theirs}为${moment}，本制度更严，以本制度为准。`;
}

/** A limit as a regulation writes it: `2个工作日`, `3日（文件未写明单位，按自然日计）`. */
export function limitText(limit: Limit): string {
  switch (limit.unit) {
    case 'external':
      return limit.from === 'registration' ? '上级限定的时间' : '办理时写明的日期';
    case 'before_clock':
      return `另一时限到期前${limit.workDays}个工作日`;
    case 'unspecified':
      return unspecifiedLimitText(limit);
    default:
      return ruleText(limit);
  }
}

const unitTexts: Readonly<Record<CountedLimit['unit'], string>> = {
  work_hours: '工作小时',
  work_days: '工作日',
  natural_days: '自然日',
  weeks: '周',
  months: '月',
  same_day: '当天',
};

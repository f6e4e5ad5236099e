import type { Result } from './result.ts';
import { assertNever, ok, refuse } from './result.ts';

/** How long a clock runs, as far as the calendar is concerned. Amounts are 1 to 1000. */
export type DeadlineRule =
  /** 工作小时: from the start event itself, counting office time only (D1). */
  | { readonly unit: 'work_hours'; readonly amount: number }
  /** 工作日: the day of the start does not count; close of business of the last one (D2). */
  | {
      readonly unit: 'work_days';
      readonly amount: number;
      /** What comes after hours or on a rest day is deemed to have come on the next working day. */
      readonly deemNext?: true;
    }
  /** 自然日: the day of the start does not count; a last day that is a rest day may move on (D3). */
  | { readonly unit: 'natural_days'; readonly amount: number; readonly roll: 'next' | 'none' }
  /** 周: the same day of the week so many weeks on; the last day as for natural days. */
  | { readonly unit: 'weeks'; readonly amount: number; readonly roll: 'next' | 'none' }
  /** 月: the same day of the month, or the month's last where it has none (民法典第二百零二条). */
  | { readonly unit: 'months'; readonly amount: number; readonly roll: 'next' | 'none' }
  /** 当天: close of business of the day, or of the next working day when the office has closed (D4). */
  | { readonly unit: 'same_day' };

/** The rules that count calendar days, weeks or months. */
export type NaturalRule = Extract<DeadlineRule, { readonly roll: 'next' | 'none' }>;

export interface ParsedRule {
  readonly rule: DeadlineRule;
  /** Ask for the reminder so many working hours before the deadline, instead of the deadline. */
  readonly remindHours?: number;
}

export interface RuleRefusal {
  readonly code: 'badRule';
  /** In Chinese, for the person who typed the rule. */
  readonly message: string;
}

const LONGEST = 1000;
const GRAMMAR =
  /^(?:work_hours:(?<hours>\d+)(?:\/remind:(?<remind>\d+))?|work_days:(?<workDays>\d+)(?<deemNext>\/deem_next)?|(?<natural>natural_days|weeks|months):(?<amountOf>\d+)(?<noroll>\/noroll)?|same_day)$/;
const ALLOWED =
  '可用的规则：work_hours:N、work_hours:N/remind:M、work_days:N、work_days:N/deem_next、natural_days:N、natural_days:N/noroll、weeks:N、months:N、same_day';

/** Reads the rules of worked examples, such as `work_hours:3/remind:1` or `natural_days:10/noroll`. */
export function parseRule(text: string): Result<ParsedRule, RuleRefusal> {
  const found = GRAMMAR.exec(text);
  if (!found) return badRule(`没有“${text}”这样的时限规则。${ALLOWED}`);
  const { hours, remind, workDays, deemNext, natural, amountOf, noroll } = found.groups ?? {};
  const amount = Number(hours ?? workDays ?? amountOf ?? 1);
  if (amount < 1 || amount > LONGEST) {
    return badRule(`“${text}”的数量不对：N 应为1至${LONGEST}的整数`);
  }
  if (hours !== undefined) return workHours(text, amount, remind);
  if (workDays !== undefined) {
    return ok({ rule: { unit: 'work_days', amount, ...(deemNext && { deemNext: true }) } });
  }
  if (natural !== undefined) {
    const unit = natural as NaturalRule['unit'];
    return ok({ rule: { unit, amount, roll: noroll ? 'none' : 'next' } });
  }
  return ok({ rule: { unit: 'same_day' } });
}

/** `3个工作小时`, `当天`: the amount as a regulation writes it. */
export function ruleText(rule: DeadlineRule): string {
  switch (rule.unit) {
    case 'work_hours':
      return `${rule.amount}个工作小时`;
    case 'work_days':
      return `${rule.amount}个工作日`;
    case 'natural_days':
      return `${rule.amount}个自然日`;
    case 'weeks':
      return `${rule.amount}周`;
    case 'months':
      return `${rule.amount}个月`;
    case 'same_day':
      return '当天';
    default:
      return assertNever(rule);
  }
}

function workHours(
  text: string,
  amount: number,
  remind: string | undefined,
): Result<ParsedRule, RuleRefusal> {
  const rule = { unit: 'work_hours', amount } as const;
  if (remind === undefined) return ok({ rule });
  const remindHours = Number(remind);
  return remindHours >= 1 && remindHours < amount
    ? ok({ rule, remindHours })
    : badRule(`“${text}”的提前量不对：M 应为1以上、小于${amount}的整数`);
}

function badRule(message: string) {
  return refuse<RuleRefusal>({ code: 'badRule', message });
}

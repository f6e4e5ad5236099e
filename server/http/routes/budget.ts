import { budgetView } from '../../contract/office.ts';
import { type BudgetLevel, budgetLevel } from '../../domain/call-budget.ts';
import {
  civilDateOf,
  dayOf,
  dayText,
  type Instant,
  type LocalDay,
  localDayOf,
} from '../../domain/time.ts';
import type { CallCount } from '../../store/message-store.ts';
import { apiTitle } from '../api-titles.ts';
import { route } from '../route.ts';

export const showBudget = route(
  {
    method: 'GET',
    path: '/api/budget',
    summary: '本月钉钉接口调用额度（信访机构）',
    access: 'office',
    rate: 'reads',
    answer: budgetView,
  },
  async (_asked, { deps: { store, office }, now }) => {
    const months = monthsUpTo(now);
    const [month = ''] = months;
    const counted = await Promise.all(months.map((each) => store.calls(each)));
    const [calls = []] = counted;
    const used = billableOf(calls);
    const limit = office.monthlyCalls;
    const level = budgetLevel(used, limit);
    const today = localDayOf(now);
    const { dayOfMonth } = civilDateOf(today);
    const daysInMonth = lengthOfMonth(today);
    return {
      status: 200,
      body: {
        now,
        month,
        limit,
        used,
        level,
        savings: savings[level],
        forecast: Math.round((used / dayOfMonth) * daysInMonth),
        dayOfMonth,
        daysInMonth,
        months: months
          .map((each, index) => ({ month: each, used: billableOf(counted[index] ?? []) }))
          .reverse(),
        calls: calls.map(({ api, billable, calls: made }) => ({
          api,
          title: apiTitle(api),
          billable,
          calls: made,
        })),
      },
    };
  },
);

const MONTHS_SHOWN = 6;

/** This month first. */
function monthsUpTo(now: Instant): readonly string[] {
  const { year, month } = civilDateOf(localDayOf(now));
  return Array.from({ length: MONTHS_SHOWN }, (_, back) => {
    const index = year * 12 + (month - 1) - back;
    return dayText(dayOf(Math.floor(index / 12), (index % 12) + 1, 1)).slice(0, 7);
  });
}

function lengthOfMonth(today: LocalDay): number {
  const { year, month } = civilDateOf(today);
  const next = month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
  return next - dayOf(year, month, 1);
}

function billableOf(calls: readonly CallCount[]): number {
  return calls.reduce((sum, { billable, calls: made }) => sum + (billable ? made : 0), 0);
}

/** What the office goes without at each level; the jobs see to it. */
const savings: Readonly<Record<BudgetLevel, string[]>> = {
  ample: [],
  thrifty: ['不再向钉钉查询送达结果，是否已读以打开应用为准'],
  scarce: [
    '不再向钉钉查询送达结果，是否已读以打开应用为准',
    '到期提醒并入每日提醒，不再单独发送',
    '钉钉待办不再新建和更改，办完的仍会完成',
    '不再使用应用内 DING',
  ],
};

/** `2026-09` */
export function monthOf(now: Instant): string {
  return dayText(localDayOf(now)).slice(0, 7);
}

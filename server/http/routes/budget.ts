import { budgetView } from '../../contract/office.ts';
import {
  civilDateOf,
  dayOf,
  dayText,
  type Instant,
  type LocalDay,
  localDayOf,
} from '../../domain/time.ts';
import type { CallCount } from '../../store/message-store.ts';
import { route } from '../route.ts';

/** The standard edition's allowance for the whole organisation (钉钉标准版每月5000次). */
const MONTHLY_CALLS = 5000;

export const showBudget = route(
  {
    method: 'GET',
    path: '/api/budget',
    summary: '本月钉钉接口调用额度（信访办）',
    access: 'office',
    rate: 'reads',
    answer: budgetView,
  },
  async (_asked, { deps: { store }, now }) => {
    const months = monthsUpTo(now);
    const [month = ''] = months;
    const counted = await Promise.all(months.map((each) => store.calls(each)));
    const [calls = []] = counted;
    const used = billableOf(calls);
    const today = localDayOf(now);
    const { dayOfMonth } = civilDateOf(today);
    const daysInMonth = lengthOfMonth(today);
    return {
      status: 200,
      body: {
        now,
        month,
        limit: MONTHLY_CALLS,
        used,
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

/** What the call was for; an address without a name of its own is shown as it is. */
function apiTitle(api: string): string {
  return titles.find(([part]) => api.includes(part))?.[1] ?? api;
}

const titles = [
  ['corpconversation/asyncsend', '发送工作通知'],
  ['corpconversation/getsend', '查询送达结果'],
  ['groupMessages/send', '发送群消息'],
  ['robot/send', '群机器人提醒'],
  ['accessToken', '获取调用凭证'],
  ['gettoken', '获取调用凭证'],
  ['getuserinfo', '免登登录'],
] as const;

/** `2026-09` */
export function monthOf(now: Instant): string {
  return dayText(localDayOf(now)).slice(0, 7);
}

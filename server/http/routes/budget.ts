import { budgetView } from '../../contract/office.ts';
import { dayText, type Instant, localDayOf } from '../../domain/time.ts';
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
    const month = monthOf(now);
    const calls = await store.calls(month);
    return {
      status: 200,
      body: {
        now,
        month,
        limit: MONTHLY_CALLS,
        used: calls.reduce((sum, { billable, calls: made }) => sum + (billable ? made : 0), 0),
        calls: calls.map(({ api, billable, calls: made }) => ({ api, billable, calls: made })),
      },
    };
  },
);

/** `2026-09` */
export function monthOf(now: Instant): string {
  return dayText(localDayOf(now)).slice(0, 7);
}

import { type BudgetLevel, budgetLevel, STANDARD_EDITION } from '../domain/call-budget.ts';
import { dayText, type Instant, localDayOf } from '../domain/time.ts';
import type { JobSurroundings, Trouble } from './surroundings.ts';

/** How freely calls may be spent at the present instant. */
export async function budgetNow({
  store,
  clock,
  monthlyBudget = STANDARD_EDITION,
}: Pick<JobSurroundings, 'store' | 'clock' | 'monthlyBudget'>): Promise<BudgetLevel> {
  const month = dayText(localDayOf(clock())).slice(0, 'YYYY-MM'.length);
  const counted = await store.calls(month);
  const used = counted.reduce((sum, { billable, calls }) => sum + (billable ? calls : 0), 0);
  return budgetLevel(used, monthlyBudget);
}

/** Lets the office know while so little is left that reminders and to-dos are gone without. */
export function createBudgetWatch(
  given: Pick<JobSurroundings, 'store' | 'clock' | 'monthlyBudget'>,
): { look(now: Instant): Promise<0>; trouble(): Trouble | null } {
  let trouble: Trouble | null = null;
  return {
    async look(now) {
      const isScarce = (await budgetNow(given)) === 'scarce';
      const since = trouble?.since ?? now;
      trouble = isScarce ? { what: 'budget', since, explanation: SCARCE } : null;
      return 0;
    },
    trouble: () => trouble,
  };
}

const SCARCE =
  '本月钉钉接口调用额度已用九成以上：到期提醒并入每日提醒，钉钉待办暂停，交办和签批仍照常通知；如需恢复请购买调用量。';

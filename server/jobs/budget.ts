import { type BudgetLevel, budgetLevel } from '../domain/call-budget.ts';
import { dayText, localDayOf } from '../domain/time.ts';
import type { JobSurroundings } from './surroundings.ts';

const STANDARD_EDITION = 5000;

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

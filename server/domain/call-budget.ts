/**
 * What DingTalk's billable calls of a month are still spent on. `ample`: everything · `thrifty`: results are no longer
 * asked for · `scarce`: reminders and to-dos are left to the daily reminder and to the app; only what asks somebody for
 * a step goes out, and that always does.
 */
export type BudgetLevel = 'ample' | 'thrifty' | 'scarce';

/** 钉钉标准版: billable calls in a calendar month. */
export const STANDARD_EDITION = 5000;

const THRIFTY_FROM = 0.8;
const SCARCE_FROM = 0.9;

/** `quota` is what the organisation's edition has in a calendar month, for all its apps together. */
export function budgetLevel(used: number, quota: number): BudgetLevel {
  if (used >= quota * SCARCE_FROM) return 'scarce';
  return used >= quota * THRIFTY_FROM ? 'thrifty' : 'ample';
}

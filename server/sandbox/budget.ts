import { monthOf } from './recall.ts';
import type { SandboxState } from './state.ts';

/** Billable calls in the calendar month of the office's clock. */
export function spentThisMonth(state: SandboxState): number {
  return state.spent.get(monthOf(state.clock())) ?? 0;
}

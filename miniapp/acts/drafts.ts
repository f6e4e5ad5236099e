import type { Values } from './form.ts';

/**
 * What was typed into forms that have not been sent, in memory only: looking at the petition and coming back loses
 * nothing, closing the app forgets everything. Handwriting is never among it.
 */
const drafts = new Map<string, Values>();

export function draftOf(petitionId: string, act: string): Values | undefined {
  return drafts.get(`${petitionId}/${act}`);
}

export function keepDraft(petitionId: string, act: string, values: Values): void {
  drafts.set(`${petitionId}/${act}`, values);
}

export function dropDraft(petitionId: string, act: string): void {
  drafts.delete(`${petitionId}/${act}`);
}

/** Nothing typed by one person may greet the next. */
export function forgetDrafts(): void {
  drafts.clear();
}

import type { ActionView } from '../../server/contract/view.ts';

/** Acts light enough for a sheet over the petition: one choice or none, nothing to sign or to write. */
export function opensInSheet(action: ActionView): boolean {
  if (action.needsSignature || action.requiresNote) return false;
  return ['accept', 'nameCaseworker', 'step'].includes(action.kind);
}

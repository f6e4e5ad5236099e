import type { Instant } from '../domain/time.ts';
import type { Approvals } from '../store/approval-store.ts';
import type { Arrival } from './arrival.ts';

interface ApprovalSurroundings {
  readonly store: Pick<Approvals, 'approvalTold'>;
  readonly clock: () => Instant;
  /** Has the jobs look at what is due. */
  readonly wake: () => void;
}

/**
 * An approval's event is a hint and nothing more: what became of it is asked of DingTalk, so that a forged, repeated or
 * late event decides nothing. Those of other approvals are none of ours.
 */
export function openApprovalNews({ store, clock, wake }: ApprovalSurroundings) {
  return async ({ instanceId, change }: Extract<Arrival, { kind: 'approval' }>): Promise<void> => {
    if (change === 'start') return;
    if (await store.approvalTold(instanceId, clock())) wake();
  };
}

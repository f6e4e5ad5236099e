import { type Instant, instant, SECOND } from '../domain/time.ts';
import type { BegunApproval } from '../store/approval-store.ts';
import type { ApprovalDelivery, Outcome } from './delivery.ts';

/** The approval's fields, by the labels of its template. */
export const APPROVAL_FIELDS = { number: '信访编号', act: '事项', summary: '摘要' };

export interface FoundApproval {
  readonly instanceId: string;
  /** Decided or ended already. */
  readonly isOver: boolean;
}

/**
 * The approval that carries this business key among those started since just before the first attempt, or null: DingTalk
 * itself does not recognise a repeated start. One call, and one for each approval looked into, newest first.
 */
export async function findStarted(
  { businessKey, begunAt }: Pick<BegunApproval, 'businessKey' | 'begunAt'>,
  { approvalsStarted, approval }: ApprovalDelivery,
  now: Instant,
): Promise<Outcome<FoundApproval | null>> {
  const from = instant(begunAt - CLOCK_DOUBT);
  const listed = await approvalsStarted({ from, until: now });
  if (!listed.ok) return listed;
  for (const instanceId of listed.value.instanceIds.toReversed()) {
    const found = await approval(instanceId);
    if (!found.ok) return found;
    if (found.value.fields[APPROVAL_FIELDS.number] === businessKey) {
      return { ok: true, value: { instanceId, isOver: found.value.status !== 'running' } };
    }
  }
  return { ok: true, value: null };
}

/** DingTalk may date the first attempt a little before we do. */
const CLOCK_DOUBT = 30 * SECOND;

import { progressOf } from './approval-progress.ts';
import { pushEvent } from './events.ts';
import type { StartedApproval } from './known.ts';
import { remember } from './memory.ts';
import type { Approval } from './seen.ts';
import type { SandboxState } from './state.ts';

/** What this person has to decide, has decided, or could have before it ended. */
export function approvalsOf(state: SandboxState, userId: string): readonly Approval[] {
  return [...state.approvals.values()]
    .filter(({ steps }) => steps.some(({ userIds }) => userIds.includes(userId)))
    .map((approval) => {
      const { status, result, waiting, finishedAt } = progressOf(approval);
      const { instanceId, title, originatorUserId, fields, startedAt, decisions, ended } = approval;
      const remark = ended ? ended.remark : (decisions.at(-1)?.remark ?? null);
      const isWaiting = waiting.includes(userId);
      const about = { instanceId, title, originatorUserId, fields, startedAt };
      return { ...about, status, result, remark, finishedAt, waiting: isWaiting };
    });
}

export interface Deciding {
  readonly userId: string;
  readonly instanceId: string;
  readonly result: 'agree' | 'refuse';
  readonly remark: string;
}

/** False when it does not wait for this person. */
export function decideApproval(
  state: SandboxState,
  { userId, instanceId, result, remark }: Deciding,
): boolean {
  const approval = state.approvals.get(instanceId);
  if (!approval || !progressOf(approval).waiting.includes(userId)) return false;
  const decision = { userId, result, remark, at: state.clock() };
  remember(state, { kind: 'decision', instanceId, decision });
  const decided = state.approvals.get(instanceId) ?? approval;
  if (progressOf(decided).status === 'completed') approvalEvent(state, decided, 'finish');
  return true;
}

/** `bpms_instance_change`: the result is told with `finish` only. */
export function approvalEvent(
  state: SandboxState,
  approval: StartedApproval,
  type: 'start' | 'finish' | 'terminate',
): void {
  const { result, finishedAt } = progressOf(approval);
  pushEvent(state, 'bpms_instance_change', {
    processInstanceId: approval.instanceId,
    processCode: approval.processCode,
    type,
    ...(type === 'finish' ? { result } : {}),
    title: approval.title,
    businessId: String(approval.startedAt),
    staffId: approval.originatorUserId,
    createTime: approval.startedAt,
    ...(finishedAt === null ? {} : { finishTime: finishedAt }),
  });
}

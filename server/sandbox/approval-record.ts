import { type Instant, isoText } from '../domain/time.ts';
import { progressOf } from './approval-progress.ts';
import type { StartedApproval } from './known.ts';

/** An approval as DingTalk tells it. */
export function recordOf(approval: StartedApproval): object {
  const { status, result, finishedAt } = progressOf(approval);
  const { originatorUserId, departmentId, title, fields, startedAt } = approval;
  return {
    title,
    status: status.toUpperCase(),
    result: result ?? '',
    businessId: String(startedAt),
    originatorUserId,
    originatorDeptId: String(departmentId),
    createTime: timeText(startedAt),
    ...(finishedAt === null ? {} : { finishTime: timeText(finishedAt) }),
    formComponentValues: fields.map(({ label, value }, index) => ({
      id: `field${index + 1}`,
      name: label,
      value,
      componentType: 'TextareaField',
    })),
    operationRecords: operationsOf(approval),
    tasks: tasksOf(approval),
  };
}

function operationsOf({ originatorUserId, startedAt, decisions, ended }: StartedApproval) {
  const start = {
    userId: originatorUserId,
    date: timeText(startedAt),
    type: 'START_PROCESS_INSTANCE',
    result: 'NONE',
  };
  const decided = decisions.map(({ userId, result, remark, at }) => ({
    userId,
    date: timeText(at),
    type: 'EXECUTE_TASK_NORMAL',
    result: result.toUpperCase(),
    remark,
  }));
  const end = ended
    ? [
        {
          userId: ended.by ?? '',
          date: timeText(ended.at),
          type: 'TERMINATE_PROCESS_INSTANCE',
          result: 'NONE',
          ...(ended.remark === null ? {} : { remark: ended.remark }),
        },
      ]
    : [];
  return [start, ...decided, ...end];
}

function tasksOf(approval: StartedApproval) {
  const { waiting } = progressOf(approval);
  const decided = approval.decisions.map(({ userId, result, at }) => ({
    userId,
    status: 'COMPLETED',
    result: result.toUpperCase(),
    createTime: timeText(approval.startedAt),
    finishTime: timeText(at),
  }));
  const open = waiting.map((userId) => ({
    userId,
    status: 'RUNNING',
    result: 'NONE',
    createTime: timeText(approval.startedAt),
  }));
  return [...decided, ...open].map((task, index) => ({ taskId: index + 1, ...task }));
}

/** `2026-09-28T11:00+08:00`: to the minute, as DingTalk has it. */
function timeText(at: Instant): string {
  return isoText(at).replace(/:\d\d(\.\d+)?(?=[+Z])/, '');
}

import { DAY, HOUR, type Instant, instant, MINUTE } from '../domain/time.ts';
import { addWorkingTime } from '../domain/working-time.ts';
import type { DueApproval } from '../store/approval-store.ts';
import { settleApproval } from './approval-result.ts';
import { findStarted } from './approval-search.ts';
import { budgetNow } from './budget.ts';
import type { Channels } from './channels.ts';
import type { ApprovalDelivery, DeliveryFailure } from './delivery.ts';
import { backOff, reopening } from './retry.ts';
import type { JobSurroundings } from './surroundings.ts';

/**
 * Learns what became of the approvals that are due and ends those whose step is over, until none is due. An event only
 * makes one due sooner: what counts is what DingTalk answers when it is asked.
 */
export async function followApprovals(
  given: JobSurroundings,
  channels: Channels,
  mayGoOn: () => boolean,
): Promise<number> {
  let done = 0;
  while (mayGoOn()) {
    const [approval] = await given.store.approvalsDue(given.clock(), 1);
    if (!approval) break;
    await follow(approval, given, channels);
    done += 1;
  }
  return done;
}

const NOT_USED = '已停用钉钉审批，不再查询。';
const NOT_FOUND = '未能确认审批是否发起，且未查到该审批。';
const OVER = '该环节已在系统中办结，审批已撤销。';
const LEFT = '该环节已在系统中办结；审批未能在钉钉中撤销。';

async function follow(due: DueApproval, given: JobSurroundings, channels: Channels): Promise<void> {
  const { store, clock, log } = given;
  const { approvals } = given.delivery;
  const now = clock();
  const pause = channels.pauseAt('approvals', now);
  if (pause) {
    const { explanation: reason } = pause;
    return await store.planApproval(due.id, reopening(pause, now), { asked: false, reason });
  }
  if (!approvals) {
    const ended = { state: 'failed' as const, reason: NOT_USED, at: now };
    return await store.recordApprovalEnd(due.id, ended, null);
  }
  // Planned before it is asked about, so that an event that comes meanwhile is not written over.
  await store.planApproval(due.id, await nextAsk(due, given), { asked: true });
  const { instanceId } = due;
  try {
    if (instanceId === null) return await clearUp(due, approvals, given, channels);
    const running = { ...due, instanceId };
    if (due.isStepOpen) return await ask(running, approvals, given, channels);
    return await end(running, approvals, given, channels);
  } catch (error) {
    log.error({ approval: due.id, err: error }, 'approvalFailed');
  }
}

type Running = DueApproval & { readonly instanceId: string };

/** Half an hour after the start, then every two working hours of a day, then daily; where calls run short, daily. */
async function nextAsk({ asks }: DueApproval, given: JobSurroundings): Promise<Instant> {
  const now = given.clock();
  const isOften = asks < ASKS_OF_A_DAY && (await budgetNow(given)) !== 'scarce';
  const soon = isOften ? addWorkingTime(given.calendar(), now, 2 * HOUR) : null;
  return soon?.ok ? soon.value : instant(now + DAY);
}

const ASKS_OF_A_DAY = 4;

/** Whether it was ever started is still not known: it runs, or it never will. */
async function clearUp(
  due: DueApproval,
  approvals: ApprovalDelivery,
  given: JobSurroundings,
  channels: Channels,
): Promise<void> {
  const { store, clock } = given;
  const now = clock();
  const found = due.attempts === 0 ? null : await findStarted(due, approvals, now);
  if (found && !found.ok) return await tryAgain(due, found.failure, given, channels);
  channels.succeeded('approvals');
  if (found?.value) {
    const { instanceId } = found.value;
    return await store.recordApprovalStarted(due.id, { instanceId, nextAt: now }, now);
  }
  const state = due.isStepOpen ? 'failed' : 'withdrawn';
  await store.recordApprovalEnd(due.id, { state, reason: NOT_FOUND, at: now }, null);
}

async function ask(
  due: Running,
  { approval }: ApprovalDelivery,
  given: JobSurroundings,
  channels: Channels,
): Promise<void> {
  const answer = await approval(due.instanceId);
  if (!answer.ok) return await tryAgain(due, answer.failure, given, channels);
  channels.succeeded('approvals');
  if (answer.value.status === 'running') return;
  await settleApproval(due, answer.value, given);
}

/** What DingTalk will not end is decided already, as a rule: then that is looked into. */
async function end(
  due: Running,
  approvals: ApprovalDelivery,
  given: JobSurroundings,
  channels: Channels,
): Promise<void> {
  const { store, clock } = given;
  const { id, instanceId, asks } = due;
  const ended = await approvals.endApproval({
    instanceId,
    by: approvals.operator,
    remark: '已在系统中办理',
  });
  if (ended.ok) {
    channels.succeeded('approvals');
    const reason = OVER;
    return await store.recordApprovalEnd(id, { state: 'withdrawn', reason, at: clock() }, null);
  }
  const isRefused = ended.failure.class === 'config' || ended.failure.class === 'content';
  if (!isRefused) return await tryAgain(due, ended.failure, given, channels);
  const answer = await approvals.approval(instanceId);
  if (!answer.ok) return await tryAgain(due, answer.failure, given, channels);
  if (answer.value.status !== 'running') return await settleApproval(due, answer.value, given);
  if (asks >= MOST_ATTEMPTS) {
    return await store.recordApprovalEnd(
      id,
      { state: 'withdrawn', reason: LEFT, at: clock() },
      null,
    );
  }
  await tryAgain(due, ended.failure, given, channels);
}

/** After this many attempts to end it, it is left as it is: the app shows the truth. */
const MOST_ATTEMPTS = 12;

async function tryAgain(
  { id, asks }: DueApproval,
  failure: DeliveryFailure,
  { store, clock, random }: JobSurroundings,
  channels: Channels,
): Promise<void> {
  const now = clock();
  channels.failed('approvals', failure, { approval: id });
  const pause = channels.pauseAt('approvals', now);
  const wait = Math.max(MINUTE, backOff(asks + 1, random));
  const retryAt = pause ? reopening(pause, now) : instant(now + wait);
  await store.planApproval(id, retryAt, { asked: false, reason: failure.explanation });
}

import { failureOf } from '../../server/dingtalk/failures.ts';
import { type Instant, SECOND } from '../../server/domain/time.ts';
import type { ApprovalAnswer, ApprovalDelivery, Outcome } from '../../server/jobs/delivery.ts';

type Method = 'startApproval' | 'approval' | 'approvalsStarted' | 'endApproval';

interface KnownApproval extends ApprovalAnswer {
  readonly instanceId: string;
  readonly approver: string;
  readonly startedAt: Instant;
}

/** DingTalk's approvals without the wire, with every call counted and whatever goes wrong on demand. */
export function recordingApprovals(clock: () => Instant) {
  const known = new Map<string, KnownApproval>();
  const calls: Method[] = [];
  let failing: { readonly method: Method; readonly code: string } | null = null;

  /** Null in fair weather. */
  function struck(method: Method) {
    calls.push(method);
    if (failing?.method !== method) return null;
    const failure = failureOf(failing.code);
    failing = null;
    return failure;
  }

  const delivery: ApprovalDelivery = {
    operator: 'office-director',
    person: () => Promise.resolve({ ok: true, value: { departmentIds: [1] } }),
    startApproval: ({ approver, fields }) =>
      answered(() => {
        const failure = struck('startApproval');
        if (failure && failure.class !== 'unknown') return { ok: false, failure };
        const instanceId = `instance-${known.size + 1}`;
        const running = { status: 'running', result: null, fields } as const;
        known.set(instanceId, { ...running, instanceId, approver, startedAt: clock() });
        return failure ? { ok: false, failure } : { ok: true, value: { instanceId } };
      }),
    approval: (instanceId) =>
      answered(() => {
        const failure = struck('approval');
        const found = known.get(instanceId);
        if (failure || !found) return { ok: false, failure: failure ?? failureOf('busy') };
        return { ok: true, value: found };
      }),
    approvalsStarted: ({ from, until }) =>
      answered(() => {
        const failure = struck('approvalsStarted');
        if (failure) return { ok: false, failure };
        const found = [...known.values()].filter(
          ({ startedAt }) => startedAt >= from && startedAt <= until,
        );
        return { ok: true, value: { instanceIds: found.map(({ instanceId }) => instanceId) } };
      }),
    endApproval: ({ instanceId }) =>
      answered(() => {
        const failure = struck('endApproval');
        const found = known.get(instanceId);
        if (failure) return { ok: false, failure };
        if (found?.status !== 'running' || clock() - found.startedAt < 15 * SECOND) {
          return { ok: false, failure: failureOf('processInstanceInvalidParameter') };
        }
        known.set(instanceId, { ...found, status: 'terminated' });
        return { ok: true, value: null };
      }),
  };

  return {
    delivery,
    calls: (method: Method) => calls.filter((called) => called === method).length,
    /** Of this person, newest last. */
    of: (approver: string) => [...known.values()].filter((each) => each.approver === approver),
    /** The next call of the method fails with this code; what is `unknown` has been carried out. */
    failNext(method: Method, code: string) {
      failing = { method, code };
    },
    change(instanceId: string, changes: Partial<ApprovalAnswer>) {
      const found = known.get(instanceId);
      if (!found) throw new Error('no such approval');
      known.set(instanceId, { ...found, ...changes });
    },
  };
}

function answered<Value>(work: () => Outcome<Value>): Promise<Outcome<Value>> {
  return Promise.resolve(work());
}

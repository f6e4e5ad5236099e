import { type Instant, instant } from '../domain/time.ts';
import type { StartedApproval } from './known.ts';

export interface ApprovalProgress {
  readonly status: 'running' | 'completed' | 'terminated';
  readonly result: 'agree' | 'refuse' | null;
  /** Who has to decide now. */
  readonly waiting: readonly string[];
  readonly finishedAt: Instant | null;
}

/** One refusal ends it; else it goes on with the next step once this one is agreed to. */
export function progressOf({ steps, decisions, ended }: StartedApproval): ApprovalProgress {
  if (ended) return { status: 'terminated', result: null, waiting: [], finishedAt: ended.at };
  const agreed = new Set(decisions.map(({ userId }) => userId));
  const open = steps.find(({ any, userIds }) =>
    any ? !userIds.some((id) => agreed.has(id)) : !userIds.every((id) => agreed.has(id)),
  );
  const isRefused = decisions.some(({ result }) => result === 'refuse');
  if (open && !isRefused) {
    const waiting = open.userIds.filter((userId) => !agreed.has(userId));
    return { status: 'running', result: null, waiting, finishedAt: null };
  }
  const finishedAt = instant(Math.max(...decisions.map(({ at }) => at)));
  return { status: 'completed', result: isRefused ? 'refuse' : 'agree', waiting: [], finishedAt };
}

import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { civilDateOf, type Instant, localDayOf } from '../domain/time.ts';
import type { Memory, SandboxState } from './state.ts';

/** The one way anything gets into the sandbox's memory: written to the journal, if there is one, before it counts. */
export function remember(state: SandboxState, memory: Memory): void {
  state.write(memory);
  recall(state, memory);
}

/**
 * Brings back what an earlier run of the sandbox wrote into the journal and goes on writing there: one JSON object a
 * line, each written before its call is answered. A last line cut short by the end of that run was never answered.
 */
export function openJournal(state: SandboxState, path: string): void {
  if (existsSync(path)) {
    const content = readFileSync(path, 'utf8');
    const complete = content.slice(0, content.lastIndexOf('\n') + 1);
    for (const line of complete.split('\n')) {
      // Written by this module and nobody else.
      if (line !== '') recall(state, JSON.parse(line) as Memory);
    }
    truncateSync(path, Buffer.byteLength(complete));
  }
  state.write = (memory) => appendFileSync(path, `${JSON.stringify(memory)}\n`);
}

/** `2026-9` */
export function monthOf(at: Instant): string {
  const { year, month } = civilDateOf(localDayOf(at));
  return `${year}-${month}`;
}

function recall(state: SandboxState, memory: Memory): void {
  switch (memory.kind) {
    case 'notice':
      recallNotice(state, memory);
      break;
    case 'read': {
      const recipients = state.notices.get(memory.taskId)?.recipients;
      const recipient = recipients?.get(memory.userId);
      if (recipient) recipients?.set(memory.userId, { ...recipient, readAt: memory.at });
      break;
    }
    case 'recall': {
      const notice = state.notices.get(memory.taskId);
      if (notice) notice.recalled = true;
      break;
    }
    case 'post':
      state.posts.push({ key: memory.key, post: memory.post });
      break;
    case 'call': {
      state.calls.push(memory.call);
      if (memory.call.counted) spend(state, monthOf(memory.call.at));
    }
  }
}

function spend(state: SandboxState, month: string): void {
  state.spent.set(month, (state.spent.get(month) ?? 0) + 1);
}

function recallNotice(
  state: SandboxState,
  { taskId, card, sentAt, invalidUserIds, recipients, content }: Memory & { kind: 'notice' },
): void {
  state.notices.set(taskId, {
    taskId,
    card,
    sentAt,
    invalidUserIds,
    recipients: new Map(recipients.map(([id, droppedAs]) => [id, { droppedAs, readAt: null }])),
    recalled: false,
  });
  for (const [userId, droppedAs] of recipients) {
    if (droppedAs !== null) continue;
    const key = `${localDayOf(sentAt)}:${userId}`;
    state.shown.set(key, (state.shown.get(key) ?? new Set()).add(content));
  }
}

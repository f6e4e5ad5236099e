import { count, desc, eq, min, sql } from 'drizzle-orm';
import { calls, messages } from '../../db/schema.ts';
import { instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import { isQueued } from './message-states.ts';
import type { MessageState, Outbox } from './message-store.ts';
import type { AtOnce } from './promised.ts';

/** How the outbox is doing, and what it has cost this month. */
export function openMessageCounts({
  sqlite,
  tables,
}: Base): AtOnce<
  Pick<Outbox, 'countCall' | 'calls' | 'messageCounts' | 'oldestQueuedAt' | 'nextMessageAt'>
> {
  const next = sqlite
    .prepare<[], number | null>(
      `SELECT min(at) FROM (
         SELECT min(min(next_at, expires_at)) AS at FROM messages WHERE state = 'queued'
         UNION ALL
         SELECT min(next_at) FROM messages WHERE state = 'accepted' AND next_at IS NOT NULL)`,
    )
    .pluck();
  return {
    messageCounts() {
      const rows = tables
        .select({ state: messages.state, count: count() })
        .from(messages)
        .groupBy(messages.state)
        .all();
      return { ...NONE, ...Object.fromEntries(rows.map((row) => [row.state, row.count])) };
    },
    oldestQueuedAt() {
      const oldest = tables
        .select({ at: min(messages.createdAt) })
        .from(messages)
        .where(isQueued)
        .get()?.at;
      return typeof oldest === 'number' ? instant(oldest) : null;
    },
    nextMessageAt() {
      const at = next.get();
      return typeof at === 'number' ? instant(at) : null;
    },
    countCall(month, api, billable) {
      tables
        .insert(calls)
        .values({ month, api, billable, calls: 1 })
        .onConflictDoUpdate({
          target: [calls.month, calls.api, calls.billable],
          set: { calls: sql`${calls.calls} + 1` },
        })
        .run();
    },
    calls: (month) =>
      tables
        .select({ api: calls.api, billable: calls.billable, calls: calls.calls })
        .from(calls)
        .where(eq(calls.month, month))
        .orderBy(desc(calls.calls), calls.api)
        .all(),
  };
}

const NONE: Readonly<Record<MessageState, number>> = {
  queued: 0,
  sending: 0,
  accepted: 0,
  delivered: 0,
  blocked: 0,
  dead: 0,
  expired: 0,
  superseded: 0,
};

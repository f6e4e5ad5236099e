import { and, asc, eq, lte, ne, sql } from 'drizzle-orm';
import { messages, recipients } from '../../db/schema.ts';
import { instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import { isAwaitingResult } from './message-states.ts';
import type { AfterResult, Outbox, PolledMessage, RecipientResult } from './message-store.ts';
import type { AtOnce } from './promised.ts';

type Results = AtOnce<Pick<Outbox, 'messagesToPoll' | 'recordResult' | 'noticeOpened'>>;

/** From accepted to delivered or blocked, by what DingTalk says became of each person's notice, and by what was read. */
export function openResults({ sqlite, tables }: Base): Results {
  const recipientsOf = (id: number) =>
    tables.select().from(recipients).where(eq(recipients.messageId, id)).all();

  /** Whoever has opened the page has read of it, whatever DingTalk comes to know of the notice. */
  const note = (id: number, { staffId, state, reason }: RecipientResult) =>
    tables
      .update(recipients)
      .set({ state, reason: reason ?? null })
      .where(
        and(
          eq(recipients.messageId, id),
          eq(recipients.staffId, staffId),
          ne(recipients.state, 'read'),
        ),
      )
      .run();

  const record = sqlite.transaction(
    (id: number, results: readonly RecipientResult[], next: AfterResult) => {
      for (const result of results) note(id, result);
      const outcome = settled(recipientsOf(id)) ?? following(next);
      tables
        .update(messages)
        .set({ ...outcome, polls: sql`${messages.polls} + 1` })
        .where(and(eq(messages.id, id), eq(messages.state, 'accepted')))
        .run();
    },
  );

  const open = sqlite.transaction((id: number, staffId: string) => {
    if (note(id, { staffId, state: 'read' }).changes === 0) return;
    const outcome = settled(recipientsOf(id));
    if (!outcome) return;
    tables
      .update(messages)
      .set(outcome)
      .where(and(eq(messages.id, id), eq(messages.state, 'accepted')))
      .run();
  });

  return {
    messagesToPoll(now, limit) {
      const rows = tables
        .select()
        .from(messages)
        .where(and(isAwaitingResult, lte(messages.nextAt, now)))
        .orderBy(asc(messages.nextAt), asc(messages.id))
        .limit(limit)
        .all();
      return rows.map(
        (row): PolledMessage => ({
          id: row.id,
          taskId: row.taskId ?? '',
          polls: row.polls,
          ambiguous: row.ambiguous,
          acceptedAt: instant(row.acceptedAt ?? row.createdAt),
          pending: recipientsOf(row.id)
            .filter(({ state }) => state === 'pending')
            .map(({ staffId }) => staffId),
        }),
      );
    },
    recordResult: (id, results, next) => record.immediate(id, results, next),
    noticeOpened: (id, staffId) => open.immediate(id, staffId),
  };
}

type RecipientRow = typeof recipients.$inferSelect;

/** The end of a message nobody is pending for: delivered if it reached anyone. */
function settled(people: readonly RecipientRow[]) {
  if (people.some(({ state }) => state === 'pending')) return null;
  const blocked = people.find(({ state }) => state === 'blocked');
  const reached = people.some(({ state }) => state !== 'blocked');
  return {
    state: reached ? ('delivered' as const) : ('blocked' as const),
    reason: reached ? null : (blocked?.reason ?? null),
    nextAt: null,
  };
}

function following(next: AfterResult) {
  if (next === 'unconfirmed') return { nextAt: null, reason: 'unconfirmed' };
  return 'pollAt' in next
    ? { nextAt: next.pollAt }
    : { state: 'queued' as const, nextAt: next.resendAt, reason: next.reason };
}

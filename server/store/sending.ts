import { and, eq, lte, sql } from 'drizzle-orm';
import { messages, recipients } from '../../db/schema.ts';
import { cards, steps } from '../../db/schema-dingtalk.ts';
import type { Instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import { openClaiming, pendingOf } from './claiming.ts';
import type { DirectoryShelf } from './directory.ts';
import { isQueued, isSending } from './message-states.ts';
import type { Outbox, SendFailure } from './message-store.ts';
import type { PetitionTable } from './petitions.ts';
import type { AtOnce } from './promised.ts';

type Accepted = Parameters<Outbox['recordAccepted']>[1];
type BegunCard = Parameters<Outbox['beginCard']>[1];
type Sending = AtOnce<
  Pick<
    Outbox,
    | 'claimDueMessages'
    | 'recordAccepted'
    | 'recordFailure'
    | 'beginCard'
    | 'withoutCard'
    | 'postponeDue'
    | 'expireOverdue'
  >
>;

/**
 * From queued to accepted, or to the end. The file is locked for one process, so a row found in `sending` at the start
 * was left by an earlier run: whether DingTalk got it nobody knows, so it is sent again as it was.
 */
export function openSending(
  base: Base,
  petitions: PetitionTable,
  directory: DirectoryShelf,
): Sending {
  const { sqlite, tables } = base;
  tables.update(messages).set({ state: 'queued', ambiguous: true }).where(isSending).run();

  const inHand = (id: number) => and(eq(messages.id, id), isSending);
  const stepOf = (messageId: number) =>
    tables
      .select({ id: steps.id, status: steps.status })
      .from(messages)
      .innerJoin(steps, eq(steps.id, messages.stepId))
      .where(eq(messages.id, messageId))
      .get();

  const recordFailure = sqlite.transaction((id: number, failure: SendFailure) => {
    const { changes } = tables.update(messages).set(afterFailure(failure)).where(inHand(id)).run();
    if (changes === 1 && 'state' in failure && failure.state === 'blocked') {
      const { reason } = failure;
      tables.update(recipients).set({ state: 'blocked', reason }).where(pendingOf(id)).run();
    }
  });

  const recordAccepted = sqlite.transaction((id: number, accepted: Accepted, now: Instant) => {
    const { taskId, pollAt } = accepted;
    tables
      .update(messages)
      .set({ state: 'accepted', taskId, acceptedAt: now, nextAt: pollAt ?? null, reason: null })
      .where(inHand(id))
      .run();
  });

  const beginCard = sqlite.transaction((id: number, card: BegunCard, now: Instant) => {
    const step = stepOf(id);
    if (!step) return;
    // The step may have ended since the message was handed out.
    const nextAt = step.status === 'open' ? null : now;
    tables
      .insert(cards)
      .values({ messageId: id, stepId: step.id, ...card, nextAt })
      .onConflictDoNothing()
      .run();
  });

  return {
    claimDueMessages: openClaiming(base, petitions, directory),
    recordAccepted: (id, accepted, now) => recordAccepted.immediate(id, accepted, now),
    recordFailure: (id, failure) => recordFailure.immediate(id, failure),
    beginCard: (id, card, now) => beginCard.immediate(id, card, now),
    withoutCard(id) {
      tables.delete(cards).where(eq(cards.messageId, id)).run();
    },
    postponeDue(kind, until, reason, now) {
      return tables
        .update(messages)
        .set({ nextAt: until, reason })
        .where(
          and(eq(messages.state, 'queued'), eq(messages.channel, kind), lte(messages.nextAt, now)),
        )
        .run().changes;
    },
    expireOverdue(now) {
      return tables
        .update(messages)
        .set({ state: 'expired', reason: 'tooLate' })
        .where(and(isQueued, lte(messages.expiresAt, now)))
        .run().changes;
    },
  };
}

function afterFailure(failure: SendFailure) {
  if ('state' in failure) return { state: failure.state, reason: failure.reason };
  const { retryAt, reason, ambiguous, spared = false } = failure;
  return {
    state: 'queued' as const,
    nextAt: retryAt,
    reason,
    attempts: sql`${messages.attempts} - ${spared ? 1 : 0}`,
    ...(ambiguous ? { ambiguous } : {}),
  };
}

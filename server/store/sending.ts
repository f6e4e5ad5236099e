import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import { messages, recipients } from '../../db/schema.ts';
import type { Petition } from '../domain/petition.ts';
import { isConflicted } from '../domain/staffing.ts';
import { instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import type { DirectoryShelf } from './directory.ts';
import type { Outbox, OutgoingMessage } from './message-store.ts';
import { contentPlace, type MessageContent } from './outbox.ts';
import type { PetitionTable } from './petitions.ts';
import type { AtOnce } from './promised.ts';

type Sending = AtOnce<
  Pick<Outbox, 'claimDueMessages' | 'recordAccepted' | 'recordFailure' | 'expireOverdue'>
>;
type MessageRow = typeof messages.$inferSelect;

/**
 * From queued to accepted, or to the end. One process sends, so a row left in `sending` at the start belongs to an
 * earlier run: whether DingTalk got it nobody knows, so it is sent again as it was.
 */
export function openSending(
  { sqlite, tables, sealing, boot }: Base,
  petitions: PetitionTable,
  directory: DirectoryShelf,
): Sending {
  tables
    .update(messages)
    .set({ state: 'queued', ambiguous: true, boot: null })
    .where(eq(messages.state, 'sending'))
    .run();

  const inHand = (id: number) =>
    and(eq(messages.id, id), eq(messages.state, 'sending'), eq(messages.boot, boot));
  const pendingOf = (id: number) =>
    and(eq(recipients.messageId, id), eq(recipients.state, 'pending'));

  function supersede(id: number, reason: string): null {
    tables.update(messages).set({ state: 'superseded', reason }).where(eq(messages.id, id)).run();
    return null;
  }

  /** People still to be told; those who have meanwhile been accused, recused or have left are taken off. */
  function stillToTell(id: number, petition: Petition | null): readonly string[] {
    const pending = tables.select().from(recipients).where(pendingOf(id)).all();
    return pending.flatMap(({ staffId }) => {
      const person = directory.current().staff.get(staffId);
      if (person?.active && !(petition && isConflicted(petition, person))) return [staffId];
      tables
        .update(recipients)
        .set({ state: 'blocked', reason: 'mayNotKnow' })
        .where(and(pendingOf(id), eq(recipients.staffId, staffId)))
        .run();
      return [];
    });
  }

  function claim(row: MessageRow): OutgoingMessage | null {
    const petition = row.petitionId === null ? null : petitions.find(row.petitionId);
    if (petition && isStopped(petition, row)) return supersede(row.id, 'clockStopped');
    const staffIds = row.channel === 'people' ? stillToTell(row.id, petition) : [];
    if (row.channel === 'people' && staffIds.length === 0) return supersede(row.id, 'mayNotKnow');
    const attempts = row.attempts + 1;
    tables
      .update(messages)
      .set({ state: 'sending', boot, attempts })
      .where(eq(messages.id, row.id))
      .run();
    const content = sealing.open(row.content, contentPlace(row.id));
    return {
      ...(JSON.parse(content) as MessageContent),
      id: row.id,
      ...(row.petitionId === null ? {} : { petitionId: row.petitionId }),
      ...(row.link === null ? {} : { link: row.link }),
      channel: row.channel === 'people' ? { kind: 'people', staffIds } : { kind: 'group' },
      attempts,
      ambiguous: row.ambiguous,
      createdAt: instant(row.createdAt),
      expiresAt: instant(row.expiresAt),
    };
  }

  return {
    claimDueMessages: sqlite.transaction((now: number, limit: number) => {
      const due = tables
        .select()
        .from(messages)
        .where(and(eq(messages.state, 'queued'), lte(messages.nextAt, now), gt(messages.expiresAt, now)))
        .orderBy(asc(messages.nextAt), asc(messages.id))
        .limit(limit)
        .all();
      return due.map(claim).filter((message) => message !== null);
    }).immediate,
    recordAccepted(id, { taskId, pollAt }, now) {
      tables
        .update(messages)
        .set({ state: 'accepted', taskId, acceptedAt: now, nextAt: pollAt ?? null, reason: null })
        .where(inHand(id))
        .run();
    },
    recordFailure: sqlite.transaction((id, failure) => {
      const { reason } = failure;
      if ('retryAt' in failure) {
        const spared = failure.spared ? 1 : 0;
        tables
          .update(messages)
          .set({
            state: 'queued',
            nextAt: failure.retryAt,
            reason,
            attempts: sql`${messages.attempts} - ${spared}`,
            ambiguous: sql`${messages.ambiguous} OR ${failure.ambiguous ? 1 : 0}`,
          })
          .where(inHand(id))
          .run();
        return;
      }
      tables.update(messages).set({ state: failure.state, reason }).where(inHand(id)).run();
      if (failure.state === 'blocked') {
        tables.update(recipients).set({ state: 'blocked', reason }).where(pendingOf(id)).run();
      }
    }).immediate as Sending['recordFailure'],
    expireOverdue(now) {
      return tables
        .update(messages)
        .set({ state: 'expired', reason: 'tooLate' })
        .where(and(eq(messages.state, 'queued'), lte(messages.expiresAt, now)))
        .run().changes;
    },
  };
}

function isStopped(petition: Petition, { clock, clockInstance }: MessageRow): boolean {
  return petition.clocks.some(
    (candidate) =>
      candidate.clock === clock &&
      candidate.instance === clockInstance &&
      candidate.stoppedAt !== undefined,
  );
}

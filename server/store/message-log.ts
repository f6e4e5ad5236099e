import { and, asc, count, desc, eq, inArray, lt, min, sql } from 'drizzle-orm';
import { calls, messages, recipients } from '../../db/schema.ts';
import type { StaffId } from '../domain/directory.ts';
import { instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import type { LoggedMessage, MessageState, Outbox } from './message-store.ts';
import { contentPlace, type MessageContent } from './outbox.ts';
import type { PetitionTable } from './petitions.ts';
import type { AtOnce } from './promised.ts';
import type { Visibility } from './visibility.ts';

type MessageLog = AtOnce<
  Pick<
    Outbox,
    'countCall' | 'calls' | 'messageCounts' | 'oldestQueuedAt' | 'messageLog' | 'messagesOf'
  >
>;
type MessageRow = typeof messages.$inferSelect;

/** What the office sees of its messages, and what they cost. */
export function openMessageLog(
  { tables, sealing }: Base,
  petitions: PetitionTable,
  visibility: Visibility,
): MessageLog {
  function logged(row: MessageRow): LoggedMessage {
    const people = tables
      .select()
      .from(recipients)
      .where(eq(recipients.messageId, row.id))
      .all();
    return {
      ...(JSON.parse(sealing.open(row.content, contentPlace(row.id))) as MessageContent),
      id: row.id,
      ...(row.petitionId === null ? {} : { petitionId: row.petitionId }),
      state: row.state,
      ...(row.reason === null ? {} : { reason: row.reason }),
      group: row.channel === 'group',
      attempts: row.attempts,
      createdAt: instant(row.createdAt),
      recipients: people.map(({ staffId, state, reason }) => ({
        staffId,
        state,
        ...(reason === null ? {} : { reason }),
      })),
    };
  }

  function isVisible({ petitionId }: MessageRow, viewer: StaffId): boolean {
    if (petitionId === null) return true;
    const petition = petitions.find(petitionId);
    return petition !== null && visibility.maySee(petition, viewer);
  }

  return {
    messageLog({ states, before = Number.MAX_SAFE_INTEGER, limit }, viewer) {
      const found: MessageRow[] = [];
      let last = before;
      while (found.length < limit) {
        const page = tables
          .select()
          .from(messages)
          .where(and(lt(messages.id, last), states && inArray(messages.state, [...states])))
          .orderBy(desc(messages.id))
          .limit(limit)
          .all();
        found.push(...page.filter((row) => isVisible(row, viewer)));
        const oldest = page.at(-1);
        if (!oldest) break;
        last = oldest.id;
      }
      return found.slice(0, limit).map(logged);
    },
    messagesOf(petitionId) {
      const rows = tables
        .select()
        .from(messages)
        .where(eq(messages.petitionId, petitionId))
        .orderBy(asc(messages.id))
        .all();
      return rows.map(logged);
    },
    messageCounts() {
      const counted: Record<MessageState, number> = {
        queued: 0,
        sending: 0,
        accepted: 0,
        delivered: 0,
        blocked: 0,
        dead: 0,
        expired: 0,
        superseded: 0,
      };
      const rows = tables
        .select({ state: messages.state, count: count() })
        .from(messages)
        .groupBy(messages.state)
        .all();
      for (const row of rows) counted[row.state] = row.count;
      return counted;
    },
    oldestQueuedAt() {
      const oldest = tables
        .select({ at: min(messages.createdAt) })
        .from(messages)
        .where(eq(messages.state, 'queued'))
        .get()?.at;
      return oldest === null || oldest === undefined ? null : instant(oldest);
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

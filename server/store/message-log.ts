import { and, asc, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { messages, recipients } from '../../db/schema.ts';
import { approvals } from '../../db/schema-dingtalk.ts';
import type { StaffId } from '../domain/directory.ts';
import { instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import type { DirectoryShelf } from './directory.ts';
import type { LoggedMessage, MessageQuery, Outbox } from './message-store.ts';
import { contentPlace, type MessageContent } from './outbox.ts';
import type { PetitionTable } from './petitions.ts';
import type { AtOnce } from './promised.ts';
import type { Visibility } from './visibility.ts';

type MessageRow = typeof messages.$inferSelect;
type RecipientRow = typeof recipients.$inferSelect;

/** What the office sees of its messages. */
export function openMessageLog(
  { tables, sealing }: Base,
  petitions: PetitionTable,
  visibility: Visibility,
  { officeOf }: Pick<DirectoryShelf, 'officeOf'>,
): AtOnce<Pick<Outbox, 'messageLog' | 'messagesOf'>> {
  function logged(row: MessageRow): LoggedMessage {
    const people = tables.select().from(recipients).where(eq(recipients.messageId, row.id)).all();
    const content = sealing.open(row.content, contentPlace(row.id));
    const approval = tables.select().from(approvals).where(eq(approvals.messageId, row.id)).get();
    return {
      ...asLogged(row, people, JSON.parse(content) as MessageContent),
      ...(approval ? { approval: progressOf(approval) } : {}),
    };
  }

  function isVisible({ petitionId, officeId }: MessageRow, viewer: StaffId): boolean {
    if (officeId !== officeOf(viewer)) return false;
    if (petitionId === null) return true;
    const petition = petitions.find(petitionId);
    return petition !== null && visibility.maySee(petition, viewer);
  }

  return {
    messageLog({ before = Number.MAX_SAFE_INTEGER, limit, ...filter }, viewer) {
      const found: MessageRow[] = [];
      let last = before;
      while (found.length < limit) {
        const page = tables
          .select()
          .from(messages)
          .where(and(lt(messages.id, last), ...conditions(filter)))
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
  };
}

function conditions(query: Omit<MessageQuery, 'before' | 'limit'>): SQL[] {
  const { states, staffId, petitionId, from, until } = query;
  return [
    ...(states === undefined ? [] : [inArray(messages.state, [...states])]),
    ...(petitionId === undefined ? [] : [eq(messages.petitionId, petitionId)]),
    ...(from === undefined ? [] : [gte(messages.createdAt, from)]),
    ...(until === undefined ? [] : [lt(messages.createdAt, until)]),
    ...(staffId === undefined
      ? []
      : [
          sql`EXISTS (SELECT 1 FROM ${recipients} WHERE ${recipients.messageId} = ${messages.id}
            AND ${recipients.staffId} = ${staffId})`,
        ]),
  ];
}

function asLogged(
  row: MessageRow,
  people: readonly RecipientRow[],
  content: MessageContent,
): LoggedMessage {
  return {
    ...content,
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

function progressOf({ state, reason }: typeof approvals.$inferSelect) {
  return { state, ...(reason === null ? {} : { reason }) };
}

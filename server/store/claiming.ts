import { and, asc, eq, gt, inArray, lte } from 'drizzle-orm';
import { messages, recipients } from '../../db/schema.ts';
import { cards, steps } from '../../db/schema-dingtalk.ts';
import type { StaffId, StaffMember } from '../domain/directory.ts';
import { officeOf } from '../domain/office.ts';
import type { Petition } from '../domain/petition.ts';
import { isConflicted } from '../domain/staffing.ts';
import { instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import { SHOWN_ON_CARD } from './cards.ts';
import type { DirectoryShelf } from './directory.ts';
import { isQueued } from './message-states.ts';
import type { OutgoingMessage } from './message-store.ts';
import { contentPlace, type MessageContent } from './outbox.ts';
import type { PetitionTable } from './petitions.ts';

type MessageRow = typeof messages.$inferSelect;

/** Handing messages out for sending. What has lost its reason since it was written is not sent any more. */
export function openClaiming(base: Base, petitions: PetitionTable, directory: DirectoryShelf) {
  const { sqlite, tables, sealing } = base;

  function peopleToTell(id: number, petition: Petition | null): readonly StaffId[] {
    const pending = tables.select().from(recipients).where(pendingOf(id)).all();
    const mayKnow = (staffId: StaffId) => {
      const person = directory.current().staff.get(staffId);
      return person?.active === true && !(petition && mayNotKnow(petition, person));
    };
    for (const { staffId } of pending.filter((row) => !mayKnow(row.staffId))) {
      tables
        .update(recipients)
        .set({ state: 'blocked', reason: 'mayNotKnow' })
        .where(and(pendingOf(id), eq(recipients.staffId, staffId)))
        .run();
    }
    return pending.map(({ staffId }) => staffId).filter(mayKnow);
  }

  /** Nobody is called to a step that is over, nor told twice of its end. */
  function overtaken({ stepId, endedStepId }: MessageRow, staffIds: readonly StaffId[]) {
    if (stepId !== null && statusOf(stepId) !== 'open') return 'stepOver';
    if (endedStepId === null) return null;
    const readers = readersOf(endedStepId, tables);
    return staffIds.every((id) => readers.has(id)) ? SHOWN_ON_CARD : null;
  }

  const statusOf = (stepId: number) =>
    tables.select({ status: steps.status }).from(steps).where(eq(steps.id, stepId)).get()?.status;

  /** Whoever has not got what was taken once gets it as a notice; what is in doubt goes as it went before. */
  function onlyWay({ id, acceptedAt, ambiguous }: MessageRow): Pick<OutgoingMessage, 'onlyAs'> {
    if (acceptedAt !== null) return { onlyAs: 'notice' };
    const card = tables.select().from(cards).where(eq(cards.messageId, id)).get();
    if (card) return { onlyAs: 'card' };
    return ambiguous ? { onlyAs: 'notice' } : {};
  }

  function claim(row: MessageRow): readonly OutgoingMessage[] {
    const petition = row.petitionId === null ? null : petitions.find(row.petitionId);
    const staffIds = row.channel === 'people' ? peopleToTell(row.id, petition) : [];
    const idle = reasonToDrop(row, petition, staffIds) ?? overtaken(row, staffIds);
    const attempts = row.attempts + 1;
    tables
      .update(messages)
      .set(idle ? { state: 'superseded', reason: idle } : { state: 'sending', attempts })
      .where(eq(messages.id, row.id))
      .run();
    const content = sealing.open(row.content, contentPlace(row.id));
    return idle
      ? []
      : [
          {
            ...outgoing({ ...row, attempts }, staffIds, JSON.parse(content) as MessageContent),
            ...onlyWay(row),
          },
        ];
  }

  const claimDue = sqlite.transaction((now: number, limit: number) => {
    const isDue = and(isQueued, lte(messages.nextAt, now), gt(messages.expiresAt, now));
    const claimed: OutgoingMessage[] = [];
    for (;;) {
      const rows = tables
        .select()
        .from(messages)
        .where(isDue)
        .orderBy(asc(messages.nextAt), asc(messages.id))
        .limit(limit - claimed.length)
        .all();
      claimed.push(...rows.flatMap(claim));
      // What was dropped is made up for, so that fewer than asked for means that nothing else is due.
      if (rows.length === 0 || claimed.length === limit) return claimed;
    }
  });
  return claimDue.immediate;
}

/** Whom the office has made accused or recused since, or who has gone to another one. */
function mayNotKnow(petition: Petition, person: StaffMember): boolean {
  return officeOf(person) !== officeOf(petition) || isConflicted(petition, person);
}

/** Before whom a card of the step lies: not in doubt, and not a notice in its place. */
function readersOf(stepId: number, tables: Base['tables']): ReadonlySet<StaffId> {
  const rows = tables
    .select({ staffId: recipients.staffId })
    .from(cards)
    .innerJoin(messages, eq(messages.id, cards.messageId))
    .innerJoin(recipients, eq(recipients.messageId, cards.messageId))
    .where(
      and(
        eq(cards.stepId, stepId),
        inArray(recipients.state, ['delivered', 'read']),
        lte(messages.polls, 1),
      ),
    )
    .all();
  return new Set(rows.map(({ staffId }) => staffId));
}

export function pendingOf(id: number) {
  return and(eq(recipients.messageId, id), eq(recipients.state, 'pending'));
}

function reasonToDrop(
  { channel, clock, clockInstance }: MessageRow,
  petition: Petition | null,
  staffIds: readonly StaffId[],
): string | null {
  const stopped = petition?.clocks.some(
    (candidate) =>
      candidate.clock === clock &&
      candidate.instance === clockInstance &&
      candidate.stoppedAt !== undefined,
  );
  if (stopped) return 'clockStopped';
  return channel === 'people' && staffIds.length === 0 ? 'mayNotKnow' : null;
}

function outgoing(
  row: MessageRow,
  staffIds: readonly StaffId[],
  content: MessageContent,
): OutgoingMessage {
  return {
    ...content,
    id: row.id,
    ...(row.petitionId === null ? {} : { petitionId: row.petitionId }),
    ...(row.link === null ? {} : { link: row.link }),
    asksForStep: row.stepId !== null,
    reminds: row.clock !== null,
    channel: row.channel === 'people' ? { kind: 'people', staffIds } : { kind: 'group' },
    attempts: row.attempts,
    ambiguous: row.ambiguous,
    createdAt: instant(row.createdAt),
    expiresAt: instant(row.expiresAt),
  };
}

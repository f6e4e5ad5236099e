import { and, eq } from 'drizzle-orm';
import { messages, recipients } from '../../db/schema.ts';
import type { StaffId } from '../domain/directory.ts';
import type { Petition } from '../domain/petition.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { isConflicted } from '../domain/staffing.ts';
import { HOUR, type Instant, instant } from '../domain/time.ts';
import type { Administration, ResendRefusal } from './administration-store.ts';
import type { AuditLog } from './audit.ts';
import type { Base } from './base.ts';
import type { DirectoryShelf } from './directory.ts';
import type { JobMessage } from './message-store.ts';
import {
  contentPlace,
  type MessageContent,
  type MessageOrigin,
  type OutboxWriter,
} from './outbox.ts';
import { isConfidential, type PetitionTable } from './petitions.ts';
import type { AtOnce } from './promised.ts';
import type { Visibility } from './visibility.ts';

type MessageRow = typeof messages.$inferSelect;
type Given = {
  readonly audit: AuditLog;
  readonly petitions: PetitionTable;
  readonly directory: DirectoryShelf;
  readonly visibility: Visibility;
  readonly outbox: OutboxWriter;
};

type Asking = Parameters<Administration['resendMessage']>[1];
type Resent = Result<{ readonly id: number }, ResendRefusal>;

interface Repeated {
  readonly row: MessageRow;
  readonly petition: Petition | null;
  readonly people: readonly StaffId[];
}

/** However short the first one's time was, the office has until the afternoon to see what became of the second. */
const SHORTEST_LIFE = 4 * HOUR;

/** A second message for one that did not arrive. DingTalk drops a text it has shown that day, so it is a new one. */
export function openResending(
  { sqlite, tables, sealing }: Base,
  { audit, petitions, directory, visibility, outbox }: Given,
): AtOnce<Pick<Administration, 'resendMessage'>> {
  const written = (dedupe: string) =>
    tables.select({ id: messages.id }).from(messages).where(eq(messages.dedupe, dedupe)).get();

  /** Whom it has not reached and who may know of it today. */
  function unreached({ id }: MessageRow, petition: Petition | null): readonly StaffId[] {
    const people = tables.select().from(recipients).where(eq(recipients.messageId, id)).all();
    return people
      .filter(({ state }) => state === 'pending' || state === 'blocked')
      .map(({ staffId }) => staffId)
      .filter((staffId) => {
        const person = directory.current().staff.get(staffId);
        return person?.active === true && !(petition && isConflicted(petition, person));
      });
  }

  /** The message with those to whom it goes again, or why it does not. */
  function repeatable(id: number, by: StaffId): Result<Repeated, ResendRefusal> {
    const own = and(eq(messages.id, id), eq(messages.officeId, directory.officeOf(by)));
    const row = tables.select().from(messages).where(own).get();
    if (!row) return refuse('notFound');
    const petition = row.petitionId === null ? null : petitions.find(row.petitionId);
    if (petition && !visibility.maySee(petition, by)) return refuse('notFound');
    const refusal = refusalOf(row, petition);
    if (refusal) return refuse(refusal);
    const people = unreached(row, petition);
    const isForNobody = row.channel === 'people' && people.length === 0;
    return isForNobody ? refuse(nobodyBecause(row)) : ok({ row, petition, people });
  }

  const resend = sqlite.transaction(
    (id: number, { staffId, commandId }: Asking, now: Instant): Resent => {
      const dedupe = `resend:${id}:${commandId}`;
      const before = written(dedupe);
      if (before) return ok(before);
      const found = repeatable(id, staffId);
      if (!found.ok) return found;
      const { row, petition, people } = found.value;
      outbox.tellAgain(copyOf(row, people, dedupe, now, sealing), originOf(row, petition), now);
      const again = written(dedupe);
      if (!again) throw new Error('a message was not written');
      audit.append({
        at: now,
        actor: staffId,
        action: 'resent',
        ...(row.petitionId === null ? {} : { petitionId: row.petitionId }),
        ok: true,
        detail: `通知${id}号重发为${again.id}号`,
      });
      return ok(again);
    },
  );
  return { resendMessage: (id, by, now) => resend.immediate(id, by, now) };
}

function copyOf(
  row: MessageRow,
  staffIds: readonly StaffId[],
  dedupe: string,
  now: Instant,
  sealing: Base['sealing'],
): JobMessage {
  const content = sealing.open(row.content, contentPlace(row.id));
  const { template, title, text } = JSON.parse(content) as MessageContent;
  const life = Math.max(row.expiresAt - row.createdAt, SHORTEST_LIFE);
  return {
    template,
    title: unnumbered(title, row.id),
    text: unnumbered(text, row.id),
    dedupe,
    channel: row.channel === 'group' ? { kind: 'group' } : { kind: 'people', staffIds },
    expiresAt: instant(now + life),
    ...(row.link === null ? {} : { link: row.link }),
  };
}

function originOf(
  { officeId, petitionId, clock, clockInstance }: MessageRow,
  petition: Petition | null,
): MessageOrigin {
  const confidential = petition !== null && isConfidential(petition);
  return { officeId, petitionId, confidential, clock, instance: clockInstance };
}

function nobodyBecause({ state }: MessageRow): ResendRefusal {
  return state === 'delivered' ? 'delivered' : 'nobodyLeft';
}

function refusalOf(
  { state, channel, clock, clockInstance, nextAt }: MessageRow,
  petition: Petition | null,
): ResendRefusal | null {
  const stopped = petition?.clocks.some(
    (running) =>
      running.clock === clock &&
      running.instance === clockInstance &&
      running.stoppedAt !== undefined,
  );
  if (state === 'superseded' || stopped) return 'superseded';
  if (state === 'queued' || state === 'sending') return 'pending';
  if (state === 'accepted' && nextAt !== null) return 'pending';
  return channel === 'group' && (state === 'accepted' || state === 'delivered')
    ? 'delivered'
    : null;
}

/** The text as it was before its number was put in. */
function unnumbered(text: string, id: number): string {
  return text.replaceAll(`通知${id}号`, '通知{notice}号');
}

import type { PlannedMessage } from '../domain/decision.ts';
import type { StaffId } from '../domain/directory.ts';
import type { PetitionEvent } from '../domain/event.ts';
import { type OfficeId, officeOf } from '../domain/office.ts';
import type { Petition, PetitionId } from '../domain/petition.ts';
import type { Instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import type { JobMessage } from './message-store.ts';
import { isConfidential } from './petitions.ts';
import { inTheClear } from './sealing.ts';

/** Writes messages inside the transaction that causes them: worded once, sent later, never worded again. */
export interface OutboxWriter {
  /** `cause` is the sequence of the event that caused them. */
  tell(
    petition: Petition,
    messages: readonly PlannedMessage[],
    cause: number,
    now: Instant,
    steps?: MessageSteps,
  ): void;
  /** Reminders of clocks stopped by these events need not be sent any more. */
  supersede(id: PetitionId, events: readonly PetitionEvent[]): void;
  /** Of an office's own affairs. */
  tellByJob(message: JobMessage, now: Instant, officeId: OfficeId): void;
  /** A second message in place of one that did not arrive. */
  tellAgain(message: JobMessage, origin: MessageOrigin, now: Instant): void;
}

/** Of the command that causes the messages: who is asked for the step now open, and which step it has ended. */
export interface MessageSteps {
  readonly open: number | null;
  readonly ended: number | null;
  readonly waitingFor: readonly StaffId[];
}

/** What a message is about. */
export interface MessageOrigin {
  readonly officeId: OfficeId;
  readonly petitionId: PetitionId | null;
  readonly confidential: boolean;
  readonly clock: string | null;
  readonly instance: number | null;
  /** The step it asks for; absent: it only informs. */
  readonly step?: number | null;
  readonly endedStep?: number | null;
}

export interface MessageContent {
  readonly template: string;
  readonly title: string;
  readonly text: string;
}

/** DingTalk takes so many people in one call. */
const PEOPLE_PER_MESSAGE = 100;

export function openOutboxWriter({ sqlite, sealing }: Base): OutboxWriter {
  const addressees = openAddressing(sqlite);
  const lastId = sqlite.prepare<[], number>('SELECT coalesce(max(id), 0) FROM messages').pluck();
  const insert = sqlite.prepare(`
    INSERT INTO messages (id, dedupe, petition_id, channel, content, link, clock, clock_instance,
      state, reason, next_at, expires_at, created_at, step_id, ended_step_id,
      office_id)
    VALUES (@id, @dedupe, @petitionId, @channel, @content, @link, @clock, @instance,
      @state, @reason, @nextAt, @expiresAt, @now, @step, @endedStep, @officeId)`);
  const address = sqlite.prepare(
    `INSERT INTO recipients (message_id, staff_id, state) VALUES (?, ?, 'pending')`,
  );
  // The plus keeps the planner to the petition's few messages: by state it would read the whole queue.
  const supersede = sqlite.prepare(`
    UPDATE messages INDEXED BY messages_petition
    SET state = 'superseded', reason = 'clockStopped'
    WHERE petition_id = ? AND clock = ? AND clock_instance = ? AND +state = 'queued'`);

  /** Addressed to nobody it is blocked at once, so that it leaves a trace. */
  function write(
    message: JobMessage,
    people: readonly StaffId[],
    origin: MessageOrigin,
    now: Instant,
  ) {
    const { template, dedupe, channel } = message;
    const id = (lastId.get() ?? 0) + 1;
    const numbered = (text: string) => text.replaceAll('{notice}', String(id));
    const title = numbered(message.title);
    const content = JSON.stringify({ template, title, text: numbered(message.text) });
    const reachesNobody = channel.kind === 'people' && people.length === 0;
    insert.run({
      id,
      dedupe,
      petitionId: origin.petitionId,
      channel: channel.kind,
      content: origin.confidential ? sealing.seal(content, contentPlace(id)) : inTheClear(content),
      link: message.link ?? null,
      clock: origin.clock,
      instance: origin.instance,
      ...(reachesNobody ? NOBODY_TO_TELL : QUEUED),
      nextAt: message.sendAt ?? now,
      expiresAt: message.expiresAt,
      now,
      step: origin.step ?? null,
      endedStep: origin.endedStep ?? null,
      officeId: origin.officeId,
    });
    for (const staffId of people) address.run(id, staffId);
  }

  function writeAll(message: JobMessage, origin: MessageOrigin, now: Instant): void {
    const { channel, dedupe } = message;
    const chunks = inChunks(channel.kind === 'people' ? [...new Set(channel.staffIds)] : []);
    for (const [index, people] of chunks.entries()) {
      const name = index === 0 ? dedupe : `${dedupe}:${index}`;
      write({ ...message, dedupe: name }, people, origin, now);
    }
  }

  return {
    tell(petition, messages, cause, now, steps) {
      for (const [index, { to, clock, ...message }] of messages.entries()) {
        const step = stepAskedOf(to, steps);
        const origin = { ...originOf(petition, clock), step, endedStep: steps?.ended ?? null };
        for (const [part, staffIds] of addressees(to, step).entries()) {
          const dedupe = `event:${cause}:${index}${part === 0 ? '' : `:apart:${part}`}`;
          writeAll({ ...message, channel: { kind: 'people', staffIds }, dedupe }, origin, now);
        }
      }
    },
    supersede(id, events) {
      for (const event of events) {
        if (event.type === 'clockStopped') supersede.run(id, event.clock, event.instance);
      }
    },
    tellByJob(message, now, officeId) {
      writeAll(message, { ...NO_PETITION, officeId }, now);
    },
    tellAgain: writeAll,
  };
}

/** Null for a message that only informs. */
function stepAskedOf(to: readonly StaffId[], steps: MessageSteps | undefined): number | null {
  return steps && to.every((id) => steps.waitingFor.includes(id)) ? steps.open : null;
}

function originOf(petition: Petition, clock: PlannedMessage['clock']) {
  return {
    officeId: officeOf(petition),
    petitionId: petition.id,
    confidential: isConfidential(petition),
    clock: clock?.clock ?? null,
    instance: clock?.instance ?? null,
  };
}

/** Whoever signs in an approval gets a message of his own: an approval asks one person. */
function openAddressing(sqlite: Base['sqlite']) {
  const signer = sqlite
    .prepare<[string], number>('SELECT 1 FROM approval_signers WHERE staff_id = ?')
    .pluck();
  return (to: readonly StaffId[], step: number | null): readonly (readonly StaffId[])[] => {
    const apart = step === null || to.length < 2 ? [] : to.filter((id) => signer.get(id) === 1);
    if (apart.length === 0) return [to];
    const together = to.filter((id) => !apart.includes(id));
    return [...(together.length > 0 ? [together] : []), ...apart.map((id) => [id])];
  };
}

export function contentPlace(id: number): string {
  return `messages|content|${id}`;
}

const QUEUED = { state: 'queued', reason: null };
const NOBODY_TO_TELL = { state: 'blocked', reason: 'nobodyToTell' };
const NO_PETITION: Omit<MessageOrigin, 'officeId'> = {
  petitionId: null,
  confidential: false,
  clock: null,
  instance: null,
};

/** At least one, even of nobody. */
function inChunks<Member>(members: readonly Member[]): readonly (readonly Member[])[] {
  const chunks: Member[][] = [];
  for (let start = 0; start < members.length; start += PEOPLE_PER_MESSAGE) {
    chunks.push(members.slice(start, start + PEOPLE_PER_MESSAGE));
  }
  return chunks.length > 0 ? chunks : [[]];
}

import { officeOf } from '../domain/office.ts';
import { pinnedRegime } from '../domain/regime-in-force.ts';
import { stepButtons } from '../domain/step-card.ts';
import { type Instant, instant, MINUTE } from '../domain/time.ts';
import type { BegunApproval } from '../store/approval-store.ts';
import type { OutgoingMessage } from '../store/message-store.ts';
import { APPROVAL_FIELDS, findStarted } from './approval-search.ts';
import type { Channels } from './channels.ts';
import type { Pause } from './circuit.ts';
import type { ApprovalDelivery, DeliveryFailure, FailureClass, Outcome } from './delivery.ts';
import { afterFailure, reopening } from './retry.ts';
import type { JobSurroundings } from './surroundings.ts';

/**
 * What is left to do with the message: nothing (`settled`), a plain notice because an approval of this step lies
 * before the leader already (`remind`), or all of it (`notAsked`).
 */
export type ApprovalSending = 'settled' | 'remind' | 'notAsked';

/** When a running approval is first asked about, should its event be lost. */
const FIRST_ASK = 30 * MINUTE;
/** A start in doubt for so long is left to be cleared up later, and the message goes its usual way. */
const PATIENCE = 30 * MINUTE;

/** Asks a leader who prefers it for his signature by an approval: one call, and never a second approval. */
export async function sendByApproval(
  message: OutgoingMessage,
  given: JobSurroundings,
  channels: Channels,
): Promise<ApprovalSending> {
  const { approvals } = given.delivery;
  const asked = approvals && (await askedOf(message, given));
  if (!approvals || !asked) return 'notAsked';
  const begun = await given.store.beginApproval({ messageId: message.id, ...asked }, given.clock());
  if (begun.state === 'running') {
    if (begun.messageId !== message.id) return 'remind';
    await accept(message, begun.instanceId ?? '', given);
    return 'settled';
  }
  if (begun.state !== 'starting') return 'notAsked';
  return await begin({ ...asked, ...begun }, message, approvals, given, channels);
}

interface Asked {
  readonly staffId: string;
  readonly act: string;
  readonly number: string;
  readonly version: number;
  readonly label: string;
}

/** Null where an approval is not what this message is sent as. Of an accusation DingTalk is told nothing. */
async function askedOf(
  { petitionId, channel, asksForStep }: OutgoingMessage,
  { store, clock, calendar }: JobSurroundings,
): Promise<Asked | null> {
  if (!asksForStep || petitionId === undefined || channel.kind !== 'people') return null;
  const [staffId, ...others] = channel.staffIds;
  if (staffId === undefined || others.length > 0) return null;
  if (!(await store.signsByApproval(staffId)) || (await store.specimen(staffId)) === null) {
    return null;
  }
  const petition = await store.petition(petitionId);
  const regime = petition ? pinnedRegime(petition, await store.regimes()) : undefined;
  if (!petition || !regime || petition.facts.appealType === 'accusation') return null;
  const directory = await store.ofOffice(officeOf(petition)).directory();
  const context = { now: clock(), by: staffId, calendar: calendar(), directory, regime };
  const { tap } = stepButtons(petition, context);
  if (!tap?.signs) return null;
  const { number, version } = petition;
  return { staffId, act: tap.act, label: tap.label, number, version };
}

type Beginning = Asked & BegunApproval;

async function begin(
  beginning: Beginning,
  message: OutgoingMessage,
  approvals: ApprovalDelivery,
  given: JobSurroundings,
  channels: Channels,
): Promise<ApprovalSending> {
  const { id, attempts, begunAt, version } = beginning;
  const { store, clock } = given;
  const now = clock();
  const isInDoubt = attempts > 0;
  if (isInDoubt && now - begunAt > PATIENCE) {
    await store.planApproval(id, now, { asked: false });
    return 'notAsked';
  }
  const pause = channels.pauseAt('approvals', now);
  if (pause) return await duringPause(beginning, message, pause, given);
  if (isInDoubt) {
    const found = await findStarted(beginning, approvals, now);
    if (!found.ok) return await tryLater(message, found.failure, given, channels);
    if (found.value) {
      const { instanceId, isOver } = found.value;
      const nextAt = isOver ? now : instant(now + FIRST_ASK);
      return await running(message, { id, instanceId, nextAt }, given, channels);
    }
  }
  await store.recordApprovalAttempt(id, version);
  return await afterStart(await start(beginning, message, approvals), id, message, given, channels);
}

/** What has not been started goes another way; what may have been waits until that can be found out. */
async function duringPause(
  { id, attempts }: Beginning,
  message: OutgoingMessage,
  { explanation: reason, ...pause }: Pause,
  { store, clock }: JobSurroundings,
): Promise<ApprovalSending> {
  const now = clock();
  if (attempts === 0) {
    await store.recordApprovalEnd(id, { state: 'failed', reason, at: now }, null);
    return 'notAsked';
  }
  const retryAt = reopening({ explanation: reason, ...pause }, now);
  await store.recordFailure(message.id, { retryAt, reason, ambiguous: true, spared: true }, now);
  return 'settled';
}

async function start(
  { staffId, businessKey, label }: Beginning,
  { text }: OutgoingMessage,
  { operator, person, startApproval }: ApprovalDelivery,
): Promise<Outcome<{ readonly instanceId: string }>> {
  const originator = await person(operator);
  if (!originator.ok) return { ok: false, failure: notLeft(originator.failure) };
  return await startApproval({
    originator: operator,
    departmentId: departmentOf(originator.value?.departmentIds ?? []),
    approver: staffId,
    fields: {
      [APPROVAL_FIELDS.number]: businessKey,
      [APPROVAL_FIELDS.act]: label,
      [APPROVAL_FIELDS.summary]: text,
    },
  });
}

/** The address book was asked in vain: whatever became of that, no approval has been started. */
function notLeft(failure: DeliveryFailure): DeliveryFailure {
  return failure.class === 'unknown' ? { ...failure, class: 'soon' } : failure;
}

/** Approvals know the whole organisation as −1, the address book as 1. */
function departmentOf([first = 1]: readonly number[]): number {
  return first === 1 ? -1 : first;
}

async function afterStart(
  started: Outcome<{ readonly instanceId: string }>,
  id: number,
  message: OutgoingMessage,
  given: JobSurroundings,
  channels: Channels,
): Promise<ApprovalSending> {
  const { store, clock } = given;
  const now = clock();
  if (started.ok) {
    const { instanceId } = started.value;
    const nextAt = instant(now + FIRST_ASK);
    return await running(message, { id, instanceId, nextAt }, given, channels);
  }
  const { failure } = started;
  if (failure.class !== 'unknown') await store.recordApprovalNotStarted(id);
  if (passing.has(failure.class)) return await tryLater(message, failure, given, channels);
  channels.failed('approvals', failure, { message: message.id, template: message.template });
  const ended = { state: 'failed' as const, reason: failure.explanation, at: now };
  await store.recordApprovalEnd(id, ended, null);
  return 'notAsked';
}

/** Anything else will not be better in a moment: the leader is asked another way. */
const passing: ReadonlySet<FailureClass> = new Set(['unknown', 'soon', 'slow']);

async function running(
  message: OutgoingMessage,
  {
    id,
    ...started
  }: { readonly id: number; readonly instanceId: string; readonly nextAt: Instant },
  given: JobSurroundings,
  channels: Channels,
): Promise<'settled'> {
  channels.succeeded('approvals');
  await given.store.recordApprovalStarted(id, started, given.clock());
  await accept(message, started.instanceId, given);
  return 'settled';
}

/** An approval that runs lies before its approver. */
async function accept(
  { id, channel }: OutgoingMessage,
  taskId: string,
  { store, clock }: JobSurroundings,
): Promise<void> {
  const now = clock();
  const staffIds = channel.kind === 'people' ? channel.staffIds : [];
  await store.recordAccepted(id, { taskId }, now);
  const results = staffIds.map((staffId) => ({ staffId, state: 'delivered' as const }));
  await store.recordResult(id, results, 'unconfirmed', now);
}

async function tryLater(
  message: OutgoingMessage,
  failure: DeliveryFailure,
  given: JobSurroundings,
  channels: Channels,
): Promise<'settled'> {
  const { store, clock, random } = given;
  const { id, template } = message;
  channels.failed('approvals', failure, { message: id, template });
  const now = clock();
  const pause = channels.pauseAt('approvals', now);
  await store.recordFailure(id, afterFailure(message, failure, { now, random, pause }), now);
  return 'settled';
}

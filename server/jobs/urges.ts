import type { StaffId } from '../domain/directory.ts';
import { roleHolders } from '../domain/directory.ts';
import { variablesOf } from '../domain/message-variables.ts';
import { officeOf } from '../domain/office.ts';
import type { Petition } from '../domain/petition.ts';
import type { Regime } from '../domain/regime.ts';
import { pinnedRegime } from '../domain/regime-in-force.ts';
import { DAY, type Instant, instant, MINUTE } from '../domain/time.ts';
import { fillTemplate } from '../domain/wording.ts';
import { addWorkingTime } from '../domain/working-time.ts';
import type { JobMessage } from '../store/message-store.ts';
import type { Rung, UnseenStep } from '../store/step-store.ts';
import { budgetNow } from './budget.ts';
import type { Outcome } from './delivery.ts';
import type { JobSurroundings } from './surroundings.ts';

/**
 * 双联络员都没有查看交办通知: one way after the other, each once, until one of them looks or the three working hours of
 * the return window are nearly over. Working time since DingTalk took the notice.
 */
const LADDER: readonly { readonly rung: Rung; readonly after: number }[] = [
  { rung: 'toDo', after: 60 * MINUTE },
  { rung: 'ding', after: 90 * MINUTE },
  { rung: 'mention', after: 120 * MINUTE },
  { rung: 'phone', after: 150 * MINUTE },
];
/** What nobody has looked at for so long is in every daily reminder and overdue besides. */
const WATCHED_FOR = 3 * DAY;

/** Takes the next way that is due for every dispatch nobody has looked at. Answers how many it took. */
export async function runUrges(given: JobSurroundings, now: Instant): Promise<number> {
  let taken = 0;
  for (const waiting of await unseenDispatches(given, now)) {
    for (const { rung, at } of dueRungs(waiting.step, given)) {
      if (at <= now && (await take(rung, waiting, given, now))) taken += 1;
    }
  }
  return taken;
}

/** When the next way falls due; null while none is planned. */
export async function nextUrge(given: JobSurroundings, now: Instant): Promise<Instant | null> {
  const waiting = await unseenDispatches(given, now);
  const instants = waiting.flatMap(({ step }) => dueRungs(step, given).map(({ at }) => at));
  return instants.length === 0 ? null : instant(Math.min(...instants));
}

interface Unseen {
  readonly step: UnseenStep;
  readonly petition: Petition;
  readonly regime: Regime;
}

/** Only where the regulation has a dispatch accepted: other steps have their own reminders. */
async function unseenDispatches(
  { store }: JobSurroundings,
  now: Instant,
): Promise<readonly Unseen[]> {
  const steps = await store.stepsUnseen(instant(now - WATCHED_FOR));
  if (steps.length === 0) return [];
  const regimes = await store.regimes();
  const found: Unseen[] = [];
  for (const step of steps) {
    const petition = await store.petition(step.petitionId);
    const regime = petition ? pinnedRegime(petition, regimes) : undefined;
    const acts = petition ? regime?.stages[petition.stage]?.acts : undefined;
    const isDispatch = Object.values(acts ?? {}).some(({ kind }) => kind === 'accept');
    if (petition && regime && isDispatch) found.push({ step, petition, regime });
  }
  return found;
}

function dueRungs({ toldAt, urged }: UnseenStep, { calendar }: JobSurroundings) {
  return LADDER.filter(({ rung }) => !urged.includes(rung)).flatMap(({ rung, after }) => {
    const at = addWorkingTime(calendar(), toldAt, after);
    return at.ok ? [{ rung, at: at.value }] : [];
  });
}

/** Noted before it is tried: a way taken twice would be worse than one that failed. */
async function take(
  rung: Rung,
  waiting: Unseen,
  given: JobSurroundings,
  now: Instant,
): Promise<boolean> {
  const { stepId, petitionId } = waiting.step;
  const outcome = (await isOffered(rung, waiting, given)) ? 'done' : 'notOffered';
  const message =
    rung === 'phone' && outcome === 'done' ? await phoneList(waiting, given, now) : null;
  const isFirst = await given.store.recordUrge(
    { stepId, petitionId, rung, at: now, outcome },
    message,
  );
  if (!isFirst || outcome !== 'done') return isFirst;
  const called = await callFor(rung, waiting, given, now);
  if (called && !called.ok) {
    const { code } = called.failure;
    given.log.warn({ rung, code }, 'urgeFailed');
    await given.store.urgeFailed(stepId, rung, code);
  }
  return true;
}

/** In the group nothing is said of an accusation; and where calls run short only the app and the telephone are left. */
async function isOffered(
  rung: Rung,
  { petition }: Unseen,
  given: JobSurroundings,
): Promise<boolean> {
  const { toDos, urging } = given.delivery;
  const isConfidential = petition.facts.appealType === 'accusation';
  switch (rung) {
    case 'toDo':
      return toDos !== null;
    case 'ding':
      return urging.ding !== null && (await budgetNow(given)) !== 'scarce';
    case 'mention':
      return urging.mentionInGroup !== null && !isConfidential;
    case 'phone':
      return !isConfidential;
  }
}

async function callFor(
  rung: Rung,
  { step, petition }: Unseen,
  { delivery: { urging }, store }: JobSurroundings,
  now: Instant,
): Promise<Outcome<unknown> | undefined> {
  const { recipients: userIds } = step;
  switch (rung) {
    case 'toDo':
      await store.urgeToDo(petition.id, now);
      return undefined;
    case 'ding':
      return await urging.ding?.({ userIds, content: DING_TEXT });
    case 'mention':
      return await urging.mentionInGroup?.({
        messageId: `urge-${step.stepId}`,
        userIds,
        title: '交办件待接处',
        markdown: MENTION_TEXT,
      });
    case 'phone':
      return undefined;
  }
}

const DING_TEXT = '您有信访交办件尚未查看，请打开钉钉工作通知及时接处。';
const MENTION_TEXT = '有信访交办件发出后尚未查看，请打开钉钉工作通知及时接处。';

/** Tells the office whom to telephone. */
async function phoneList(
  { step, petition, regime }: Unseen,
  { store, calendar, wording }: JobSurroundings,
  now: Instant,
): Promise<JobMessage | null> {
  const directory = await store.ofOffice(officeOf(petition)).directory();
  const staffIds = officeRoles(petition, regime).flatMap((role) =>
    roleHolders(directory, role).map(({ id }) => id),
  );
  if (staffIds.length === 0) return null;
  const [by = 'system'] = staffIds;
  const circumstances = { now, by, calendar: calendar(), directory, regime };
  return {
    ...fillTemplate(wording, 'notSeen', circumstances.regime, variablesOf(petition, circumstances)),
    dedupe: `notSeen:${step.stepId}`,
    channel: { kind: 'people', staffIds: [...new Set<StaffId>(staffIds)] },
    template: 'notSeen',
    expiresAt: instant(now + DAY),
  };
}

/** Whoever registers in the petition's flow: the regulation says who that is. */
function officeRoles({ flow }: Petition, regime: Regime): readonly string[] {
  const start = regime.flows[flow]?.start;
  const acts = start === undefined ? undefined : regime.stages[start]?.acts;
  const roles = Object.values(acts ?? {})
    .filter(({ aside }) => aside !== true)
    .flatMap(({ by }) => by.map(({ role }) => role));
  return [...new Set(roles)];
}

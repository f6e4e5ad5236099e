import type { TakeAct } from '../domain/command.ts';
import type { ActTaken } from '../domain/event.ts';
import { variablesOf } from '../domain/message-variables.ts';
import { officeOf } from '../domain/office.ts';
import type { Petition } from '../domain/petition.ts';
import type { Regime } from '../domain/regime.ts';
import { pinnedRegime } from '../domain/regime-in-force.ts';
import { isSameStep } from '../domain/step.ts';
import { stepButtons, tappedInput } from '../domain/step-card.ts';
import { DAY, type Instant, instant } from '../domain/time.ts';
import { fillTemplate, type TemplateId } from '../domain/wording.ts';
import type { ApprovalEnd, DueApproval } from '../store/approval-store.ts';
import type { JobMessage } from '../store/message-store.ts';
import { APPROVAL_FIELDS } from './approval-search.ts';
import type { ApprovalAnswer } from './delivery.ts';
import type { JobSurroundings } from './surroundings.ts';

/**
 * Makes of a decided or ended approval what it means for the petition. Agreeing is a command like any other, under the
 * approval's own id: repeated, it gets the same answer. Refusing is none, because a return needs a reason in our form.
 */
export async function settleApproval(
  due: Settling,
  answer: ApprovalAnswer,
  given: JobSurroundings,
): Promise<void> {
  const { store, clock } = given;
  const scene = await sceneOf(due, given);
  const outcome = scene ? await outcomeOf(due, answer, scene, given) : WITHOUT_SCENE;
  const { told, ...end } = outcome;
  const message = scene && told ? tell(due, told, scene, given) : null;
  if (answer.status === 'completed' && answer.decidedBy === due.staffId) {
    await store.noticeOpened(due.messageId, due.staffId, clock());
  }
  await store.recordApprovalEnd(due.id, { ...end, at: clock() }, message);
}

type Settling = DueApproval & { readonly instanceId: string };

interface ApprovalScene {
  readonly petition: Petition;
  readonly regime: Regime;
  readonly now: Instant;
  readonly context: Parameters<typeof stepButtons>[1];
}

interface Outcome extends Omit<ApprovalEnd, 'at'> {
  /** What the leader is told, since the approval says otherwise. */
  readonly told?: Telling;
}

interface Telling {
  readonly template: TemplateId;
  /** Who acted and when, where somebody was first. */
  readonly act?: Pick<ActTaken, 'by' | 'at'>;
  /** Act whose form is to be opened. */
  readonly form?: string;
}

const WITHOUT_SCENE: Outcome = { state: 'failed', reason: '该件已无法办理。' };
const NOT_HIS = '审批由他人处理或内容不符，未采用。';
const ENDED = '审批已在钉钉中撤销。';
const NO_SIGNATURE = '领导已撤回留存的签名，审批未采用。';
const NOT_TAKEN = '该件已有变化，审批未采用。';
const REFUSED = '已请其在系统中填写退回理由。';
const OVERTAKEN = '该环节已先行办理，审批未采用。';

async function sceneOf(
  { petitionId, staffId }: Settling,
  { store, clock, calendar }: JobSurroundings,
): Promise<ApprovalScene | null> {
  const petition = await store.petition(petitionId);
  const regime = petition ? pinnedRegime(petition, await store.regimes()) : undefined;
  if (!petition || !regime) return null;
  const now = clock();
  const directory = await store.ofOffice(officeOf(petition)).directory();
  const context = { now, by: staffId, calendar: calendar(), directory, regime };
  return { petition, regime, now, context };
}

async function outcomeOf(
  due: Settling,
  answer: ApprovalAnswer,
  scene: ApprovalScene,
  given: JobSurroundings,
): Promise<Outcome> {
  const { staffId, act, businessKey, isStepOpen } = due;
  const isHis =
    answer.decidedBy === staffId && answer.fields[APPROVAL_FIELDS.number] === businessKey;
  if (!isStepOpen) return await afterTheStep(due, answer, given);
  const told = { template: 'approvalNotTaken' as const };
  if (answer.status !== 'completed') return { state: 'withdrawn', reason: ENDED, told };
  if (!isHis) return { state: 'failed', reason: NOT_HIS, told };
  const { tap, form } = stepButtons(scene.petition, scene.context);
  if (answer.result !== 'agree') {
    const opening = form ? { form: form.act } : {};
    const asking = { template: 'approvalRefused' as const, ...opening };
    return { state: 'refused', reason: REFUSED, told: asking };
  }
  if (tap?.act !== act) return { state: 'failed', reason: NOT_TAKEN, told };
  return await agree(due, answer, scene, given);
}

/** He may have decided in the app himself, or his agreement has been recorded already: then nothing is amiss. */
async function afterTheStep(
  { petitionId, staffId, act, begunAt }: Settling,
  { status, result }: ApprovalAnswer,
  { store }: JobSurroundings,
): Promise<Outcome> {
  const events = await store.events(petitionId);
  const since = events.filter(
    (event): event is ActTaken => event.type === 'actTaken' && event.at >= begunAt,
  );
  const own = since.some((taken) => taken.by === staffId && taken.act === act);
  if (own && result === 'agree') return { state: 'agreed' };
  if (status !== 'completed') return { state: 'withdrawn', reason: OVERTAKEN };
  const last = since.findLast((taken) => taken.by !== staffId);
  return overtaken(last ?? null);
}

async function agree(
  { staffId, instanceId, petitionId, act, version: seenVersion }: Settling,
  { remark }: ApprovalAnswer,
  { petition, regime }: ApprovalScene,
  { store, execute }: JobSurroundings,
): Promise<Outcome> {
  const definition = regime.stages[petition.stage]?.acts[act];
  // What he wrote freely stays in DingTalk: into the file goes a phrase of the regulation, the usual one for any other.
  const phrase = definition?.phrases?.find((offered) => offered === remark?.trim());
  const input = definition ? tappedInput(petition, definition, phrase) : null;
  const handwriting = await store.specimen(staffId);
  const told = { template: 'approvalNotTaken' as const };
  if (!input) return { state: 'failed', reason: NOT_TAKEN, told };
  if (handwriting === null) return { state: 'failed', reason: NO_SIGNATURE, told };
  const command: TakeAct = { type: 'takeAct', act, input, handwriting };
  const commandId = `approval:${instanceId}`;
  const answer = await execute({ commandId, petitionId, by: staffId, seenVersion, command });
  if (answer.ok) return { state: 'agreed' };
  const after = await store.petition(petitionId);
  const last = answer.refusal.code === 'changedMeanwhile' ? answer.refusal : null;
  if (after && isSameStep(petition, after)) return { state: 'failed', reason: NOT_TAKEN, told };
  const { lastActBy: by, lastActAt: at } = last ?? {};
  return overtaken(by === undefined || at === undefined ? null : { by, at });
}

/** Told only where there is somebody to name. */
function overtaken(act: Pick<ActTaken, 'by' | 'at'> | null): Outcome {
  const told = act ? { told: { template: 'approvalOvertaken' as const, act } } : {};
  return { state: 'failed', reason: OVERTAKEN, ...told };
}

/** To the leader alone; it asks for nothing that a card could answer. */
function tell(
  { id, petitionId, staffId }: Settling,
  { template, act, form }: Telling,
  { petition, now, context }: ApprovalScene,
  { wording }: JobSurroundings,
): JobMessage | null {
  // What has become an accusation meanwhile is not written of.
  if (petition.facts.appealType === 'accusation') return null;
  const telling = act ? { ...context, by: act.by, now: act.at } : context;
  return {
    ...fillTemplate(wording, template, telling.regime, variablesOf(petition, telling)),
    dedupe: `approval:${id}`,
    channel: { kind: 'people', staffIds: [staffId] },
    template,
    ...(form === undefined ? {} : { link: `/petitions/${petitionId}/acts/${form}` }),
    expiresAt: instant(now + DAY),
  };
}

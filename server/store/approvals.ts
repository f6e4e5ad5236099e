import { and, asc, eq, lte, max, sql } from 'drizzle-orm';
import { messages } from '../../db/schema.ts';
import { approvalSigners, approvals, steps } from '../../db/schema-dingtalk.ts';
import type { StaffId } from '../domain/directory.ts';
import { MAIN_OFFICE } from '../domain/office.ts';
import { type Instant, instant, SECOND } from '../domain/time.ts';
import type {
  ApprovalEnd,
  Approvals,
  AskedApproval,
  BegunApproval,
  DueApproval,
  SigningWay,
} from './approval-store.ts';
import type { AuditLog } from './audit.ts';
import type { Base } from './base.ts';
import type { JobMessage } from './message-store.ts';
import type { OutboxWriter } from './outbox.ts';
import type { AtOnce } from './promised.ts';

/** DingTalk ends no approval in its first fifteen seconds. */
export const FIRST_MOMENTS = 15 * SECOND;

interface ApprovalParts {
  readonly audit: Pick<AuditLog, 'append'>;
  readonly outbox: Pick<OutboxWriter, 'tellAgain'>;
}

export function openApprovals(base: Base, parts: ApprovalParts): AtOnce<Approvals> {
  const { sqlite, tables } = base;
  const { outbox } = parts;

  const end = sqlite.transaction((id: number, ended: ApprovalEnd, message: JobMessage | null) => {
    const { state, reason = null, at } = ended;
    tables.update(approvals).set({ state, reason, nextAt: null }).where(eq(approvals.id, id)).run();
    const row = joined(tables).where(eq(approvals.id, id)).get();
    if (!message || !row) return;
    const { petitionId } = row.step;
    // Of an accusation there never is one.
    const about = eq(messages.id, row.approval.messageId);
    const asked = tables.select().from(messages).where(about).get();
    const officeId = asked?.officeId ?? MAIN_OFFICE;
    const origin = { officeId, petitionId, confidential: false, clock: null, instance: null };
    outbox.tellAgain(message, origin, at);
  });

  return {
    ...signingMethods(base, parts),
    ...startMethods(base),
    recordApprovalEnd: (id, ended, message) => end.immediate(id, ended, message),
    approvalsDue: (now, limit) =>
      joined(tables)
        .where(and(sql`${approvals.nextAt} IS NOT NULL`, lte(approvals.nextAt, now)))
        .orderBy(asc(approvals.nextAt), asc(approvals.id))
        .limit(limit)
        .all()
        .map(due),
    planApproval(id, nextAt, { asked, reason = null }) {
      tables
        .update(approvals)
        .set({ nextAt, reason, asks: sql`${approvals.asks} + ${asked ? 1 : 0}` })
        .where(eq(approvals.id, id))
        .run();
    },
    approvalTold: (instanceId, now) =>
      tables
        .update(approvals)
        .set({ nextAt: now })
        .where(and(eq(approvals.instanceId, instanceId), eq(approvals.state, 'running')))
        .run().changes === 1,
  };
}

function signingMethods(
  { sqlite, tables }: Base,
  { audit }: ApprovalParts,
): AtOnce<Pick<Approvals, 'signsByApproval' | 'chooseSigning'>> {
  const signs = (staffId: StaffId) =>
    tables.select().from(approvalSigners).where(eq(approvalSigners.staffId, staffId)).get() !==
    undefined;
  const choose = sqlite.transaction((staffId: StaffId, way: SigningWay, at: Instant) => {
    if (signs(staffId) === (way === 'approval')) return;
    if (way === 'approval') tables.insert(approvalSigners).values({ staffId }).run();
    else tables.delete(approvalSigners).where(eq(approvalSigners.staffId, staffId)).run();
    const detail = way === 'approval' ? '改用钉钉审批' : '改用卡片或应用内签批';
    audit.append({ at, actor: staffId, action: 'signingChosen', ok: true, detail });
  });
  return {
    signsByApproval: signs,
    chooseSigning: (staffId, way, now) => choose.immediate(staffId, way, now),
  };
}

function startMethods({
  sqlite,
  tables,
  random,
}: Base): AtOnce<
  Pick<
    Approvals,
    'beginApproval' | 'recordApprovalAttempt' | 'recordApprovalNotStarted' | 'recordApprovalStarted'
  >
> {
  const stepOf = (messageId: number) =>
    tables.select({ id: messages.stepId }).from(messages).where(eq(messages.id, messageId)).get();

  const begin = sqlite.transaction((asked: AskedApproval, now: Instant): BegunApproval => {
    const { messageId, staffId, act, number, version } = asked;
    const stepId = stepOf(messageId)?.id;
    if (stepId === undefined || stepId === null) throw new Error('the message asks for no step');
    const ofStep = and(eq(approvals.stepId, stepId), eq(approvals.staffId, staffId));
    const present = tables.select().from(approvals).where(ofStep).get();
    if (present) return begun(present);
    const last = tables
      .select({ id: max(approvals.id) })
      .from(approvals)
      .get();
    const businessKey = `${number}·${random(3).toString('hex')}`;
    const made = { messageId, stepId, staffId, act, version, businessKey, begunAt: now };
    const row = { id: (last?.id ?? 0) + 1, ...made, state: 'starting' as const };
    return begun(tables.insert(approvals).values(row).returning().get());
  });

  const started = sqlite.transaction(
    (id: number, instanceId: string, nextAt: Instant, now: Instant) => {
      const row = joined(tables).where(eq(approvals.id, id)).get();
      // The step may have ended while the approval was on its way.
      const next = row?.step.status === 'open' ? nextAt : now + FIRST_MOMENTS;
      tables
        .update(approvals)
        .set({ instanceId, state: 'running', startedAt: now, nextAt: next, attempts: 0 })
        .where(eq(approvals.id, id))
        .run();
    },
  );

  return {
    beginApproval: (asked, now) => begin.immediate(asked, now),
    recordApprovalAttempt(id, version) {
      tables
        .update(approvals)
        .set({ version, attempts: sql`${approvals.attempts} + 1` })
        .where(eq(approvals.id, id))
        .run();
    },
    recordApprovalNotStarted(id) {
      tables.update(approvals).set({ attempts: 0 }).where(eq(approvals.id, id)).run();
    },
    recordApprovalStarted: (id, { instanceId, nextAt }, now) =>
      started.immediate(id, instanceId, nextAt, now),
  };
}

type ApprovalRow = typeof approvals.$inferSelect;
interface JoinedRow {
  readonly approval: ApprovalRow;
  readonly step: typeof steps.$inferSelect;
}

function joined(tables: Base['tables']) {
  return tables
    .select({ approval: approvals, step: steps })
    .from(approvals)
    .innerJoin(steps, eq(steps.id, approvals.stepId));
}

function due({ approval, step }: JoinedRow): DueApproval {
  return {
    ...begun(approval),
    petitionId: step.petitionId,
    staffId: approval.staffId,
    act: approval.act,
    version: approval.version,
    isStepOpen: step.status === 'open',
    asks: approval.asks,
  };
}

function begun(row: ApprovalRow): BegunApproval {
  return {
    id: row.id,
    messageId: row.messageId,
    state: row.state,
    businessKey: row.businessKey,
    instanceId: row.instanceId,
    begunAt: instant(row.begunAt),
    attempts: row.attempts,
  };
}

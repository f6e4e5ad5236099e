import type { StaffId } from '../domain/directory.ts';
import type { PetitionId } from '../domain/petition.ts';
import type { ActId } from '../domain/regime.ts';
import type { Instant } from '../domain/time.ts';
import type { ApprovalProgress, JobMessage } from './message-store.ts';

/**
 * Signatures asked for by an OA approval (钉钉审批) instead of a card. An approval is a way of asking: the petition's
 * own record says whether it was signed.
 */
export interface Approvals {
  signsByApproval(staffId: StaffId): Promise<boolean>;
  /** With an audit entry; the same choice again changes nothing. */
  chooseSigning(staffId: StaffId, way: SigningWay, now: Instant): Promise<void>;
  /** One for each step and person, whichever message asks for it: the second time it answers the first. */
  beginApproval(asked: AskedApproval, now: Instant): Promise<BegunApproval>;
  /** Before every start, so that one whose fate is not known is looked for before another is made. */
  recordApprovalAttempt(id: number, version: number): Promise<void>;
  /** It has certainly not been started: nothing need be looked for. */
  recordApprovalNotStarted(id: number): Promise<void>;
  /** `nextAt`: when to ask about it, if nobody tells us before. */
  recordApprovalStarted(
    id: number,
    started: { readonly instanceId: string; readonly nextAt: Instant },
    now: Instant,
  ): Promise<void>;
  /** With what the leader is told of it, if anything. */
  recordApprovalEnd(id: number, end: ApprovalEnd, message: JobMessage | null): Promise<void>;
  /** To be asked about, ended or looked for by now, earliest first. */
  approvalsDue(now: Instant, limit: number): Promise<readonly DueApproval[]>;
  planApproval(id: number, nextAt: Instant, plan: ApprovalPlan): Promise<void>;
  /** DingTalk says that something has become of it: a hint to ask. False for one that is not running. */
  approvalTold(instanceId: string, now: Instant): Promise<boolean>;
}

export type SigningWay = 'card' | 'approval';

export interface AskedApproval {
  readonly messageId: number;
  readonly staffId: StaffId;
  readonly act: ActId;
  /** The petition's number, with which the business key begins. */
  readonly number: string;
  readonly version: number;
}

export interface BegunApproval {
  readonly id: number;
  /** Of the message that asked first. */
  readonly messageId: number;
  readonly state: ApprovalProgress;
  /** In a field of the approval, and in no other's. */
  readonly businessKey: string;
  readonly instanceId: string | null;
  readonly begunAt: Instant;
  /** Starts whose fate is not known. */
  readonly attempts: number;
}

export interface DueApproval extends BegunApproval {
  readonly petitionId: PetitionId;
  readonly staffId: StaffId;
  readonly act: ActId;
  /** The petition's when it was started: he signs what was so then. */
  readonly version: number;
  readonly isStepOpen: boolean;
  /** Since it was last known to run. */
  readonly asks: number;
}

export interface ApprovalEnd {
  readonly state: 'agreed' | 'refused' | 'withdrawn' | 'failed';
  /** An official sentence, never what somebody wrote. */
  readonly reason?: string;
  readonly at: Instant;
}

/** `asked`: counts against how often it is still asked about. */
export interface ApprovalPlan {
  readonly asked: boolean;
  readonly reason?: string;
}

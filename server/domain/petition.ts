import type {
  ContactHow,
  ContactOutcome,
  FindingItem,
  FollowUpOutcome,
  ReplyChannel,
  ReturnBasis,
  ToldHow,
  VisitNature,
  VisitVenue,
} from './act-input.ts';
import type { AttachmentFact, AttachmentId } from './attachment.ts';
import type { ClockId, RegimeId } from './clock-rule.ts';
import type { StaffId, UnitId } from './directory.ts';
import type { OfficeId } from './office.ts';
import type { AppealType, PetitionChannel, PetitionSource } from './petition-kinds.ts';
import type { ReadingModeId } from './reading-modes.ts';
import type { FiledRecord } from './record.ts';
import type { FlowId, SlotId, StageId } from './regime.ts';
import type { Instant, LocalDay } from './time.ts';

export type PetitionId = string & { readonly brand?: 'petition' };

/**
 * Everything decisions need to know about one petition. It holds no personal data: who petitioned and what about
 * are the `Particulars`, sealed and stored apart.
 */
export interface Petition {
  readonly id: PetitionId;
  /** Grows by one with everything a person did; reminders leave it, or they would make every open page stale. */
  readonly version: number;
  readonly number: string;
  /** 镜访[年]号, for petitions that began as a visit. */
  readonly visitNumber?: string;
  readonly regime: { readonly id: RegimeId; readonly version: number };
  /** Absent: of the main office. */
  readonly officeId?: OfficeId;
  readonly flow: FlowId;
  readonly stage: StageId;
  readonly stageSince: Instant;
  readonly registeredAt: Instant;
  readonly registeredBy: StaffId;
  readonly facts: PetitionFacts;
  readonly accused: Accused;
  readonly recused: readonly StaffId[];
  readonly proposal?: { readonly unitId: UnitId };
  readonly visit?: {
    readonly unitId: UnitId;
    readonly venue: VisitVenue;
    readonly nature: VisitNature;
    readonly principalNeeded: boolean;
    readonly reason?: string;
  };
  readonly converted: boolean;
  readonly assignments: readonly Assignment[];
  readonly replies: readonly Reply[];
  readonly signatures: readonly Signature[];
  readonly reworks: readonly {
    readonly at: Instant;
    readonly by: StaffId;
    readonly reason: string;
  }[];
  readonly concludedAt?: Instant;
  readonly deliveredReply?: {
    readonly at: Instant;
    readonly on: LocalDay;
    readonly channel: ReplyChannel;
    readonly scannedIntoPlatform: boolean;
  };
  readonly followUps: readonly FollowUp[];
  readonly verifications: readonly Verification[];
  readonly consultations: readonly Consultation[];
  readonly supervisions: readonly Supervision[];
  readonly letters: readonly LiaisonLetter[];
  readonly extensions: readonly Extension[];
  readonly attachments: readonly AttachmentFact[];
  readonly contacts: readonly Contact[];
  /** What the regulation wants written down beside the acts' own words, oldest first. */
  readonly records: readonly FiledRecord[];
  /** What was put before leaders with this petition in it, oldest first (批阅件). */
  readonly readings: readonly FiledReading[];
  readonly informed?: { readonly at: Instant; readonly how: ToldHow; readonly on: LocalDay };
  readonly flags?: { readonly weeklyConsultation: boolean; readonly supervision: boolean };
  readonly transfer?: { readonly competentOrgan: string; readonly legalBasis: string };
  readonly mergedInto?: string;
  readonly clocks: readonly RunningClock[];
}

/** A leader's reading as the petition's own file tells it. */
export interface FiledReading {
  readonly id: string;
  readonly mode: ReadingModeId;
  /** The regulation's word for the way it was put: 摘要批阅. */
  readonly title: string;
  readonly reader: StaffId;
  readonly by: StaffId;
  readonly at: Instant;
  /** How many petitions were put together, this one included. */
  readonly together: number;
  readonly read?: { readonly at: Instant; readonly instruction: string };
}

/** What is known of a petition without saying who brought it. */
export interface PetitionFacts {
  readonly source: PetitionSource;
  readonly channel: PetitionChannel;
  readonly category: string;
  readonly appealType: AppealType;
  readonly peopleCount: number;
  readonly representatives?: number;
  /** 信访件编号 given by the superior platform. */
  readonly platformNumber?: string;
  /** 平台限办时间; required for 上级件, since the regulation names no number (R13). */
  readonly externalDueAt?: Instant;
  readonly receivedAt: Instant;
  readonly anonymous: boolean;
  readonly repeatOf?: string;
  readonly repeated: boolean;
}

/**
 * Whom an accusation names. They see nothing of it, whatever their role (条例第三十条第三款).
 * `outside` = nobody of this directory, said expressly at registration.
 */
export interface Accused {
  readonly staffIds: readonly StaffId[];
  readonly unitIds: readonly UnitId[];
  readonly outside: boolean;
}

/** Personal data and wording of the petitioner; encrypted at rest, masked by default, never in a message. */
export interface Particulars {
  readonly title: string;
  readonly body: string;
  readonly petitioner: {
    readonly name: string;
    readonly phone: string;
    readonly idNumber: string;
    readonly address: string;
  };
}

/** One dispatch to one unit, with its own return window. */
export interface Assignment {
  /** 1 for the first dispatch of the petition. */
  readonly sequence: number;
  readonly unitId: UnitId;
  readonly assignedBy: StaffId;
  readonly assignedAt: Instant;
  readonly opinion: string;
  /** Made by a binding ruling: may not be returned again. */
  readonly binding: boolean;
  /** Those of the unit who were told, in the order in which the regulation names them. */
  readonly recipients: readonly StaffId[];
  readonly acceptedBy?: StaffId;
  readonly acceptedAt?: Instant;
  readonly caseworkerId?: StaffId;
  /** Every return asked for on this dispatch; the last is pending while it has no outcome. */
  readonly returns: readonly ReturnRequest[];
  /** Set when another unit or organ has taken over. */
  readonly endedAt?: Instant;
}

export interface ReturnRequest {
  readonly at: Instant;
  readonly by: StaffId;
  readonly basis: ReturnBasis;
  readonly detail: string;
  readonly proposedUnitId?: UnitId;
  readonly proposedOrgan?: string;
  readonly late: boolean;
  /** Working time past the window; 0 when in time. */
  readonly lateByMs: number;
  readonly lateReason?: string;
  readonly attachments?: readonly AttachmentId[];
  /** 信访办初核意见 on a late return. */
  readonly officeOpinion?: string;
  readonly outcome?: 'upheld' | 'rejected';
  readonly settledBy?: StaffId;
  readonly settledAt?: Instant;
}

export interface Reply {
  readonly at: Instant;
  readonly by: StaffId;
  readonly findings: string;
  readonly reply: string;
  readonly told: { readonly how: ToldHow; readonly on: LocalDay };
  readonly unreasonable: boolean;
  readonly closingChecklist: Readonly<Record<string, string>>;
  /** 逐项答复; absent where the reply was written as a whole. */
  readonly items?: readonly FindingItem[];
  readonly attachments?: readonly AttachmentId[];
  /** Set when sent back for redo; the text stays on the file. */
  readonly sentBackAt?: Instant;
}

/** A box of a form filled by a person's opinion and handwriting. */
export interface Signature {
  readonly slot: SlotId;
  /** 1 for the first pass through the flow, the verification round for verification slots. */
  readonly round: number;
  readonly by: StaffId;
  /** The signer's title when signing: printed beside the label of the form (R1). */
  readonly title: string;
  readonly opinion: string;
  readonly at: Instant;
  /** Id of the stored handwriting (SVG). */
  readonly handwriting: string;
  readonly voidedAt?: Instant;
}

export interface FollowUp {
  readonly at: Instant;
  readonly by: StaffId;
  readonly on: LocalDay;
  readonly outcome: FollowUpOutcome;
  readonly method?: 'phone' | 'inPerson';
  readonly comment?: string;
  readonly ratingPrompted: boolean;
}

export interface Verification {
  readonly round: number;
  /** 镜核[年]号 */
  readonly number: string;
  readonly origin: 'followUp' | 'platformRating' | 'cityBureau';
  readonly requirement: string;
  readonly openedAt: Instant;
  readonly openedBy: StaffId;
  readonly statements: readonly {
    readonly at: Instant;
    readonly by: StaffId;
    readonly basicFacts: string;
    readonly findings: string;
    readonly communication: string;
    readonly attachments?: readonly AttachmentId[];
  }[];
  readonly closedAt?: Instant;
}

/** 联系信访人记录 (M16「当天接处、联系协调」). */
export interface Contact {
  readonly at: Instant;
  readonly by: StaffId;
  readonly on: LocalDay;
  /** `HH:MM`, where it was noted. */
  readonly time?: string;
  readonly how: ContactHow;
  readonly outcome: ContactOutcome;
  readonly summary: string;
  readonly attachments?: readonly AttachmentId[];
}

export interface Consultation {
  readonly openedAt: Instant;
  readonly openedBy: StaffId;
  readonly reason: string;
  readonly decision?: string;
  readonly concludedAt?: Instant;
  /** Who carries the decision out, until when. */
  readonly ownerId?: StaffId;
  readonly dueOn?: LocalDay;
}

export interface Supervision {
  /** 镜信督〔年〕号 */
  readonly number: string;
  readonly openedAt: Instant;
  readonly openedBy: StaffId;
  readonly reason: string;
  readonly dueOn?: LocalDay;
  readonly outcome?: string;
  readonly closedAt?: Instant;
}

export interface LiaisonLetter {
  /** 镜信联[年]号 */
  readonly number: string;
  readonly addressee: string;
  readonly matter: string;
  readonly request: string;
  readonly sentAt: Instant;
  readonly sentBy: StaffId;
  readonly reply?: { readonly at: Instant; readonly summary: string };
}

export interface Extension {
  readonly requestedAt: Instant;
  readonly requestedBy: StaffId;
  readonly days: number;
  readonly reason: string;
  readonly outcome?: 'granted' | 'refused';
  readonly decidedBy?: StaffId;
  readonly decidedAt?: Instant;
  /** The leader's opinion or the reason of the refusal. */
  readonly decision?: string;
}

/** A clock that has been started. Overdue is derived, never stored. */
export interface RunningClock {
  readonly clock: ClockId;
  /** The assignment's sequence, or the verification's round, or 0: one clock runs once per instance. */
  readonly instance: number;
  /** The dispatch it belongs to, where the instance is not that number already: its limit was chosen anew. */
  readonly assignment?: number;
  /** From when it is counted: of some clocks earlier than the act that started it. */
  readonly startedAt: Instant;
  /** When being late begins: anything at or before this instant is in time. */
  readonly dueAt: Instant;
  /** The un-rolled last day's close; reminders count from it. */
  readonly nominalDueAt: Instant;
  readonly provisional: boolean;
  readonly stoppedAt?: Instant;
  /** 怎么算的, in Chinese sentences. */
  readonly explanation: readonly string[];
  /** Earlier due instants with the reason they moved (延期, 日历载入). */
  readonly moved: readonly { readonly at: Instant; readonly from: Instant; readonly why: string }[];
}

/** The dispatch in force, if any. */
export function currentAssignment(petition: Petition): Assignment | undefined {
  const last = petition.assignments.at(-1);
  return last?.endedAt === undefined ? last : undefined;
}

export function runningClock(petition: Petition, clock: ClockId): RunningClock | undefined {
  return petition.clocks.findLast(
    (candidate) => candidate.clock === clock && candidate.stoppedAt === undefined,
  );
}

/** A return the office has not yet settled; the unit stays responsible meanwhile. */
export function pendingReturn(petition: Petition): ReturnRequest | undefined {
  const last = currentAssignment(petition)?.returns.at(-1);
  return last?.outcome === undefined ? last : undefined;
}

export function openVerification(petition: Petition): Verification | undefined {
  const last = petition.verifications.at(-1);
  return last?.closedAt === undefined ? last : undefined;
}

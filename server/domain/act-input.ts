import type { AttachmentId, AttachmentPurpose, FormId } from './attachment.ts';
import type { StaffId, UnitId } from './directory.ts';
import type { LocalDay } from './time.ts';

/** What a person enters with an act. The kinds are the engine's whole vocabulary; regimes give them titles and places. */
export type ActInput =
  | StepInput
  | AmendInput
  | ProposeInput
  | AssignInput
  | AcceptInput
  | NameCaseworkerInput
  | ReturnInput
  | RejectReturnInput
  | ApproveInput
  | SendBackInput
  | ReworkInput
  | ReplyInput
  | ConcludeInput
  | DeliverReplyInput
  | FollowUpInput
  | OpenVerificationInput
  | StatementInput
  | AnswerFlagsInput
  | TransferInput
  | ConsultInput
  | ConcludeConsultationInput
  | MergeInput
  | RequestExtensionInput
  | GrantExtensionInput
  | RefuseExtensionInput
  | SendLetterInput
  | RecordLetterReplyInput
  | OpenSupervisionInput
  | CloseSupervisionInput
  | InformInput
  | RouteVisitInput
  | RecuseInput
  | TerminateInput
  | RecordContactInput
  | AttachInput;

export type ActKind = ActInput['kind'];
export type InputOf<Kind extends ActKind> = Extract<ActInput, { readonly kind: Kind }>;

/** 一步推进：签收、呈签、销号等，只需确认。 */
export interface StepInput {
  readonly kind: 'step';
  readonly note?: string;
}
/** 补正登记内容；the personal particulars travel beside the command and are sealed by the store. */
export interface AmendInput {
  readonly kind: 'amend';
  readonly reason: string;
}
/** 呈领导交办签批，拟交某部室。 */
export interface ProposeInput {
  readonly kind: 'propose';
  readonly unitId: UnitId;
  readonly note?: string;
}
/** 交办／改派／裁定承办。 */
export interface AssignInput {
  readonly kind: 'assign';
  readonly unitId: UnitId;
  readonly opinion: string;
}
/** 接件承办并指定承办人；without a caseworker the unit still has to name one before it can reply (M11). */
export interface AcceptInput {
  readonly kind: 'accept';
  readonly caseworkerId?: StaffId;
}
export interface NameCaseworkerInput {
  readonly kind: 'nameCaseworker';
  readonly caseworkerId: StaffId;
}
/** 退单：the detailed reason is at least 10 characters (「将退单理由详细告知」). */
export interface ReturnInput {
  readonly kind: 'return';
  readonly basis: ReturnBasis;
  readonly detail: string;
  readonly proposedUnitId?: UnitId;
  readonly proposedOrgan?: string;
  /** Required once the window has closed. */
  readonly lateReason?: string;
  /** Uploads of the person who acts; they become evidence on the file. */
  readonly attachments?: readonly AttachmentId[];
}
export type ReturnBasis = 'otherUnit' | 'outsideOffice' | 'duplicate' | 'unclear';
export interface RejectReturnInput {
  readonly kind: 'rejectReturn';
  readonly reason: string;
}
/** 审核、批示、签署意见：an opinion, signed where the act has a signature slot. */
export interface ApproveInput {
  readonly kind: 'approve';
  readonly opinion: string;
}
/** 退回补正（not the department's redo）. */
export interface SendBackInput {
  readonly kind: 'sendBack';
  readonly reason: string;
}
/** 退回责令重办：the old reply is kept. */
export interface ReworkInput {
  readonly kind: 'rework';
  readonly reason: string;
}
/** 承办人提出处理（答复）意见及结论，with the record of telling the petitioner (M12, M30, M35). */
export interface ReplyInput {
  readonly kind: 'reply';
  readonly findings: string;
  readonly reply: string;
  readonly told: { readonly how: ToldHow; readonly on: LocalDay };
  /** 领导批示的要求已逐项回应。 */
  readonly instructionAnswered?: boolean;
  readonly unreasonable: boolean;
  /** 七个到位：evidence per item id, complete when `unreasonable`. */
  readonly closingChecklist?: Readonly<Record<string, string>>;
  /** 逐项答复: each claim of the petitioner with what was found and what is answered. */
  readonly items?: readonly FindingItem[];
  readonly attachments?: readonly AttachmentId[];
}
export interface FindingItem {
  readonly claim: string;
  readonly finding: string;
  readonly answer: string;
  /** One of the outcomes that the act names. */
  readonly outcome?: string;
  readonly reason?: string;
}
export type ToldHow = 'phone' | 'inPerson' | 'written' | 'platform' | 'notPossible';
export interface ConcludeInput {
  readonly kind: 'conclude';
  readonly opinion: string;
}
/** 系统回复／书面答复，并扫描办理单入“其他材料（信访人不可见）”(M52)。 */
export interface DeliverReplyInput {
  readonly kind: 'deliverReply';
  readonly channel: ReplyChannel;
  readonly on: LocalDay;
  readonly scannedIntoPlatform?: boolean;
  /** The signed sheet's scan, of the form that the act's `scanOf` names. */
  readonly attachments?: readonly AttachmentId[];
}
export type ReplyChannel = 'platform' | 'written' | 'phone' | 'inPerson' | 'mail';
export interface FollowUpInput {
  readonly kind: 'followUp';
  readonly outcome: FollowUpOutcome;
  /** Absent only where nobody was reached. */
  readonly method?: 'phone' | 'inPerson';
  readonly on: LocalDay;
  readonly comment?: string;
  readonly ratingPrompted: boolean;
}
export type FollowUpOutcome =
  | 'satisfied'
  | 'basicallySatisfied'
  | 'dissatisfied'
  | 'unreachable'
  /** 匿名或无联系方式，免回访。 */
  | 'notPossible';
/** 打印不满意核实件 (R9: three origins, one node). */
export interface OpenVerificationInput {
  readonly kind: 'openVerification';
  readonly origin: 'followUp' | 'platformRating' | 'cityBureau';
  readonly requirement: string;
  /** 核实件要求的期限; absent: the regime's default. */
  readonly dueOn?: LocalDay;
}
/** 核实情况说明（附件6）三部分。 */
export interface StatementInput {
  readonly kind: 'statement';
  readonly basicFacts: string;
  readonly findings: string;
  readonly communication: string;
  readonly attachments?: readonly AttachmentId[];
}
export interface AnswerFlagsInput {
  readonly kind: 'answerFlags';
  /** 是否进入周会商 */
  readonly weeklyConsultation: boolean;
  /** 是否进入督查督办 */
  readonly supervision: boolean;
}
export interface TransferInput {
  readonly kind: 'transfer';
  readonly competentOrgan: string;
  readonly legalBasis: string;
}
export interface ConsultInput {
  readonly kind: 'consult';
  readonly reason: string;
}
export interface ConcludeConsultationInput {
  readonly kind: 'concludeConsultation';
  readonly decision: string;
  /** Who carries it out, until when (限期化解). */
  readonly ownerId?: StaffId;
  readonly dueOn?: LocalDay;
}
/** 并入已受理的同一事项。 */
export interface MergeInput {
  readonly kind: 'merge';
  readonly intoNumber: string;
}
export interface RequestExtensionInput {
  readonly kind: 'requestExtension';
  readonly days: number;
  readonly reason: string;
}
export interface GrantExtensionInput {
  readonly kind: 'grantExtension';
  readonly opinion: string;
}
export interface RefuseExtensionInput {
  readonly kind: 'refuseExtension';
  readonly reason: string;
}
/** 信访事项联系函（附件7）。 */
export interface SendLetterInput {
  readonly kind: 'sendLetter';
  readonly addressee: string;
  readonly matter: string;
  readonly request: string;
}
export interface RecordLetterReplyInput {
  readonly kind: 'recordLetterReply';
  readonly letterNumber: string;
  readonly summary: string;
}
export interface OpenSupervisionInput {
  readonly kind: 'openSupervision';
  readonly reason: string;
  readonly dueOn?: LocalDay;
}
export interface CloseSupervisionInput {
  readonly kind: 'closeSupervision';
  readonly outcome: string;
}
/** 书面告知信访人接收情况（条例第二十三条）。 */
export interface InformInput {
  readonly kind: 'inform';
  readonly how: ToldHow;
  readonly on: LocalDay;
}
/** 现场接访分流（附件2五种情形）。 */
export interface RouteVisitInput {
  readonly kind: 'routeVisit';
  readonly unitId: UnitId;
  readonly venue: VisitVenue;
  readonly nature: VisitNature;
  readonly principalNeeded: boolean;
  /** Why others receive than the regulation says, or more people at once than the room takes. */
  readonly reason?: string;
}
export type VisitVenue = 'office' | 'cityBureau' | 'cityLeader';
export type VisitNature = 'technical' | 'major' | 'general';
export interface RecuseInput {
  readonly kind: 'recuse';
  readonly staffId: StaffId;
  readonly reason: string;
}
/** 登记错误或信访人撤回：a state with its reason, never a deletion (M57). */
export interface TerminateInput {
  readonly kind: 'terminate';
  readonly reason: string;
}
/** 联系信访人记录：whoever works on the petition notes every attempt, reached or not (M16). */
export interface RecordContactInput {
  readonly kind: 'recordContact';
  readonly on: LocalDay;
  /** `HH:MM` */
  readonly time?: string;
  readonly how: ContactHow;
  readonly outcome: ContactOutcome;
  /** At least 5 characters. */
  readonly summary: string;
  readonly attachments?: readonly AttachmentId[];
}
export type ContactHow = 'phone' | 'inPerson' | 'homeVisit' | 'message';
export type ContactOutcome = 'reached' | 'notReached';
/** 上传材料、扫描件回传. */
export interface AttachInput {
  readonly kind: 'attach';
  readonly purpose: AttachmentPurpose;
  /** With `signedForm`, and only then: which form was signed. */
  readonly form?: FormId;
  readonly attachments: readonly AttachmentId[];
}

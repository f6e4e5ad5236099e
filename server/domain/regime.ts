import type { ActKind } from './act-input.ts';
import type { ArchiveRules } from './archive-pieces.ts';
import type { FormId } from './attachment.ts';
import type {
  ClockId,
  ClockRule,
  Extension,
  Measure,
  Milestone,
  RegimeId,
  SuperiorRules,
} from './clock-rule.ts';
import type { PostId, RoleId } from './directory.ts';
import type { DutyId, DutyRule } from './duties.ts';
import type { ReportRules } from './figures/rules.ts';
import type { Guard } from './guard.ts';
import type { PaperRules } from './paper.ts';
import type { QueryRules } from './query-rules.ts';
import type { ReadingRules } from './reading-modes.ts';
import type { ReceptionRules } from './reception.ts';
import type { FieldId, FieldOption, RecordForm, RecordId } from './record.ts';
import type { RegistrationRules } from './registration-rules.ts';
import type { QualityGate, SanctionRules } from './sanctions/rules.ts';

/**
 * A regime (制度) is one institution's regulation as data: who acts in which stage, where each act leads,
 * which clocks run and whom they warn, each with the clause it comes from. The engine knows acts, guards and
 * clocks; it never knows an institution.
 */
export interface Regime {
  readonly id: RegimeId;
  /** Grows by one with every change; petitions keep the version they were registered under. */
  readonly version: number;
  readonly title: string;
  readonly documentNumber: string;
  readonly issuer: string;
  /** `YYYY-MM-DD`, the first day the regulation is in force. */
  readonly effectiveFrom: string;
  /** The superior regime that prevails on conflict and lends its clocks. */
  readonly extends?: RegimeId;
  /** What becomes here of every clock of the superior regime, and where the two texts differ. */
  readonly superior?: SuperiorRules;
  /** Titles of the regulations that this one replaced, as its text names them. */
  readonly supersedes?: readonly string[];
  /** Who may explain it (由…负责解释). */
  readonly interpretedBy?: string;
  /** Whom it binds beside the office itself (参照执行). */
  readonly appliesTo?: string;
  /** What this institution calls its own parts; every sentence of the product takes its words from here. */
  readonly terms: Terms;
  /** The posts of a unit, in the order in which they are listed; absent where the regulation knows no units. */
  readonly posts?: Readonly<Record<PostId, Post>>;
  /** Who is told when a unit is given a petition; absent where none is ever given one. */
  readonly dispatch?: Dispatch;
  readonly roles: Readonly<Record<RoleId, Role>>;
  readonly flows: Readonly<Record<FlowId, Flow>>;
  readonly stages: Readonly<Record<StageId, Stage>>;
  /** Acts that stand beside the flow: possible during several stages and changing none of them. */
  readonly standingActs: Readonly<Record<ActId, StandingAct>>;
  readonly clocks: Readonly<Record<ClockId, ClockRule>>;
  /** Stretches for which the text asks speed without a number (及时): measured and reported, never late. */
  readonly measures?: Readonly<Record<MeasureId, Measure>>;
  /** Groups of the daily reminder, in the order they are printed. */
  readonly nodes: Readonly<Record<NodeId, { readonly title: string }>>;
  readonly signatureSlots: Readonly<Record<SlotId, { readonly title: string }>>;
  readonly numbers: Readonly<Record<SeriesId, NumberSeries>>;
  readonly forms: Readonly<Record<FormId, FormRule>>;
  /** How the forms look on paper; absent for a regime under which nothing is printed. */
  readonly papers?: PaperRules;
  /** What acts ask to be written down beside their own words; `registration` is asked when a petition is registered. */
  readonly records?: Readonly<Record<RecordId, RecordForm>>;
  /** How petitions are registered; the statute's way where nothing is said. */
  readonly registration?: RegistrationRules;
  /** Asked by `archiveComplete`. */
  readonly archive?: ArchiveRules;
  /** Absent where petitioners cannot look their petition up. */
  readonly query?: QueryRules;
  readonly satisfaction: { readonly source: string };
  /** The closing checklist for unreasonable demands (七个到位), empty where the regulation has none. */
  readonly closingChecklist: readonly { readonly id: string; readonly title: string }[];
  /** Follow-up attempts after which an unreachable petitioner no longer holds the petition open. */
  readonly followUpAttempts: number;
  /** What to say on the telephone, line by line; `{received}`, `{subject}`, `{unit}` and `{result}` are filled in. */
  readonly followUpScript?: readonly string[];
  /** Absent where the regulation knows none. */
  readonly extension?: Extension;
  /** Absent where the regulation says nothing of who receives visitors. */
  readonly reception?: ReceptionRules;
  /** Absent where the regulation asks for no reports. */
  readonly reports?: readonly ReportRules[];
  /** Absent where the regulation threatens nothing. */
  readonly sanctions?: SanctionRules;
  /** Absent where a reply may be sent back for ever. */
  readonly qualityGate?: QualityGate;
  /** What the office has to do again and again, or keeps a register of. */
  readonly duties?: Readonly<Record<DutyId, DutyRule>>;
  /** How letters are put before leaders; absent where the regulation knows nothing of it. */
  readonly readings?: ReadingRules;
  /** Where the text is silent or contradicts itself: the reading chosen, with its reason, to be shown. */
  readonly choices: readonly Choice[];
}

export interface FormRule {
  readonly title: string;
  readonly source: string;
  /** Signed by hand on paper, whatever was signed on the screen (「需责任分管领导手签」). */
  readonly handSigned?: true;
}

export type FlowId = string;
export type StageId = string;
export type ActId = string;
export type MeasureId = string;
export type NodeId = string;
export type SlotId = string;
export type SeriesId = string;

export interface Role {
  readonly title: string;
  readonly binding: RoleBinding;
  /** Takes the role over where every holder is accused, recused or missing (回避，上一级); none = outside route only. */
  readonly substitute?: RoleId;
  /** Keeps the office's people, absences and working calendar. */
  readonly administers?: true;
  /** Reads who did and looked at what, and has the records verified. */
  readonly audits?: true;
  /** Held by one person, neither none nor two (组长 = 党组主要负责人, M1). */
  readonly exactlyOne?: true;
}

/**
 * How a role finds its person: `office` roles are held in the directory; `unit` roles are posts of the unit the
 * petition is assigned to; `caseworker` is the person named on the assignment; `named` is whoever the latest record of
 * the petition names (责任领导、包案领导、领办人); `external` is nobody in the system.
 */
export type RoleBinding =
  | { readonly kind: 'office' }
  | { readonly kind: 'unit'; readonly post: PostId }
  | { readonly kind: 'caseworker' }
  | {
      readonly kind: 'named';
      readonly record: RecordId;
      readonly field: FieldId;
      /** A later record that names somebody else, in a field of the same name. */
      readonly changedBy?: RecordId;
    }
  | { readonly kind: 'external' };

/** `vital` must be filled in every unit in use: there is nobody to answer for the unit otherwise. */
export interface Post {
  readonly title: string;
  readonly vital?: true;
  /** Held for a unit by somebody who need not belong to it (分管领导). */
  readonly outside?: true;
}

/** At least `least` different people on duty, of those whom the unit roles `to` name, are told of every assignment. */
export interface Dispatch {
  readonly to: readonly RoleId[];
  readonly least: number;
  /** What is written with an assignment (领导批示); 交办意见 where nothing is said. */
  readonly opinionTitle?: string;
  readonly source: string;
}

/** The institution's own words. Nouns only, so that any sentence can hold them. */
export interface Terms {
  /** The office that receives, assigns and urges (信访办、县电政办、领导小组办公室). */
  readonly office: string;
  /** What petitions are assigned to (部室、承办单位、科室). */
  readonly unit: string;
  /** The unit answerable for one petition (承办部室、事权单位、首办单位). */
  readonly handlingUnit: string;
  /** What is dealt with (信访件、信访事项、群众来信). */
  readonly matter: string;
  /** Whoever is told of an assignment in the unit (联络员、单位经办人). */
  readonly recipient: string;
  /** The leaders of the institution, taken together (办领导、县领导、局领导). */
  readonly leaders: string;
  /** Who passes petitions down (市信访局、省信访局). */
  readonly superior: string;
  /** The system through which they come (平台、浙里访系统). */
  readonly platform: string;
}

export interface Flow {
  readonly title: string;
  readonly start: StageId;
  readonly source: string;
  /** Milestones marked by registration itself. */
  readonly marks: readonly Milestone[];
  readonly series: SeriesId;
}

export interface Stage {
  readonly title: string;
  readonly flow: FlowId;
  /** Absent on an ending stage: nobody is reminded of what has ended. */
  readonly node?: NodeId;
  readonly end?: true;
  /** Why no deadline runs here, where the regulation sets none; elsewhere an open petition always has one (M8, M36). */
  readonly untimed?: string;
  readonly source: string;
  readonly acts: Readonly<Record<ActId, Act>>;
}

export interface Act {
  readonly kind: ActKind;
  readonly title: string;
  readonly by: readonly ActorRule[];
  readonly when?: readonly Guard[];
  readonly to: Route;
  /** The box on the form that this act signs; a handwritten signature is then required. */
  readonly signs?: SlotId;
  /** Signatures that this act voids; all others survive (责令重办). */
  readonly voids?: readonly SlotId[];
  readonly marks?: readonly Milestone[];
  readonly tells?: readonly Telling[];
  /** A binding ruling: the unit named here may not return the petition again. */
  readonly binds?: true;
  /**
   * What has to be done first, where it can be: until then the act is shown with the reason and refused, and the
   * petition goes on waiting for its people.
   */
  readonly needs?: readonly Need[];
  /** Files brought with the act are signed scans of this form. */
  readonly scanOf?: FormId;
  /** The record that is written with the act. */
  readonly records?: RecordId;
  /** Nobody who wrote one of these records, or handled the petition himself, may take it: a second look is another's. */
  readonly apartFrom?: readonly (RecordId | 'caseworker' | 'followUp')[];
  /** A note that must be written with a `step`. */
  readonly requiresNote?: true;
  /** What the act's form asks beyond what every such act must say. */
  readonly asks?: readonly Asking[];
  /** How each claim is answered, where an answer goes claim by claim. */
  readonly items?: { readonly outcomes: readonly ItemOutcome[] };
  /** Ready phrases offered for the opinion. */
  readonly phrases?: readonly string[];
  /** Not the expected next step: shown after the others and never counted as what the petition waits for. */
  readonly aside?: true;
  readonly source?: string;
}

/**
 * With `reply`: that the leader's instruction was answered point by point (`instruction`), that every claim is answered
 * by itself (`items`). With `deliverReply`: that the signed sheet of a superior's case was put into its platform (`scan`).
 */
export type Asking = 'instruction' | 'items' | 'scan';

/** What may come of one claim (采纳、解决、疏导、帮扶，不能办理). */
export interface ItemOutcome extends FieldOption {
  /** It has to be told why. */
  readonly needsReason?: true;
}

export interface StandingAct extends Act {
  /** `open`: every stage that is not an end. */
  readonly during: readonly StageId[] | 'open';
  /** It answers a request (延期审批), so the petition waits for its people too. */
  readonly awaited?: true;
}

export interface Need {
  readonly guard: Guard;
  readonly when?: readonly Guard[];
}

export interface ActorRule {
  readonly role: RoleId;
  readonly when?: readonly Guard[];
}

/** `stay`, one stage, or the first branch whose guards all hold; the last branch has none. */
export type Route = 'stay' | StageId | readonly Branch[];

export interface Branch {
  readonly when?: readonly Guard[];
  readonly stage: StageId;
}

/** Who is told by which template once the act is recorded. Roles are resolved after the act. */
export interface Telling {
  readonly template: string;
  readonly to: readonly RoleId[];
  readonly when?: readonly Guard[];
  /** The person who acted is not told of his own act. */
  readonly exceptActor?: true;
  /** Roles as they were before the act: the unit that is relieved, not the one that takes over. */
  readonly of?: 'before';
}

/** Gap-free numbers per series and year; `{year}` and `{number}` are replaced, `{number:4}` pads with zeros. */
export interface NumberSeries {
  readonly title: string;
  readonly pattern: string;
}

export interface Choice {
  readonly id: string;
  readonly question: string;
  readonly choice: string;
  readonly reason: string;
  /** Where in this file the reading has its effect, as a path (`clocks.caseDue.limits.0`); absent where nowhere else. */
  readonly sets?: readonly string[];
}

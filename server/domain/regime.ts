import type { ActKind } from './act-input.ts';
import type { FormId } from './attachment.ts';
import type { RoleId } from './directory.ts';
import type { ReportRules } from './figures/rules.ts';
import type { Guard } from './guard.ts';
import type { PaperRules } from './paper.ts';
import type { ReceptionRules } from './reception.ts';
import type { FieldId, RecordForm, RecordId } from './record.ts';

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
  readonly roles: Readonly<Record<RoleId, Role>>;
  readonly flows: Readonly<Record<FlowId, Flow>>;
  readonly stages: Readonly<Record<StageId, Stage>>;
  /** Acts that stand beside the flow: possible during several stages and changing none of them. */
  readonly standingActs: Readonly<Record<ActId, StandingAct>>;
  readonly clocks: Readonly<Record<ClockId, ClockRule>>;
  /** Groups of the daily reminder, in the order they are printed. */
  readonly nodes: Readonly<Record<NodeId, { readonly title: string }>>;
  readonly signatureSlots: Readonly<Record<SlotId, { readonly title: string }>>;
  readonly numbers: Readonly<Record<SeriesId, NumberSeries>>;
  readonly forms: Readonly<Record<FormId, FormRule>>;
  /** How the forms look on paper; absent for a regime under which nothing is printed. */
  readonly papers?: PaperRules;
  /** What acts ask to be written down beside their own words; `registration` is asked when a petition is registered. */
  readonly records?: Readonly<Record<RecordId, RecordForm>>;
  readonly satisfaction: { readonly source: string };
  /** The closing checklist for unreasonable demands (七个到位), empty where the regulation has none. */
  readonly closingChecklist: readonly { readonly id: string; readonly title: string }[];
  /** Follow-up attempts after which an unreachable petitioner no longer holds the petition open. */
  readonly followUpAttempts: number;
  /** What to say on the telephone, line by line; `{received}`, `{subject}`, `{unit}` and `{result}` are filled in. */
  readonly followUpScript?: readonly string[];
  /** At most so many natural days, once (条例第三十四条). */
  readonly extension: { readonly maximumDays: number; readonly source: string };
  /** Absent where the regulation says nothing of who receives visitors. */
  readonly reception?: ReceptionRules;
  /** Absent where the regulation asks for no reports. */
  readonly reports?: ReportRules;
  /** Where the text is silent or contradicts itself: the reading chosen, with its reason, to be shown. */
  readonly choices: readonly Choice[];
}

export interface FormRule {
  readonly title: string;
  readonly source: string;
  /** Signed by hand on paper, whatever was signed on the screen (「需责任分管领导手签」). */
  readonly handSigned?: true;
}

export type RegimeId = string;
export type FlowId = string;
export type StageId = string;
export type ActId = string;
export type ClockId = string;
export type NodeId = string;
export type SlotId = string;
export type SeriesId = string;
/** A named point in a petition's life that starts or stops clocks; acts say which they mark. */
export type Milestone = string;

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
  | { readonly kind: 'unit'; readonly post: UnitPost }
  | { readonly kind: 'caseworker' }
  | { readonly kind: 'named'; readonly record: RecordId; readonly field: FieldId }
  | { readonly kind: 'external' };

/** `leader` is the office leader in charge of the unit's matters (事项分管领导). */
export type UnitPost = 'liaisonA' | 'liaisonB' | 'head' | 'leader';

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
  /** Ready phrases offered for the opinion. */
  readonly phrases?: readonly string[];
  /** Not the expected next step: shown after the others and never counted as what the petition waits for. */
  readonly aside?: true;
  readonly source?: string;
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

export interface ClockRule {
  readonly title: string;
  /** `assignment` clocks belong to one dispatch and start anew with the next; `petition` clocks never do. */
  readonly scope: 'petition' | 'assignment';
  readonly limits: readonly ConditionalLimit[];
  readonly startsOn: readonly Trigger[];
  readonly stopsOn: readonly Trigger[];
  /** Roles answerable while it runs. */
  readonly responsible: readonly RoleId[];
  readonly warnings: readonly Warning[];
  readonly clause: Clause;
  /** False when the text gives no number and the amount is the office's own decision. */
  readonly explicit: boolean;
  /** Counts as overdue for the ladder and the figures; internal limits may not. */
  readonly countsOverdue: boolean;
  /** Passing it closes the regular return window (逾期退单). */
  readonly closesReturnWindow?: true;
  /** What an extension moves. */
  readonly extendable?: true;
  readonly note?: string;
}

export interface ConditionalLimit {
  readonly when?: readonly Guard[];
  readonly limit: Limit;
}

export type Limit =
  | { readonly unit: 'work_hours'; readonly amount: number }
  | { readonly unit: 'work_days'; readonly amount: number }
  | { readonly unit: 'natural_days'; readonly amount: number; readonly roll: 'next' | 'none' }
  | { readonly unit: 'same_day' }
  /** The instant on the superior's paper (`registration`) or the day chosen with the act; without one, the next limit. */
  | { readonly unit: 'external'; readonly from: 'registration' | 'act' }
  /** So many working days before another running clock falls due. */
  | { readonly unit: 'before_clock'; readonly clock: ClockId; readonly workDays: number };

export interface Trigger {
  readonly milestone: Milestone;
  readonly when?: readonly Guard[];
}

/** A reminder before the deadline (`before`) or a step of the overdue ladder (`after`, 0 = at expiry). */
export interface Warning {
  readonly side: 'before' | 'after';
  readonly unit: 'work_hours' | 'work_days' | 'natural_days';
  readonly amount: number;
  readonly template: string;
  readonly to: readonly RoleId[];
}

export interface Clause {
  readonly document: string;
  readonly article: string;
  readonly quote: string;
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
}

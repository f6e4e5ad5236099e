import type { DeadlineRule } from '../deadline-rule.ts';
import type { RoleId } from '../directory.ts';
import type { PeriodKind } from '../figures/period.ts';
import type { RecordField, RecordId } from '../record.ts';

/**
 * What a regulation does about units that are late and people who fail in their duty (考核问责), as data. The system
 * counts and drafts; nothing is said to anybody before a person entitled to it has signed.
 */
export interface SanctionRules {
  readonly title: string;
  readonly source: string;
  /** Office roles that look after it: they see every draft and may withdraw one. */
  readonly keptBy: readonly RoleId[];
  /** Absent where lateness alone has no consequence. */
  readonly ladder?: LadderRules;
  /** What people propose of their own accord: accountability, referral, commendation. */
  readonly measures?: Readonly<Record<MeasureId, MeasureRules>>;
}

/** A petition counts once for a unit within the window, whichever and however many of its clocks were missed. */
export interface LadderRules {
  readonly title: string;
  /** Counted anew with each of them. */
  readonly window: PeriodKind;
  /** The entry of `choices` that says why this window, where the text names none. */
  readonly choice?: string;
  readonly source: string;
  /** By rising `at`. */
  readonly steps: readonly LadderStep[];
  readonly objection: ObjectionRules;
}

export interface LadderStep {
  readonly id: string;
  /** From so many overdue petitions on; fires once while its notice stands. */
  readonly at: number;
  readonly title: string;
  readonly signedBy: readonly RoleId[];
  /** Told once it is issued; unit roles mean the unit concerned. */
  readonly tells: readonly RoleId[];
  readonly papers: readonly OfficePaperId[];
  readonly owes?: Owed;
  readonly source: string;
}

/** What the unit must write once the notice is issued (书面说明、向党组报告). */
export interface Owed {
  readonly title: string;
  readonly by: readonly RoleId[];
  /** Absent where the text names no time: then it is listed as open, never as late. */
  readonly dueIn?: DeadlineRule;
  readonly choice?: string;
  readonly paper?: OfficePaperId;
}

/** While one is undecided no further step is drafted or issued for the unit. */
export interface ObjectionRules {
  readonly by: readonly RoleId[];
  /** From the issue of the notice. */
  readonly within: DeadlineRule;
  readonly decidedBy: readonly RoleId[];
  readonly choice?: string;
  readonly source: string;
}

export interface MeasureRules {
  readonly title: string;
  readonly source: string;
  readonly draftedBy: readonly RoleId[];
  readonly signedBy: readonly RoleId[];
  readonly tells?: readonly RoleId[];
  /** To whom the paper goes, as it stands at its head. */
  readonly addressee?: string;
  /**
   * Records of the petition that it goes by: what was written there at the petition's own acts is taken over and not
   * asked again, the unit is the petition's, and there is one such notice of a petition.
   */
  readonly takes?: readonly RecordId[];
  /** Asked beside them. */
  readonly fields: readonly RecordField[];
  /** Whether the petition and the unit that it is about have to be named. */
  readonly petition?: 'required' | 'optional';
  readonly unit?: 'required' | 'optional';
  /** To be issued by when this clock of the petition ends (事发后一周内). */
  readonly due?: string;
  readonly papers: readonly OfficePaperId[];
  /** What became of it, written down once it is known. */
  readonly outcome?: {
    readonly title: string;
    readonly by: readonly RoleId[];
    readonly fields: readonly RecordField[];
    readonly source: string;
  };
}

/** A reply sent back more often than `times` is listed for `listedFor`, and for the guard `reworkedTooOften`. */
export interface QualityGate {
  readonly times: number;
  readonly listedFor: readonly RoleId[];
  readonly choice?: string;
  readonly source: string;
}

export type MeasureId = string;
/** A paper that is not of one petition, in `papers.notices`. */
export type OfficePaperId = string;

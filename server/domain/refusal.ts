import type { ExtensionRule } from './clock-rule.ts';
import type { StaffId } from './directory.ts';
import type { FieldFault } from './field-fault.ts';
import type { PetitionId } from './petition.ts';
import type { SlotId } from './regime.ts';
import type { Instant } from './time.ts';

/** Why a command was not carried out. Status and Chinese wording are in `server/http/refusals.ts`. */
export type Refusal =
  | { readonly code: 'notFound' }
  /** The petition has changed since it was shown. `lastActBy` is who was first. */
  | {
      readonly code: 'changedMeanwhile';
      readonly version: number;
      readonly lastAct?: string;
      readonly lastActBy?: StaffId;
      readonly lastActAt?: Instant;
    }
  /** The same command id was used for something else. */
  | { readonly code: 'commandIdReused' }
  | { readonly code: 'notPermitted' }
  | { readonly code: 'unknownAct'; readonly act: string }
  | { readonly code: 'wrongStage'; readonly stage: string }
  | { readonly code: 'wrongKind'; readonly expected: string }
  /** `pieces`: what an archive still lacks, by title. */
  | {
      readonly code: 'conditionNotMet';
      readonly guard: string;
      readonly pieces?: readonly string[];
    }
  | { readonly code: 'signatureMissing'; readonly slot: SlotId }
  | { readonly code: 'fieldMissing'; readonly field: string }
  | { readonly code: 'fieldInvalid'; readonly field: string; readonly reason: FieldFault }
  /** An answer of the record that goes with the act; `title` is the field's own. */
  | {
      readonly code: 'recordFaulty';
      readonly field: string;
      readonly title: string;
      readonly fault: 'missing' | FieldFault;
    }
  /** Whoever did the first part may not do the second (另行复核). */
  | { readonly code: 'notApart' }
  /** M14: fewer people on duty than the regulation wants told; `posts` are the titles of those that lack. */
  | {
      readonly code: 'recipientsMissing';
      readonly unitName: string;
      readonly posts: readonly string[];
      readonly least: number;
    }
  | { readonly code: 'unknownUnit' }
  | { readonly code: 'unknownStaff' }
  | { readonly code: 'notOfThisUnit' }
  /** The unit or person named is accused in, or recused from, this petition. */
  | { readonly code: 'conflictOfInterest' }
  /** The signer the regulation names is accused: the file must leave the office (条例第二十二条). */
  | { readonly code: 'outsideRouteOnly' }
  /** A post of the next step is vacant: the petition would wait for nobody. */
  | { readonly code: 'nobodyToAct'; readonly stage: string }
  | { readonly code: 'boundByRuling' }
  | { readonly code: 'sameUnit' }
  | { readonly code: 'nothingToDo' }
  /** An extension is asked for and granted before expiry only (条例第三十四条). */
  | { readonly code: 'deadlinePassed'; readonly dueAt: Instant }
  /** More than the regulation, or its superior, allows: how far an extension may reach at most (F9, 条例第三十四条). */
  | { readonly code: 'extensionTooLong'; readonly cap: ExtensionRule; readonly latest?: Instant }
  | { readonly code: 'beforeRegimeInForce'; readonly effectiveFrom: string }
  | { readonly code: 'outsideCalendar' }
  /** The same petition was registered before; told only to those who may see it. */
  | { readonly code: 'alreadyRegistered'; readonly petitionId: PetitionId }
  /** A file named with the command is not the actor's own upload for this petition, or was forgotten. */
  | { readonly code: 'uploadMissing' };

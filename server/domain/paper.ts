import type { Guard } from './guard.ts';
import type { OfficePaperRule } from './office-paper.ts';
import type { PaperStyle } from './paper-style.ts';
import type { FieldId, RecordId } from './record.ts';

/**
 * What an office prints, as data: which fact stands where, in millimetres, under which printed words. Texts hold
 * places in braces, filled from the file (`paper-text.ts`).
 */
export interface PaperRules {
  /** The office's name as it stands on its papers. */
  readonly office: string;
  /** By the form's id in the regulation. */
  readonly sheets: Readonly<Record<string, PaperRule>>;
  /** Papers that are not of one petition. */
  readonly notices?: Readonly<Record<string, OfficePaperRule>>;
}

export interface PaperRule {
  /** Only for petitions in one of these flows. */
  readonly flows?: readonly string[];
  readonly when?: readonly Guard[];
  /** Facts without which there is nothing to print. */
  readonly needs?: readonly PaperField[];
  /** One paper for each of them, the first printed as number 1. */
  readonly each?: PaperSubject;
  /** Said while it cannot be printed. */
  readonly notYet: string;
  readonly blocks: readonly PaperBlock[];
}

/** What a petition may have several of. Extensions count once they are granted. */
export type PaperSubject = 'verification' | 'letter' | 'supervision' | 'extension';

export type PaperBlock = PaperText | PaperTable;

export interface PaperText {
  readonly as: PaperStyle;
  /** Printed only where this box would be ticked. */
  readonly only?: PaperTick;
  /** Printed only where the record's latest answer is one of these. */
  readonly answered?: {
    readonly record: RecordId;
    readonly field: FieldId;
    readonly is: readonly string[];
  };
  /** Once for each claim of the reply in force. */
  readonly repeat?: 'items';
  readonly text: string;
}

export interface PaperTable {
  readonly rows: readonly PaperRow[];
}

export interface PaperRow {
  /** At least so many millimetres. */
  readonly height: number;
  /** Once for each claim of the reply in force; once, left blank, where it was written as a whole. */
  readonly repeat?: 'items';
  /** From left to right, without those that reach in from above. */
  readonly cells: readonly PaperCell[];
}

export interface PaperCell {
  /** Whole millimetres. */
  readonly width: number;
  /** How many rows it reaches down; 1 unless told. */
  readonly down?: number;
  /** The printed name of what stands beside it. */
  readonly label?: true;
  /** Written from top to bottom. */
  readonly vertical?: true;
  readonly text: readonly string[];
  /** Stands at the bottom of the cell on the right: the signature and its date. */
  readonly foot?: readonly string[];
}

/** Of A4 between margins of 20 mm. */
export const PAPER_WIDTH = 170;

/** Facts of a file that a paper may show. */
export type PaperField =
  | 'office'
  | 'number'
  | 'visitNumber'
  | 'platformNumber'
  | 'petitionerName'
  | 'salutation'
  | 'peopleCount'
  | 'phone'
  | 'idNumber'
  | 'address'
  | 'receivedDay'
  | 'registeredDay'
  | 'title'
  | 'body'
  | 'unitName'
  | 'receptionUnit'
  | 'assignedDay'
  | 'dueDay'
  | 'findings'
  | 'reply'
  | 'followUpDay'
  | 'followUpBy'
  | 'concludedDay'
  | 'informedDay'
  | 'competentOrgan'
  | 'legalBasis'
  | 'verificationNumber'
  | 'requirement'
  | 'statementBasics'
  | 'statementFindings'
  | 'statementCommunication'
  | 'letterNumber'
  | 'letterAddressee'
  | 'letterMatter'
  | 'letterRequest'
  | 'letterDay'
  | 'supervisionNumber'
  | 'supervisionReason'
  | 'supervisionDue'
  | 'supervisionDay'
  | 'extensionReason'
  | 'extensionDays'
  | 'extendedDue'
  | 'extensionDay'
  | 'channel'
  | 'source'
  | 'category'
  | 'appealType'
  | 'instruction'
  | 'caseworkerName'
  | 'toldHow'
  | 'toldDay'
  | 'informedHow'
  | 'deliveredHow'
  | 'deliveredDay'
  | 'contactDay'
  | 'contactSummary'
  | 'reworkReason'
  /** Of the claim that a repeated row or paragraph is about. */
  | 'itemNumber'
  | 'itemClaim'
  | 'itemFinding'
  | 'itemAnswer'
  | 'itemOutcome'
  | 'itemReason';

/** Boxes that are ticked or not. */
export type PaperTick =
  | 'superior'
  | 'own'
  | 'letter'
  | 'visit'
  | 'call'
  | 'online'
  | 'agent'
  | 'email'
  | 'fax'
  | 'repeated'
  | 'satisfied'
  | 'basicallySatisfied'
  | 'dissatisfied'
  | 'byPhone'
  | 'inPerson'
  | 'consultationYes'
  | 'consultationNo'
  | 'supervisionYes'
  | 'supervisionNo';

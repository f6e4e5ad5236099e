import type { Directory, StaffId } from './directory.ts';
import type { FieldFault } from './field-fault.ts';
import type { AppealType } from './petition-kinds.ts';
import { type Instant, localDayOf, parseLocalDay } from './time.ts';

/**
 * A record (记录) is what a regulation wants written down at an act and nowhere else: the three ticks of a simple
 * matter, who leads, a hearing, a rating, how a paper was delivered. Which fields it has is the regulation's own data;
 * the engine only checks the answers, keeps them on the file, and lets conditions, clocks and roles ask for them.
 */
export interface RecordForm {
  readonly title: string;
  readonly fields: readonly RecordField[];
  readonly source: string;
  /** A redo (责令重办) asks for it anew: what was recorded before the last one stays on the file but counts no more. */
  readonly perRound?: true;
}

export type RecordField = {
  readonly id: FieldId;
  readonly title: string;
  readonly optional?: true;
  readonly hint?: string;
  /** Asked only where another field of the same record was answered so. */
  readonly when?: { readonly field: FieldId; readonly is: readonly string[] };
} & RecordControl;

export type RecordControl =
  /** Typed words; `minimum` and `maximum` characters, 1 and 1,000 where nothing is said. */
  | { readonly control: 'text'; readonly minimum?: number; readonly maximum?: number }
  | { readonly control: 'choice'; readonly options: readonly FieldOption[] }
  /** One or more of them. */
  | { readonly control: 'choices'; readonly options: readonly FieldOption[] }
  | { readonly control: 'yesNo' }
  /** Has to be ticked unless it is optional. */
  | { readonly control: 'tick' }
  /** `YYYY-MM-DD`, not after today unless `future`. */
  | { readonly control: 'day'; readonly future?: true }
  | { readonly control: 'number'; readonly minimum: number; readonly maximum: number }
  /** An active person of the directory. */
  | { readonly control: 'person' }
  /** `least` of them, 1 where nothing is said. */
  | { readonly control: 'people'; readonly least?: number };

export interface FieldOption {
  readonly id: string;
  readonly title: string;
  /** In the registration's record: the statute's kind that such a petition is. */
  readonly appealType?: AppealType;
}

export type RecordId = string;
export type FieldId = string;
/** A choice, day, number or person is written as text, ticks and yes/no as truth, several as a list. */
export type Answer = string | boolean | readonly string[];
export type Answers = Readonly<Record<FieldId, Answer>>;

/** Who wrote what the petitioner himself answered; no person of the directory can have it for an id. */
export const PETITIONER: StaffId = '*petitioner';

/** A record on the file. `rework` counts the redos before it. */
export interface FiledRecord {
  readonly record: RecordId;
  readonly at: Instant;
  readonly by: StaffId;
  readonly answers: Answers;
  readonly round: number;
}

/** The record every petition gets where the regulation asks for more than the engine's own facts at registration. */
export const REGISTRATION_RECORD: RecordId = 'registration';

/** The first thing wrong with the answers, or null: something missing, unknown, outside its range or in the future. */
export function recordFault(
  { fields }: Pick<RecordForm, 'fields'>,
  answers: Answers,
  given: { readonly now: Instant; readonly directory: Directory },
): { readonly field: FieldId; readonly fault: 'missing' | FieldFault } | null {
  const unknown = Object.keys(answers).find((id) => !fields.some((field) => field.id === id));
  if (unknown !== undefined) return { field: unknown, fault: 'format' };
  for (const field of fields) {
    const fault = answerFault(field, answers, given);
    if (fault) return { field: field.id, fault };
  }
  return null;
}

/** Whether the field is asked for, with what has been answered so far. */
export function isAsked({ when }: RecordField, answers: Answers): boolean {
  return when === undefined || when.is.some((value) => isAnswered(answers[when.field], value));
}

/** `yes` and `no` are what ticks and yes/no fields are asked for by; a list is asked whether it holds the value. */
export function isAnswered(answer: Answer | undefined, value: string): boolean {
  if (answer === undefined) return false;
  if (typeof answer === 'boolean') return (answer ? 'yes' : 'no') === value;
  return typeof answer === 'string' ? answer === value : answer.includes(value);
}

interface Given {
  readonly now: Instant;
  readonly directory: Directory;
}

function answerFault(field: RecordField, answers: Answers, given: Given): Fault | null {
  const answer = answers[field.id];
  if (!isAsked(field, answers)) return answer === undefined ? null : 'format';
  if (answer === undefined || (typeof answer !== 'boolean' && answer.length === 0)) {
    return field.optional ? null : 'missing';
  }
  const check = checks[field.control] as Check<RecordControl['control']>;
  return check(field, answer, given);
}

type Fault = 'missing' | FieldFault;
type FieldOf<Control> = Extract<RecordField, { readonly control: Control }>;
type Check<Control> = (field: FieldOf<Control>, answer: Answer, given: Given) => Fault | null;

const checks: { readonly [Control in RecordControl['control']]: Check<Control> } = {
  text: ({ minimum = 1, maximum = 1000 }, answer) => {
    if (typeof answer !== 'string') return 'format';
    if (answer.trim().length < minimum) return 'tooShort';
    return answer.length > maximum ? 'tooLong' : null;
  },
  choice: ({ options }, answer) => (options.some(({ id }) => id === answer) ? null : 'format'),
  choices: ({ options }, answer) =>
    listFault(answer, (id) => options.some((option) => option.id === id), 1),
  yesNo: (_, answer) => (typeof answer === 'boolean' ? null : 'format'),
  tick: ({ optional }, answer) => {
    if (typeof answer !== 'boolean') return 'format';
    return answer || optional ? null : 'missing';
  },
  day: ({ future }, answer, { now }) => {
    const day = typeof answer === 'string' ? parseLocalDay(answer) : null;
    if (!day?.ok) return 'format';
    return !future && day.value > localDayOf(now) ? 'inFuture' : null;
  },
  number: ({ minimum, maximum }, answer) => {
    if (typeof answer !== 'string' || !/^\d{1,9}$/.test(answer)) return 'format';
    return Number(answer) < minimum || Number(answer) > maximum ? 'outOfRange' : null;
  },
  person: (_, answer, { directory }) =>
    typeof answer === 'string' && isActive(answer, directory) ? null : 'format',
  people: ({ least = 1 }, answer, { directory }) =>
    listFault(answer, (id) => isActive(id, directory), least),
};

function listFault(answer: Answer, isKnown: (id: string) => boolean, least: number): Fault | null {
  if (typeof answer !== 'object') return 'format';
  if (!answer.every(isKnown) || new Set(answer).size !== answer.length) return 'format';
  return answer.length < least ? 'missing' : null;
}

function isActive(id: StaffId, { staff }: Directory): boolean {
  return staff.get(id)?.active === true;
}

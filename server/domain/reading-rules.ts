import type { Submission } from './command.ts';
import type { Directory, StaffId, StaffMember } from './directory.ts';
import { periodTitle, readPeriod } from './figures/period.ts';
import { peopleOf } from './figures/readers.ts';
import { type GuardContext, holds } from './guards.ts';
import type { Petition } from './petition.ts';
import type { Reading } from './reading.ts';
import type { ReadingModeId } from './reading-modes.ts';
import type { Regime } from './regime.ts';
import { isConflicted } from './staffing.ts';

/** What is wrong with a reading that somebody wants to put before a leader. */
export type ReadingFault =
  | 'modeUnknown'
  | 'periodWrong'
  | 'lettersMissing'
  | 'oneLetterOnly'
  | 'textMissing'
  | 'readerWrong'
  /** An accusation is put before its own reader, by itself. */
  | 'confidentialAlone';

interface Asked extends Pick<Reading, 'mode' | 'text' | 'reader'> {
  readonly period?: string;
}

/** The first thing wrong, or null. `letters` are known to be the asker's to see. */
export function readingFault(
  { mode: modeId, text, period, reader }: Asked,
  letters: readonly Petition[],
  regime: Regime,
  directory: Directory,
): ReadingFault | null {
  const mode = regime.readings?.modes[modeId];
  if (!mode) return 'modeUnknown';
  if (mode.period !== (period === undefined ? undefined : readPeriod(period)?.kind)) {
    return 'periodWrong';
  }
  const fault = contentFault(modeId, text, letters);
  if (fault) return fault;
  const confidential = letters.some(isAccusation);
  if (confidential && (letters.length > 1 || mode.gathers)) return 'confidentialAlone';
  const mayRead = readersOf(regime, directory, confidential).find(({ id }) => id === reader);
  if (!mayRead || letters.some((letter) => isConflicted(letter, mayRead))) return 'readerWrong';
  return null;
}

function contentFault(
  mode: ReadingModeId,
  text: string,
  { length }: readonly Petition[],
): ReadingFault | null {
  if (needsLetter[mode] && length === 0) return 'lettersMissing';
  if (mode === 'original' && length > 1) return 'oneLetterOnly';
  return mode !== 'original' && text === '' ? 'textMissing' : null;
}

const needsLetter: Readonly<Record<ReadingModeId, boolean>> = {
  original: true,
  summary: true,
  comprehensive: false,
  periodic: false,
};

/** The leaders before whom something may be put; of an accusation only those the regulation names for it. */
export function readersOf(
  regime: Regime,
  directory: Directory,
  confidential = false,
): readonly StaffMember[] {
  const { readers = [], confidentialTo = [] } = regime.readings ?? {};
  return peopleOf(confidential ? confidentialTo : readers, regime, directory);
}

/** Whether the letter belongs in what is gathered of a period, by its own regulation. Accusations never do. */
export function isGathered(mode: ReadingModeId, letter: Petition, context: GuardContext): boolean {
  const { gathers } = context.regime.readings?.modes[mode] ?? {};
  return gathers !== undefined && !isAccusation(letter) && holds(gathers, letter, context);
}

/**
 * The commands that put the reading, and the answer once there is one, on the file of each petition in it. Each has its
 * own id, so that it may be submitted again wherever it was interrupted.
 */
export function filingOf(reading: Reading, regime: Regime): readonly Submission[] {
  const { id, mode, reader, by, at, petitions, read } = reading;
  const filed = {
    id,
    mode,
    title: regime.readings?.modes[mode]?.title ?? mode,
    reader,
    by,
    at,
    together: petitions.length,
    ...(read ? { read: { at: read.at, instruction: read.instruction } } : {}),
  };
  return petitions.map((petitionId) => ({
    commandId: `reading-${id}-${petitionId}-${read ? 'read' : 'given'}`,
    petitionId,
    by: 'system',
    command: { type: 'fileReading', reading: filed },
  }));
}

/** `2026年10月` */
export function readingPeriodTitle({ period }: Pick<Reading, 'period'>): string | undefined {
  const found = period === undefined ? null : readPeriod(period);
  return found === null ? undefined : periodTitle(found);
}

/** The reader himself, and the office that puts it before him; of those only who may see every letter in it. */
export function isConcerned({ reader }: Reading, staffId: StaffId, isOffice: boolean): boolean {
  return reader === staffId || isOffice;
}

function isAccusation({ facts }: Petition): boolean {
  return facts.appealType === 'accusation';
}

import type { StaffId } from '../domain/directory.ts';
import type { DutyEntry, DutyFile } from '../domain/duties.ts';
import type { Instant } from '../domain/time.ts';

/** What an office has done beside its petitions, as it was written down. */
export interface Duties {
  /** Newest first. */
  dutyEntries(): Promise<readonly DutyEntry[]>;
  /** Takes the uploads named in it for good; false where one of them is not there to be taken. */
  writeDuty(entry: Omit<DutyEntry, 'files'>, uploads: readonly string[]): Promise<boolean>;
  /** An uploaded file that belongs to no entry yet. */
  keepDutyFile(file: NewDutyFile): Promise<DutyFile>;
  /** Of an entry; null for any other. */
  dutyFile(entryId: string, id: string): Promise<KeptDutyFile | null>;
}

export interface NewDutyFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer;
  readonly by: StaffId;
  readonly at: Instant;
}

export interface KeptDutyFile extends DutyFile {
  readonly content: Buffer;
}

import type { StaffId } from '../domain/directory.ts';
import type { PaperFile } from '../domain/paper-file.ts';
import type { PetitionId } from '../domain/petition.ts';
import type { Instant } from '../domain/time.ts';

/** What papers are made from. The caller has asked `maySee` and the right to reveal: a file is in the clear. */
export interface PetitionFiles {
  /**
   * The whole file as it stood after so many of its events, all of them unless told; the people are those of that
   * time. Null when there is no such petition or it has fewer events.
   */
  fileAfter(id: PetitionId, events?: number): Promise<PaperFile | null>;
  /** The petition's version after each of its events, in order; empty for one that does not exist. */
  versionsOf(id: PetitionId): Promise<readonly number[]>;
  /** Everything of this petition that was printed, newest first. */
  printsOf(id: PetitionId): Promise<readonly Print[]>;
  /** 32 bytes that stand for the text and that nobody can make without the key ring. */
  fingerprint(text: string): Promise<Buffer>;
}

export interface Print {
  readonly at: Instant;
  readonly by: StaffId;
  /** As it was recorded in the audit trail. */
  readonly detail: string;
}

import type { AttachmentPurpose, FormId } from './attachment.ts';
import type { Guard } from './guard.ts';
import type { RecordId } from './record.ts';

/** What a closed file must hold before it may be put away (归档内容). */
export interface ArchiveRules {
  readonly pieces: readonly ArchivePiece[];
  /** Who receives the whole file. */
  readonly to?: string;
  readonly source: string;
}

/** One document of the file. Everything that is named of it has to be there. */
export interface ArchivePiece {
  readonly title: string;
  /** Asked for only where these hold. */
  readonly when?: readonly Guard[];
  /** A paper of this form goes into the package. */
  readonly paper?: FormId;
  /** The signed scan of this form is on the file. */
  readonly scan?: FormId;
  /** A file of this kind is on the file. */
  readonly attached?: AttachmentPurpose;
  readonly record?: RecordId;
  readonly holds?: readonly Guard[];
}

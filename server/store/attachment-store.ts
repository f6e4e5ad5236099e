import type { AttachmentFact, AttachmentId, UploadedFile } from '../domain/attachment.ts';
import type { StaffId } from '../domain/directory.ts';
import type { PetitionId } from '../domain/petition.ts';
import type { Instant } from '../domain/time.ts';

/**
 * Files people add: photos, evidence, scans of signed forms, sealed at rest with their names. An upload belongs to
 * whoever sent it and to nothing else until an act puts it on the file; one that no act takes is forgotten after
 * seven days. Nobody's right to see it is asked here: whoever reads asks `maySee` of the petition first.
 */
export interface Attachments {
  keepUpload(upload: Upload): Promise<UploadedFile>;
  /** What is on the file, in the order it was added; empty for a petition that does not exist. */
  attachmentsOf(petitionId: PetitionId): Promise<readonly Attachment[]>;
  /** Null unless it is on this petition's file. Throws when the content is not what was put there. */
  attachment(
    petitionId: PetitionId,
    id: AttachmentId,
  ): Promise<{ readonly fact: Attachment; readonly content: Buffer } | null>;
}

export interface Upload {
  /** Null for what is sent before the petition is registered. */
  readonly petitionId: PetitionId | null;
  readonly by: StaffId;
  readonly at: Instant;
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

/** With the name it was sent under, such as `现场照片.jpg`. */
export interface Attachment extends AttachmentFact {
  readonly name: string;
}

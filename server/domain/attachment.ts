import type { StaffId } from './directory.ts';
import type { Instant } from './time.ts';

export type AttachmentId = string & { readonly brand?: 'attachment' };

/** A form of the regulation, which a scan may be of. */
export type FormId = string;

/** 佐证材料、信访人提交的材料、签字盖章的表单扫描件、其他 */
export type AttachmentPurpose = 'evidence' | 'material' | 'signedForm' | 'other';

/**
 * A file that is part of a petition's file. Its content and its name, which somebody typed, are sealed and kept apart:
 * the hash proves that what is shown is what was put on the file.
 */
export interface AttachmentFact extends UploadedFile {
  readonly purpose: AttachmentPurpose;
  /** Of which form it is the signed scan. */
  readonly form?: FormId;
  /** 「其他材料（信访人不可见）」: no page for petitioners may ever show it unless this says so (M52). */
  readonly petitionerVisible: boolean;
  readonly addedBy: StaffId;
  readonly addedAt: Instant;
}

/** What was sent, as the store found it; not yet part of any file. */
export interface UploadedFile {
  readonly id: AttachmentId;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  /** Hexadecimal, of the content. */
  readonly sha256: string;
}

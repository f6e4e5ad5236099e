import { z } from 'zod';
import type { AttachmentPurpose } from '../domain/attachment.ts';
import { identifier, moment, text } from './field.ts';

/** What one file may weigh, in bytes. */
export const LARGEST_ATTACHMENT = 10 * 1024 * 1024;
/** With one act. */
const MOST_ATTACHMENTS = 20;

export const attachmentIds = z
  .array(identifier)
  .max(MOST_ATTACHMENTS, `一次最多上传${MOST_ATTACHMENTS}份附件。`)
  .meta({ description: '本人为本件上传的附件编号' });

const purposes = [
  'evidence',
  'material',
  'signedForm',
  'other',
] as const satisfies readonly AttachmentPurpose[];
export const attachmentPurpose = z.enum(purposes, { error: '请选择材料种类。' });

/** POST /api/petitions/:id/attachments and POST /api/attachments: the file itself is the body. */
export const uploadQuery = z.strictObject({ name: text('文件名', 1, 255) });

export const uploadedFile = z
  .object({ id: z.string(), name: z.string(), mediaType: z.string(), size: z.int() })
  .meta({ id: 'UploadedFile', description: '已收到、尚未归入信访件的文件；7天内不提交即清除' });

export const attachmentView = z
  .object({
    id: z.string(),
    name: z.string(),
    mediaType: z.string(),
    size: z.int(),
    sha256: z.string(),
    purpose: attachmentPurpose,
    /** `佐证材料`, or `信访事项核实情况说明签字扫描件` */
    purposeText: z.string(),
    form: z.string().optional(),
    petitionerVisible: z.boolean(),
    by: z.string(),
    at: moment,
  })
  .meta({ id: 'Attachment', description: '信访件上的附件' });

export type UploadedFileView = z.infer<typeof uploadedFile>;
export type AttachmentView = z.infer<typeof attachmentView>;

import type { AttachmentFact, AttachmentId, AttachmentPurpose, FormId } from '../attachment.ts';
import type { Circumstances } from '../decision.ts';
import type { StaffId } from '../directory.ts';
import type { Refusal } from '../refusal.ts';
import { ok, type Result, refuse } from '../result.ts';

/** The uploads a command names, as they stand on the file from now on. Each must be the actor's own, and named once. */
export function filesOf(
  ids: readonly AttachmentId[],
  what: { readonly purpose: AttachmentPurpose; readonly form?: FormId },
  person: { readonly id: StaffId },
  { upload, now }: Pick<Circumstances, 'upload' | 'now'>,
): Result<readonly AttachmentFact[], Refusal> {
  const uploads = [...new Set(ids)].map(upload).filter((file) => file !== null);
  if (uploads.length !== ids.length) return refuse({ code: 'uploadMissing' });
  return ok(
    uploads.map((file) => ({
      ...file,
      ...what,
      petitionerVisible: false,
      addedBy: person.id,
      addedAt: now,
    })),
  );
}

import type { StaffId } from '../domain/directory.ts';
import { MAIN_OFFICE } from '../domain/office.ts';
import type { PetitionId } from '../domain/petition.ts';
import type { Instant } from '../domain/time.ts';
import type { AuditedEntry, AuditTrail } from './access-store.ts';
import type { AuditLog } from './audit.ts';
import type { Base } from './base.ts';
import type { DirectoryShelf } from './directory.ts';
import type { ParticularsTable } from './particulars.ts';
import type { PetitionTable } from './petitions.ts';
import type { AtOnce } from './promised.ts';
import type { Visibility } from './visibility.ts';

/** Writing to the audit trail and reading it, each viewer without what he may not know of. */
export function openAuditTrail(
  { sqlite }: Base,
  audit: AuditLog,
  petitions: PetitionTable,
  particulars: ParticularsTable,
  visibility: Visibility,
  { officeOf }: Pick<DirectoryShelf, 'officeOf'>,
): AtOnce<AuditTrail> {
  const record = sqlite.transaction(audit.append);

  const reveal = sqlite.transaction(
    (petitionId: PetitionId, actor: StaffId, detail: string, at: Instant) => {
      const found = particulars.latest(petitionId);
      if (!found) return null;
      audit.append({ at, actor, action: 'reveal', petitionId, ok: true, detail });
      return found.petitioner;
    },
  );

  function isVisible({ petitionId, actor }: AuditedEntry, viewer: StaffId): boolean {
    // What nobody of the installation did, such as a stranger's attempt to sign in, is for the main office to look at.
    const of = actor === undefined ? MAIN_OFFICE : officeOf(actor);
    if (petitionId === undefined) return of === officeOf(viewer);
    // An id that does not exist is hidden as well: else its absence would tell the two apart.
    const petition = petitions.find(petitionId);
    return petition !== null && visibility.maySee(petition, viewer);
  }

  return {
    recordAudit: (entry) => record.immediate(entry),
    reveal: (id, by, reason, now) => reveal.immediate(id, by, reason, now),
    auditTrail({ before = Number.MAX_SAFE_INTEGER, limit, ...filter }, viewer) {
      const found: AuditedEntry[] = [];
      let last = before;
      while (found.length < limit) {
        const page = audit.page({ ...filter, before: last, limit });
        found.push(...page.filter((entry) => isVisible(entry, viewer)));
        const oldest = page.at(-1);
        if (!oldest) break;
        last = oldest.sequence;
      }
      return found.slice(0, limit);
    },
  };
}

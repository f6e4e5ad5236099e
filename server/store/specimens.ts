import { eq, notInArray } from 'drizzle-orm';
import { specimens } from '../../db/schema-dingtalk.ts';
import type { StaffId } from '../domain/directory.ts';
import type { Instant } from '../domain/time.ts';
import type { AuditLog } from './audit.ts';
import type { Base } from './base.ts';
import type { AtOnce } from './promised.ts';
import type { Specimens } from './specimen-store.ts';

/** Also forgets those of people who have left. */
export interface SpecimenTable extends AtOnce<Specimens> {
  readonly keepOnly: (staffIds: readonly string[]) => void;
}

export function openSpecimens(
  { sqlite, tables, sealing }: Base,
  audit: Pick<AuditLog, 'append'>,
): SpecimenTable {
  const find = (staffId: StaffId) =>
    tables.select().from(specimens).where(eq(specimens.staffId, staffId)).get();

  const keep = sqlite.transaction((staffId: StaffId, written: string, at: Instant) => {
    const detail = find(staffId) ? '更换签名留样' : '留存签名';
    const handwriting = sealing.seal(written, placeOf(staffId));
    tables
      .insert(specimens)
      .values({ staffId, handwriting })
      .onConflictDoUpdate({ target: specimens.staffId, set: { handwriting } })
      .run();
    audit.append({ at, actor: staffId, action: 'specimenKept', ok: true, detail });
  });

  const withdraw = sqlite.transaction((staffId: StaffId, at: Instant) => {
    const gone = tables.delete(specimens).where(eq(specimens.staffId, staffId)).run();
    if (gone.changes === 0) return false;
    audit.append({ at, actor: staffId, action: 'specimenWithdrawn', ok: true });
    return true;
  });

  return {
    specimen(staffId) {
      const row = find(staffId);
      return row ? sealing.openSealed(row.handwriting, placeOf(staffId)) : null;
    },
    keepSpecimen: (staffId, handwriting, now) => keep.immediate(staffId, handwriting, now),
    withdrawSpecimen: (staffId, now) => withdraw.immediate(staffId, now),
    keepOnly(staffIds) {
      tables
        .delete(specimens)
        .where(notInArray(specimens.staffId, [...staffIds]))
        .run();
    },
  };
}

/** One that is moved to another person's row does not open. */
function placeOf(staffId: StaffId): string {
  return `specimens|handwriting|${staffId}`;
}

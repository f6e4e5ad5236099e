import { asc, eq, isNull } from 'drizzle-orm';
import { ruleChanges } from '../../db/schema.ts';
import type { PetitionId } from '../domain/petition.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { AuditLog } from './audit.ts';
import type { Base } from './base.ts';
import type { ParticularsTable } from './particulars.ts';
import type { AtOnce } from './promised.ts';
import type { RegimeShelf } from './regimes.ts';
import type { NewRuleChange, RuleChangeEntry, RuleChanges } from './rule-change-store.ts';

/** The office's regulations as it has changed them since its start, each change signed. */
export function openRuleChanges(
  { sqlite, tables, sealing }: Base,
  given: {
    readonly audit: AuditLog;
    readonly particulars: ParticularsTable;
    readonly regimes: RegimeShelf;
  },
): AtOnce<RuleChanges> {
  const { audit, particulars, regimes } = given;
  const lastId = sqlite
    .prepare<[], number>('SELECT coalesce(max(id), 0) FROM rule_changes')
    .pluck();

  const record = sqlite.transaction((entry: NewRuleChange, now: Instant) => {
    const { commandId, regime, by, what, reach, reason, handwriting, petitions } = entry;
    const known = eq(ruleChanges.commandId, commandId);
    if (tables.select().from(ruleChanges).where(known).get()) return false;
    const id = (lastId.get() ?? 0) + 1;
    regimes.keep(regime);
    tables
      .insert(ruleChanges)
      .values({
        id,
        commandId,
        at: now,
        staffId: by,
        regimeId: regime.id,
        regimeVersion: regime.version,
        what,
        reach,
        handwritingId: particulars.keepHandwriting(handwriting),
        reason: sealing.seal(reason, placeOf('reason', id)),
        petitions: sealing.seal(JSON.stringify(petitions), placeOf('petitions', id)),
        carriedOutAt: null,
      })
      .run();
    const detail = `《${regime.title}》第${regime.version}版：${what}。理由：${reason}`;
    audit.append({ at: now, actor: by, action: 'rulesChanged', ok: true, detail });
    return true;
  });

  return {
    ruleChanges() {
      const rows = tables.select().from(ruleChanges).orderBy(asc(ruleChanges.id)).all();
      return rows.map((row) => ({
        ...entryOf(row),
        reason: sealing.openSealed(row.reason, placeOf('reason', row.id)),
      }));
    },
    recordRuleChange(entry, now) {
      // On the shelf only once it is on disk: nobody may work under a version that a crash would take away.
      if (record.immediate(entry, now)) regimes.add(entry.regime);
    },
    adoptionsToCarryOut() {
      const rows = tables
        .select()
        .from(ruleChanges)
        .where(isNull(ruleChanges.carriedOutAt))
        .orderBy(asc(ruleChanges.id))
        .all();
      return rows.map(({ id, regimeVersion, what, petitions }) => ({
        id,
        version: regimeVersion,
        what,
        petitions: JSON.parse(
          sealing.openSealed(petitions, placeOf('petitions', id)),
        ) as PetitionId[],
      }));
    },
    noteAdopted(id, now) {
      tables.update(ruleChanges).set({ carriedOutAt: now }).where(eq(ruleChanges.id, id)).run();
    },
  };
}

function entryOf(row: typeof ruleChanges.$inferSelect): Omit<RuleChangeEntry, 'reason'> {
  const { id, commandId, at, staffId, regimeId, regimeVersion, what, reach } = row;
  return {
    id,
    commandId,
    at: instant(at),
    by: staffId,
    regime: regimeId,
    version: regimeVersion,
    what,
    reach,
    handwriting: row.handwritingId,
    ...(row.carriedOutAt === null ? {} : { carriedOutAt: instant(row.carriedOutAt) }),
  };
}

function placeOf(column: 'reason' | 'petitions', id: number): string {
  return `rule_changes|${column}|${id}`;
}

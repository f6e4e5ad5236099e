import { asc, eq, isNull } from 'drizzle-orm';
import { calendarChanges } from '../../db/schema.ts';
import type { CalendarChange } from '../domain/calendar-change.ts';
import type { DeadlineMove } from '../domain/calendar-preview.ts';
import { type Instant, instant } from '../domain/time.ts';
import type { Administration, NewCalendarEntry } from './administration-store.ts';
import type { AuditLog } from './audit.ts';
import type { Base } from './base.ts';
import type { ParticularsTable } from './particulars.ts';
import type { AtOnce } from './promised.ts';

type Methods = Pick<
  Administration,
  'calendarChanges' | 'recordCalendarChange' | 'movesToCarryOut' | 'noteCarriedOut'
>;

/** The working calendar as the office has changed it since its start, each change signed. */
export function openCalendarChanges(
  { sqlite, tables, sealing }: Base,
  audit: AuditLog,
  particulars: ParticularsTable,
): AtOnce<Methods> {
  const lastId = sqlite
    .prepare<[], number>('SELECT coalesce(max(id), 0) FROM calendar_changes')
    .pluck();

  const record = sqlite.transaction((entry: NewCalendarEntry, now: Instant) => {
    const { commandId, change, by, reason, handwriting, moves } = entry;
    const known = eq(calendarChanges.commandId, commandId);
    if (tables.select().from(calendarChanges).where(known).get()) return;
    const id = (lastId.get() ?? 0) + 1;
    const values = {
      id,
      commandId,
      at: now,
      staffId: by,
      body: JSON.stringify(change),
      handwritingId: particulars.keepHandwriting(handwriting),
      reason: sealing.seal(reason, placeOf('reason', id)),
      moves: sealing.seal(JSON.stringify(moves), placeOf('moves', id)),
      carriedOutAt: null,
    };
    tables.insert(calendarChanges).values(values).run();
    const what =
      change.kind === 'holidays'
        ? `载入${change.year}年放假安排（${change.version.notice.number}）`
        : `作息时间“${change.hours.title}”自${change.hours.effectiveFrom}起`;
    const detail = `${what}。理由：${reason}`;
    audit.append({ at: now, actor: by, action: 'calendarChanged', ok: true, detail });
  });

  return {
    calendarChanges() {
      const rows = tables.select().from(calendarChanges).orderBy(asc(calendarChanges.id)).all();
      return rows.map(
        ({ id, commandId, at, staffId, body, reason, handwritingId, carriedOutAt }) => ({
          id,
          commandId,
          change: JSON.parse(body) as CalendarChange,
          at: instant(at),
          by: staffId,
          reason: sealing.openSealed(reason, placeOf('reason', id)),
          handwriting: handwritingId,
          ...(carriedOutAt === null ? {} : { carriedOutAt: instant(carriedOutAt) }),
        }),
      );
    },
    recordCalendarChange: (entry, now) => record.immediate(entry, now),
    movesToCarryOut() {
      const rows = tables
        .select()
        .from(calendarChanges)
        .where(isNull(calendarChanges.carriedOutAt))
        .orderBy(asc(calendarChanges.id))
        .all();
      return rows.map(({ id, body, moves }) => ({
        id,
        kind: (JSON.parse(body) as CalendarChange).kind,
        moves: JSON.parse(sealing.openSealed(moves, placeOf('moves', id))) as DeadlineMove[],
      }));
    },
    noteCarriedOut(id, now) {
      tables
        .update(calendarChanges)
        .set({ carriedOutAt: now })
        .where(eq(calendarChanges.id, id))
        .run();
    },
  };
}

function placeOf(column: 'reason' | 'moves', id: number): string {
  return `calendar_changes|${column}|${id}`;
}

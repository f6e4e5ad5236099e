import { and, asc, eq, gte, isNull } from 'drizzle-orm';
import { absences } from '../../db/schema.ts';
import type { Away, Directory, StaffId } from '../domain/directory.ts';
import { dayText, type Instant, type LocalDay, localDay } from '../domain/time.ts';
import type { Absence, Administration } from './administration-store.ts';
import type { AuditLog } from './audit.ts';
import type { Base } from './base.ts';
import type { DirectoryShelf } from './directory.ts';
import type { AtOnce } from './promised.ts';
import type { OfficeDirectory } from './store.ts';

type Methods = Pick<
  Administration,
  'absences' | 'enterAbsence' | 'withdrawAbsence' | 'putAbsencesInForce'
>;

/** Who is out and when; what of it holds today is put into the directory, where decisions see it. */
export function openAbsences(
  { sqlite, tables }: Base,
  audit: AuditLog,
  directory: DirectoryShelf,
  replaceDirectory: AtOnce<OfficeDirectory>['replaceDirectory'],
): AtOnce<Methods> {
  function notOverBefore(day: LocalDay): readonly Absence[] {
    const rows = tables
      .select()
      .from(absences)
      .where(and(gte(absences.toDay, day), isNull(absences.withdrawnAt)))
      .orderBy(asc(absences.fromDay), asc(absences.id))
      .all();
    return rows.map(({ id, staffId, fromDay, toDay, why }) => ({
      id,
      staffId,
      from: localDay(fromDay),
      to: localDay(toDay),
      why,
    }));
  }

  function note(
    by: StaffId,
    now: Instant,
    { staffId, from, to }: Omit<Absence, 'id'>,
    what: string,
  ) {
    const name = directory.current().staff.get(staffId)?.name ?? staffId;
    const detail = `${what}：${name}，${dayText(from)}至${dayText(to)}`;
    audit.append({ at: now, actor: by, action: 'absenceEntered', ok: true, detail });
  }

  const enter = sqlite.transaction((absence: Omit<Absence, 'id'>, by: StaffId, now: Instant) => {
    const { staffId, from, to, why } = absence;
    const values = { staffId, fromDay: from, toDay: to, why, enteredBy: by, enteredAt: now };
    const { lastInsertRowid } = tables.insert(absences).values(values).run();
    note(by, now, absence, '登记外出');
    return Number(lastInsertRowid);
  });

  const withdraw = sqlite.transaction((id: number, by: StaffId, now: Instant) => {
    const absence = notOverBefore(localDay(0)).find((candidate) => candidate.id === id);
    if (!absence) return false;
    tables.update(absences).set({ withdrawnAt: now }).where(eq(absences.id, id)).run();
    note(by, now, absence, '撤销外出登记');
    return true;
  });

  return {
    absences: notOverBefore,
    enterAbsence: (absence, by, now) => enter.immediate(absence, by, now),
    withdrawAbsence: (id, by, now) => withdraw.immediate(id, by, now),
    putAbsencesInForce(today, now, waitingFor) {
      const current = directory.current();
      const inForce = notOverBefore(today).filter(({ from }) => from <= today);
      const people = withAway(current, inForce);
      return people ? replaceDirectory(people, now, waitingFor) : current;
    },
  };
}

/** Null when the directory says so already. */
function withAway(
  { staff, units }: Directory,
  inForce: readonly Absence[],
): Omit<Directory, 'version'> | null {
  const changed = [...staff.values()].map(({ away: before, ...person }) => {
    // The one that lasts longest, where two overlap.
    const [absence] = inForce
      .filter(({ staffId }) => staffId === person.id)
      .sort((left, right) => right.to - left.to);
    const away: Away | undefined = absence && {
      from: dayText(absence.from),
      to: dayText(absence.to),
      why: absence.why,
    };
    const same = JSON.stringify(before) === JSON.stringify(away);
    return {
      same,
      person:
        same && before ? { ...person, away: before } : { ...person, ...(away ? { away } : {}) },
    };
  });
  if (changed.every(({ same }) => same)) return null;
  return { units, staff: new Map(changed.map(({ person }) => [person.id, person])) };
}

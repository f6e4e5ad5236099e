import type { AdministeredDirectory } from '../../contract/directory.ts';
import type { AbsenceReason, Directory, StaffMember } from '../../domain/directory.ts';
import { directoryWarnings } from '../../domain/directory-change.ts';
import { dispatchPosts } from '../../domain/dispatch.ts';
import type { Petition } from '../../domain/petition.ts';
import type { Regime } from '../../domain/regime.ts';
import { responsibleUnit } from '../../domain/staffing.ts';
import { standInsOf } from '../../domain/stand-ins.ts';
import { chineseDay, dayText, type Instant, localDayOf, readDay } from '../../domain/time.ts';
import type { Absence } from '../../store/administration-store.ts';

const absenceTitles: Readonly<Record<AbsenceReason, string>> = {
  duty: '出差',
  leave: '休假',
  training: '学习培训',
  other: '其他',
};

interface Administered {
  readonly directory: Directory;
  readonly regime: Regime;
  readonly absences: readonly Absence[];
  /** Those the viewer may see. */
  readonly petitions: readonly Petition[];
  readonly now: Instant;
}

/** The people, posts and roles with everything an administrator changes about them. */
export function administeredDirectoryView(given: Administered): AdministeredDirectory {
  const { directory, regime, petitions, now } = given;
  const { version, units, staff } = directory;
  return {
    version,
    now,
    units: [...units.values()].map((unit) => ({
      ...unit,
      posts: { ...unit.posts },
      petitions: petitions.filter((petition) => responsibleUnit(petition) === unit.id).length,
    })),
    staff: [...staff.values()].map(({ away: _, roles, ...person }) => {
      const awayText = awayTextOf(staff.get(person.id), directory, regime);
      return { ...person, roles: [...roles], ...(awayText === null ? {} : { awayText }) };
    }),
    roles: Object.entries(regime.roles)
      .filter(([, { binding }]) => binding.kind === 'office')
      .map(([id, { title, exactlyOne }]) => ({ id, title, exactlyOne: exactlyOne === true })),
    posts: Object.entries(regime.posts ?? {}).map(([id, { title, vital }]) => ({
      id,
      title,
      vital: vital === true,
      told: dispatchPosts(regime).includes(id),
    })),
    least: regime.dispatch?.least ?? 0,
    absences: given.absences.map((absence) => absenceView(absence, given)),
    warnings: [...directoryWarnings(directory, regime)],
  };
}

/** `外出至9月30日，由余模拟代`; null for somebody who is in. */
function awayTextOf(
  person: StaffMember | undefined,
  directory: Directory,
  regime: Regime,
): string | null {
  if (!person?.away) return null;
  const names = standInsOf(person, directory, regime).map(({ name }) => name);
  const by = names.length === 0 ? '无人代办' : `由${names.join('、')}代`;
  return `外出至${chineseDay(readDay(person.away.to))}，${by}`;
}

function absenceView(
  { id, staffId, from, to, why }: Absence,
  { directory, regime, now }: Administered,
): AdministeredDirectory['absences'][number] {
  const person = directory.staff.get(staffId);
  const standIns = person ? standInsOf(person, directory, regime) : [];
  return {
    id,
    staffId,
    from: dayText(from),
    to: dayText(to),
    reasonText: absenceTitles[why],
    begun: from <= localDayOf(now),
    standIns: standIns.map(({ name }) => name),
  };
}

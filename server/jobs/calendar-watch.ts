import { announcedFrom } from '../domain/announced-years.ts';
import { isWorkingDay } from '../domain/calendar.ts';
import { type Directory, roleHolders, type StaffId } from '../domain/directory.ts';
import type { Regime } from '../domain/regime.ts';
import {
  civilDateOf,
  DAY,
  dayOf,
  dayText,
  HOUR,
  type Instant,
  instant,
  type LocalDay,
  localDay,
  localDayOf,
  MINUTE,
  startOfDay,
} from '../domain/time.ts';
import { fillTemplate } from '../domain/wording.ts';
import { workingDayFrom } from '../domain/working-time.ts';
import type { JobSurroundings } from './surroundings.ts';

const JOB = 'calendarMissing';
const TIME_OF_DAY = 9 * HOUR + 20 * MINUTE;
const DAYS_BETWEEN = 7;

/** Tells the people who register petitions, once a week, that deadlines are being guessed: the year is not loaded. */
export async function runCalendarWatch(given: JobSurroundings, now: Instant): Promise<number> {
  const { store, wording, calendar } = given;
  const day = localDayOf(now);
  const due = await dueDay(given, day);
  if (due === null || due > day || now < noticeAt(day) || !isWorkingDay(calendar(), day)) return 0;
  const regimes = await store.regimes();
  const regime = await store.regimeInForce(now);
  const affected = String(await reachingBeyond(given));
  const run = await store.runJobOnce(JOB, day, now, ({ directory }) => ({
    status: 'done',
    messages: [
      {
        ...fillTemplate(wording, JOB, regime, { affected }),
        dedupe: `${JOB}:${dayText(day)}`,
        channel: { kind: 'people', staffIds: registrars(regimes, directory) },
        template: JOB,
        expiresAt: instant(now + DAYS_BETWEEN * DAY),
      },
    ],
  }));
  return run ? 1 : 0;
}

/** Open petitions with a deadline in a year that is not loaded; accusations are nobody's number. */
async function reachingBeyond({ store }: JobSurroundings): Promise<number> {
  const ids = await store.withProvisionalDeadline();
  const petitions = await Promise.all(ids.map((id) => store.petition(id)));
  return petitions.filter((petition) => petition && petition.facts.appealType !== 'accusation')
    .length;
}

/** When the next notice is due if no calendar arrives, or now; null beyond the calendar. */
export async function nextCalendarNotice(
  given: JobSurroundings,
  now: Instant,
): Promise<Instant | null> {
  const today = localDayOf(now);
  const due = await dueDay(given, today);
  if (due === null) return null;
  const day = workingDayFrom(given.calendar(), localDay(Math.max(due, today)));
  if (!day.ok) return null;
  return instant(Math.max(now, noticeAt(day.value)));
}

/** The first day on which a notice is called for; null while every year that matters is loaded. */
async function dueDay(
  { store, calendar }: JobSurroundings,
  today: LocalDay,
): Promise<LocalDay | null> {
  const { loadedYears } = calendar();
  const { year } = civilDateOf(today);
  if (loadedYears.has(year) && loadedYears.has(year + 1)) return null;
  const from = loadedYears.has(year) ? announcedFrom(year + 1) : dayOf(year, 1, 1);
  if (from > today) return from;
  const last = await store.lastJobRun(JOB);
  return localDay(Math.max(from, last ? last.day + DAYS_BETWEEN : from));
}

function noticeAt(day: LocalDay): Instant {
  return instant(startOfDay(day) + TIME_OF_DAY);
}

/** Whoever acts where petitions come in, in any of the regimes: the office itself (信访办). */
export function registrars(regimes: readonly Regime[], directory: Directory): readonly StaffId[] {
  const roles = regimes.flatMap(({ flows, stages }) =>
    Object.values(flows)
      .flatMap(({ start }) => Object.values(stages[start]?.acts ?? {}))
      .flatMap(({ by }) => by.map(({ role }) => role)),
  );
  const people = [...new Set(roles)].flatMap((role) => roleHolders(directory, role));
  return [...new Set(people.map(({ id }) => id))];
}

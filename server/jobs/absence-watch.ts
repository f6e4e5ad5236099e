import { waitingFor } from '../domain/access.ts';
import type { Directory } from '../domain/directory.ts';
import { standInsOf } from '../domain/stand-ins.ts';
import {
  chineseDay,
  DAY,
  type Instant,
  instant,
  localDay,
  localDayOf,
  startOfDay,
} from '../domain/time.ts';
import { fillTemplate } from '../domain/wording.ts';
import type { Absence } from '../store/administration-store.ts';
import type { JobSurroundings } from './surroundings.ts';

const JOB = 'absenceBegun';

/**
 * Puts today's absences into the directory, so that whoever stands in may act and finds the petitions in his list, and
 * tells him so once. Answers how many were told.
 */
export async function runAbsences(given: JobSurroundings, now: Instant): Promise<number> {
  const { store, calendar } = given;
  const today = localDayOf(now);
  const before = await store.directory();
  const directory = await store.putAbsencesInForce(today, now, (petition, regime, people) =>
    waitingFor(petition, { now, calendar: calendar(), regime, directory: people }),
  );
  let told = 0;
  for (const absence of await store.absences(today)) {
    if (absence.from <= today) told += await tell(absence, given, directory, now);
  }
  return told + Number(directory.version !== before.version);
}

/** The midnight at which somebody leaves or is back; null when nobody is planned to. */
export async function nextAbsenceChange(
  { store }: JobSurroundings,
  now: Instant,
): Promise<Instant | null> {
  const today = localDayOf(now);
  const days = (await store.absences(today))
    .flatMap(({ from, to }) => [from, localDay(to + 1)])
    .filter((day) => day > today);
  return days.length === 0 ? null : startOfDay(localDay(Math.min(...days)));
}

async function tell(
  { id, staffId, from, to }: Absence,
  { store, wording }: JobSurroundings,
  directory: Directory,
  now: Instant,
): Promise<number> {
  const person = directory.staff.get(staffId);
  const regimes = await store.regimes();
  const people = person ? regimes.flatMap((regime) => standInsOf(person, directory, regime)) : [];
  if (!person || people.length === 0) return 0;
  const regime = await store.regimeInForce(now);
  const run = await store.runJobOnce(`${JOB}:${id}`, from, now, () => ({
    status: 'done',
    messages: [
      {
        ...fillTemplate(wording, JOB, regime, {
          actor: person.name,
          period: from === to ? chineseDay(from) : `${chineseDay(from)}至${chineseDay(to)}`,
        }),
        dedupe: `${JOB}:${id}`,
        channel: { kind: 'people', staffIds: people.map((each) => each.id) },
        template: JOB,
        expiresAt: instant(startOfDay(to) + DAY),
      },
    ],
  }));
  return run ? 1 : 0;
}

import { isWorkingDay } from '../domain/calendar.ts';
import { lateMessages, noticeMessages } from '../domain/sanctions/messages.ts';
import { noticesOf } from '../domain/sanctions/notice.ts';
import { isLate, owedMoves } from '../domain/sanctions/standing.ts';
import {
  HOUR,
  type Instant,
  instant,
  localDay,
  localDayOf,
  MINUTE,
  startOfDay,
} from '../domain/time.ts';
import { workingDayFrom } from '../domain/working-time.ts';
import { ladderMaterial } from '../store/ladder-material.ts';
import type { JobSurroundings } from './surroundings.ts';

const JOB = 'sanctionWatch';
const TIME_OF_DAY = 9 * HOUR + 5 * MINUTE;

/**
 * Every working morning counts what each unit let fall overdue and drafts what the regulation asks for. It issues
 * nothing: a draft waits for the person entitled to sign it.
 */
export async function runSanctionWatch(given: JobSurroundings, now: Instant): Promise<number> {
  const { store, calendar, wording } = given;
  const regime = await store.regimeInForce(now);
  const day = localDayOf(now);
  if (!regime.sanctions?.ladder || !isWorkingDay(calendar(), day) || now < timeOn(day)) return 0;
  if ((await store.lastJobRun(JOB))?.day === day) return 0;
  const { log, material } = await ladderMaterial(store, regime, now);
  const events = owedMoves(material, newIds(log.end));
  const directory = await store.directory();
  const said = { wording, regimes: material.regimes, directory, now };
  const late = noticesOf(log.events)
    .filter((notice) => isLate(notice, now))
    .flatMap((notice) => lateMessages(notice, said));
  const messages = [...noticeMessages(log.events, events, said), ...late];
  // Somebody acted meanwhile: the next look finds things as they are then.
  if (!(await store.recordSanctions({ seen: log.end, events, messages }, now))) return 0;
  await store.runJobOnce(JOB, day, now, () => ({ status: 'done', messages: [] }));
  return 1;
}

/** The next working morning on which it is to be looked at; null where the regulation has no ladder. */
export async function nextSanctionWatch(
  { store, calendar }: JobSurroundings,
  now: Instant,
): Promise<Instant | null> {
  if (!(await store.regimeInForce(now)).sanctions?.ladder) return null;
  const today = localDayOf(now);
  const done = (await store.lastJobRun(JOB))?.day === today;
  const day = workingDayFrom(calendar(), localDay(today + (done ? 1 : 0)));
  return day.ok ? instant(Math.max(now, timeOn(day.value))) : null;
}

function timeOn(day: ReturnType<typeof localDayOf>): Instant {
  return instant(startOfDay(day) + TIME_OF_DAY);
}

/** A notice is called after its place in the log, so that a run repeated after a kill gives it the same name. */
function newIds(end: number): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${end + count}`;
  };
}

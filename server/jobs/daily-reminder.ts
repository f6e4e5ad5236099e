import { type Calendar, isWorkingDay } from '../domain/calendar.ts';
import type { OpenClock } from '../domain/digest-state.ts';
import type { PetitionId } from '../domain/petition.ts';
import type { Regime } from '../domain/regime.ts';
import {
  chineseDay,
  dayText,
  HOUR,
  type Instant,
  instant,
  type LocalDay,
  localDay,
  localDayOf,
  MINUTE,
  SECOND,
  startOfDay,
} from '../domain/time.ts';
import { fillTemplate } from '../domain/wording.ts';
import { workingDayFrom } from '../domain/working-time.ts';
import type { JobMessage, JobReads, JobRun } from '../store/message-store.ts';
import { type DigestFacts, digestTexts } from './digest.ts';
import type { JobSurroundings } from './surroundings.ts';

/** 每日提醒 (二(一)2): the group is reminded of every open petition once on each working day, make-up days included. */
const JOB = 'dailyReminder';
const USUAL_TIME = 8 * HOUR + 45 * MINUTE;
/** After that, yesterday's reminder would be read beside today's. */
const WINDOW_CLOSES = 18 * HOUR;
/** What was written at the last moment may still be on its way for a while. */
const SENDING_TIME = 30 * MINUTE;
/** A tick a little late is still on time. */
const GRACE = 10 * MINUTE;
const SPREAD_SECONDS = 240;
/** DingTalk asks to keep clear of the full hour, when everybody's jobs start. */
const BUSY_AFTER_FULL_HOUR = 10 * MINUTE;
const BETWEEN_PAGES = 4 * SECOND;
const MISSED = '停机期间错过当日提醒，过18:00不再补发。';
const CAUGHT_UP = '未能准时发送，恢复后补发。';

/** Catches up what is due: today until 18:00, marked as late; earlier days are recorded as missed and never sent. */
export async function runDailyReminder(given: JobSurroundings, now: Instant): Promise<number> {
  const { store } = given;
  const last = await store.lastJobRun(JOB);
  const today = localDayOf(now);
  let recorded = 0;
  // A job never seen before starts today: nobody expected it on the days before.
  for (let day = last ? last.day + 1 : today; day <= today; day++) {
    const run = await remindOn(given, localDay(day), now, last);
    if (run) recorded += 1;
  }
  return recorded;
}

/** When the next reminder is due, or now if one is; null beyond the calendar. */
export async function nextDailyReminder(
  given: JobSurroundings,
  now: Instant,
): Promise<Instant | null> {
  const last = await given.store.lastJobRun(JOB);
  const today = localDayOf(now);
  const day = workingDayFrom(
    given.calendar(),
    localDay(Math.max(last ? last.day + 1 : today, today)),
  );
  if (!day.ok) return null;
  const planned = plannedAt(day.value, given);
  if (planned > now) return planned;
  if (now <= closingOf(day.value)) return now;
  const following = workingDayFrom(given.calendar(), localDay(day.value + 1));
  return following.ok ? plannedAt(following.value, given) : null;
}

async function remindOn(
  given: JobSurroundings,
  day: LocalDay,
  now: Instant,
  last: JobRun | null,
): Promise<JobRun | null> {
  const { store, log } = given;
  const planned = plannedAt(day, given);
  if (!isWorkingDay(given.calendar(), day) || now < planned) return null;
  if (now > closingOf(day)) {
    if (!last) return null;
    log.warn({ job: JOB, day: dayText(day) }, 'jobMissed');
    return await store.runJobOnce(JOB, day, now, () => ({
      status: 'missed',
      messages: [],
      reason: MISSED,
    }));
  }
  const late = now > planned + GRACE;
  const facts = await factsFor(given, day, now);
  const regime = await store.regimeInForce(now);
  return await store.runJobOnce(JOB, day, now, (reads) => ({
    status: late ? 'late' : 'done',
    messages: messagesOf(given, { ...facts, ...reads }, day, { regime, late }),
    ...(late ? { reason: CAUGHT_UP } : {}),
  }));
}

function messagesOf(
  { wording, groupHeading }: JobSurroundings,
  facts: DigestFacts,
  day: LocalDay,
  { regime, late }: { readonly regime: Regime; readonly late: boolean },
): readonly JobMessage[] {
  const texts = digestTexts(facts);
  return texts.map((lines, index) => {
    const part = texts.length > 1 ? `（第${index + 1}/${texts.length}条）` : '';
    const whose = groupHeading === undefined ? '' : `${groupHeading} `;
    const heading = `${whose}${chineseDay(day)}${late ? '（补发）' : ''}${part}`;
    return {
      ...fillTemplate(wording, 'dailyDigest', regime, { now: heading, lines }),
      dedupe: `digest:${dayText(day)}:${index + 1}`,
      channel: { kind: 'group' },
      template: 'dailyDigest',
      sendAt: instant(facts.now + index * BETWEEN_PAGES),
      expiresAt: instant(closingOf(day) + SENDING_TIME),
    };
  });
}

/** What the text needs besides what is read inside the transaction. */
async function factsFor(
  { store, calendar }: JobSurroundings,
  day: LocalDay,
  now: Instant,
): Promise<Omit<DigestFacts, keyof JobReads>> {
  const clocks = new Map<PetitionId, readonly OpenClock[]>();
  for (const { id } of await store.openForDigest()) {
    const petition = await store.petition(id);
    if (!petition) continue;
    clocks.set(
      id,
      petition.clocks.filter(({ stoppedAt }) => stoppedAt === undefined),
    );
  }
  const restUntil = lastRestDay(calendar(), day);
  return {
    now,
    regimes: await store.regimes(),
    calendar: calendar(),
    clocks,
    ...(restUntil === null ? {} : { restUntil }),
  };
}

/** The last of the days of rest that begin tomorrow; null when tomorrow is a working day. */
function lastRestDay(calendar: Calendar, day: LocalDay): LocalDay | null {
  const resumes = workingDayFrom(calendar, localDay(day + 1));
  return resumes.ok && resumes.value > day + 1 ? localDay(resumes.value - 1) : null;
}

function closingOf(day: LocalDay): Instant {
  return instant(startOfDay(day) + WINDOW_CLOSES);
}

/** The configured minute and a spread that is the same whenever the day is looked at, clear of the full hour. */
function plannedAt(day: LocalDay, { dailyReminderTime = USUAL_TIME }: JobSurroundings): Instant {
  const intoTheHour = dailyReminderTime % HOUR;
  const begins =
    intoTheHour < BUSY_AFTER_FULL_HOUR
      ? dailyReminderTime - intoTheHour + BUSY_AFTER_FULL_HOUR
      : dailyReminderTime;
  const spread = ((day * 97) % SPREAD_SECONDS) * SECOND;
  return instant(startOfDay(day) + begins + spread);
}

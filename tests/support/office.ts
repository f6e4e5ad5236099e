import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { seedCalendar } from '../../db/seed-calendar.ts';
import { loadRegimes } from '../../db/seed-regime.ts';
import type { Calendar } from '../../server/domain/calendar.ts';
import type { CalendarData } from '../../server/domain/calendar-data.ts';
import type { Submission } from '../../server/domain/command.ts';
import type { StaffId } from '../../server/domain/directory.ts';
import type { Petition, PetitionId } from '../../server/domain/petition.ts';
import { dayText, type Instant, localDayOf } from '../../server/domain/time.ts';
import type { CalendarBook } from '../../server/http/app-deps.ts';
import { createOfficeCalendar } from '../../server/office-calendar.ts';
import type { LoggedMessage } from '../../server/store/message-store.ts';
import type { Answer } from '../../server/store/store.ts';
import { type How, type Person, personOf } from './office-person.ts';
import { type OfficeOptions, REGIME, startWorld, type World } from './office-world.ts';
import { director } from './people.ts';
import { type RecordingDingTalk, recordingDingTalk, type Shown } from './recording-dingtalk.ts';
import { at } from './time.ts';

export interface Office extends World {
  readonly dingtalk: RecordingDingTalk;
  readonly calendar: Calendar;
  /** What the jobs complained of so far, as names of events. */
  readonly complaints: readonly string[];
  now(): Instant;
  as(staffId: StaffId): Person;
  /** Moves the clock on and does everything due on the way, each at its own instant. */
  setTime(to: string | Instant): Promise<void>;
  /** Moves the clock and does nothing: the server is down or the clock has been set. */
  skipTo(to: string | Instant): void;
  /** Fails where there is none. */
  petition(id: PetitionId): Promise<Petition>;
  /** On this person's phone, oldest first. */
  messagesTo(staffId: StaffId): readonly Shown[];
  group(): readonly Shown[];
  /** Everything ever written to the outbox that is not of an accusation, oldest first. */
  outbox(): Promise<readonly LoggedMessage[]>;
  /** The process ends in order and another one starts; with `killed` it ends as it stands. */
  restart(how?: 'killed'): Promise<void>;
  /** What the app is given of the calendar. */
  readonly calendarBook: CalendarBook;
  /** The office has loaded other years, as when a notice of the State Council has come out. */
  loadCalendar(data: CalendarData): Promise<void>;
}

/**
 * A small whole world: the real store, decisions, wording and jobs; only DingTalk and the clock are ours. What a
 * person does is followed at once by everything that is due.
 */
export function openOffice(options: OfficeOptions): Office {
  let now = at(options.at);
  const complaints: string[] = [];
  const complain = (_: object, event: string) => void complaints.push(event);
  const calendarBook = bookOf(options, () => world);
  const path = options.onDisk ? join(temporaryFolder(), 'office.db') : ':memory:';
  const onCall = countedBy(
    () => world.store,
    () => now,
  );
  const dingtalk = recordingDingTalk({ clock: () => now, onCall });
  const start = () =>
    startWorld(options, {
      path,
      clock: () => now,
      calendar: calendarBook.current,
      log: { info() {}, warn: complain, error: complain },
      dingtalk: () => dingtalk,
    });
  let world = start();
  onTestFinished(async () => {
    await world.jobs.stop();
    await world.store.close();
  });
  const workplace = workplaceOf(options, () => ({
    ...world,
    calendar: calendarBook.current(),
    now,
  }));

  function skipTo(to: string | Instant): void {
    now = momentOf(to);
  }

  const clock = { now: () => now, set: skipTo };
  const setTime = (to: string | Instant) => passUntil(momentOf(to), world.jobs, clock);

  return {
    get store() {
      return world.store;
    },
    get jobs() {
      return world.jobs;
    },
    get execute() {
      return world.execute;
    },
    dingtalk,
    get calendar() {
      return calendarBook.current();
    },
    complaints,
    now: () => now,
    as: (staffId) => personOf(staffId, workplace),
    setTime,
    skipTo,
    petition: workplace.petition,
    messagesTo: dingtalk.phone,
    group: dingtalk.group,
    async outbox() {
      return (await world.store.messageLog({ limit: 100_000 }, director)).toReversed();
    },
    calendarBook,
    loadCalendar: calendarBook.beginWith,
    async restart(how) {
      if (!options.onDisk) throw new Error('an office in memory has nothing to come back to');
      if (how !== 'killed') await world.jobs.stop();
      await world.store.close();
      world = start();
      await calendarBook.reload();
    },
  };
}

/** The calendar as the office was given it and has changed it since. */
function bookOf(options: OfficeOptions, world: () => World) {
  let beginning = options.calendar ?? seedCalendar();
  const book = createOfficeCalendar(
    () => world().store,
    () => beginning,
  );
  const takeIn = async () => {
    await book.reload();
    await world().jobs.settle();
  };
  return {
    ...book,
    takeIn,
    beginWith(data: CalendarData) {
      beginning = data;
      return takeIn();
    },
  };
}

function workplaceOf(
  options: OfficeOptions,
  present: () => World & { readonly calendar: Calendar; readonly now: Instant },
) {
  const regimeId = options.regimeId ?? REGIME;
  const regime = found(loadRegimes().find(({ id }) => id === regimeId));
  let commands = 0;
  return {
    async submit(submission: Omit<Submission, 'commandId'>, { unsent }: How = {}): Promise<Answer> {
      const { execute, jobs } = present();
      commands += 1;
      const answer = await execute({ commandId: `command-${commands}`, ...submission });
      if (!unsent && !options.heartbeat) await jobs.settle();
      return answer;
    },
    async petition(id: PetitionId): Promise<Petition> {
      return found(await present().store.petition(id));
    },
    async circumstances(by: StaffId) {
      const { store, calendar, now } = present();
      return { now, by, calendar, regime, directory: await store.directory() };
    },
  };
}

/** Does everything due on the way, each at its own instant. */
async function passUntil(
  target: Instant,
  jobs: World['jobs'],
  clock: { readonly now: () => Instant; readonly set: (moment: Instant) => void },
): Promise<void> {
  await jobs.settle();
  for (;;) {
    const due = await jobs.nextDue();
    if (due === null || due > target) break;
    if (due <= clock.now()) throw new Error(`still due at ${due} after everything was done`);
    clock.set(due);
    await jobs.settle();
  }
  clock.set(target);
  await jobs.settle();
}

function countedBy(store: () => World['store'], now: () => Instant) {
  return ({ api, billable }: { readonly api: string; readonly billable: boolean }) =>
    void store().countCall(dayText(localDayOf(now())).slice(0, 7), api, billable);
}

function momentOf(to: string | Instant): Instant {
  return typeof to === 'string' ? at(to) : to;
}

function found<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('there is none');
  return value;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'office-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

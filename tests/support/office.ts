import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { seedCalendar } from '../../db/seed-calendar.ts';
import { demonstrationOffice } from '../../db/seed-office.ts';
import { loadRegimes } from '../../db/seed-regime.ts';
import { loadWording } from '../../db/seed-wording.ts';
import type { ActInput } from '../../server/domain/act-input.ts';
import { buildCalendar, type Calendar } from '../../server/domain/calendar.ts';
import type { CalendarData } from '../../server/domain/calendar-data.ts';
import type { Submission } from '../../server/domain/command.ts';
import { decideWith } from '../../server/domain/decide.ts';
import type { Directory, StaffId } from '../../server/domain/directory.ts';
import { actionsFor, type AllowedAct } from '../../server/domain/gate.ts';
import type {
  Accused,
  Particulars,
  Petition,
  PetitionFacts,
  PetitionId,
} from '../../server/domain/petition.ts';
import type { ActId, FlowId, Regime } from '../../server/domain/regime.ts';
import { dayText, type Instant, instant, localDayOf, timeOfDay } from '../../server/domain/time.ts';
import { createExecutor, type Execute } from '../../server/execute.ts';
import { type Jobs, type Log, startJobs } from '../../server/jobs/jobs.ts';
import type { LoggedMessage } from '../../server/store/message-store.ts';
import { openStore } from '../../server/store/open-store.ts';
import type { Answer, Store } from '../../server/store/store.ts';
import { director } from './people.ts';
import { type RecordingDingTalk, recordingDingTalk, type Shown } from './recording-dingtalk.ts';
import { at } from './time.ts';

export interface OfficeOptions {
  /** Beijing wall-clock at which the office opens its books. */
  readonly at: string;
  /** In a file, so that `restart` finds what was there. */
  readonly onDisk?: true;
  readonly people?: Omit<Directory, 'version'>;
  readonly calendar?: CalendarData;
  readonly monthlyBudget?: number;
  /** `09:00`; the usual time unless told. */
  readonly dailyReminderTime?: string;
  /** Time itself wakes the jobs. */
  readonly heartbeat?: true;
  /** What the tick gets in place of the command path. */
  readonly meddle?: (execute: Execute) => Execute;
}

export interface Office {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly execute: Execute;
  readonly dingtalk: RecordingDingTalk;
  readonly calendar: Calendar;
  readonly regime: Regime;
  /** What the jobs complained of so far, as `event` names. */
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
  /** Everything ever written to the outbox, oldest first. */
  outbox(): Promise<readonly LoggedMessage[]>;
  /** The process ends in order and another one starts; with `killed` it ends as it stands. */
  restart(how?: 'killed'): Promise<void>;
}

export interface Person {
  /** Registers an ordinary petition of our own unless told otherwise; throws when refused. */
  register(changes?: Registered): Promise<PetitionId>;
  tryToRegister(changes?: Registered): Promise<Answer>;
  /** Takes an act. Its kind is looked up, and where the form wants a signature one is given. */
  act(id: PetitionId, act: ActId, input?: Entered, how?: How): Promise<Answer>;
  /** Takes an act that has to succeed. */
  does(id: PetitionId, act: ActId, input?: Entered, how?: How): Promise<Petition>;
  /** What the person's buttons are. */
  actions(id: PetitionId): Promise<readonly AllowedAct[]>;
}

export interface Registered {
  readonly flow?: FlowId;
  readonly facts?: Partial<PetitionFacts>;
  readonly accused?: Partial<Accused>;
  readonly particulars?: Partial<Particulars>;
}

export interface How {
  readonly signature?: boolean;
  readonly seenVersion?: number;
  /** Its messages stay in the outbox for the time being. */
  readonly unsent?: true;
}

/** The fields of any kind of act, without the kind. */
export type Entered = ActInput extends infer Input
  ? Input extends ActInput
    ? Partial<Omit<Input, 'kind'>>
    : never
  : never;

const HANDWRITING = 'M0 0 L10 10';
const REGIME = 'jinghu2020';
const keys = { active: 1, keys: new Map([[1, Buffer.alloc(32, 7)]]) };

/** A small whole world: the real store, decisions, wording and jobs; only DingTalk and the clock are ours. */
export function openOffice(options: OfficeOptions): Office {
  let now = at(options.at);
  const clock = () => now;
  const regimes = loadRegimes();
  const regime = found(regimes.find(({ id }) => id === REGIME));
  const wording = loadWording();
  const calendar = buildCalendar(options.calendar ?? seedCalendar());
  const complaints: string[] = [];
  const path = options.onDisk ? join(temporaryFolder(), 'office.db') : ':memory:';
  let commands = 0;
  let world = start();
  const dingtalk = recordingDingTalk({
    clock,
    onCall: ({ api, billable }) => {
      const month = dayText(localDayOf(now)).slice(0, 7);
      void world.store.countCall(month, api, billable);
    },
  });
  onTestFinished(async () => {
    await world.jobs.stop();
    await world.store.close();
  });

  function start() {
    const store = openStore({
      path,
      keys,
      clock,
      regimes,
      regimeId: REGIME,
      directorySeed: options.people ?? demonstrationOffice().directory,
    });
    const decide = decideWith(wording);
    const execute = createExecutor({
      store,
      decide,
      clock,
      calendar: () => calendar,
      wake: () => jobs.wake(),
    });
    const { monthlyBudget, dailyReminderTime, meddle = (unchanged) => unchanged } = options;
    const jobs: Jobs = startJobs({
      store,
      execute: meddle(execute),
      // The phones outlive the process.
      delivery: {
        sendWorkNotice: (notice) => dingtalk.sendWorkNotice(notice),
        fetchNoticeResult: (taskId) => dingtalk.fetchNoticeResult(taskId),
        sendGroupMessage: (message) => dingtalk.sendGroupMessage(message),
      },
      clock,
      random: () => 0.5,
      calendar: () => calendar,
      wording,
      linkFor: (page) => `https://office.example/#${page}`,
      log: complainingTo(complaints),
      ...(monthlyBudget === undefined ? {} : { monthlyBudget }),
      ...(dailyReminderTime === undefined
        ? {}
        : { dailyReminderTime: timeOfDay(at(`2026-01-01 ${dailyReminderTime}`)) }),
      heartbeat: options.heartbeat ?? false,
    });
    return { store, execute, jobs };
  }

  async function submit(
    submission: Omit<Submission, 'commandId'>,
    { unsent = false }: How = {},
  ): Promise<Answer> {
    commands += 1;
    const answer = await world.execute({ commandId: `command-${commands}`, ...submission });
    if (!unsent && !options.heartbeat) await world.jobs.settle();
    return answer;
  }

  async function petition(id: PetitionId): Promise<Petition> {
    return found(await world.store.petition(id));
  }

  async function setTime(to: string | Instant): Promise<void> {
    const target = momentOf(to);
    await world.jobs.settle();
    for (;;) {
      const due = await world.jobs.nextDue();
      if (due === null || due > target) break;
      if (due <= now) throw new Error(`still due at ${due} after everything was done`);
      now = due;
      await world.jobs.settle();
    }
    now = target;
    await world.jobs.settle();
  }

  function as(by: StaffId): Person {
    const tryToRegister = (changes: Registered = {}) =>
      submit({ by, command: registration(changes, now) });
    async function act(id: PetitionId, actId: ActId, input: Entered = {}, how: How = {}) {
      const { stage } = await petition(id);
      const definition = regime.stages[stage]?.acts[actId] ?? regime.standingActs[actId];
      const signs = how.signature ?? definition?.signs !== undefined;
      const { seenVersion } = how;
      const command = {
        type: 'takeAct' as const,
        act: actId,
        input: { kind: definition?.kind ?? 'step', ...input } as ActInput,
        ...(signs ? { handwriting: HANDWRITING } : {}),
      };
      const seen = seenVersion === undefined ? {} : { seenVersion };
      return await submit({ petitionId: id, by, command, ...seen }, how);
    }
    return {
      tryToRegister,
      act,
      async register(changes) {
        return granted(await tryToRegister(changes), 'registration').petitionId;
      },
      async does(id, actId, input, how) {
        granted(await act(id, actId, input, how), actId);
        return await petition(id);
      },
      async actions(id) {
        const directory = await world.store.directory();
        return actionsFor(await petition(id), { now, by, calendar, directory, regime });
      },
    };
  }

  return {
    get store() {
      return world.store;
    },
    get jobs() {
      return world.jobs;
    },
    execute: (submission) => world.execute(submission),
    dingtalk,
    calendar,
    regime,
    complaints,
    now: clock,
    as,
    setTime,
    skipTo(to) {
      now = momentOf(to);
    },
    petition,
    messagesTo: (staffId) => dingtalk.phone(staffId),
    group: () => dingtalk.group(),
    async outbox() {
      const newestFirst = await world.store.messageLog({ limit: 100_000 }, director);
      return newestFirst.toReversed();
    },
    async restart(how) {
      if (path === ':memory:') throw new Error('an office in memory has nothing to come back to');
      if (how !== 'killed') await world.jobs.stop();
      await world.store.close();
      world = start();
    },
  };
}

function registration(changes: Registered, now: Instant) {
  const { flow = 'platform', facts, accused, particulars } = changes;
  return {
    type: 'registerPetition' as const,
    flow,
    facts: {
      source: 'own' as const,
      channel: 'letter' as const,
      category: '征地拆迁',
      appealType: 'appeal' as const,
      peopleCount: 1,
      receivedAt: instant(now),
      anonymous: false,
      repeated: false,
      ...facts,
    },
    accused: { staffIds: [], unitIds: [], outside: false, ...accused },
    particulars: {
      title: '关于安置房交付的诉求',
      body: '安置房至今没有交付，请求答复。',
      petitioner: {
        name: '金丝雀',
        phone: '13800000000',
        idNumber: '330602199001011234',
        address: '演示路1号',
      },
      ...particulars,
    },
  };
}

function momentOf(to: string | Instant): Instant {
  return typeof to === 'string' ? at(to) : to;
}

function granted(answer: Answer, what: string) {
  if (!answer.ok) throw new Error(`${what} was refused: ${JSON.stringify(answer.refusal)}`);
  return answer.value;
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

function complainingTo(complaints: string[]): Log {
  return {
    info() {},
    warn: (_, event) => void complaints.push(event),
    error: (_, event) => void complaints.push(event),
  };
}

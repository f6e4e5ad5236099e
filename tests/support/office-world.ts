import { demonstrationOffice, type Office } from '../../db/seed-office.ts';
import { loadRegimes } from '../../db/seed-regime.ts';
import { loadWording } from '../../db/seed-wording.ts';
import type { Calendar } from '../../server/domain/calendar.ts';
import type { CalendarData } from '../../server/domain/calendar-data.ts';
import { decideWith } from '../../server/domain/decide.ts';
import type { Directory } from '../../server/domain/directory.ts';
import type { Regime } from '../../server/domain/regime.ts';
import { type Instant, timeOfDay } from '../../server/domain/time.ts';
import { createExecutor, type Execute } from '../../server/execute.ts';
import type { ApprovalDelivery } from '../../server/jobs/delivery.ts';
import { type Jobs, type Log, startJobs } from '../../server/jobs/jobs.ts';
import { openStore } from '../../server/store/open-store.ts';
import type { Store } from '../../server/store/store.ts';
import { jinghuOffice } from './demonstration.ts';
import type { RecordingDingTalk } from './recording-dingtalk.ts';
import { at } from './time.ts';

export interface OfficeOptions {
  /** Beijing wall-clock at which the office opens its books. */
  readonly at: string;
  /** In a file, so that `restart` finds what was there. */
  readonly onDisk?: boolean;
  readonly people?: Omit<Directory, 'version'>;
  /** Another regulation than most tests work under, with the fictional office that works under it. */
  readonly regimeId?: string;
  /** Those of the product unless told. */
  readonly regimes?: readonly Regime[];
  /** Bytes for ids, so that two runs have the same. */
  readonly randomBytes?: (size: number) => Buffer;
  readonly calendar?: CalendarData;
  readonly monthlyBudget?: number;
  /** `09:00`; the usual time unless told. */
  readonly dailyReminderTime?: string;
  /** Time itself wakes the jobs. */
  readonly heartbeat?: boolean;
  /** None unless told. */
  readonly approvals?: ApprovalDelivery;
  /** What the tick gets in place of the command path. */
  readonly meddle?: (execute: Execute) => Execute;
}

/** One run of the server, without its HTTP side. */
export interface World {
  readonly store: Store;
  readonly execute: Execute;
  readonly jobs: Jobs;
}

export interface Surroundings {
  readonly path: string;
  readonly clock: () => Instant;
  readonly calendar: () => Calendar;
  readonly log: Log;
  /** Asked for at each call: the phones outlive the process. */
  readonly dingtalk: () => RecordingDingTalk;
}

export const REGIME = 'jinghu2020';

const keys = { active: 1, keys: new Map([[1, Buffer.alloc(32, 7)]]) };

export function startWorld(options: OfficeOptions, given: Surroundings): World {
  const { path, clock, calendar, log, dingtalk } = given;
  const wording = loadWording();
  const store = openStore({
    path,
    keys,
    clock,
    regimes: options.regimes ?? loadRegimes(),
    regimeId: options.regimeId ?? REGIME,
    directorySeed: options.people ?? officeUnder(options.regimeId).directory,
    ...(options.randomBytes ? { random: options.randomBytes } : {}),
  });
  const decide = decideWith(wording);
  const wake = () => jobs.wake();
  const execute = createExecutor({ store, decide, clock, calendar, wake });
  const { monthlyBudget, dailyReminderTime, heartbeat = false, meddle = (same) => same } = options;
  const jobs: Jobs = startJobs({
    store,
    execute: meddle(execute),
    delivery: {
      sendWorkNotice: (notice) => dingtalk().sendWorkNotice(notice),
      fetchNoticeResult: (taskId) => dingtalk().fetchNoticeResult(taskId),
      sendGroupMessage: (message) => dingtalk().sendGroupMessage(message),
      cards: null,
      toDos: null,
      approvals: options.approvals ?? null,
      urging: { ding: null, mentionInGroup: null },
    },
    clock,
    random: () => 0.5,
    calendar,
    wording,
    linkFor: (page) => `https://office.example/#${page}`,
    log,
    ...(monthlyBudget === undefined ? {} : { monthlyBudget }),
    ...(dailyReminderTime === undefined
      ? {}
      : { dailyReminderTime: timeOfDay(at(`2026-01-01 ${dailyReminderTime}`)) }),
    heartbeat,
  });
  return { store, execute, jobs };
}

function officeUnder(regimeId: string | undefined): Office {
  if (regimeId === undefined) return jinghuOffice();
  const regime = loadRegimes().findLast(({ id }) => id === regimeId);
  if (!regime) throw new Error(`no regime ${regimeId}`);
  return demonstrationOffice(regime);
}

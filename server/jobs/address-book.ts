import type { StaffId } from '../domain/directory.ts';
import {
  DAY,
  HOUR,
  type Instant,
  localDay,
  localDayOf,
  MINUTE,
  startOfDay,
} from '../domain/time.ts';
import { openConclusions } from './address-book-conclude.ts';
import type { LeaveSurroundings } from './address-book-leave.ts';
import { activePeople, lookFor, lookThrough } from './address-book-look.ts';
import type { AddressBook } from './address-book-questions.ts';
import type { DeliveryFailure } from './delivery.ts';
import type { Trouble } from './surroundings.ts';

/**
 * Keeps the office's people in step with DingTalk's address book: who has left there leaves here, everything else is
 * written down for the office to decide. What DingTalk pushes is a hint only; it is asked before anything follows.
 */
export interface AddressBookWatch {
  /** Asks when that is due: after everybody at night, and once more after those who were not found. */
  run(now: Instant): Promise<number>;
  /** Rejects when DingTalk could not be asked: then it is to be said again. */
  heardOf(userIds: readonly StaffId[], change: 'joined' | 'changed' | 'left'): Promise<void>;
  /** Departments were made, renamed or dissolved: everybody is asked after soon. */
  heardOfDepartments(): void;
  troubles(): readonly Trouble[];
}

export interface WatchSurroundings extends LeaveSurroundings {
  readonly book: AddressBook;
  readonly clock: () => Instant;
}

const JOB = 'addressBook';
const TIME_OF_DAY = 2 * HOUR + 20 * MINUTE;
/** Between two attempts, between two looks for somebody missing, and before the very first. */
const PAUSE = HOUR;
const SILENT_FOR = 2 * DAY;

export function watchAddressBook(given: WatchSurroundings): AddressBookWatch {
  const { store, clock } = given;
  const conclusions = openConclusions(given);
  const plan = openPlan(given);
  return {
    async run(now) {
      const everybody = (await plan.everybodyAt()) <= now;
      if (!(everybody || (await plan.missingAt()) <= now)) return 0;
      plan.asks(now);
      const asked = everybody
        ? await lookThrough(given, (await store.lastJobRun(JOB)) === null)
        : await lookFor(given, (await store.missingPeople()).keys());
      if (!asked.ok) return await plan.failed(asked.failure, now);
      const { everybody: present } = asked.value;
      const left = await conclusions.draw(asked.value, now, (since) => now - since >= PAUSE);
      // Where the scope was narrowed, strangers are out of sight as well and not to be met anew later.
      if (present && !conclusions.trouble()) await store.noteStrangers(present);
      await plan.succeeded(now, everybody);
      return left;
    },
    async heardOf(userIds, change) {
      const ours = new Set(await activePeople(store));
      // Of strangers nothing is of interest but that they are new.
      const concerned = userIds.filter((id) => ours.has(id) || change === 'joined');
      if (concerned.length === 0) return;
      const asked = await lookFor(given, new Set(concerned));
      if (!asked.ok) throw new Error(`the address book did not answer: ${asked.failure.code}`);
      // Told and asked is twice; where leaving was not what was told, asking once is not enough.
      await conclusions.draw(asked.value, clock(), () => change === 'left');
    },
    heardOfDepartments: plan.want,
    troubles: () => [plan.trouble(), conclusions.trouble()].filter((trouble) => trouble !== null),
  };
}

/** When is asked, and how that went. */
function openPlan({ store, clock, log }: WatchSurroundings) {
  const begunAt = clock();
  let askedAt: Instant | null = null;
  let isWanted = false;
  let failingSince: Instant | null = null;
  let silent: Trouble | null = null;
  /** Never sooner than an hour after the last time. */
  const spaced = (at: number) => (askedAt === null ? at : Math.max(at, askedAt + PAUSE));

  return {
    async everybodyAt(): Promise<number> {
      const last = await store.lastJobRun(JOB);
      const planned = last ? startOfDay(localDay(last.day + 1)) + TIME_OF_DAY : begunAt + PAUSE;
      const at = isWanted ? Math.min(planned, begunAt) : planned;
      return isWanted || failingSince !== null ? spaced(at) : at;
    },
    /** Infinity when nobody is missing. */
    async missingAt(): Promise<number> {
      const missing = await store.missingPeople();
      return spaced(Math.min(...missing.values()) + PAUSE);
    },
    asks(now: Instant) {
      askedAt = now;
    },
    want() {
      isWanted = true;
    },
    async succeeded(now: Instant, everybody: boolean) {
      failingSince = null;
      silent = null;
      if (!everybody) return;
      isWanted = false;
      await store.runJobOnce(JOB, localDayOf(now), now, () => ({ status: 'done', messages: [] }));
    },
    async failed({ code }: DeliveryFailure, now: Instant): Promise<number> {
      log.warn({ code }, 'addressBookNotRead');
      failingSince ??= now;
      const since = (await store.lastJobRun(JOB))?.at ?? failingSince;
      const isLong = now - since >= SILENT_FOR;
      silent = isLong ? { what: 'addressBook', since, explanation: SILENT } : null;
      return 0;
    },
    trouble: () => silent,
  };
}

const SILENT =
  '已两天未能核对钉钉通讯录，人员离岗可能未及时反映；请管理员检查钉钉连接和通讯录权限。';
